"""Who lives in a room, found out at the door: confirmed, moved out, or new; written into residences and people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from data.errors import InvalidValue
from data.i18n import tr
from data.kinds.values import check, read
from data.query import Query, Where
from data.records import Record
from data.store import Station
from data.store.draft import Draft

STATES = ("lives", "moved", "away")  # away: nobody was met, nothing is written
NEW_FIELDS = ("name", "gender", "birth", "id_number", "phone", "work", "home")  # of a person who is new


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in one room: the state of each residence by id, and who is new as values of person and residence."""

    dwelling: int
    states: Mapping[int, str] = field(default_factory=dict)
    new: tuple[Mapping[str, Any], ...] = ()
    added: int = 0  # how many were new, in stored answers

    def stored(self) -> dict[str, Any]:
        """Return the form kept with the task: numbers of records, and no names."""
        states = {str(id): state for id, state in self.states.items()}
        return {"dwelling": self.dwelling, "states": states, "added": len(self.new) or self.added}

    @classmethod
    def from_stored(cls, raw: Mapping[str, Any]) -> Found:
        """Return what was kept."""
        return cls(int(raw["dwelling"]), {int(k): v for k, v in raw["states"].items()}, (), int(raw.get("added", 0)))


@dataclass(frozen=True, slots=True)
class Room:
    """A room with its open residences and the people in them."""

    dwelling: Record
    residences: tuple[Record, ...]
    people: Mapping[int, Record]


def rooms_of(station: Station, subject: Record) -> list[Room]:
    """Return the rooms that a visit to a subject looks into: the room, all lived-in rooms of a building, or a person's rooms."""
    dwellings = _dwellings(station, subject)
    ids = tuple(d.id for d in dwellings)
    if not ids:
        return []
    open_ones = station.read(Query("residence", (Where("dwelling", "in", ids), Where("until", "is", None)), order=("id",)))
    people = _people(station, open_ones)
    return [Room(d, tuple(r for r in open_ones if r["dwelling"] == d.id), people) for d in dwellings]


def unsaid(station: Station, subject: Record, found: Iterable[Found]) -> int:
    """Return of how many open residences nothing was said."""
    told = {id for f in found for id, state in f.states.items() if state in STATES}
    return sum(r.id not in told for room in rooms_of(station, subject) for r in room.residences)


def said(found: Sequence[Found]) -> str:
    """Return what was found in numbers: names do not stand in lists."""
    states = [state for f in found for state in f.states.values()]
    parts = [
        (tr("{n} 人在住", n=states.count("lives")), states.count("lives")),
        (tr("{n} 人迁出", n=states.count("moved")), states.count("moved")),
        (tr("{n} 人未见到", n=states.count("away")), states.count("away")),
        (tr("新增 {n} 人", n=sum(len(f.new) or f.added for f in found)), sum(len(f.new) or f.added for f in found)),
    ]
    return tr("、").join(words for words, count in parts if count) or tr("无人居住")


def resident_edits(station: Station, draft: Draft, subject: Record, found: Iterable[Found], today: str) -> None:
    """Gather what was found: the date of confirmation, the end of residences, new people with their residences.

    Raises
    ------
    InvalidValue
        If a residence is not of these rooms, or a new person's value makes no sense.
    """
    rooms = {room.dwelling.id: room for room in rooms_of(station, subject)}
    for one in found:
        room = rooms.get(one.dwelling)
        if room is None:
            raise InvalidValue(tr("{id} 号房屋不在这次走访里", id=one.dwelling), field="residents")
        known = {r.id: r for r in room.residences}
        for id, state in one.states.items():
            if id not in known or state not in STATES:
                raise InvalidValue(tr("居住记录 {id} 不在这间房里，或写法不对", id=id), field="residents")
            if state == "lives":
                draft.change("residence", id, confirmed_at=today)
                draft.change("person", known[id]["person"], checked_at=today)
            elif state == "moved":
                draft.change("residence", id, until=today)
        for values in one.new:
            _add_new(station, draft, room, values, today)


def _add_new(station: Station, draft: Draft, room: Room, values: Mapping[str, Any], today: str) -> None:
    """Register somebody who is new: with an identity number that is known already the same person, else a new one."""
    person_kind, kind = station.kinds["person"], station.kinds["residence"]
    person = {n: read(person_kind.field(n), values[n], station.zone) for n in NEW_FIELDS if values.get(n) not in (None, "")}
    check(person_kind.field("name"), person.get("name"))
    known = station.first(Query("person", (Where("id_number", "is", person["id_number"]),))) if person.get("id_number") else None
    if known is None:
        id = draft.add("person", person | {"checked_at": today})
    else:
        id = known.id
        draft.change("person", id, checked_at=today, **{n: v for n, v in person.items() if v != known[n]})
    residence = {n: read(kind.field(n), values[n], station.zone) for n in ("registration", "role", "since") if values.get(n)}
    draft.add("residence", {
        "person": id, "dwelling": room.dwelling.id, "building": room.dwelling["building"], "since": today, "confirmed_at": today,
        "registration": "floating", **residence,
    })  # fmt: skip


def _dwellings(station: Station, subject: Record) -> list[Record]:
    if subject.kind == "dwelling":
        return [subject]
    if subject.kind == "building":
        every = station.read(Query("dwelling", (Where("building", "is", subject.id),), order=("storey", "unit", "room")))
        lived = set(station.columns(Query("residence", (Where("building", "is", subject.id), Where("until", "is", None))),
                                    ("dwelling",))["dwelling"])  # fmt: skip
        return [d for d in every if d.id in lived]
    if subject.kind == "person":
        homes = station.read(Query("residence", (Where("person", "is", subject.id), Where("until", "is", None))))
        ids = tuple({int(r["dwelling"]) for r in homes if r["dwelling"]})
        return station.read(Query("dwelling", (Where("id", "in", ids),))) if ids else []
    return []


def _people(station: Station, residences: Sequence[Record]) -> dict[int, Record]:
    ids = tuple({int(r["person"]) for r in residences})
    return {p.id: p for p in station.read(Query("person", (Where("id", "in", ids),)))} if ids else {}
