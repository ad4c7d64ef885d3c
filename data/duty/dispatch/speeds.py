"""How fast each way of moving is on each class of road, and how long storeys take."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from data.i18n import tr
from data.town.model import Floats, Ids

MODES = ("car", "motorcycle", "bicycle", "foot")
CLASSES = ("highway", "major_road", "minor_road", "path", "other")
STAIRS = "stairs"  # a class of its own: paths that are stairs

# Kilometres an hour where no tracks have taught better; a class that is missing cannot be used. Cars: the speeds of the car
# profile of OSRM (BSD-2: motorway 90, trunk 85, primary 65, secondary 55, tertiary 40, residential 25, service 15) by the
# kilometres that such roads have in towns, times its own reduction of 0.8 for what maps do not tell. Bicycles 15 and on foot 5
# as in its other profiles; two wheels on paths keep to what is safe among people. Stairs: 0.55 m/s along the flight (Fruin 1971).
USUAL: dict[str, dict[str, float]] = {
    "car": {"highway": 70, "major_road": 40, "minor_road": 20, "other": 15},
    "motorcycle": {"highway": 70, "major_road": 40, "minor_road": 22, "other": 15, "path": 10},
    "bicycle": {"major_road": 15, "minor_road": 15, "path": 10, "other": 12},
    "foot": {"major_road": 5, "minor_road": 5, "path": 5, "other": 5, STAIRS: 2},
}
PER_METRE = 3.6 / USUAL["foot"]["path"]  # seconds a metre between a point and the road, which is walked
GATE = 20  # seconds until a closed gate is opened for forces, where it does not say

# Seconds by storey: up 3 m at 0.18 m/s upright (Fruin 1971: 0.15 to 0.2 in haste), down a little quicker; a lift is waited for.
UP, DOWN, LIFT_WAIT, LIFT = 17.0, 12.0, 40.0, 3.0
LIFTS_FROM = 7  # storeys of a house from which GB 50096 wants a lift


def mode_label(mode: str) -> str:
    """Return the name of one of `MODES`."""
    return {"car": tr("驾车"), "motorcycle": tr("骑摩托"), "bicycle": tr("骑车"), "foot": tr("步行")}[mode]


def climb(storey: int | None, storeys: int | None = None) -> float:
    """Return the seconds from the door of a house to a storey (1 is the ground floor, -1 the first below)."""
    if not storey or storey == 1:
        return 0.0
    flights = storey - 1 if storey > 0 else -storey
    stairs = flights * (UP if storey > 0 else DOWN)
    if (storeys or 0) >= LIFTS_FROM or storey >= LIFTS_FROM:
        return min(stairs, LIFT_WAIT + flights * LIFT)
    return stairs


@dataclass(frozen=True, slots=True)
class Speeds:
    """Speeds in km/h by mode and class, and where tracks have taught them by mode and road (id of its record)."""

    by_class: Mapping[str, Mapping[str, float]] = field(default_factory=lambda: USUAL)
    by_road: Mapping[str, Mapping[int, float]] = field(default_factory=dict)
    taught: Mapping[tuple[str, str], int] = field(default_factory=dict)  # (mode, class): how many observations

    def along(self, mode: str, classes: Sequence[str], roads: Ids, limits: Floats) -> Floats:
        """Return km/h for each edge: its class, the id of its road, its speed limit (NaN for none); 0 where it cannot be used.

        What tracks have taught is taken as it is; of the usual speed and the limit the lesser.
        """
        known = self.by_class[mode]
        names = sorted(set(classes))
        usual = np.array([known.get(name, 0.0) for name in names])
        found = usual[np.searchsorted(names, classes)] if len(classes) else np.zeros(0)
        if mode in ("car", "motorcycle"):
            found = np.where(limits > 0, np.minimum(found, np.nan_to_num(limits, nan=np.inf)), found)
        own = self.by_road.get(mode, {})
        if own:
            ids = np.array(sorted(own))
            at = np.clip(np.searchsorted(ids, roads), 0, len(ids) - 1)
            values = np.array([own[int(id)] for id in ids])
            found = np.where((ids[at] == roads) & (found > 0), values[at], found)
        return np.asarray(found, dtype=float)
