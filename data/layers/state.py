"""How one layer is shown: a frozen value that the workspace holds, views read, and themes keep as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from data.kinds import Kind, Kinds
from data.layers.rule import StyleRule


@dataclass(frozen=True, slots=True)
class LayerState:
    """How one layer is shown. ``chosen`` maps a field to the values that are shown; a missing field shows all.

    Each kind has a layer that goes by the kind's name. A layer that a person made has a ``key`` of its own, so that several
    layers may show one kind. Empty texts leave what the kind declares: ``label`` is the field written beside symbols,
    ``symbol`` a file of ``resources/symbols``, ``order`` the place in the list (what has less lies above). ``between`` keeps to
    records whose ids lie between two, both included: those of one import have ids one after the other.
    """

    kind: str
    visible: bool
    opacity: float = 1.0
    labelled: bool = False
    colour: str = ""
    chosen: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)
    key: str = ""
    name: str = ""
    group: str = ""
    order: float | None = None
    label: str = ""
    symbol: str = ""
    size: float = 1.0
    rule: StyleRule | None = None
    between: tuple[int, int] | None = None

    @property
    def id(self) -> str:
        """What the layer goes by in the workspace: its own key, else the name of its kind."""
        return self.key or self.kind

    @property
    def own(self) -> bool:
        """Whether a person made the layer."""
        return bool(self.key)

    def title(self, kind: Kind) -> str:
        """What people call the layer."""
        return self.name or kind.plural

    def drawn_at(self, kind: Kind) -> float:
        """Return its place in the list of layers; what has less lies above."""
        return self.order if self.order is not None else float(kind.layer.order if kind.layer else 50)

    def as_json(self) -> dict[str, Any]:
        """Return the state as JSON-native values, without what is usual."""
        found: dict[str, Any] = {"kind": self.kind, "visible": self.visible}
        usual = LayerState(self.kind, self.visible)
        for name in ("opacity", "labelled", "colour", "key", "name", "group", "order", "label", "symbol", "size"):
            if getattr(self, name) != getattr(usual, name):
                found[name] = getattr(self, name)
        if self.chosen:
            found["chosen"] = {n: list(v) for n, v in self.chosen.items()}
        if self.rule is not None:
            found["rule"] = self.rule.as_json()
        if self.between is not None:
            found["between"] = list(self.between)
        return found

    @classmethod
    def from_json(cls, raw: Mapping[str, Any], kinds: Kinds) -> LayerState | None:
        """Return the state that `as_json` wrote, or None where its kind is not there any more; what makes no sense is left out."""
        kind = kinds[raw["kind"]] if raw.get("kind") in kinds else None
        if kind is None or kind.layer is None:
            return None
        chosen = {n: tuple(v) for n, v in dict(raw.get("chosen", {})).items() if n in kind.fields and v}
        order = raw.get("order")
        return cls(
            kind.name, bool(raw.get("visible", True)), _between(raw.get("opacity", 1.0), 0.1, 1.0), bool(raw.get("labelled")),
            str(raw.get("colour", "")), chosen, str(raw.get("key", "")), str(raw.get("name", "")), str(raw.get("group", "")),
            None if order is None else float(order), _known(str(raw.get("label", "")), kind), str(raw.get("symbol", "")),
            _between(raw.get("size", 1.0), 0.5, 2.0), _rule(raw.get("rule"), kind), _range(raw.get("between")),
        )  # fmt: skip


def layer_of(kind: Kind) -> LayerState:
    """Return how a kind's own layer is shown at first."""
    if kind.layer is None:
        return LayerState(kind.name, False)
    return LayerState(kind.name, kind.layer.visible, colour=kind.layer.colour)


def _rule(raw: Any, kind: Kind) -> StyleRule | None:
    try:
        rule = StyleRule.from_json(raw) if raw else None
    except (KeyError, TypeError, ValueError, AttributeError):
        return None
    return rule if rule is not None and rule.field in kind.fields and kind.fields[rule.field].sensitivity == "open" else None


def _range(raw: Any) -> tuple[int, int] | None:
    try:
        first, last = raw
        return int(first), int(last)
    except (TypeError, ValueError):
        return None


def _known(name: str, kind: Kind) -> str:
    return name if name in kind.fields and kind.fields[name].sensitivity == "open" else ""


def _between(value: Any, low: float, high: float) -> float:
    try:
        return min(max(float(value), low), high)
    except (TypeError, ValueError):
        return 1.0
