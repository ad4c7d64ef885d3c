"""Watching the picture: a grid that loses its last free force, and a patrol point that was just missed, are told at once."""

from __future__ import annotations

from dataclasses import dataclass, field

from data.duty.forces.grids import GridNow, grids_now
from data.duty.forces.patrols import Progress, patrols_now
from data.i18n import tr
from data.store import Station

KINDS = frozenset({"force", "grid", "patrol", "patrol_point"})


@dataclass(slots=True)
class Watch:
    """Compares the picture with that of before; ``look`` is called after changes and every minute, off the Qt thread."""

    station: Station
    _states: dict[int, str] = field(default_factory=dict)
    _missed: set[tuple[int, int]] = field(default_factory=set)
    _begun: bool = False

    def look(self) -> list[tuple[str, str]]:
        """Return what is new, as level and sentence: nothing at the first look, for that is how the day begins."""
        grids, patrols = grids_now(self.station), patrols_now(self.station)
        told = [*self._grids(grids), *self._patrols(patrols)]
        self._states = {g.id: g.state for g in grids}
        self._missed |= set(_missed(patrols))
        first, self._begun = not self._begun, True
        return [] if first else told

    def _grids(self, grids: list[GridNow]) -> list[tuple[str, str]]:
        bare = [g for g in grids if g.state == "bare" and self._states.get(g.id, "bare") != "bare"]
        back = [g for g in grids if g.state == "covered" and self._states.get(g.id) == "bare"]
        return [
            *(("warning", tr("{grid}没有可派力量了（{said}）", grid=g.name, said=g.said)) for g in bare),
            *(("done", tr("{grid}又有可派力量（{said}）", grid=g.name, said=g.said)) for g in back),
        ]

    def _patrols(self, patrols: list[Progress]) -> list[tuple[str, str]]:
        names = {(p.id, point.id): (p.name, point.name) for p in patrols for point in p.points}
        return [
            ("warning", tr("巡逻漏点：{point}（{patrol}）", patrol=names[key][0], point=names[key][1]))
            for key in _missed(patrols) if key not in self._missed
        ]  # fmt: skip


def _missed(patrols: list[Progress]) -> list[tuple[int, int]]:
    return [(p.id, point.id) for p in patrols if p.state == "under_way" for point in p.points if point.state == "missed"]


