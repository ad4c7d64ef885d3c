"""Links that features name: a building's grid, a grid's keeper; a name that means nobody, or several, is told once and left out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from data.errors import InvalidValue
from data.exchange.places.mapping import COMPOSED
from data.i18n import tr
from data.kinds import Field, Kind, Kinds
from data.store.station import Station

if TYPE_CHECKING:
    from data.exchange.tables.links import LinkBook

MOST = 8  # names that are told

Reader = Callable[[Any], Any]


class NamedLinks:
    """Reads names as the ids of the records that they mean, for the features of one kind."""

    def __init__(self, station: Station) -> None:
        self._station = station
        self._book: LinkBook | None = None
        self._unfound: dict[tuple[str, str], str] = {}

    def reader(self, field: Field) -> Reader:
        """Return the function that makes an id of a name, None where it means nobody."""
        known: dict[str, int | None] = {}

        def read(raw: Any) -> int | None:
            text = str(raw).strip() if raw is not None and not isinstance(raw, bool | list | dict) else ""
            if text and text not in known:
                known[text] = self._find(field, text)
            return known.get(text)

        return read

    def _find(self, field: Field, text: str) -> int | None:
        from data.exchange.tables.links import LinkBook  # it brings the address book, which few files of places need

        self._book = self._book or LinkBook(self._station)
        try:
            return self._book.find(field, text)
        except InvalidValue as error:
            self._unfound[field.name, text] = error.message
            return None

    def notes(self) -> list[str]:
        """Return what has to be said of names that led to nobody."""
        told = [tr("没有采用：{why}", why=why) for why in self._unfound.values()]
        more = [tr("还有 {count} 个这样的名字", count=len(told) - MOST)] if len(told) > MOST else []
        return [*told[:MOST], *more]


def is_named(field: Field) -> bool:
    """Whether a feature may name what a field points to; buildings and rooms are told by where it lies."""
    return field.type == "link" and field.name not in COMPOSED


def in_turn(names: Sequence[str], kinds: Kinds) -> list[str]:
    """Return kinds in the order in which they build on each other, otherwise as they are given."""
    left, found = list(names), []
    while left:
        chosen = next((n for n in left if not (_needed(kinds[n]) - {n}).intersection(left)), left[0])
        left.remove(chosen)
        found.append(chosen)
    return found


def _needed(kind: Kind) -> set[str]:
    """Return the kinds that features of a kind point to."""
    named = {target for field in kind.links if is_named(field) for target in field.to}
    return named | ({"building"} if kind.place.belongs else set())
