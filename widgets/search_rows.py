"""What a search found, made ready for the list: titles that the desk may see, where it is, and which part matched."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from data.i18n import tr
from data.kinds.masking import visible
from data.kinds.model import Kind
from data.query import Query, Where
from data.records import Record

if TYPE_CHECKING:
    from data.store.station import Hit, Station

PLACEHOLDER = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Found:
    """One line of the results; ``span`` is the matched part of the title, empty where another field matched."""

    kind: str
    id: int
    title: str
    second: str
    span: tuple[int, int]


def found_rows(station: Station, text: str, *, limit: int = 8) -> list[Found]:
    """Search and return lines grouped by kind, in the order in which the kinds were found first. Not on the Qt thread.

    A kind of which a record is called exactly so, or has just this code, comes before all others: Enter goes to the first line.
    """
    hits = sorted(station.find(text, limit=limit), key=lambda hit: not _exactly(hit, text))
    buildings = _buildings(station, {h.record.place.building for h in hits if h.record.place})
    rows = [_row(station, hit, text, buildings) for hit in hits]
    order = {kind: i for i, kind in reversed(list(enumerate(row.kind for row in rows)))}
    return sorted(rows, key=lambda row: order[row.kind])


def _exactly(hit: Hit, text: str) -> bool:
    """Whether the field that was found says what was typed and nothing else."""
    return hit.why in hit.record.values and str(hit.record[hit.why]).casefold() == text.strip().casefold()


def _row(station: Station, hit: Hit, text: str, buildings: dict[int, str]) -> Found:
    record = hit.record
    kind = station.kinds[record.kind]
    title = desk_title(kind, record, station.zone) or hit.title or kind.label
    where = str(record["address"]) if hit.why == "address" else _where(record, buildings)
    why = _why(kind, record, hit.why, station.zone)
    parts = [why, where if where not in why else ""]  # a camera's address is often its name again
    return Found(record.kind, record.id, title, " · ".join(p for p in parts if p and p != title), match_span(title, text))


def desk_title(kind: Kind, record: Record, zone: str) -> str:
    """Return a record's title as the person at the desk may read it after searching for it."""

    def filled(place: re.Match[str]) -> str:
        field = kind.fields.get(place[1])
        return visible(field, record[place[1]], "desk", zone=zone) if field and record[place[1]] is not None else ""

    return PLACEHOLDER.sub(filled, kind.title).strip()


def _why(kind: Kind, record: Record, why: str, zone: str) -> str:
    """Return the field that matched with its covered value, unless the title says it already."""
    field = kind.fields.get(why)
    value = record[why] if field else None
    if field is None or value is None or f"{{{why}}}" in kind.title or why == "address":
        return ""
    shown = visible(field, value, "desk", zone=zone)
    return f"{field.label} {shown}"


def _where(record: Record, buildings: dict[int, str]) -> str:
    place = record.place
    parts = []
    if place is not None and place.building is not None and record.kind != "building":
        parts.append(buildings.get(place.building, ""))
    if place is not None and place.unit and place.building is not None:
        parts.append(tr("{unit}单元", unit=place.unit))
    if place is not None and place.room and record.kind != "dwelling":
        parts.append(tr("{room}室", room=place.room))
    address = record["address"]
    return " ".join(p for p in parts if p) or (str(address) if address else "")


def _buildings(station: Station, ids: set[int | None]) -> dict[int, str]:
    """Return the titles of buildings, asked in one question."""
    wanted = tuple(sorted(id for id in ids if id is not None))
    if not wanted:
        return {}
    kind = station.kinds["building"]
    return {r.id: desk_title(kind, r, station.zone) for r in station.read(Query("building", (Where("id", "in", wanted),)))}


def match_span(title: str, text: str) -> tuple[int, int]:
    """Return which characters of a title the typed text means: written out, by pinyin, or by initials; (0, 0) for none."""
    wanted = text.strip().casefold()
    if not wanted:
        return 0, 0
    at = title.casefold().find(wanted)
    if at >= 0:
        return at, at + len(wanted)
    if wanted.isascii() and wanted.isalpha():
        sounds = _sounds(title)
        initials = [tuple(dict.fromkeys(sound[:1] for sound in each)) for each in sounds]
        return _spelt(initials, wanted) or _spelt(sounds, wanted) or (0, 0)
    return 0, 0


def _spelt(sounds: list[tuple[str, ...]], wanted: str) -> tuple[int, int] | None:
    """Return the run of characters whose sounds, one after the other, spell what is wanted; the last may be cut short."""
    for start in range(len(sounds)):
        end = _run(sounds, start, wanted)
        if end is not None:
            return start, end
    return None


def _run(sounds: list[tuple[str, ...]], at: int, rest: str) -> int | None:
    """Return where a run that begins at a character ends when it spells the rest; None if it does not."""
    if at == len(sounds):
        return None
    for sound in filter(None, sounds[at]):
        if sound.startswith(rest):
            return at + 1
        if rest.startswith(sound):
            end = _run(sounds, at + 1, rest[len(sound) :])
            if end is not None:
                return end
    return None


@lru_cache(maxsize=2048)
def _sounds(title: str) -> list[tuple[str, ...]]:
    """Return the ways to say each character (曾: zeng, ceng), letters as they are.

    pypinyin is read only when someone types letters.
    """
    from pypinyin import Style, pinyin

    found = [pinyin(character, style=Style.NORMAL, heteronym=True, errors=str.casefold) for character in title]
    return [tuple(ways[0]) if ways else () for ways in found]
