"""Features as columns: number, id, properties and shape of each, and what could not be taken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from data.exchange.report import DatumGuess, Reject
from data.town.shapes import Geometries, object_array

Properties = dict[str, Any]
# All lists of `Features` with an item a feature.
COLUMNS = ("numbers", "ids", "properties", "kinds", "values", "layers", "usual", "datums")


@dataclass(frozen=True, slots=True)
class Features:
    """What a file of places holds; all columns have the same length.

    ``numbers`` count from 1 in the order of the file (or are the file's own, as in OpenStreetMap); shapes are shapely geometries in
    WGS-84 degrees.
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
    layers: list[str] | None = None  # the layer, folder or inner file of each feature, which may say what it is
    usual: list[str] | None = None  # the kind that such a feature is where nothing else tells, "" for none
    datums: list[str] | None = None  # the datum of each, where layers or inner files differ
    guesses: Mapping[str, DatumGuess] = field(default_factory=dict)  # what each of several layers was taken for

    def __len__(self) -> int:
        return len(self.numbers)


def of_layer(part: Features, name: str) -> Features:
    """Return features that lie in a layer, or inner file, of a name."""
    return replace(part, layers=[name] * len(part))


def only_of(part: Features, kind: str | None) -> Features:
    """Return the features that a person who names a kind means: all, or in a file that tells several kinds apart those of it."""
    if kind is None:
        return part
    several = len(set(part.kinds or ())) > 1
    rejects = [replace(r, kind="") for r in part.rejects if not (several and r.kind and r.kind != kind)]
    if not several or part.kinds is None:
        return replace(part, rejects=rejects)
    kept = [at for at, said in enumerate(part.kinds) if said == kind]
    columns: Any = {name: [column[at] for at in kept] for name in COLUMNS if (column := getattr(part, name)) is not None}
    return replace(part, shapes=object_array([part.shapes[at] for at in kept]), rejects=rejects, **columns)


def joined(path: Path, parts: Sequence[Features]) -> Features:
    """Return the features of several layers or inner files as one; their numbers must already follow each other."""
    if len(parts) == 1:
        return parts[0]
    shapes = [shape for part in parts for shape in part.shapes.tolist()]
    filled = [part for part in parts if len(part)] or list(parts)
    return Features(
        file=path, numbers=_all(parts, "numbers"), ids=_all(parts, "ids"), properties=_all(parts, "properties"),
        shapes=object_array(shapes), rejects=_all(parts, "rejects"), notes=_all(parts, "notes"),
        encoding=filled[0].encoding if filled else "utf-8",
        datum=_datum(filled),
        kinds=_said(parts, "kinds", ""), values=_said(parts, "values", None), layers=_said(parts, "layers", ""),
        usual=_said(parts, "usual", ""), datums=_datums(parts), guesses=_guesses(parts),
    )  # fmt: skip


def _datum(filled: Sequence[Features]) -> DatumGuess:
    """Return the guess that stands for all: one that waits for an answer, else one that is not sure."""
    asking = next((p.datum for p in filled if p.datum.asks), None)
    return asking or next((p.datum for p in filled if not p.datum.sure), filled[0].datum if filled else DatumGuess())


def _datums(parts: Sequence[Features]) -> list[str] | None:
    """Return the datum of each feature; None where all have the same."""
    found = [datum for part in parts for datum in (part.datums or [part.datum.chosen] * len(part))]
    return found if len(set(found)) > 1 else None


def _guesses(parts: Sequence[Features]) -> dict[str, DatumGuess]:
    """Return what each layer was taken for; of two layers of one name nothing can be told apart."""
    found: dict[str, DatumGuess] = {}
    several = set()
    for part in parts:
        for layer in set(part.layers or ()):
            several |= {layer} if layer in found else set()
            found[layer] = part.guesses.get(layer, part.datum)
    return {layer: guess for layer, guess in found.items() if layer not in several}


def renumbered(part: Features, by: int) -> Features:
    """Return features whose numbers count on from ``by``."""
    rejects = [replace(r, row=r.row + by) for r in part.rejects]
    return replace(part, numbers=[n + by for n in part.numbers], rejects=rejects)


def _all(parts: Sequence[Features], name: str) -> list[Any]:
    return [item for part in parts for item in getattr(part, name)]


def _said(parts: Sequence[Features], name: str, nothing: Any) -> list[Any] | None:
    """Return a column that not every part has; None where no part has it."""
    if all(getattr(part, name) is None for part in parts):
        return None
    return [item for part in parts for item in (getattr(part, name) or [nothing if nothing is not None else {}] * len(part))]
