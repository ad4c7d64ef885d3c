"""Which hypothesis is taken, whether that is sure, and when the person is asked instead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from data.exchange.datum.clues import CLUES, HERE
from data.exchange.datum.evidence import MARGIN, Evidence, place, weigh
from data.exchange.datum.hypothesis import covers, datum_label, is_metres, possible
from data.exchange.datum.sample import Sample
from data.exchange.datum.surroundings import Surroundings
from data.exchange.report import DatumGuess
from data.i18n import tr
from data.town.datum import DATUMS

SAME = 3.0  # metres: a difference that nobody has to be asked about
EARTH = 111_195.0  # metres per degree


@dataclass(frozen=True)
class Verdict:
    """All hypotheses with their evidence, best first, and what follows from them.

    ``sure`` is of the first; ``asks`` says that the person has to choose among ``open``, which are equally likely.
    """

    ranked: tuple[Evidence, ...]
    sure: bool
    asks: bool
    why: str
    open: tuple[Evidence, ...] = ()
    more: dict[str, Any] = field(default_factory=dict)

    @property
    def best(self) -> Evidence | None:
        """The hypothesis that is taken."""
        return self.ranked[0] if self.ranked else None

    @property
    def apart(self) -> int | None:
        """By how many metres the open hypotheses differ at most; None where one of them puts the points nowhere."""
        away = [_apart(one, other) for one in self.open for other in self.open]
        return round(max(away)) if away and np.isfinite(max(away)) else None

    def guess(self, of: Evidence | None = None, *, given: bool = False) -> DatumGuess:
        """Return the verdict, or a hypothesis that the person chose, as the report and the rows take it."""
        taken = of or self.best
        evidence: dict[str, Any] = {"why": self.why, **self.more}
        if self.best is not None:
            evidence |= {"rows": self.best.points, "named": self.best.named}
        evidence |= {e.hypothesis.said: e.as_dict() for e in self.ranked[:6]}
        if self.asks and not given:
            evidence |= {"candidates": [e.hypothesis.datum for e in self.open], "apart": self.apart}
        if taken is None:
            return DatumGuess("WGS84", False, evidence, asks=self.asks)
        h = taken.hypothesis
        if h.swapped:
            evidence["swapped"] = True
        if h.packed:
            evidence["packed"] = True
        if given:
            return DatumGuess(h.datum, True, {**evidence, "given": True}, h.swapped, h.packed)
        return DatumGuess(h.datum, self.sure, evidence, h.swapped, h.packed, self.asks)


def judge(sample: Sample, around: Surroundings, given: str = "") -> Verdict:
    """Return what the points may be in, by all that the station knows; ``given`` is the datum that the person said."""
    placed = _grouped([place(h, sample, around) for h in possible(sample, around.middle, given)])
    if not placed and given:
        return Verdict((), sure=False, asks=True, why=tr("这些数不能是“{datum}”", datum=datum_label(given)))
    if not placed:  # each row says so for itself
        return Verdict((), sure=False, asks=False, why=tr("这些数不能是坐标"))
    held = len(_near(placed, 0.0)) > 1 or bool(np.isfinite(sample.stored_lon).any())
    groups = [weigh(e, sample, around) for e in placed] if held else placed
    for clue in CLUES:
        found = clue(groups)
        if found is not None:
            return _told(found, groups, sample, given)
    return _undecided(groups, sample, around, given)


def _told(winner: tuple[Evidence, str], groups: list[Evidence], sample: Sample, given: str) -> Verdict:
    """The ground speaks clearly; where the file or its reader says otherwise, the person is asked."""
    best, why = winner
    ranked = _ranked(best, groups)
    said = given or sample.said
    if said and not given and not covers(said, best.hypothesis.datum):
        against = next((e for e in groups if covers(said, e.hypothesis.datum)), None)
        if against is not None:
            word = tr("文件写的是 {said}，落点却像 {found}", said=datum_label(said), found=best.hypothesis.label)
            return Verdict(ranked, sure=False, asks=True, why=word, open=(best, against))
    return Verdict(ranked, sure=True, asks=False, why=why)


def _undecided(groups: list[Evidence], sample: Sample, around: Surroundings, given: str) -> Verdict:
    """Nothing on the ground tells the hypotheses apart: range, extent and what is usual decide, or nobody does."""
    plain = _plainest(groups, ordered=sample.ordered)
    ranked = _ranked(plain[0], groups)
    if given:
        return Verdict(ranked, sure=True, asks=False, why=tr("由使用者指定"), more={"given": True})
    said = [e for e in plain if sample.said and covers(sample.said, e.hypothesis.datum)]
    if said:
        return Verdict(_ranked(said[0], groups), sure=True, asks=False, why=tr("文件写明了坐标系"), more={"said": sample.said})
    if around.bounds is not None and plain[0].extent < HERE and is_metres(plain[0].hypothesis.datum):
        return Verdict(ranked, sure=False, asks=True, why=tr("怎么读都不在本站范围内"), open=tuple(plain))
    if len(plain) == 1:
        return Verdict(ranked, sure=True, asks=False, why=_only(ranked[0], around))
    return _usual(plain, groups, sample, around)


def _plainest(groups: list[Evidence], *, ordered: bool) -> list[Evidence]:
    """Return those that lead to the station, and of these the ones that leave the numbers in their places, if there are any.

    What lies beside one that leads there, just beyond the edge, counts too: the edge tells no datums apart.
    """
    left = _near(groups, HERE) or groups
    plain = [e for e in left if not e.hypothesis.packed] or left
    return ([e for e in plain if not e.hypothesis.swapped] or plain) if ordered else plain


def _near(groups: list[Evidence], least: float) -> list[Evidence]:
    """Return those that put more than a share of the points in or near the station, and those that put them just beside these."""
    here = [e for e in groups if e.extent > least]
    return [e for e in groups if any(e is h or _apart(e, h) <= MARGIN for h in here)]


def _usual(plain: list[Evidence], groups: list[Evidence], sample: Sample, around: Surroundings) -> Verdict:
    """Return what a format prescribes, WGS-84 where there is nothing yet to be wrong against, or the question."""
    ruled = [e for e in plain if sample.by_rule and e.hypothesis.datum == sample.by_rule]
    if ruled:
        why = tr("按这种文件的规定")
        return Verdict(_ranked(ruled[0], groups), sure=False, asks=False, why=why, open=tuple(plain))
    ranked = _ranked(plain[0], groups)
    if len({e.hypothesis.datum for e in plain}) == 1:  # nobody can be asked which number is the latitude
        return Verdict(ranked, sure=False, asks=False, why=tr("经度在前还是纬度在前看不出来，按经度在前处理"), open=tuple(plain))
    if around.bounds is None and plain[0].hypothesis.datum in DATUMS:
        why = tr("站里还没有东西可以对照，按 WGS-84 处理")
        return Verdict(ranked, sure=False, asks=False, why=why, open=tuple(plain))
    return Verdict(ranked, sure=False, asks=True, why=tr("几种坐标系都说得通"), open=tuple(plain))


def _only(best: Evidence, around: Surroundings) -> str:
    if around.bounds is not None and best.extent >= HERE:
        return tr("只有它落在本站范围内")
    return tr("按数值范围只能是它，或各种坐标系在这里没有差别")


def _ranked(best: Evidence, groups: Sequence[Evidence]) -> tuple[Evidence, ...]:
    others = [e for e in groups if e is not best]
    others.sort(key=lambda e: (-(e.extent >= HERE), e.hypothesis.packed, e.hypothesis.swapped, e.metres, -e.inside))
    return (best, *others)


def _grouped(placed: list[Evidence]) -> list[Evidence]:
    """Leave one of those that put the points in the same places: outside China GCJ-02 is WGS-84."""
    kept: list[Evidence] = []
    for one in placed:
        if not any(_apart(one, other) <= SAME for other in kept):
            kept.append(one)
    return kept


def _apart(one: Evidence, other: Evidence) -> float:
    """Return by how many metres two hypotheses differ, in the middle of the points."""
    lon, lat = np.array(one.lon) - np.array(other.lon), np.array(one.lat) - np.array(other.lat)
    both = np.isfinite(lon) & np.isfinite(lat)
    if not both.any():
        return float("inf")
    lost = np.isfinite(np.array(one.lon)) != np.isfinite(np.array(other.lon))
    if lost.mean() > 0.1:
        return float("inf")
    high = np.cos(np.radians(np.array(one.lat)[both]))
    return float(np.median(np.hypot(lon[both] * high, lat[both])) * EARTH)
