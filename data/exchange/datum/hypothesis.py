"""What coordinates can mean: a datum, the order of the two numbers, and how degrees are packed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from data.exchange.datum.china import in_china
from data.exchange.datum.sample import Flags, Floats, Sample
from data.exchange.datum.zones import zone_label
from data.i18n import tr
from data.town.datum import DATUMS, WEB_MERCATOR, convert, zone_code

CHINESE = ("GCJ02", "BD09", "BD09MC", "GCJ02MC", "GCJ02WM")
# What one word may mean when it is said of a file: degrees, or metres in the Mercator that belongs to them.
MEANINGS = {
    "WGS84": ("WGS84", WEB_MERCATOR), "GCJ02": ("GCJ02", "GCJ02WM", "GCJ02MC"), "BD09": ("BD09", "BD09MC"),
    "CGCS2000": ("CGCS2000", "GK"),
}  # fmt: skip
MERCATORS = (WEB_MERCATOR, "BD09MC", "GCJ02WM", "GCJ02MC")
_WORLD = 20_048_967.0  # metres: no Mercator reaches farther
_MERIDIANS = range(75, 136, 3)  # of the zones of 3 degrees; those of 6 degrees are among them
_REACH = 3.6  # degrees to either side of a central meridian that a zone is used
_MOST_INVALID = 0.2  # share of points by which one hypothesis may explain fewer than another: files have slips


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One meaning. ``swapped``: the first number is latitude or north; ``packed``: 31.142350 is 31°14′23.50″."""

    datum: str
    swapped: bool = False
    packed: bool = False

    @classmethod
    def meant(cls, said: str) -> Hypothesis:
        """Return the meaning that `said` wrote; a plain datum is one too."""
        datum, *ways = said.split("+")
        return cls(datum, "swapped" in ways, "packed" in ways)

    @property
    def said(self) -> str:
        """The meaning as text: a datum, with +swapped and +packed where that is so."""
        return self.datum + ("+swapped" if self.swapped else "") + ("+packed" if self.packed else "")

    def place(self, x: npt.ArrayLike, y: npt.ArrayLike, fixed: Flags | None = None,
              spelt: Flags | None = None) -> tuple[Floats, Floats]:  # fmt: skip
        """Return WGS-84 degrees for coordinates as they are written; NaN for what this meaning does not allow.

        ``fixed`` and ``spelt`` are as in `Sample`: such points are neither swapped nor unpacked.
        """
        one, other = np.asarray(x, float), np.asarray(y, float)
        fixed = np.zeros(one.shape, dtype=bool) if fixed is None else fixed
        spelt = np.zeros(one.shape, dtype=bool) if spelt is None else spelt
        if self.packed:
            one, other = np.where(spelt, one, unpacked(one)), np.where(spelt, other, unpacked(other))
        if self.swapped:
            one, other = np.where(fixed, one, other), np.where(fixed, other, one)
        wide, high = _limits(self.datum)
        can_be = (np.abs(one) <= wide) & (np.abs(other) <= high)
        one, other = np.where(can_be, one, np.nan), np.where(can_be, other, np.nan)
        lon, lat = convert(one, other, self.datum, "WGS84")
        good = (np.abs(lon) <= 180.0) & (np.abs(lat) <= 90.0)
        return np.where(good, lon, np.nan), np.where(good, lat, np.nan)

    @property
    def label(self) -> str:
        """What it is called, in the language in use."""
        words = [datum_label(self.datum)]
        if self.swapped:
            words.append(tr("X 为北、Y 为东") if is_metres(self.datum) else tr("纬度在前"))
        if self.packed:
            words.append(tr("度分秒连写"))
        return tr("，").join(words)


def _limits(datum: str) -> tuple[float, float]:
    """Return how large the two numbers of a datum can be."""
    if not is_metres(datum):
        return 180.0, 90.0
    return (_WORLD, _WORLD) if datum in MERCATORS else (np.inf, np.inf)


def datum_label(datum: str) -> str:
    """Return what people call a datum, in the language in use."""
    labels = {
        "WGS84": tr("WGS-84（GPS）"), "GCJ02": tr("GCJ-02（高德、腾讯）"), "BD09": tr("BD-09（百度）"),
        "CGCS2000": tr("CGCS2000 经纬度"), "BD09MC": tr("百度墨卡托"), "GCJ02MC": tr("GCJ-02 百度米制"),
        "GCJ02WM": tr("高德墨卡托"), WEB_MERCATOR: tr("Web 墨卡托"),
    }  # fmt: skip
    if datum in labels:
        return labels[datum]
    if not datum.removeprefix("EPSG:").isdecimal():
        return datum
    return zone_label(int(datum.removeprefix("EPSG:"))) or datum


def is_metres(datum: str) -> bool:
    """Whether coordinates of a datum that is found here are metres."""
    return datum not in (*DATUMS, "CGCS2000")


def is_gauss(datum: str) -> bool:
    """Whether a datum is one of the zones of CGCS2000."""
    return datum.startswith("EPSG:") and 4491 <= int(datum.removeprefix("EPSG:")) <= 4554


