"""The forces of a station as dispatch needs them: where each is, how they move, what they can do and have in hand."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from data.clock import parse_utc
from data.duty.forces.skills import skills_in
from data.duty.forces.standing import Standing
from data.duty.load import Load, loads
from data.query import Query, Where
from data.store.station import Station

FAR = 60_000.0  # metres from the station: a position further away is in another town or country, and nobody comes from there
AHEAD = 60.0  # seconds that a device's clock may be fast
# The way of moving by type of vehicle.
VEHICLES = {"car": "car", "van": "car", "motorcycle": "motorcycle", "cart": "motorcycle", "bicycle": "bicycle"}
RIDERS = {"courier": "motorcycle"}  # role: mode, where no vehicle is told; everybody else walks
_FIELDS = ("id", "name", "tier", "role", "team", "duty", "skills", "case", "vehicle", "seen_at", "accuracy", "source", "speed",
           "grid", "lon", "lat")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Vehicle:
    """A vehicle with those on it (names). ``type`` is one of the kind's; ``usable`` tells that it is not under repair."""

    id: int
    name: str
    type: str = ""
    plate: str = ""
    usable: bool = True
    seats: int | None = None
    lon: float | None = None
    lat: float | None = None
    crew: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Force:
    """One force member as dispatch sees them. ``mode`` is one of `data.duty.dispatch.speeds.MODES`.

    ``vehicle`` is what they are on; ``team_id`` and ``team_type`` are those of the team that their ``team`` names.
    ``ahead`` is by how many seconds the time of the position lies in the future, 0 where it does not.
    """

    id: int
    name: str
    standing: Standing = field(default_factory=Standing)
    mode: str = "foot"
    tier: str = ""
    role: str = ""
    team: str = ""
    duty: str = "free"
    skills: frozenset[str] = frozenset()
    equipment: frozenset[str] = frozenset()
    load: Load = field(default_factory=Load)
    case: int | None = None
    grid: int | None = None
    ahead: float = 0.0
    vehicle: Vehicle | None = None
    team_id: int | None = None
    team_type: str = ""

    @property
    def free(self) -> bool:
        """Whether they are on duty and on no case."""
        return self.duty == "free"


def forces_of(station: Station, now: datetime, *, on_duty: bool = True) -> list[Force]:
    """Return the station's forces at a moment; with ``on_duty`` only those who are not off."""
    query = Query("force", (Where("duty", "not", "off"),) if on_duty else ())
    rows = station.columns(query, _FIELDS)
    work, things, vehicles = loads(station), _equipment(station), vehicles_of(station)
    said_of_teams = station.columns(Query("team"), ("name", "id", "type"))
    teams = {name: (id, type or "") for name, id, type in zip(*said_of_teams.values(), strict=True)}
    found = []
    for row in zip(*(rows[name] for name in _FIELDS), strict=True):
        said = dict(zip(_FIELDS, row, strict=True))
        seen = parse_utc(said["seen_at"]) if said["seen_at"] else None
        age = (now - seen).total_seconds() if seen is not None else None
        vehicle = vehicles.get(said["vehicle"] or 0)
        mode = VEHICLES.get(vehicle.type if vehicle else "", RIDERS.get(said["role"] or "", "foot"))
        team, team_type = teams.get(said["team"] or "", (None, ""))
        has = things[said["id"]] | things[said["vehicle"] or 0] | things[team or 0]
        found.append(
            Force(
                id=said["id"], name=said["name"] or "", mode=mode,
                standing=Standing(said["lon"], said["lat"], None if age is None else max(age, 0.0), said["accuracy"],
                                  said["source"], said["speed"]),
                tier=said["tier"] or "", role=said["role"] or "", team=said["team"] or "", duty=said["duty"] or "off",
                skills=skills_in(said["skills"]), equipment=has, load=work.get(said["id"], Load()), case=said["case"],
                grid=said["grid"], vehicle=vehicle, team_id=team, team_type=team_type,
                ahead=-age if age is not None and age < -AHEAD else 0.0,
            )
        )  # fmt: skip
    return found


def _equipment(station: Station) -> dict[int, frozenset[str]]:
    """Return the types of equipment that each force, vehicle and team holds, by its id."""
    rows = station.columns(Query("equipment", (Where("holder", "not", None), Where("state", "is", "issued"))), ("holder", "type"))
    held: defaultdict[int, set[str]] = defaultdict(set)
    for holder, type in zip(rows["holder"], rows["type"], strict=True):
        if type:
            held[holder].add(type)
    return defaultdict(frozenset, {holder: frozenset(types) for holder, types in held.items()})


def vehicles_of(station: Station) -> dict[int, Vehicle]:
    """Return the vehicles by id, each with the names of those who are on duty on it."""
    crews: defaultdict[int, list[str]] = defaultdict(list)
    on = station.columns(Query("force", (Where("vehicle", "not", None), Where("duty", "not", "off"))), ("vehicle", "name"))
    for vehicle, name in zip(on["vehicle"], on["name"], strict=True):
        crews[vehicle].append(name or "")
    fields = ("id", "name", "type", "plate", "state", "seats", "lon", "lat")
    return {
        id: Vehicle(id, name or "", type or "", plate or "", state != "repair", seats, lon, lat, tuple(crews[id]))
        for id, name, type, plate, state, seats, lon, lat in zip(*(station.columns(Query("vehicle"), fields)[f] for f in fields),
                                                                 strict=True)
    }  # fmt: skip


def vehicle_modes(station: Station) -> dict[int, str]:
    """Return the way of moving of each vehicle by its id; boats and others have none over the roads."""
    rows = station.columns(Query("vehicle"), ("id", "type"))
    return {id: VEHICLES[type] for id, type in zip(rows["id"], rows["type"], strict=True) if type in VEHICLES}
