"""Shapes in degrees made sound: mended where the mending is certain, else with the reason why they are not taken."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely

from data.exchange.places.geometry import Unusable, mend
from data.i18n import tr
from data.town.shapes import Geometries


def make_sound(shapes: Geometries, whys: list[str | None], numbers: Sequence[int]) -> list[str]:
    """Mend what can be mended, write the reason for what cannot into ``whys``, and return what was said about it.

    ``numbers`` are those of the features in their file. What has a reason already is left alone.
    """
    notes: list[str] = []
    _mark_far(shapes, whys)
    for k in np.flatnonzero(~shapely.is_missing(shapes) & ~shapely.is_valid(shapes)).tolist():
        if whys[k] is None:
            try:
                shapes[k] = mend(shapes[k])
                notes.append(tr("第 {row} 个要素的轮廓自相交，已修正", row=numbers[k]))
            except Unusable as error:
                whys[k] = str(error)
    return notes


def mark_missing(shapes: Geometries, whys: list[str | None]) -> None:
    """Give the reason to those that have no place: nothing, an empty shape, or numbers that are none."""
    bad = shapely.is_missing(shapes) | shapely.is_empty(shapes)
    bounds = shapely.bounds(shapes)
    endless = ~np.isfinite(bounds).all(axis=1) & ~bad
    for k in np.flatnonzero(bad).tolist():
        whys[k] = whys[k] or tr("没有位置（geometry 为空）")
    for k in np.flatnonzero(endless).tolist():
        whys[k], shapes[k] = whys[k] or tr("坐标不是有限的数"), None


def _mark_far(shapes: Geometries, whys: list[str | None]) -> None:
    bounds = shapely.bounds(shapes)
    far = (np.abs(bounds[:, [0, 2]]) > 180).any(axis=1) | (np.abs(bounds[:, [1, 3]]) > 90).any(axis=1)
    for k in np.flatnonzero(far & ~shapely.is_missing(shapes)).tolist():
        x, y = bounds[k][:2]
        whys[k] = tr("坐标 {x:.6g}, {y:.6g} 不是经纬度（经度 ±180，纬度 ±90）；若是投影坐标，请指明坐标系（EPSG:代号）", x=x, y=y)
