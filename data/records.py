"""Records and changes as plain frozen values, passed between all rooms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

# A record's values are JSON-native (str, int, float, bool, None), except `geometry` and fields of type "solid",
# which are shapely geometries in WGS-84 longitude/latitude.
Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record is: WGS-84 degrees, and the building, dwelling, storey and room as far as they are known."""

    lon: float | None = None
    lat: float | None = None
    building: int | None = None
    dwelling: int | None = None
    storey: int | None = None
    unit: str | None = None
    room: str | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """One record. Ids are unique in a station over all kinds."""

    kind: str
    id: int
    values: Values
    place: Place | None = None

    def __getitem__(self, name: str) -> Any:
        """Return a field's value; None where it is empty."""
        return self.values.get(name)


@dataclass(frozen=True, slots=True)
class Edit:
    """A wish to change one record: ``id`` None adds, ``values`` None removes, else the given fields change."""

    kind: str
    id: int | None
    values: Values | None


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one record: ``before`` None for added, ``after`` None for removed.

    For a change both hold only the fields that differ.
    """

    kind: str
    id: int
    before: Values | None
    after: Values | None


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """One transaction as the journal has it. ``id`` is the batch id that undo takes."""

    id: int
    at: str
    who: str
    why: str
    command: str
    changes: Sequence[Change]
    undoes: int | None = None
    origin: object = None  # the view that asked, so that it can skip its own echo; not stored

    def touching(self, *kinds: str) -> Iterator[Change]:
        """Yield the changes to records of these kinds."""
        return (c for c in self.changes if c.kind in kinds) if self.kinds & set(kinds) else iter(())

    def concerns(self, id: int) -> bool:
        """Whether a record of this id is among those changed; of an import, which are not gone through one by one."""
        has = getattr(self.changes, "has", None)
        return bool(has(id)) if has is not None else any(c.id == id for c in self.changes)

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds touched."""
        known: frozenset[str] | None = getattr(self.changes, "kinds", None)
        return frozenset(c.kind for c in self.changes) if known is None else known
