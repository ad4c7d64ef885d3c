"""Grids: one without a free force is seen on the map at once, in the colour of what is late and by its name."""

from __future__ import annotations

from typing import Any

from data.duty.forces.grids import grids_now
from data.i18n import tr
from data.look import colours as look
from data.records import ChangeSet
from data.store.station import Station
from scene3d.layers.areas import AreaLayer, Floats
from scene3d.light import rgb

TONES = {"bare": "late", "unsure": "soon"}


class GridLayer(AreaLayer):
    """Areas that follow the forces in them."""

    def __init__(self, *of: Any) -> None:
        super().__init__(*of)
        self._states: dict[int, str] | None = None

    @staticmethod
    def dressed(station: Station, theme: str, ids: list[int], colours: list[Floats],
                titles: list[str]) -> tuple[list[Floats], list[str]]:  # fmt: skip
        """Mark the grids in which nobody is free."""
        states = {g.id: g.state for g in grids_now(station)}
        words = {"bare": tr("没有可派力量"), "unsure": tr("位置不明")}
        told = [f"{t} · {words[s]}" if (s := states.get(id, "")) in words else t for id, t in zip(ids, titles, strict=True)]
        shown = [rgb(look(theme)[TONES[s]])[:3] if (s := states.get(id, "")) in TONES else c for id, c in
                 zip(ids, colours, strict=True)]  # fmt: skip
        return shown, told

    def changed(self, change: ChangeSet) -> None:
        """Look whether forces that moved or changed made another picture; most do not, and nothing is drawn anew."""
        super().changed(change)
        if "force" in change.kinds and self.visible:
            station = self.host.station
            self.host.workers.read(f"states {self.topic}", lambda: {g.id: g.state for g in grids_now(station)}, self._compare)

    def _compare(self, states: Any) -> None:
        if states is not None and states != self._states:
            before, self._states = self._states, states
            if before is not None or any(s in TONES for s in states.values()):
                self.refresh_soon()
