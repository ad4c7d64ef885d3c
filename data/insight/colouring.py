"""What the colours of the buildings can tell: fields of the buildings, and counts of places and work in them, in classes.

Counts come from one grouped question each. There is no count that says anything of one person.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from data.duty import OPEN_STATES
from data.i18n import tr
from data.kinds import Field, Kind, Kinds
from data.look import code_colours, no_class, ramp
from data.query import Query, Where
from data.store import Station
from data.workspace import Colouring, Period

# Fields of buildings whose numbers or codes say something of the building; the kind may have them or not.
FIELDS = ("use", "storeys", "height", "built", "structure")
COUNTS = ("residents", "tasks", "cases")
SOURCES = {"residents": "residence", "tasks": "task", "cases": "case"}  # what each count counts
MOST_CODES = 8  # more choices than colours that can be told apart: the rarest fall together
FEWEST, MOST = 3, 7  # classes of numbers
NONE, UNKNOWN = "none", "unknown"


@dataclass(frozen=True, slots=True)
class Way:
    """One thing that the colours can tell; ``counts`` tells a count of records from a field."""

    name: str
    label: str
    counts: bool = False
    numbers: bool = True


@dataclass(frozen=True, slots=True)
class Class:
    """One class of buildings: its words, how many buildings, and where it lies: ``rank`` of all ranks, or `NONE`, `UNKNOWN`."""

    label: str
    buildings: int
    rank: int = -1
    outside: str = ""


@dataclass(frozen=True, slots=True)
class Colours:
    """Buildings in classes: ``of`` holds the number of the class of each building by id."""

    way: Way
    classes: tuple[Class, ...] = ()
    of: Mapping[int, int] | None = None

    def paint(self, theme: str) -> list[str]:
        """Return the colour "#rrggbb" of each class in a theme ("light" or "dark")."""
        ranked = sum(1 for c in self.classes if not c.outside)
        own = ramp(theme, ranked) if self.way.numbers else code_colours()
        return [no_class(theme, c.outside) if c.outside else own[c.rank % len(own)] for c in self.classes]


def ways(kinds: Kinds) -> list[Way]:
    """Return what the colours can tell, the most asked for first."""
    building = kinds["building"]
    fields = [Way(n, building.fields[n].label, numbers=not building.fields[n].choices) for n in FIELDS if n in building.fields]
    counts = [Way("residents", tr("居住人数"), True), Way("tasks", tr("未办结任务"), True), Way("cases", tr("所选时段警情"), True)]
    return [*fields[:2], *counts, *fields[2:]]


def way(kinds: Kinds, name: str) -> Way | None:
    """Return a way by its name; None where there is none such (any more)."""
    return next((w for w in ways(kinds) if w.name == name), None)


def sources(by: str) -> frozenset[str]:
    """Return the kinds whose changes alter what the colours tell."""
    return frozenset({"building", SOURCES[by]} if by in SOURCES else {"building"} if by else ())


def building_colours(station: Station, wanted: Colouring, period: Period) -> Colours | None:
    """Return all buildings in classes; None where nothing is to be told. Called on a reader's thread."""
    chosen = way(station.kinds, wanted.by)
    if chosen is None:
        return None
    if chosen.counts:
        counts = _counts(station, chosen.name, period)
        ids = station.columns(Query("building"), ("id",))["id"]
        return _numbered(chosen, ids, [counts.get(id, 0) for id in ids], wanted.classes, _unit(chosen.name))
    columns = station.columns(Query("building"), ("id", chosen.name))
    field = station.kinds["building"].field(chosen.name)
    if field.choices:
        return _coded(chosen, columns["id"], columns[chosen.name], field)
    return _numbered(chosen, columns["id"], columns[chosen.name], wanted.classes, _unit(chosen.name))


def _counts(station: Station, by: str, period: Period) -> dict[int, int]:
    """Return how many records stand in each building, with one grouped question."""
    kind = station.kinds[SOURCES[by]]
    found = station.tally(Query(kind.name, _which(by, kind, period)), "building")
    return {int(key[0]): count for key, count in found.items() if key[0] is not None}


