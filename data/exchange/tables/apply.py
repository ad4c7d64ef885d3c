"""A preview written into the station as one change set."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate
from typing import Any

from data.exchange.datum import told
from data.exchange.datum.source import stamp, stamp_columns
from data.exchange.report import ImportReport, Reject
from data.exchange.staged import FAR, stands_in
from data.exchange.tables.blocks import Block, Columns
from data.exchange.tables.cells import Fault
from data.exchange.tables.preview import Preview
from data.exchange.tables.preview_row import LEFT_OUT, PreviewRow
from data.exchange.tables.table import Cell
from data.exchange.tables.words import GUIDE, OURS, heading_key
from data.i18n import tr
from data.kinds.masking import masked
from data.progress import Progress
from data.resting import resting
from data.store.bulk import Part
from data.store.station import Draft, Station

PASS = 1000


def apply_previews(done: Sequence[Preview], station: Station, who: str, progress: Progress | None = None) -> int | None:
    """Write what the previews of one file say as one change set and return the batch that undo takes; None for nothing.

    Raises
    ------
    Cancelled
        If the person stopped it; nothing was written.
    """
    progress = progress or Progress()
    if not any(map(writes, done)):
        return None
    why = tr("导入 {file}", file=done[0].understanding.path.name)
    with station.editing(who=who, why=why, command="import", progress=progress) as draft:
        write_previews(draft, done, progress)
    return draft.done.id or None if draft.done is not None else None


def writes(done: Preview) -> bool:
    """Whether a preview would write anything."""
    return bool(done.dwellings) or any(b.records for b in done.blocks) or any(map(_writes, done.judged))


def changed_rows(done: Preview) -> set[int]:
    """Return what stands for records that a file of places adds and this table changes."""
    return {row.id for row in done.judged if row.id is not None and stands_in(row.id) and _writes(row)}


def _writes(row: PreviewRow) -> bool:
    return row.action in ("add", "update") and (bool(row.values) or row.residence is not None)


@resting()
def write_previews(draft: Draft, done: Sequence[Preview], progress: Progress, new: Mapping[int, int] | None = None) -> None:
    """Gather the edits of previews that share a bench into a change set that may hold more.

    ``new`` is what stands for the ids of records that files of places add in the same set, see `data.exchange.staged`.
    """
    writer = _Writer(draft, progress, new or {})
    for part in done:
        writer.write(part, [r for r in part.judged if _writes(r)])
    progress.check()


class _Writer:
    """Turns rows into edits; ids of records that are new become known on the way, under what stands for them."""

    def __init__(self, draft: Draft, progress: Progress, new: Mapping[int, int]) -> None:
        self._draft = draft
        self._progress = progress
        self._ids = dict(new)
        self._kind = ""
        self._datum = ""  # of the points of the sheet that is written

    def write(self, part: Preview, rows: list[PreviewRow]) -> None:
        """Gather the edits of one sheet."""
        self._kind = part.understanding.kind.name
        self._datum = part.understanding.datum.chosen
        for room in part.dwellings:
            self._ids[room.id] = self._draft.add("dwelling", self._real(room.values))
        for n, row in enumerate(rows):
            if n % PASS == 0:
                self._progress.report(n, len(rows), tr("写入"))
            self._write(row)
        self._write_blocks([b for b in part.blocks if b.records])

    def _write_blocks(self, blocks: Sequence[Block]) -> None:
        """Gather the records that are plainly new, with their residences."""
        new = _New(self._ids, self._datum)
        parts = [Part(b.records, partial(new.columns, b.values), b.read) for b in blocks]
        if not parts:
            return
        first = accumulate((p.size for p in parts[:-1]), initial=self._draft.add_many(self._kind, parts))
        living = [(b, id) for b, id in zip(blocks, first, strict=True) if b.residences]
        if living:
            self._draft.add_many("residence", [Part(b.residences, partial(new.homes, b, id), b.homes_read) for b, id in living])

    def _write(self, row: PreviewRow) -> None:
        values = stamp(self._real(row.values), self._datum)
        if row.first is None and row.id is None:
            self._ids[row.stand_in] = self._draft.add(self._kind, values)
        elif row.first is None and row.id is not None and values:
            self._draft.change(self._kind, self._ids.get(row.id, row.id), **values)
        if row.residence is not None:
            self._settle(row)

    def _settle(self, row: PreviewRow) -> None:
        assert row.residence is not None
        values = self._real(row.residence.values)
        if row.residence.id is not None:
            self._draft.change("residence", row.residence.id, **values)
        else:
            self._draft.add("residence", {**values, "person": self._person(row)})

    def _person(self, row: PreviewRow) -> int:
        owner = row.first or row
        return self._ids.get(owner.id, owner.id) if owner.id is not None else self._ids[owner.stand_in]

    def _real(self, values: Mapping[str, Any]) -> dict[str, Any]:
        real = {n: self._ids[v] if stands_in(v) else v for n, v in values.items()}
        room = real.get("dwelling")
        if isinstance(room, int) and room < 0:
            real["dwelling"] = self._ids[room]
        return real


@dataclass(frozen=True, slots=True)
class _New:
    """What the columns of new records need: ids of rooms by what stands for them, and the datum of the sheet."""

    ids: Mapping[int, int]
    datum: str

    def columns(self, unpack: Callable[[], Columns]) -> Columns:
        """Return columns with the ids of rooms that are new."""
        columns = stamp_columns(unpack(), self.datum)
        rooms = columns.get("dwelling")
        if rooms and self.ids:
            columns["dwelling"] = [self.ids[d] if d is not None and d < 0 else d for d in rooms]
        for name, column in columns.items() if min(self.ids, default=0) <= FAR else ():
            if name != "dwelling" and any(map(stands_in, column)):
                columns[name] = [self.ids[v] if stands_in(v) else v for v in column]
        return columns

    def homes(self, block: Block, first: int) -> Columns:
        """Return the residences of a block, of which the first person has this id."""
        return {**self.columns(block.homes), "person": block.tenants(first)}


def report_of(done: Preview, batch: int | None, seconds: float) -> ImportReport:
    """Return what was done, or would be, as the command line prints it."""
    known, counts = done.understanding, done.counts
    placed = any(known.targets[t].role == "point" for t in known.mapping.values())
    return ImportReport(
        file=str(known.path), kind=known.kind.name, batch=batch, rows=len(done.rows), added=counts.get("add", 0),
        updated=counts.get("update", 0), unchanged=counts.get("unchanged", 0), rejected=sum(counts.get(a, 0) for a in LEFT_OUT),
        matched=counts.get("matched", 0), unmatched=counts.get("unmatched", 0), sheet=known.table.sheet or None,
        header_row=known.header_row, encoding=known.table.encoding or None, datum=known.datum if placed else None,
        mapping=known.mapping, rejects=tuple(r for row in done.judged if row.action in LEFT_OUT for r in _rejects(done, row)),
        seconds=seconds, notes=_notes(done),
    )  # fmt: skip


def _rejects(done: Preview, row: PreviewRow) -> list[Reject]:
    """Return one reject for a row: its first fault, with all reasons in the sentence."""
    first = row.faults[0]
    why = tr("；").join(dict.fromkeys(f.why for f in row.faults))
    return [Reject(row.number, why, first.column, _shown(done, first), done.cells(row))]


def _shown(done: Preview, fault: Fault) -> Cell:
    """Return the value that was wrong, covered where it is sensitive: reports reach screens and logs."""
    target = done.understanding.targets.get(done.understanding.mapping.get(fault.column, ""))
    if target is None or target.field is None or target.field.sensitivity != "sensitive":
        return fault.value
    return masked(target.field, fault.value)


def _notes(done: Preview) -> tuple[str, ...]:
    known = done.understanding
    last = [tr("列的含义和上次导入“{file}”时一样", file=known.last.file)] if known.last is not None else []
    notes = last + list(known.notes) + [tr("第 {row} 行没有导入：{why}", row=s.row, why=s.why) for s in known.skipped[:20]]
    if known.pointed and (said := told(known.datum, known.path)):
        notes.insert(0, said)
    if not known.sure:
        could_be = ", ".join(known.alternatives)
        kind = known.kind.label
        notes.append(tr("类别看不准，按“{kind}”处理，也可能是 {others}；不对就撤销，再指明类别", kind=kind, others=could_be))
    if done.dwellings:
        notes.append(tr("新建了 {n} 间没有登记过的房屋", n=len(done.dwellings)))
    if kept := done.counts.get("kept", 0):
        notes.append(tr("{n} 行的住址没有对上房屋，原文已保留在“住址（原文）”里", n=kept))
    second = sum(r.residence is not None and r.residence.second for r in done.judged)
    if second:
        notes.append(tr("{n} 人在别处还有没填离开日期的居住记录，已另加一条；搬走的请在旧记录上填离开日期", n=second))
    unused = [g.column.name for g in known.columns if not g.target and g.examples and heading_key(g.column.name) not in OURS]
    if unused:
        notes.append(tr("没有用到的列：{columns}", columns=", ".join(unused)))
    named = {known.table.sheet, *known.beside, *GUIDE.values()}
    others = [t.sheet for t in known.tables if t.rows and not t.hidden and t.sheet not in named]
    if others:
        notes.append(tr("还有工作表没有导入：{sheets}", sheets=", ".join(others)))
    return tuple(notes)
