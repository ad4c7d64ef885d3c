"""An object of OpenStreetMap: its tags and points."""

from __future__ import annotations

from dataclasses import dataclass, field

from shapely.geometry.base import BaseGeometry

Point = tuple[float, float]


@dataclass(slots=True)
class Thing:
    """An object of the file with its tags; ``runs`` are its points, broken where the file leaves some out."""

    type: str
    id: int
    tags: dict[str, str]
    runs: list[list[Point]] = field(default_factory=list)
    missing: int = 0
    closed: bool = False
    area: BaseGeometry | None = None

    @property
    def name(self) -> str:
        """The object as OpenStreetMap writes it."""
        return f"{self.type}/{self.id}"
