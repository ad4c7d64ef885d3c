"""Tables of a web page, which many systems export under the name of a workbook (.xls), in."""

from __future__ import annotations

import email
import email.policy
import html
import re
from pathlib import Path

from data.exchange.tables import refuse
from data.exchange.tables.encoding import Encoding, detect_bytes
from data.exchange.tables.native import placed
from data.exchange.tables.table import Cell, Merge, Row, Table
from data.i18n import tr
from data.progress import Progress

LARGEST = 64 << 20  # bytes of text
WIDEST, MOST_CELLS = 4096, 12_000_000
# One pass over the text: what is no tag of a table only ends the text before it.
TAG = re.compile(r"<(?:(/?)([a-zA-Z][\w:]*)((?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*)>|!--|[!?][^<>]*>)")
ATTRIBUTE = re.compile(r"([\w:-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))")
CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
INVISIBLE = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)
SPACE = re.compile(r"[ \t\r\n\f]+")
SILENT = ("script", "style", "head", "title", "noscript")
BREAKS = ("br", "p", "div", "li")
PASS = 20_000


def looks_like_web_page(head: bytes) -> bool:
    """Whether the first bytes of a file are those of HTML or of a web archive (MHTML)."""
    text = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    page = (b"<html", b"<!doctype html", b"<table", b"<meta", b"<head", b"<style", b"<body", b"<div", b"<tr", b"<!--")
    return text.startswith(page) or (text.startswith(b"<") and b"<table" in text) or is_archive(head)


def is_archive(head: bytes) -> bool:
    """Whether it is a page with its parts in one file, as Excel saves it."""
    return head.lstrip().lower().startswith(b"mime-version:") and b"multipart/related" in head.lower()


def read_web_page(path: Path, encoding: str, progress: Progress) -> list[Table]:
    """Return the tables of a page, those inside of others apart from them.

    Raises
    ------
    BadInput
        If there is no table in it, or its text cannot be decoded.
    """
    if path.stat().st_size > LARGEST:
        raise refuse.too_big(path, path.name, f"{LARGEST >> 20} MB")
    raw = path.read_bytes()
    pages = _archived(raw) if is_archive(raw[:4096]) else [raw]
    found: list[Table] = []
    for page in pages:
        known = _encoding(path, page, encoding)
        parser = _Page(path, progress)
        parser.read(page.decode(known.name))
        found += [_table(path, grid, known, len(found) + n) for n, grid in enumerate(parser.done, 1) if grid.rows]
    if not found:
        raise refuse.broken(path, tr("是网页，里面没有表格"))
    return found


def _archived(raw: bytes) -> list[bytes]:
    message = email.message_from_bytes(raw, policy=email.policy.default)
    parts = [p for p in message.walk() if p.get_content_type() == "text/html"]
    return [content for p in parts if isinstance(content := p.get_payload(decode=True), bytes)]


def _encoding(path: Path, page: bytes, wanted: str) -> Encoding:
    """The page's own word goes before guessing, if its text bears it out."""
    said = CHARSET.search(page[:8192])
    name = said[1].decode("ascii", "replace").lower() if said else ""
    name = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs", "utf8": "utf-8"}.get(name, name)
    if not wanted and name in ("utf-8", "gb18030", "big5hkscs"):
        try:
            page.decode(name)
        except UnicodeDecodeError:
            pass  # the page is wrong about itself: its bytes are asked below
        else:
            return Encoding(name, tr("网页自己写明编码是 {name}", name=name), True)
    return detect_bytes(path, page, wanted)


def _table(path: Path, grid: _Grid, known: Encoding, number: int) -> Table:
    sheet = grid.caption or (tr("表 {n}", n=number) if number > 1 else "")
    note = tr("文件其实是网页，读的是其中的表格")
    table = Table(path, sheet, grid.rows, encoding=known.name, evidence=known.evidence, notes=(note,))
    return placed(table, tuple(grid.merges), frozenset(grid.hidden), frozenset())


