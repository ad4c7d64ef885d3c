"""One case as its card shows it, and the open ones in the order that they wait."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from data.clock import parse_utc
from data.duty.dispatch import Suggestion, suggest, unplaced
from data.duty.incidents.alike import Alike, alike, calls_of
from data.duty.incidents.flow import sent_to
from data.duty.incidents.place_card import PlaceCard, Seeing, place_card
from data.duty.incidents.protocol import Card, Protocol, card_for, protocols
from data.duty.incidents.spots import Spot
from data.duty.incidents.states import OPEN_CASES, UNDER_WAY
from data.duty.incidents.types import label_of
from data.query import Query, Where, equals
from data.records import Record
from data.store.station import Station

SEVERITY = {"major": 0, "urgent": 1, "normal": 2}
MOST = 400


@dataclass(frozen=True, slots=True)
class Sent:
    """One deployment as the card shows it: the force's name and state, the record with its moments, and what went along."""

    record: Record
    name: str
    state: str
    along: str = ""  # vehicle and team

    @property
    def there(self) -> bool:
        """Whether it is still going on."""
        return self.state in UNDER_WAY

    @property
    def considered(self) -> tuple[str, ...]:
        """Who was sent, who would have been faster and why they were not, in sentences as it was known then."""
        return tuple(line for line in str(self.record["considered"] or "").splitlines() if line.strip())


@dataclass(frozen=True, slots=True)
class CaseView:
    """All that the card of a case shows, but for the suggestion, which takes longer."""

    record: Record
    title: str
    card: Card
    place: PlaceCard
    sent: tuple[Sent, ...]
    alike: Alike
    calls: tuple[Record, ...]  # further calls about the same
    main: Record | None  # the case that this call is about as well

    @property
    def state(self) -> str:
        """How far the case is."""
        return str(self.record["state"] or "reported")


def case_view(station: Station, id: int, *, in_sight: Callable[[int], Iterable[int]] | None = None,
              seeing: Seeing | None = None) -> CaseView | None:  # fmt: skip
    """Return the card of a case; None where it is gone. Reads the station: ask it off the window's thread."""
    record = station.first(Query("case", (Where("id", "is", id),), placed=True))
    if record is None:
        return None
    type, subtype, severity = str(record["type"] or "other"), str(record["subtype"] or ""), str(record["severity"] or "normal")
    main = station.get("case", int(record["duplicate_of"])) if record["duplicate_of"] else None
    return CaseView(
        record, label_of(station.kinds["case"], type, subtype), card_for(station, type, subtype, severity),
        place_card(station, record, in_sight=in_sight, seeing=seeing), _sent(station, id),
        alike(station, spot_of(record), type, str(record["caller_phone"] or ""), at=_when(station, record), but=id),
        tuple(calls_of(station, id)), main,
    )  # fmt: skip


def spot_of(case: Record) -> Spot | None:
    """Return where a case is, read ``placed``; None where nobody knows."""
    place = case.place
    if place is None or place.lon is None or place.lat is None:
        return None
    return Spot("building" if place.building else "point", str(case["address"] or ""), building=place.building,
                dwelling=place.dwelling, storey=case["storey"] if case["storey"] is not None else place.storey,
                lon=place.lon, lat=place.lat)  # fmt: skip


def suggestion_for(station: Station, view: CaseView) -> Suggestion:
    """Return who should go to a case by its card; where nobody knows the place, nobody is proposed. Takes a moment."""
    spot, there = spot_of(view.record), {int(sent.record["force"]) for sent in view.sent if sent.there}
    if spot is None or spot.lon is None or spot.lat is None:
        return unplaced(station, view.card.needs, there)
    building = station.get("building", spot.building) if spot.building else None
    return suggest(station, (spot.lon, spot.lat), view.card.needs, storey=spot.storey,
                   storeys=building["storeys"] if building else None, there=there)  # fmt: skip


def _sent(station: Station, id: int) -> tuple[Sent, ...]:
    found = sent_to(station, id)
    wanted = tuple({int(d["force"]) for d in found})
    names = _force_names(station, wanted)
    return tuple(Sent(d, names.get(int(d["force"]), ""), str(d["state"]), _along(station, d)) for d in found)


def _along(station: Station, deployment: Record) -> str:
    """Return the vehicle and the team of a deployment in words."""
    ids = ((kind, deployment[kind]) for kind in ("vehicle", "team"))
    found = (station.get(kind, int(id)) for kind, id in ids if id)
    return " · ".join(str(record["name"]) for record in found if record is not None)


def _when(station: Station, case: Record) -> datetime:
    return parse_utc(str(case["reported_at"])) if case["reported_at"] else station.clock.now()


@dataclass(frozen=True, slots=True)
class Waiting:
    """One open case on the board: how long it has been in its state and whether it is over its time.

    ``since`` is when it came into the state (UTC as stored), ``due`` when somebody should be there by its card.
    """

    record: Record
    title: str
    since: str
    due: datetime | None
    names: tuple[str, ...] = ()

    def late(self, now: datetime) -> bool:
        """Whether somebody should have been there by now."""
        return self.due is not None and now > self.due and self.record["state"] in ("reported", "sent", "on_the_way")


def open_cases(station: Station) -> list[Waiting]:
    """Return the open cases, what waits longest for somebody first: not yet sent before under way, grave before light."""
    where = (Where("state", "in", OPEN_CASES), Where("duplicate_of", "is", None))
    found = station.read(Query("case", where, order=("-reported_at",), limit=MOST))
    names, cards = _names(station, [c.id for c in found]), protocols(station)
    order = {state: i for i, state in enumerate(OPEN_CASES)}
    waiting = [_waiting(station, case, names.get(case.id, ()), cards) for case in found]

    def rank(one: Waiting) -> tuple[int, int, str]:
        return order[one.record["state"] or "reported"], SEVERITY.get(one.record["severity"] or "normal", 2), one.since

    return sorted(waiting, key=rank)


def _waiting(station: Station, case: Record, names: tuple[str, ...], cards: Mapping[str, Protocol]) -> Waiting:
    stamps = ("cleared_at", "arrived_at", "left_at", "sent_at", "reopened_at", "reported_at")
    since = next((str(case[name]) for name in stamps if case[name]), "")
    type, subtype = str(case["type"] or "other"), str(case["subtype"] or "")
    within = card_for(station, type, subtype, str(case["severity"] or "normal"), known=cards).within
    begun = case["reopened_at"] or case["reported_at"]
    due = parse_utc(str(begun)) + timedelta(minutes=within) if within and begun else None
    return Waiting(case, label_of(station.kinds["case"], type, subtype), since, due, names)


def _names(station: Station, cases: list[int]) -> dict[int, tuple[str, ...]]:
    """Return the names of those who are on each case."""
    if not cases:
        return {}
    where = (Where("case", "in", tuple(cases)), Where("state", "in", UNDER_WAY))
    rows = station.columns(Query("deployment", where, order=("sent_at",)), ("case", "force"))
    forces = tuple(set(rows["force"]))
    known = _force_names(station, forces)
    found: dict[int, list[str]] = {}
    for case, force in zip(rows["case"], rows["force"], strict=True):
        found.setdefault(case, []).append(known.get(force, ""))
    return {case: tuple(them) for case, them in found.items()}


def _force_names(station: Station, ids: tuple[int, ...]) -> dict[int, str]:
    if not ids:
        return {}
    return {f.id: str(f["name"]) for f in station.read(Query("force", (Where("id", "in", ids),), fields=("name",)))}


def waits(station: Station) -> int:
    """Return how many cases wait for somebody to be sent."""
    return station.count(equals("case", state="reported"))
