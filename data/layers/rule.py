"""Style by rule: which colour, sign and size a record's symbol gets by the value of one field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from data.layers.columns import Coded, Column

SIZES = (0.8, 1.0, 1.3)  # times the usual symbol
OTHER = -1  # the number of the class of all that no class takes

Numbers = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class StyleClass:
    """One class of a rule and how its records look; "" or 1.0 leaves the layer's own look.

    A class takes the ``values`` that it lists, or the numbers from ``low`` (included) to ``high`` (not); None is open.
    """

    values: tuple[Any, ...] = ()
    low: float | None = None
    high: float | None = None
    colour: str = ""
    symbol: str = ""
    size: float = 1.0
    shown: bool = True

    def as_json(self) -> dict[str, Any]:
        """Return the class as JSON-native values, without what is usual."""
        found: dict[str, Any] = {"values": list(self.values)} if self.values else {"low": self.low, "high": self.high}
        usual = StyleClass()
        return found | {n: v for n in ("colour", "symbol", "size", "shown") if (v := getattr(self, n)) != getattr(usual, n)}

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> StyleClass:
        """Return the class that `as_json` wrote; raises ValueError or TypeError where it makes no sense."""
        size = float(raw.get("size", 1.0))
        return cls(
            tuple(raw.get("values", ())), _number(raw.get("low")), _number(raw.get("high")), str(raw.get("colour", "")),
            str(raw.get("symbol", "")), min(SIZES, key=lambda s: abs(s - size)), bool(raw.get("shown", True)),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class StyleRule:
    """A field and its classes, the first that takes a value counts; ``other`` is the look of what none takes."""

    field: str
    classes: tuple[StyleClass, ...] = ()
    other: StyleClass = StyleClass()

    def classify(self, column: Column) -> Numbers:
        """Return for each value of a column the number of its class, `OTHER` where no class takes it."""
        if isinstance(column, Coded):
            return self._by_value(column)
        found = np.full(len(column), OTHER, np.int32)
        for number, of in reversed(list(enumerate(self.classes))):
            if of.values:
                inside = np.isin(column, [float(v) for v in of.values if isinstance(v, int | float)])
            else:
                low = -np.inf if of.low is None else of.low
                high = np.inf if of.high is None else of.high
                inside = (column >= low) & (column < high)
            found[inside] = number
        return found

    def _by_value(self, column: Coded) -> Numbers:
        taken: dict[Any, int] = {}
        for number, of in enumerate(self.classes):
            for value in of.values:
                taken.setdefault(value, number)
        table = np.array([*(taken.get(v, OTHER) for v in column.values), OTHER], np.int32)  # the last is for "none"
        return np.asarray(table[column.codes])

    def look(self, number: int) -> StyleClass:
        """Return the class of a number."""
        return self.other if number == OTHER else self.classes[number]

    def as_json(self) -> dict[str, Any]:
        """Return the rule as JSON-native values."""
        return {"field": self.field, "classes": [c.as_json() for c in self.classes], "other": self.other.as_json()}

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> StyleRule:
        """Return the rule that `as_json` wrote; raises KeyError, ValueError or TypeError where it makes no sense."""
        classes = tuple(StyleClass.from_json(c) for c in raw.get("classes", ()))
        return cls(str(raw["field"]), classes, StyleClass.from_json(raw.get("other", {})))


def _number(value: Any) -> float | None:
    return None if value is None else float(value)
