"""Unit, storey and room inside a known building: which recorded dwelling the text means, or why there can be none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from data.exchange.addresses.book import Places, number_key
from data.exchange.addresses.parse import HIGHEST, ROOF, AddressParts, storey_of_room
from data.i18n import tr

FEW_UNITS = 5  # a smaller number may well be a unit that was written wrongly
STOREY_AND_DOOR = re.compile(r"(\d{1,2})-(\d{1,2})\Z")
LETTER_AND_DOOR = re.compile(r"([A-Z])-?(\d{1,4})\Z")


@dataclass(frozen=True, slots=True)
class Inside:
    """What a text says of the inside of a building; ``note`` is a word on how it was understood."""

    dwelling: int | None = None
    unit: str | None = None
    storey: int | None = None
    room: str | None = None
    impossible: str = ""
    note: str = ""


class Rooms:
    """The dwellings of a station's buildings."""

    def __init__(self, places: Places) -> None:
        self._places = places

    def find(self, building: int, parts: AddressParts) -> Inside:
        """Return what the parts of an address mean inside a building."""
        unit, room = number_key(parts.unit), number_key(parts.room)
        storey, note = self._storey(building, parts)
        if storey is None and self._is_storey(building, unit, room):
            unit, storey = "", int(unit)
        if room:
            exact = self._places.dwellings.get((building, unit, room)) if len(room) > 2 else None
            if exact is not None:
                return self._recorded(exact, room, storey, note)
            for way in ways(unit, room, storey, storey is None and self._glued(building, unit, room)):
                dwelling = self._dwelling(building, *way, storey)
                if dwelling is not None:
                    return self._recorded(dwelling, way[1], storey, note)
            room = made_room(room, storey)
        if storey is None and room:
            storey = storey_of_room(room)
        impossible = self._impossible(building, unit, storey)
        return Inside(None, unit or None, parts.storey if impossible else storey, room or None, impossible, note)

    def _recorded(self, dwelling: int, room: str, storey: int | None, note: str) -> Inside:
        unit = self._places.dwelling_unit.get(dwelling)
        level = self._places.dwelling_storey.get(dwelling) or storey
        return Inside(dwelling, number_key(unit) or None, level if level is not None else storey_of_room(room), room, "", note)

    def _is_storey(self, building: int, unit: str, room: str) -> bool:
        """Whether what stands for a unit is the room's storey, and the building has no such unit: A-12-1201."""
        if not unit.isdecimal() or int(unit) < FEW_UNITS or self._places.units.get(building) != 1:
            return False
        return storey_of_room(room) == int(unit)

    def _storey(self, building: int, parts: AddressParts) -> tuple[int | None, str]:
        highest, below = self._places.highest.get(building), self._places.below.get(building)
        if parts.top == ROOF and highest:
            return highest, tr("楼顶按最高的 {n} 层算", n=highest)
        if parts.top == HIGHEST and highest:
            return highest, tr("最高是 {n} 层", n=highest)
        if parts.cellar and below in (None, 0, 1):
            return -1, ""
        return parts.storey, ""

    def _glued(self, building: int, unit: str, room: str) -> bool:
        """Whether a room number can only be unit and room in one: 2301 where there are six storeys."""
        storey, highest = storey_of_room(room), self._places.highest.get(building)
        several = len(self._places.unit_names.get(building, ())) > 1
        return several and not unit and room.isdecimal() and bool(highest and storey and storey > highest)

    def _dwelling(self, building: int, unit: str, room: str, storey: int | None) -> int | None:
        found = self.recorded(building, unit, room)
        if found is None or storey is None or len(room) > 2:
            return found
        return found if self._places.dwelling_storey.get(found) in (None, storey) else None

    def recorded(self, building: int, unit: str, room: str) -> int | None:
        """Return the dwelling that a unit and room of a building can only be, or None."""
        exact = self._places.dwellings.get((building, unit, room))
        if exact is not None:
            return exact
        same = self._places.rooms.get((building, room), [])
        # Without a unit the room must be the only one of its number; with one, a record without a unit may be it.
        fitting = same if not unit else [d for d in same if not self._places.dwelling_unit.get(d)]
        return fitting[0] if len(fitting) == 1 else None

    def _impossible(self, building: int, unit: str, storey: int | None) -> str:
        """Return why a building cannot have this unit or storey, "" where it can or nobody knows."""
        units, highest = self._places.units.get(building), self._places.storeys.get(building)
        below, name = self._places.below.get(building), self._places.titles.get(building, f"#{building}")
        if units and unit.isdecimal() and int(unit) > units:
            return tr("没有 {unit} 单元，“{name}”只有 {most} 个单元", name=name, most=units, unit=unit)
        if highest and storey is not None and storey > highest:
            return tr("没有 {storey} 层，“{name}”只有 {most} 层", name=name, most=highest, storey=storey)
        if below and storey is not None and storey < -below:
            return tr("没有地下 {storey} 层，“{name}”地下只有 {most} 层", name=name, most=below, storey=-storey)
        return ""


def ways(unit: str, room: str, storey: int | None, glued: bool) -> Iterator[tuple[str, str]]:
    """Yield unit and room as a record may have them, the likeliest first: 3楼1号 is 301 or 3-1, A11 is unit A's 11."""
    short = storey is not None and room.isdecimal() and len(room) <= 2
    if short and storey is not None and storey > 0:
        yield unit, f"{storey}{int(room):02d}"
        yield unit, f"{storey}-{int(room)}"
    yield unit, room
    if found := STOREY_AND_DOOR.match(room):
        yield unit, f"{found[1]}{int(found[2]):02d}"
        if not unit:
            yield found[1], found[2]
    elif room.isdecimal() and len(room) in (3, 4):
        yield unit, f"{int(room[:-2])}-{int(room[-2:])}"
    if not unit and (found := LETTER_AND_DOOR.match(room)):
        yield found[1], number_key(found[2])
    if glued:
        yield room[0], room[1:]
        yield room[:2], room[2:]


def made_room(room: str, storey: int | None) -> str:
    """Return a room that no record has, numbered so that those of other storeys differ: 3楼1号 is 301."""
    if storey is None or not room.isdecimal() or len(room) > 2:
        return room
    return f"{storey}{int(room):02d}" if storey > 0 else f"B{-storey}{int(room):02d}"