class _Grid:
    """One table while its rows come in; a cell over several rows or columns keeps its place in each."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.merges: list[Merge] = []
        self.hidden: set[int] = set()
        self.caption = ""
        self._reserved: dict[int, int] = {}  # column to the row up to which a cell above reaches

    def open_row(self, hidden: bool) -> None:
        if hidden:
            self.hidden.add(len(self.rows))
        self.rows.append([])

    def put(self, cell: Cell, across: int, down: int) -> int:
        """Put a cell into the row, and return by how much the row has grown."""
        if not self.rows:
            self.open_row(hidden=False)
        row, here = self.rows[-1], len(self.rows) - 1
        before = len(row)
        while self._reserved.get(len(row), -1) >= here:
            row.append(None)
        at = len(row)
        row.append(cell)
        row.extend([None] * (across - 1))
        if down > 1:
            self._reserved.update((at + i, here + down - 1) for i in range(across))
        if across > 1 or down > 1:
            self.merges.append(Merge(here, at, here + down - 1, at + across - 1))
        return len(row) - before


class _Page:
    """Goes through a page once; only tables, their rows and cells, and line breaks matter."""

    def __init__(self, path: Path, progress: Progress) -> None:
        self.done: list[_Grid] = []
        self._path = path
        self._progress = progress
        self._open: list[_Grid] = []
        self._cells: list[tuple[int, int, list[str]] | None] = []
        self._caption: list[str] | None = None
        self._silent = ""
        self._count = self._seen = 0

    def read(self, text: str) -> None:
        at = 0
        while found := TAG.search(text, at):
            if not self._silent:
                self._text(text[at : found.start()])
            at = found.end()
            if found[0] == "<!--":
                end = text.find("-->", at)
                at = end + 3 if end >= 0 else len(text)
            elif found[2]:
                self._tag(found[2].lower().rpartition(":")[2], bool(found[1]), found[3])
        while self._open:
            self._end_table()

    def _text(self, text: str) -> None:
        if self._caption is not None:
            self._caption.append(text)
        elif self._cells and (cell := self._cells[-1]) is not None and text:
            cell[2].append(SPACE.sub(" ", text))

    def _tag(self, name: str, closing: bool, attributes: str) -> None:
        if self._silent:
            self._silent = "" if closing and name == self._silent else self._silent
        elif name in SILENT and not closing:
            self._silent = name
        elif name == "table":
            self._end_table() if closing else self._start_table()
        elif not self._open:
            return
        elif name == "tr":
            self._end_cell()
            if not closing:
                self._open[-1].open_row(hidden=bool(INVISIBLE.search(attributes)))
        elif name in ("td", "th"):
            self._end_cell()
            if not closing:
                self._start_cell(attributes)
        elif name == "caption":
            self._end_caption() if closing else self._start_caption()
        elif name in BREAKS and (cell := self._cells[-1]) is not None and cell[2]:
            cell[2].append("\n")

    def _start_table(self) -> None:
        self._open.append(_Grid())
        self._cells.append(None)
        if len(self._open) > 64:
            raise refuse.hostile(self._path, tr("表格一层套一层"))

    def _end_table(self) -> None:
        if self._open:
            self._end_cell()
            self._cells.pop()
            self.done.append(self._open.pop())

    def _start_caption(self) -> None:
        self._caption = []

    def _end_caption(self) -> None:
        self._open[-1].caption = SPACE.sub(" ", html.unescape("".join(self._caption or []))).strip()[:60]
        self._caption = None

    def _start_cell(self, attributes: str) -> None:
        said: dict[str, str] = {}
        if "span" in attributes.lower():
            said = {m[1].lower(): m[2] or m[3] or m[4] or "" for m in ATTRIBUTE.finditer(attributes)}
        across, down = _span(said.get("colspan"), WIDEST), _span(said.get("rowspan"), 1 << 20)
        self._cells[-1] = (across, down, [])

    def _end_cell(self) -> None:
        cell = self._cells[-1]
        if cell is not None:
            self._cells[-1] = None
            lines = [line.strip(" ") for line in html.unescape("".join(cell[2])).split("\n")]
            text = "\n".join(lines).strip()
            self._count += self._open[-1].put(text if text and not text.isspace() else None, cell[0], cell[1])
            self._watch()

    def _watch(self) -> None:
        if self._count > MOST_CELLS or len(self._open[-1].rows[-1]) > WIDEST:
            raise refuse.hostile(self._path, tr("表格太宽或格子太多"))
        self._seen += 1
        if self._seen % PASS == 0:
            self._progress.report(self._seen, 0, tr("读取 {file}", file=self._path.name))


def _span(text: str | None, most: int) -> int:
    return min(max(int(text), 1), most) if text and text.isascii() and text.isdigit() and len(text) < 8 else 1