def unpacked(value: npt.ArrayLike) -> Floats:
    """Return degrees for 31.142350 (31°14′23.50″) and 311423.5; NaN where minutes or seconds would be 60 or more."""
    number = np.asarray(value, float)
    high = np.abs(number)
    packed = np.where(high > 180.0, high / 10000.0, high)
    # A ten-millionth of a second: what a float of eight decimals cannot tell apart.
    whole = np.floor(packed + 1e-11)
    rest = (packed - whole) * 100.0
    minutes = np.floor(rest + 1e-9)
    seconds = np.maximum((rest - minutes) * 100.0, 0.0)
    good = (minutes < 60.0) & (seconds < 60.0) & (whole <= 180.0)
    return np.where(good, np.sign(number) * (whole + minutes / 60.0 + seconds / 3600.0), np.nan)


def possible(sample: Sample, near: tuple[float, float] | None, wanted: str = "") -> list[Hypothesis]:
    """Return the meanings that most of the points allow, the plainest first.

    ``near`` is longitude and latitude of the station where it has any; it narrows the zones of grids that do not name
    their own. ``wanted`` is the datum that the person, or the file, said.
    """
    shares = {h: _share(h, sample) for h in _all(sample, near, wanted)}
    most = max(shares.values(), default=0.0)
    return [h for h, share in shares.items() if share > 0 and share >= (1 - _MOST_INVALID) * most]


def _all(sample: Sample, near: tuple[float, float] | None, wanted: str) -> Iterator[Hypothesis]:
    degrees = _degrees(wanted, sample.said)
    datums = [wanted] if _coded(wanted) else list(degrees if sample.in_degrees else _metres(sample, near, wanted))
    if _coded(sample.said) and not wanted:
        datums.insert(0, sample.said)
    orders = (False,) if sample.fixed.all() else (False, True)
    for packed in _packings(sample):
        for swapped in orders:
            kinds = degrees if packed else datums
            yield from (Hypothesis(d, swapped, packed) for d in kinds)


def _packings(sample: Sample) -> tuple[bool, ...]:
    """Packed degrees have four decimals or more, or six figures and more before the point; and none of them says 60 or more."""
    loose = ~sample.spelt
    numbers = np.concatenate([sample.x[loose], sample.y[loose]])
    if not len(numbers):
        return (False,)
    could = float(np.isfinite(unpacked(numbers)).mean()) >= 1 - _MOST_INVALID / 4
    return (False, True) if could else (False,)


def covers(said: str, datum: str) -> bool:
    """Whether the datum that somebody names may mean this one: WGS-84 and CGCS2000 are told apart by nobody."""
    said, datum = ("WGS84" if d == "CGCS2000" else d for d in (said, datum))
    return datum in MEANINGS.get(said, (said,)) or (said == "WGS84" and is_gauss(datum))


def _coded(said: str) -> bool:
    """Whether somebody names one single system by its code."""
    return said.startswith("EPSG:") and said != WEB_MERCATOR


def _degrees(wanted: str, said: str) -> tuple[str, ...]:
    if not wanted:
        return ("CGCS2000", *DATUMS[1:]) if said == "CGCS2000" else DATUMS
    return tuple(m for m in MEANINGS.get(wanted, (wanted,)) if m in (*DATUMS, "CGCS2000"))


def _metres(sample: Sample, near: tuple[float, float] | None, wanted: str) -> Iterator[str]:
    meanings = MEANINGS.get(wanted, (wanted,)) if wanted else (*MERCATORS, "GK")
    yield from (m for m in meanings if m not in (*DATUMS, "GK", "CGCS2000"))
    if "GK" in meanings:
        yield from _gauss(sample, near)


def _gauss(sample: Sample, near: tuple[float, float] | None) -> Iterator[str]:
    """Return the zones that the eastings name, or those around the station where they name none."""
    zones = {int(v // 1_000_000) for values in (sample.x, sample.y) for v in values[np.isfinite(values)]}
    yield from (f"EPSG:{code}" for zone in sorted(zones) if (code := zone_code(zone)) is not None)
    easting = np.minimum(np.abs(sample.x), np.abs(sample.y))
    if not (easting < 1_000_000).mean() > 1 - _MOST_INVALID:
        return
    around = [m for m in _MERIDIANS if near is None or abs(m - near[0]) <= _REACH]
    yield from (f"EPSG:{4534 + (m - 75) // 3}" for m in around)


def _share(hypothesis: Hypothesis, sample: Sample) -> float:
    """Return the share of points that a hypothesis allows; none where a Chinese datum lands outside China."""
    lon, lat = hypothesis.place(sample.x, sample.y, sample.fixed, sample.spelt)
    good = np.isfinite(lon)
    chinese = hypothesis.datum in CHINESE or is_gauss(hypothesis.datum)
    if not good.any() or (chinese and in_china(lon[good], lat[good]).mean() <= 0.5):
        return 0.0
    return float(good.mean())
