"""What becomes of single rows, told for people: before and after by field, candidates of doubtful ones, the refused cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from data.exchange.conversation.arrive import Part
from data.exchange.conversation.rows import ACTIONS, Feature
from data.exchange.conversation.stored_values import StoredValues
from data.exchange.places.mapping import map_properties
from data.exchange.places.plan import Plan
from data.exchange.report import Reject
from data.exchange.tables.doubts import Candidate, Decision
from data.exchange.tables.preview import Preview
from data.exchange.tables.preview_row import PreviewRow
from data.exchange.tables.table import cell_text
from data.i18n import tr
from data.kinds.masking import masked, visible
from data.kinds.model import Field, Kind
from data.store.station import Station
from data.store.titles import PIECES

LONGEST_TITLE = 4  # cells
UNTOLD = ("_kind", "_assumed")  # ends of fields that only say how another is meant


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of one record: its label, and what it was and will be as people read it; "" is empty."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the file: its column, its text, and what is wrong with it, "" for nothing."""

    column: str
    text: str
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """A stored record that a doubtful row may mean: its title, and what speaks for and against it."""

    id: int
    title: str
    why: str


@dataclass(frozen=True, slots=True)
class RowChange:
    """What becomes of one row. ``key`` is what `decide` takes; ``decision`` what was decided of it already."""

    at: int
    number: int
    action: str
    title: str
    why: str = ""
    kind: str = ""
    id: int | None = None
    changes: tuple[FieldChange, ...] = ()
    cells: tuple[Cell, ...] = ()
    choices: tuple[Choice, ...] = ()
    key: tuple[str, int] = ("", -1)
    decision: Decision | None = None


def counts_of(parts: Sequence[Part]) -> dict[str, int]:
    """Return how many rows of the parts are added, updated, ... together."""
    return {action: sum(len(p.by_action.get(action, ())) for p in parts) for action in ACTIONS}


def changes_of(station: Station, part: Part, at: Sequence[int]) -> list[RowChange]:
    """Return what becomes of the rows at these positions; records are read for all of them at once, so ask for a page.

    Positions are those of `Part.by_action`.
    """
    station = part.beside or station
    if part.preview is not None:
        rows = [part.preview.rows[i] for i in at]
        stored = StoredValues(station, part.preview.understanding.kind, rows)
        return [_of_row(part, part.preview, stored, n, row) for n, row in zip(at, rows, strict=True)]
    features = [part.features[i] for i in at]
    return [_of_feature(station, part, n, feature) for n, feature in zip(at, features, strict=True)]


def doubtful_keys(part: Part) -> list[tuple[str, int]]:
    """Return what `decide` takes for each doubtful row of a part."""
    doubtful = part.by_action.get("doubt", ())
    if part.preview is not None:
        rows = [part.preview.rows[at] for at in doubtful]
        return [(row.sheet, row.index) for row in rows]
    features = [part.features[at] for at in doubtful]
    return [(f.plan.rows.kind.name, f.number) for f in features if f.plan is not None]


# Tables


def _of_row(part: Part, done: Preview, stored: StoredValues, at: int, row: PreviewRow) -> RowChange:
    key = (row.sheet, row.index)
    return RowChange(
        at, row.number, row.action, _title(done, row), _why(row), done.understanding.kind.name, row.id,
        changes=_changes(done, stored, row) if row.action in ("update", "add") else (),
        cells=_cells(done, row), choices=_choices(stored, row.candidates), key=key, decision=part.decisions.get(key),
    )  # fmt: skip


def _why(row: PreviewRow) -> str:
    if row.candidates:
        return row.why
    faults = tr("；").join(dict.fromkeys(f.why for f in row.faults))
    return faults or tr("；").join(t for t in (row.why, row.remark) if t)


def _title(done: Preview, row: PreviewRow) -> str:
    """Return the first cells that mean something, or of a table where none does, the first that are filled."""
    meant, cells = done.understanding.mapping, _cells(done, row)
    shown = [c.text for c in cells if c.text and c.column in meant] or [c.text for c in cells if c.text]
    return " · ".join(shown[:LONGEST_TITLE])


def _cells(done: Preview, row: PreviewRow) -> tuple[Cell, ...]:
    faults: dict[str, list[str]] = {}
    for fault in row.faults:
        faults.setdefault(fault.column, []).append(fault.why)
    known = done.understanding
    fields = {g.column.name: known.targets[g.target].field if g.target else None for g in known.columns}
    return tuple(Cell(name, _cell(fields.get(name), cell), tr("；").join(faults.get(name, ())))
                 for name, cell in done.cells(row).items())  # fmt: skip


