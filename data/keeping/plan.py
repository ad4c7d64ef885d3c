"""What goes when records are erased: themselves, what is nothing without them, and links to them; and where else they are named."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from data.keeping import correction
from data.keeping.holds import held, joins, linking
from data.kinds import Kind
from data.query import Query, Where
from data.records import Edit
from data.store.station import Station
from data.store.words import Words, telling

MOST_MENTIONS = 50


@dataclass(frozen=True, slots=True)
class Mention:
    """A record of its own that names somebody who is erased, in one of its texts: it stays, and a person decides."""

    kind: str
    id: int
    field: str
    title: str  # masked


@dataclass(slots=True)
class ErasePlan:
    """What an erasing will do; ``kept`` says by (kind, id) why something asked for is not erased yet."""

    chosen: dict[str, set[int]] = field(default_factory=dict)
    along: dict[str, set[int]] = field(default_factory=dict)
    unlinked: list[Edit] = field(default_factory=list)
    kept: dict[tuple[str, int], str] = field(default_factory=dict)
    mentions: list[Mention] = field(default_factory=list)

    @property
    def records(self) -> dict[str, frozenset[int]]:
        """All that goes, by kind."""
        names = [*self.chosen, *(n for n in self.along if n not in self.chosen)]
        return {n: frozenset(self.chosen.get(n, set()) | self.along.get(n, set())) for n in names}

    @property
    def count(self) -> int:
        """How many records go."""
        return sum(len(ids) for ids in self.records.values())


def make_plan(station: Station, wanted: Mapping[str, Collection[int]], *, needed: bool = False) -> ErasePlan:
    """Return what erasing records, by kind, will do; what something still needs is left out, unless ``needed`` says otherwise."""
    plan = ErasePlan()
    for kind, ids in wanted.items():
        reasons = {} if needed else held(station, kind, ids)
        plan.kept |= {(kind, id): why for id, why in reasons.items()}
        left = set(ids) - reasons.keys()
        if left:
            plan.chosen[kind] = left
    for kind, ids in plan.chosen.items():
        _go_along(station, plan, kind, ids)
    for kind, ids in plan.records.items():
        plan.unlinked += _unlinked(station, plan, kind, ids)
    plan.mentions = list(mentions(station, plan))
    return plan


def _go_along(station: Station, plan: ErasePlan, kind: str, ids: Collection[int]) -> None:
    """Add what is nothing without these records, those that were removed before too, and what is nothing without it in turn."""
    links = [(other, f) for other, f in station.kinds.ever.linking_to(kind) if joins(other, f)]
    found: dict[str, set[int]] = station.eraser.removed_with(kind, frozenset(ids), [other.name for other, _ in links])
    for other, link in links:
        found.setdefault(other.name, set()).update(linking(station, other, link, kind, ids))
    if "task" in station.kinds and kind != "task":
        found.setdefault("task", set()).update(correction.about(station, kind, ids))
    for name, more in found.items():
        new = more - plan.records.get(name, frozenset())
        if new:
            plan.along.setdefault(name, set()).update(new)
            _go_along(station, plan, name, new)


def _unlinked(station: Station, plan: ErasePlan, kind: str, ids: Collection[int]) -> Iterator[Edit]:
    """Yield the edits that empty links from what stays."""
    for other, link in station.kinds.linking_to(kind):
        gone = plan.records.get(other.name, frozenset())
        yield from (Edit(other.name, id, {link.name: None}) for id in linking(station, other, link, kind, ids) if id not in gone)


def mentions(station: Station, plan: ErasePlan) -> Iterator[Mention]:
    """Yield records that stay and have a name or number of those chosen in what somebody wrote."""
    words = _words(station, plan)
    told = 0
    for kind in station.kinds.values() if words else ():
        names = [n for n, f in kind.fields.items() if f.type == "note" or f.search == "text"]
        gone = plan.records.get(kind.name, frozenset())
        for id, field_name in _naming(station, kind, names, words):
            if id in gone:
                continue
            record = station.get(kind.name, id)
            yield Mention(kind.name, id, field_name, station.title(record) if record else "")
            told += 1
            if told >= MOST_MENTIONS:
                return


def _naming(station: Station, kind: Kind, names: Sequence[str], words: Words) -> Iterator[tuple[int, str]]:
    """Yield records of a kind and the first of these fields in which one of the words stands."""
    if not names:
        return
    columns = station.columns(Query(kind.name), ["id", *names])
    for id, *texts in zip(columns["id"], *(columns[n] for n in names), strict=True):
        found = next((n for n, text in zip(names, texts, strict=True) if text and words.out_of(text) != text), None)
        if found is not None:
            yield id, found


def _words(station: Station, plan: ErasePlan) -> Words:
    """Return the names and numbers of the records chosen that are there."""
    said: dict[bool, set[str]] = {True: set(), False: set()}
    for kind, ids in plan.chosen.items():
        telling_fields = telling(station.kinds[kind]) if station.kinds[kind].personal else {}
        if telling_fields:
            for record in station.read(Query(kind, (Where("id", "in", tuple(ids)),), fields=tuple(telling_fields))):
                for name, is_name in telling_fields.items():
                    said[is_name].add(str(record[name] or "").strip())
    return Words(said[True], said[False])
