"""What a printed map says of its layers: sign, colour and name of each, and the colours of its classes or states."""

from __future__ import annotations

from dataclasses import dataclass

from data.i18n import tr
from data.kinds import Kind, Kinds
from data.layers import LayerState
from data.workspace import Workspace

MOST_SIGNS = 8  # of one layer


@dataclass(frozen=True, slots=True)
class Sign:
    """A colour ("#rrggbb") and what it means."""

    words: str
    colour: str


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """One layer: the character on its sign, its colour and name, and what its colours mean."""

    glyph: str
    colour: str
    title: str
    signs: tuple[Sign, ...] = ()


def legend_of(kinds: Kinds, workspace: Workspace) -> list[LegendEntry]:
    """Return the layers that are shown, the uppermost first."""
    shown = [s for s in workspace.layers.values() if s.visible and s.kind in kinds and kinds[s.kind].layer is not None]
    ordered = sorted(shown, key=lambda s: -s.drawn_at(kinds[s.kind]))
    return [_entry(kinds[s.kind], s) for s in ordered]


def _entry(kind: Kind, state: LayerState) -> LegendEntry:
    assert kind.layer is not None
    signs = _rule_signs(kind, state) if state.rule is not None else _state_signs(kind)
    return LegendEntry(kind.layer.glyph, state.colour or kind.layer.colour, state.title(kind), tuple(signs[:MOST_SIGNS]))


def _state_signs(kind: Kind) -> list[Sign]:
    field = kind.fields.get(kind.layer.state) if kind.layer else None
    return [Sign(c.label, c.colour) for c in field.choices if c.colour] if field is not None else []


def _rule_signs(kind: Kind, state: LayerState) -> list[Sign]:
    rule = state.rule
    assert rule is not None
    field = kind.fields[rule.field]
    found = []
    for of in rule.classes:
        if of.shown and of.colour:
            choices = [field.choice(v) for v in of.values]
            words = tr("、").join(c.label if c else str(v) for c, v in zip(choices, of.values, strict=True))
            found.append(Sign(words or _range(of.low, of.high), of.colour))
    return found


def _range(low: float | None, high: float | None) -> str:
    first = "" if low is None else f"{low:g}"
    last = "" if high is None else f"{high:g}"
    return f"{first} – {last}"
