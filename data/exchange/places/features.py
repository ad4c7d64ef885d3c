"""Features as columns: number, id, properties and shape of each, and what could not be taken."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from data.exchange.report import DatumGuess, Reject
from data.town.shapes import Geometries

Properties = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Features:
    """What a file of places holds; all columns have the same length.

    ``numbers`` count from 1 in the order of the file; shapes are shapely geometries in WGS-84 degrees.
    """

    file: Path
    numbers: list[int]
    ids: list[str]  # as written in the file, "" where a feature has none
    properties: list[Properties]
    shapes: Geometries
    rejects: list[Reject] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    encoding: str = "utf-8"
    datum: DatumGuess = field(default_factory=DatumGuess)
    kinds: list[str] | None = None  # where the format itself says what each feature is
    values: list[Properties] | None = None  # fields that the format itself gives, by their names in the kind

    def __len__(self) -> int:
        return len(self.numbers)
