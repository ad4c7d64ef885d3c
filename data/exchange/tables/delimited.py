"""Text tables in: which delimiter, then rows, streamed from the file."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TextIO

from data.errors import BadInput
from data.exchange.safe_cells import armed
from data.exchange.tables import refuse
from data.exchange.tables.encoding import detect
from data.exchange.tables.packed_rows import PackedRows
from data.exchange.tables.table import Row, Table
from data.i18n import tr
from data.progress import Progress

DELIMITERS = ",\t;|，"
SPACES = " "  # columns that only blanks part, however many
SAMPLE = 1 << 16
LONGEST_FIELD = 1 << 24
LONGEST_LINE = 32 << 20  # bytes
WIDEST = 16_384  # cells of a row, as in a workbook
BLOCK = 1 << 20
LINE_BREAK = "\ue000"  # stands for a line feed inside a cell of a file whose rows end in carriage returns
PASS = 5000  # rows between two looks at the progress
# Text has none of these; a file that has many is something else under a table's name.
CONTROLS = frozenset(chr(c) for c in range(32)) - frozenset("\t\n\r\f\v\x1a")


def read_delimited(path: Path, *, encoding: str = "", progress: Progress | None = None) -> Table:
    """Return the table of a text file.

    Raises
    ------
    BadInput
        If the text cannot be decoded or is no table.
    """
    _must_have_lines(path)
    found = detect(path, encoding, progress)
    with path.open(encoding=found.name, newline="") as file:
        sample = file.read(SAMPLE)
    _must_be_text(path, sample)
    delimiter = sniff_delimiter(sample, path.suffix.lower())
    if _is_spaced(sample, delimiter):
        delimiter = SPACES
    rows = _rows(path, found.name, delimiter, progress, old_mac=_old_mac(sample))
    rows.drop_empty_end()
    return Table(path, "", rows, encoding=found.name, evidence=found.evidence, notes=(found.evidence,) if found.lost else ())


def sniff_delimiter(sample: str, suffix: str = ".csv") -> str:
    """Return the delimiter that cuts the most rows into the same number of cells; a tab for ``.tsv`` when in doubt."""
    best, best_score = "\t" if suffix == ".tsv" else ",", 0.0
    for delimiter in DELIMITERS:
        score = _agreement(sample, delimiter)
        if score > best_score * 1.02:
            best, best_score = delimiter, score
    return best


def _is_spaced(sample: str, delimiter: str) -> bool:
    """Whether nothing cuts the rows but blanks, and these cut all into the same number of cells: 姓名 电话."""
    lines = [line for line in sample.splitlines()[:-1] or sample.splitlines() if line.strip()]
    if len(lines) < 2 or _agreement(sample, delimiter) > 0.5:
        return False
    widths = {len(line.split()) for line in lines}
    return len(widths) == 1 and widths.pop() > 1


def _agreement(sample: str, delimiter: str) -> float:
    """Return rows of the commonest width times that width, over rows; 0 where nothing is cut."""
    _allow_long_fields()
    widths: Counter[int] = Counter()
    try:
        for row in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter):
            if any(c.strip() for c in row):
                widths[len(row)] += 1
    except csv.Error:
        return 0.0
    cut = {w: n for w, n in widths.items() if w > 1}
    if not cut:
        return 0.0
    width, count = max(cut.items(), key=lambda item: (item[1], item[0]))
    return count / sum(widths.values()) + min(width, 50) / 1000


def _allow_long_fields() -> None:
    if csv.field_size_limit() < LONGEST_FIELD:
        csv.field_size_limit(LONGEST_FIELD)


def _must_have_lines(path: Path) -> None:
    """Refuse a large text without line ends before it is read as one line."""
    if path.stat().st_size <= LONGEST_LINE:
        return
    length = 0
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            length = 0 if b"\n" in block or b"\r" in block else length + len(block)
            if length > LONGEST_LINE:
                raise refuse.hostile(path, tr("有一行超过 {size}", size=f"{LONGEST_LINE >> 20} MB"))


def _must_be_text(path: Path, sample: str) -> None:
    odd = sum(c in CONTROLS for c in sample)
    if odd > max(2, len(sample) // 500):
        raise refuse.no_table(path)


def _old_mac(sample: str) -> bool:
    """Whether rows end in a lone carriage return, so that a line feed is part of a cell."""
    return "\r\n" not in sample and sample.count("\r") > sample.count("\n")


def _lines(file: TextIO, old_mac: bool, spaced: bool) -> Iterator[str]:
    if spaced:
        yield from (SPACES.join(line.split()) + "\n" for line in file)
        return
    if not old_mac:
        yield from file
        return
    for line in file:
        yield line.replace("\n", LINE_BREAK)


def _must_be_closed(path: Path, encoding: str, rows: Sequence[Row], lines: int) -> None:
    """Refuse a text of which a quotation mark without its other half has swallowed the rest: all of that is one cell."""
    torn = next((c for c in reversed(rows[-1]) if isinstance(c, str) and "\n" in c), "") if rows else ""
    if not torn:
        return
    with path.open(encoding=encoding, newline="") as file:
        *_, last = (line for line in file if line.strip())
    if '"' not in last:
        below = torn.rstrip("\n").count("\n")
        line = lines - below
        message = tr("{file} 第 {line} 行的引号没有配对，后面的 {n} 行都成了一格；请补上或去掉这个引号",
                     file=path.name, line=line, n=below)  # fmt: skip
        raise BadInput(message, file=path, row=line)


def _rows(path: Path, encoding: str, delimiter: str, progress: Progress | None, *, old_mac: bool) -> PackedRows:
    """Return the rows; a row with line breaks inside quotes counts as one, as table programs number it."""
    rows = PackedRows()
    filled = False
    with path.open(encoding=encoding, newline="\r" if old_mac else "") as file:
        reader = csv.reader(_lines(file, old_mac, delimiter == SPACES), delimiter=delimiter)
        try:
            for row in reader:
                if len(row) > WIDEST:
                    raise refuse.hostile(path, tr("第 {row} 行有 {n} 列", row=reader.line_num, n=len(row)))
                cells = [c.replace(LINE_BREAK, "\n") for c in row] if old_mac else row
                plain: Row = [(c if c[0] != "'" else armed(c)) if c and not c.isspace() else None for c in cells]
                filled = filled or any(plain)
                rows.append(plain)
                if progress is not None and len(rows) % PASS == 0:
                    progress.report(len(rows), 0, tr("读取 {file}", file=path.name))
        except (csv.Error, UnicodeError) as error:
            line = reader.line_num
            message = tr("{file} 第 {line} 行读不了（{why}）；请检查这一行的引号和分隔符", file=path.name, line=line, why=error)
            raise BadInput(message, file=path, row=line) from error
    _must_be_closed(path, encoding, rows, reader.line_num)
    if not filled:
        raise BadInput(tr("{file} 里没有数据", file=path.name), file=path)
    return rows
