"""Points whose datum is known, as files would write them."""

from __future__ import annotations

import numpy as np

from data.exchange.datum import Sample
from data.query import Query
from data.town.datum import convert


def points(station, count, noise, seed, *, inside=True):
    """Return ids of buildings and points in them (or anywhere in town), WGS-84 degrees, off by ``noise`` metres."""
    columns = station.columns(Query("building"), ["id", "geometry"])
    rng = np.random.default_rng(seed)
    chosen = rng.choice(len(columns["id"]), size=min(count, len(columns["id"])), replace=False)
    middles = np.array([columns["geometry"][i].centroid.coords[0] for i in chosen])
    if not inside:
        low, high = middles.min(axis=0), middles.max(axis=0)
        middles = rng.uniform(low, high, middles.shape)
    off = rng.normal(0, noise, middles.shape) / (111_195 * np.array([np.cos(np.radians(middles[0, 1])), 1.0]))
    return np.array([columns["id"][i] for i in chosen]), *(middles + off).T


def packed(degrees):
    """Return degrees as DD.MMSSss, to a ten-thousandth of a second."""
    whole = np.floor(degrees)
    minutes = np.floor((degrees - whole) * 60)
    return np.round(whole + minutes / 100 + ((degrees - whole) * 3600 - minutes * 60) / 10000, 10)


def written(lon, lat, datum, *, swapped=False):
    """Return the two numbers of each point as a file in this datum has them."""
    x, y = convert(lon, lat, "WGS84", datum)
    return (y, x) if swapped else (x, y)


def sample(x, y, named=None, **more):
    count = len(x)
    nothing, nowhere = np.zeros(count, bool), np.full(count, np.nan)
    ids = np.full(count, -1, dtype=np.int64) if named is None else named
    return Sample(x, y, nothing, nothing, ids, nowhere, nowhere, **more)


def puts_right(verdict, x, y, lon, lat):
    """Whether the hypothesis taken puts most points where they are, within two metres."""
    found = verdict.best.hypothesis.place(x, y)
    return np.median(np.hypot((found[0] - lon) * 95_000, (found[1] - lat) * 111_195)) < 2.0
