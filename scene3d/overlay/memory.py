"""What stood where in the picture before: what has room stays, so that nothing flickers or jumps while the eye moves."""

from __future__ import annotations

from dataclasses import dataclass, field

LabelKey = tuple[str, str, int, int]
SymbolKey = tuple[str, int]


@dataclass(slots=True)
class Memory:
    """Pins that had room, the place that each label had (number of its places), the side that each title had.

    ``behind`` are places of labels that a house hides, as far as that was looked at.
    """

    pins: set[SymbolKey] = field(default_factory=set)
    labels: dict[LabelKey, int] = field(default_factory=dict)
    titles: dict[SymbolKey, int] = field(default_factory=dict)
    behind: frozenset[tuple[LabelKey, int]] = frozenset()