def _cell(field: Field | None, cell: Any) -> str:
    """Return a cell as it may be seen at the desk."""
    text = cell_text(cell)
    return masked(field, text) if text and field is not None and field.sensitivity == "sensitive" else text


def _changes(done: Preview, stored: StoredValues, row: PreviewRow) -> tuple[FieldChange, ...]:
    kind = done.understanding.kind
    found = [_change(kind, n, stored.before(row.id, n), v, stored) for n, v in row.values.items() if not n.endswith(UNTOLD)]
    home = row.residence
    if home is not None and home.values:
        before = stored.residence(home.id)
        lives = stored.residences
        found += [_change(lives, n, before.get(n), v, stored) for n, v in home.values.items() if n in lives.fields]
    return tuple(change for change in found if change.before != change.after)


def _change(kind: Kind, name: str, before: Any, after: Any, stored: StoredValues) -> FieldChange:
    if name == "geometry":
        return FieldChange(tr("所在位置"), stored.place(before), stored.place(after))
    field = kind.fields[name]
    was, will = (_shown(field, value, stored) for value in (before, after))
    if was == will and before != after:
        will = tr("{value}（遮住的部分不同）", value=will)
    return FieldChange(field.label, was, will)


def _shown(field: Field, value: Any, stored: StoredValues) -> str:
    if value is None:
        return ""
    if field.type == "link":
        return stored.name(field, value)
    return visible(field, value, "desk", zone=stored.zone)


def _choices(stored: StoredValues, candidates: Sequence[Candidate]) -> tuple[Choice, ...]:
    return tuple(Choice(c.id, stored.title(c.id), c.why) for c in candidates)


# Places


def _of_feature(station: Station, part: Part, at: int, feature: Feature) -> RowChange:
    if feature.reject is not None or feature.plan is None:
        return _refused(station, at, feature, feature.reject)
    plan, n = feature.plan, feature.at
    kind, id = plan.rows.kind, plan.id(n)
    stored = StoredValues(station, kind, ())
    if n in plan.held:
        return _held(stored, part, at, feature, plan)
    said = plan.rows.values[n]
    before = {name: plan.existing.value(row, name) for name in plan.values[n]} if (row := plan.found[n]) is not None else {}
    changes = tuple(
        _change(kind, name, before.get(name), value, stored)
        for name, value in plan.values[n].items()
        if (name == "geometry" or name in kind.fields) and not name.endswith(UNTOLD) and not _solid(kind, name)
    )
    key = (kind.name, feature.number)
    return RowChange(at, feature.number, feature.action, _named(kind, said), kind=kind.name, id=id, changes=changes, key=key,
                     decision=part.decisions.get(key))  # fmt: skip


def _held(stored: StoredValues, part: Part, at: int, feature: Feature, plan: Plan) -> RowChange:
    """A feature that waits for people, or that they left out."""
    kind, held, said = plan.rows.kind, plan.held[feature.at], plan.rows.properties[feature.at]
    fields = {c: kind.fields.get(name) for c, name in map_properties(kind, said).items()}
    cells = tuple(Cell(c, _cell(fields.get(c), v if isinstance(v, str | int | float | bool | None) else str(v)))
                  for c, v in said.items())  # fmt: skip
    key = (kind.name, feature.number)
    why = " ".join(c.why for c in held.candidates) or held.why  # what to write into a table is said of rejects only
    return RowChange(at, feature.number, held.action, _named(kind, plan.rows.values[feature.at]), why, kind.name, cells=cells,
                     choices=_choices(stored, held.candidates), key=key, decision=part.decisions.get(key))  # fmt: skip


def _solid(kind: Kind, name: str) -> bool:
    return name in kind.fields and kind.fields[name].type == "solid"


def _named(kind: Kind, said: Mapping[str, Any]) -> str:
    own = [name for name, _ in PIECES.findall(kind.title)] if kind.own else []
    names = ("name", "address", *own, "code", "number")
    return str(next((said[n] for n in names if said.get(n)), kind.label))


def _refused(station: Station, at: int, feature: Feature, reject: Reject | None) -> RowChange:
    why, column = (reject.why, reject.column) if reject is not None else ("", "")
    said = reject.cells if reject is not None else {}
    kind = station.kinds.get(reject.kind) if reject is not None and reject.kind else None
    fields = {c: kind.fields.get(name) for c, name in map_properties(kind, said).items()} if kind is not None else {}
    texts = {c: v if isinstance(v, str | int | float | bool | None) else str(v) for c, v in said.items()}
    cells = tuple(Cell(c, _cell(fields.get(c), text), why if c == column else "") for c, text in texts.items())
    title = next((c.text for c in cells if c.text), "") or tr("第 {n} 个要素", n=feature.number)
    return RowChange(at, feature.number, feature.action, title, why, cells=cells)
