"""The hypotheses as a person chooses among them, with the points that show on the map what each means."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from data.exchange.datum.evidence import Evidence
from data.exchange.datum.verdict import Verdict
from data.exchange.report import DatumGuess


@dataclass(frozen=True)
class Choice:
    """One hypothesis for the person to choose: what it is called, what speaks for it, and where it puts the points.

    ``metres`` is the median distance to the buildings that the rows name, None where they name none; ``inside`` the share
    of points inside footprints; ``lon`` and ``lat`` are points tried, WGS-84 degrees, without those that it puts nowhere.
    ``sure`` says that it is the one, beyond reasonable doubt. ``guess`` is what `Understanding` takes when it is chosen,
    ``said`` what an import takes as its datum.
    """

    datum: str
    said: str
    label: str
    words: str
    metres: float | None
    inside: float
    lon: tuple[float, ...]
    lat: tuple[float, ...]
    sure: bool
    guess: DatumGuess


def choices(verdict: Verdict) -> tuple[Choice, ...]:
    """Return all hypotheses of a verdict, the likeliest first."""
    return tuple(_choice(verdict, e) for e in verdict.ranked)


def _choice(verdict: Verdict, evidence: Evidence) -> Choice:
    found = [(x, y) for x, y in zip(evidence.lon, evidence.lat, strict=True) if np.isfinite(x) and np.isfinite(y)]
    lon, lat = zip(*found, strict=True) if found else ((), ())
    return Choice(
        evidence.hypothesis.datum, evidence.hypothesis.said, evidence.hypothesis.label, evidence.in_words,
        evidence.metres if np.isfinite(evidence.metres) else None, evidence.inside, lon, lat,
        verdict.sure and evidence is verdict.best, verdict.guess(evidence, given=True),
    )  # fmt: skip
