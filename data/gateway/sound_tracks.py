"""Which positions of a file are played: those that a device could have reported to this station; why others are not is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from data.gateway.counts import reason_said
from data.gateway.replay_files import Track
from data.gateway.report import Judge, Report
from data.i18n import tr

NEEDLESS = "old"  # a file is played as if now: it may be of any past
NAMED = 5  # names that are told


def sound(tracks: Iterable[Track], judge: Judge, now: float) -> tuple[list[Track], Counter[str]]:
    """Return tracks with what makes sense for a station, without those of which nothing does, and how many of what was left out.

    Where somebody was between two places that were not measured here is not known either: nobody is led across the world.
    """
    kept, refused = [], Counter[str]()
    for track in tracks:
        faults = [judge.fault(Report(at, lon, lat, accuracy), now) for at, lon, lat, accuracy in track.points]
        refused.update(f for f in faults if f and f != NEEDLESS)
        points = [p for p, f in zip(track.points, faults, strict=True) if f in ("", NEEDLESS)]
        if points:
            kept.append(Track(track.name, points))
    return kept, refused


def left_out_said(refused: Counter[str], unknown: Sequence[str]) -> str:
    """Return what of a file is not played and why, in words; "" where all of it is."""
    said = [tr("{reason} {n} 个定位", reason=reason_said(reason), n=n) for reason, n in refused.most_common()]
    if unknown:
        names = tr("、").join(unknown[:NAMED])
        said.append(tr("本站没有叫这些名字的力量：{names}", names=names) + ("……" if len(unknown) > NAMED else ""))
    return tr("；").join(said)
