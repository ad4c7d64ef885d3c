"""The layer of notes: a pin with its words for each, and what it was measured along or around on the ground."""

from __future__ import annotations

from typing import Any

import numpy as np

from data.layers import StyleClass
from scene3d.camera import Projection
from scene3d.layers.areas import AreaLayer
from scene3d.layers.chosen_mark import anchor
from scene3d.overlay.items import Symbol

MOST_PINS = 600  # notes that are pinned; a station with more shows those noted last
LONG = 22  # letters of a note that stand beside its pin


class NoteLayer(AreaLayer):
    """Shapes lie on the ground like other areas; each note is told and clicked by a pin."""

    def __init__(self, *of: Any) -> None:
        super().__init__(*of)
        self._pins: tuple[Symbol, ...] = ()

    def show(self, found: Any) -> None:
        """Pin the notes to their shapes."""
        super().show(found)
        self._labels = ()  # the pins tell the words
        looks = self.found.looks or (StyleClass(),) * len(self.found.ids)
        shown = list(zip(self.found.ids, self.found.shapes, self.found.names, looks, strict=True))[-MOST_PINS:]
        places = np.array([anchor(shape) for _, shape, _, _ in shown], float).reshape(-1, 2)
        heights = self.host.ground().heights(places[:, 0], places[:, 1])
        layer, colour, opacity = self.kind.layer, self.colour, self.state.opacity
        glyph, icon = (layer.glyph, self.state.symbol or layer.symbol) if layer else ("?", "")
        self._pins = tuple(
            Symbol(self.kind.name, (id,), (x, y, up), look.symbol or icon, glyph, look.colour or colour, title=_short(name),
                   priority=20.0, opacity=opacity)
            for (id, _, name, look), (x, y), up in zip(shown, places.tolist(), heights.tolist(), strict=True)
        )  # fmt: skip
        self.host.redraw()

    def symbols(self, projection: Projection, scale: float = 1.0) -> tuple[Symbol, ...]:
        """Return the pins."""
        return self._pins if self.visible else ()


def _short(text: str) -> str:
    return text if len(text) <= LONG else f"{text[: LONG - 1]}…"