def _which(by: str, kind: Kind, period: Period) -> tuple[Where, ...]:
    if by == "residents":
        return (Where("until", "is", None),)
    if by == "tasks":
        return (Where("state", "in", OPEN_STATES),)
    time = kind.layer.time if kind.layer and kind.layer.time else "reported_at"
    ends = ((">=", period.start), ("<", period.end))
    return tuple(Where(time, op, at) for op, at in ends if at)


def _coded(chosen: Way, ids: Sequence[int], values: Sequence[Any], field: Field) -> Colours:
    """Return a class for each code that occurs, in the order of the code list; the rarest of too many are one class."""
    counts = {c.value: 0 for c in field.choices}
    for value in values:
        if value in counts:
            counts[value] += 1
    used = [c for c in field.choices if counts[c.value]]
    kept = sorted(used, key=lambda c: -counts[c.value])[: MOST_CODES if len(used) <= MOST_CODES else MOST_CODES - 1]
    rank = {c.value: i for i, c in enumerate(field.choices)} if len(field.choices) <= MOST_CODES else {}
    shown = [c for c in used if c in kept]
    classes = [Class(c.label, counts[c.value], rank.get(c.value, i)) for i, c in enumerate(shown)]
    number = {c.value: i for i, c in enumerate(shown)}
    others = sum(counts[c.value] for c in used if c not in kept)
    if others:
        number |= {c.value: len(classes) for c in used if c not in kept}
        classes.append(Class(tr("其余"), others, MOST_CODES - 1))
    unknown = sum(1 for v in values if v not in number)
    of = {int(id): number.get(v, len(classes)) for id, v in zip(ids, values, strict=True)}
    if unknown:
        classes.append(Class(tr("未填写"), unknown, outside=UNKNOWN))
    return Colours(chosen, tuple(classes), of)


def _numbered(chosen: Way, ids: Sequence[int], values: Sequence[Any], wanted: int, unit: str) -> Colours:
    """Return classes of numbers by quantiles, as many buildings in each as the values allow; zero of a count is a class aside."""
    known = np.array([np.nan if v is None else float(v) for v in values], float)
    aside = known == 0 if chosen.counts else np.zeros(len(known), bool)
    ranked = ~np.isnan(known) & ~aside
    ends = class_ends(known[ranked], wanted)
    number = np.full(len(known), -1)
    number[ranked] = np.searchsorted(ends, known[ranked])
    classes = [_spanned(known[number == i], i, unit) for i in range(len(ends))]
    for mask, words, why in ((aside, tr("没有"), NONE), (np.isnan(known), tr("未填写"), UNKNOWN)):
        if mask.any():
            number[mask] = len(classes)
            classes.append(Class(words, int(mask.sum()), outside=why))
    return Colours(chosen, tuple(classes), dict(zip((int(i) for i in ids), number.tolist(), strict=True)))


def class_ends(values: npt.NDArray[np.float64], count: int) -> npt.NDArray[np.float64]:
    """Return the greatest value of each class, rising: quantiles that are values themselves, fewer where values repeat.

    Few different values are a class each.
    """
    if not len(values):
        return np.zeros(0)
    count = min(max(count, FEWEST), MOST)
    different = np.unique(values)
    if len(different) <= count:
        return different
    shares = np.arange(1, count + 1) / count
    return np.unique(np.quantile(values, shares, method="inverted_cdf"))


def _spanned(values: npt.NDArray[np.float64], rank: int, unit: str) -> Class:
    low, high = float(values.min()), float(values.max())
    span = _said(low) if low == high else f"{_said(low)} – {_said(high)}"
    return Class(f"{span} {unit}".rstrip(), len(values), rank)


def _said(value: float) -> str:
    return f"{value:.0f}" if value == round(value) else f"{value:.1f}"


def _unit(name: str) -> str:
    words = {"storeys": tr("层"), "height": "m", "residents": tr("人"), "tasks": tr("项"), "cases": tr("起")}
    return words.get(name, "")
