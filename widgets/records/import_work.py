"""The work behind the import panel, without Qt: what a file would bring, and bringing it."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar, overload

from data.errors import Cancelled, WatchroomError
from data.exchange.importer import import_file, preview, understand
from data.exchange.places import rejects as place_rejects
from data.exchange.report import ImportReport, Reject, combined
from data.exchange.tables.apply import apply_previews, report_of
from data.exchange.tables.bench import Bench
from data.exchange.tables.preview import Preview, PreviewRow
from data.exchange.tables.rejects import write_rejects
from data.exchange.tables.table import TABLE_SUFFIXES
from data.exchange.tables.understand import Understanding, sheets_of
from data.i18n import tr
from data.progress import Progress
from data.store.station import Station
from widgets.records.lines import Line

T = TypeVar("T")
ACTIONS = ("add", "update", "unchanged", "reject")
TONES = {"add": "calm", "update": "accent", "unchanged": "quiet", "reject": "late"}
SHOWN_CELLS = 3


def action_words() -> dict[str, str]:
    """Return what becomes of a row, in words."""
    return {"add": tr("新增"), "update": tr("更新"), "unchanged": tr("未变"), "reject": tr("拒收")}


@dataclass(frozen=True, slots=True)
class Prepared:
    """A file as it would be imported: tables have previews, one a sheet, that can be changed; places only their counts.

    ``known`` is what the table, or its first sheet, was taken for. A table that cannot be imported as it was understood
    has ``trouble`` and no preview; it can be understood otherwise.
    """

    path: Path
    report: ImportReport
    known: Understanding | None = None
    previews: tuple[Preview, ...] = ()
    trouble: str = ""


def is_table(path: Path) -> bool:
    """Whether the file is a table that can be mapped by hand."""
    return path.suffix.lower() in TABLE_SUFFIXES


def prepare(
    station: Station,
    path: Path,
    change: Callable[[Understanding], Understanding] | None,
    known: Understanding | None,
    who: str,
    progress: Progress,
) -> Prepared:
    """Return what importing would do; nothing is written.

    Parameters
    ----------
    station, path, who
        Where to, from which file, and whose work it is.
    change
        What the person wants read another way, applied to ``known``.
    known
        What the file was taken for before; None reads it anew.
    progress
        Told how far it is.
    """
    if not is_table(path):
        return Prepared(path, import_file(station, path, dry_run=True, who=who, progress=progress))
    understood = known or understand(path, station, progress=progress)
    if change is not None:
        understood = change(understood)
    try:
        bench = Bench(station)
        done = tuple(preview(sheet, station, progress, bench=bench) for sheet in sheets_of(understood))
    except WatchroomError as error:
        return Prepared(path, ImportReport(str(path), understood.kind.name), understood, trouble=error.message)
    return Prepared(path, combined([report_of(d, None, 0.0) for d in done]), done[0].understanding, done)


def carry_out(station: Station, prepared: Prepared, who: str, progress: Progress) -> ImportReport:
    """Write it as one change set and return what was done."""
    if prepared.previews:
        started = time.perf_counter()
        batch = apply_previews(prepared.previews, station, who, progress)
        return combined([report_of(d, batch, time.perf_counter() - started) for d in prepared.previews])
    return import_file(station, prepared.path, who=who, progress=progress)


class PreviewLines(Sequence[Line]):
    """The rows of a preview as lines, made when they are looked at; ``action`` "" takes all."""

    def __init__(self, done: Sequence[Preview], action: str = "") -> None:
        self._done = done
        self._rows = [(n, r) for n, d in enumerate(done) for r in d.rows if not action or r.action == action]
        self._words = action_words()
        self._columns = [_open_columns(d.understanding) for d in done]

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, at: int) -> Line: ...
    @overload
    def __getitem__(self, at: slice) -> list[Line]: ...
    def __getitem__(self, at: int | slice) -> Line | list[Line]:
        if isinstance(at, slice):
            return [self._line(*r) for r in self._rows[at]]
        return self._line(*self._rows[at])

    def _line(self, n: int, row: PreviewRow) -> Line:
        done = self._done[n]
        cells = done.cells(row)
        parts = [done.understanding.table.sheet] if len(self._done) > 1 else []
        said = " · ".join([*parts, *(str(cells[c]) for c in self._columns[n] if cells.get(c) not in (None, ""))])
        title = tr("第 {n} 行　{said}", n=row.number, said=said)
        return Line(
            title,
            self.why(done, row),
            self._words.get(row.action, row.action),
            tone=TONES.get(row.action, "quiet"),
            edge=True,
            placed=False,
        )

    def why(self, done: Preview, row: PreviewRow) -> str:
        """Return why a row is refused, or what became of its address and what would differ."""
        if row.action == "reject":
            return row.why or tr("；").join(dict.fromkeys(f.why for f in row.faults))
        return tr("；").join(t for t in (row.remark, self._differs(done, row)) if t)

    @staticmethod
    def _differs(done: Preview, row: PreviewRow) -> str:
        if row.action == "update":
            fields = done.understanding.kind.fields
            labels = [fields[n].label for n in row.values if n in fields and not n.endswith("_kind")]
            return tr("将改 {what}", what=tr("、").join(labels[:5])) if labels else tr("将更新居住登记")
        return ""


def _open_columns(known: Understanding) -> list[str]:
    """Return the first columns whose values may be seen: not the sensitive ones."""
    hidden = {t.name for t in known.targets.values() if t.field is not None and t.field.sensitivity == "sensitive"}
    return [c for c, target in known.mapping.items() if target not in hidden][:SHOWN_CELLS]


def reject_lines(rejects: Sequence[Reject]) -> list[Line]:
    """Return the refused features of a file of places as lines."""
    words = action_words()["reject"]
    return [
        Line(tr("第 {n} 行　{said}", n=r.row, said=r.column), r.why, words, tone="late", edge=True, placed=False) for r in rejects
    ]


def counted(report: ImportReport) -> str:
    """Return the numbers of a report in words."""
    named = action_words()
    numbers = {"add": report.added, "update": report.updated, "unchanged": report.unchanged, "reject": report.rejected}
    return " · ".join(f"{named[a]} {n:,}" for a, n in numbers.items())


def guarded(work: Callable[[], T]) -> T | str | None:
    """Return the result, the sentence of what went wrong, or None where the person stopped it."""
    try:
        return work()
    except WatchroomError as error:
        return error.message
    except Cancelled:
        return None


def save_rejects(prepared: Prepared, report: ImportReport, out: Path) -> int:
    """Write the refused rows, or features, to a file that can be mended and imported again; return how many there are."""
    if prepared.previews:
        return write_rejects(prepared.previews, out)
    place_rejects.write_rejects(report.rejects, prepared.path, out)
    return len(report.rejects)
