"""China's Gauss-Krueger zones and the zones of UTM by their EPSG codes, and what people call them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from data.i18n import tr

REACH = 3.6  # degrees to either side of a central meridian that a zone is used
UTM_NORTH = 32600  # and the number of the zone: WGS 84 / UTM


@dataclass(frozen=True, slots=True)
class Series:
    """Zones whose codes follow each other, as EPSG lists them: of ``width`` degrees, the number in front of the easting or not."""

    system: str
    first: int
    count: int
    width: int
    numbered: bool

    def meridian(self, code: int) -> int:
        """Return the central meridian of a zone in degrees."""
        at = code - self.first
        if not self.numbered:
            return 75 + at * self.width
        return (25 + at) * 3 if self.width == 3 else (13 + at) * 6 - 3

    def zone(self, code: int) -> int:
        """Return the number of a zone."""
        return code - self.first + (25 if self.width == 3 else 13)


CGCS2000, XIAN_1980, BEIJING_1954 = "CGCS2000", "Xian 1980", "Beijing 1954"
# Plainest first: most of what is delivered today is CGCS2000 in zones of three degrees without the number.
ALL = tuple(
    Series(system, first, count, width, numbered)
    for system, firsts in ((CGCS2000, (4534, 4513, 4502, 4491)), (XIAN_1980, (2370, 2349, 2338, 2327)),
                           (BEIJING_1954, (2422, 2401, 21453, 21413)))
    for first, (count, width, numbered) in zip(firsts, ((21, 3, False), (21, 3, True), (11, 6, False), (11, 6, True)), strict=True)
)  # fmt: skip


def zones_around(lon: float) -> Iterator[tuple[Series, int]]:
    """Yield the Chinese zones that are in use at a longitude, with their codes, the plainest first."""
    for series in ALL:
        reach = REACH if series.width == 6 else REACH / 2
        yield from ((series, code) for code in range(series.first, series.first + series.count)
                    if abs(series.meridian(code) - lon) <= reach)  # fmt: skip


def zone_label(code: int) -> str:
    """Return what people call the zone of an EPSG code; "" for what is none of these."""
    series = next((s for s in ALL if s.first <= code < s.first + s.count), None)
    if series is not None:
        system = {CGCS2000: "CGCS2000", XIAN_1980: tr("西安 80"), BEIJING_1954: tr("北京 54")}[series.system]
        if series.numbered:
            return tr("{system} 高斯 {width} 度带第 {zone} 带", system=system, width=series.width, zone=series.zone(code))
        return tr("{system} 高斯，中央经线 {degrees}°", system=system, degrees=series.meridian(code))
    if UTM_NORTH < code <= UTM_NORTH + 60:
        return tr("UTM 北半球第 {zone} 带（WGS-84）", zone=code - UTM_NORTH)
    return ""
