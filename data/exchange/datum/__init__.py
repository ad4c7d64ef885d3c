"""Which datum a file's coordinates are in: every hypothesis is tried against what the station knows."""

from data.exchange.datum.choice import Choice, choices
from data.exchange.datum.evidence import Evidence
from data.exchange.datum.hypothesis import Hypothesis
from data.exchange.datum.question import DatumUnclear, Elsewhere, told, unclear
from data.exchange.datum.sample import Sample
from data.exchange.datum.surroundings import Surroundings
from data.exchange.datum.verdict import Verdict, judge

__all__ = [
    "Choice", "DatumUnclear", "Elsewhere", "Evidence", "Hypothesis", "Sample", "Surroundings", "Verdict", "choices", "judge",
    "told", "unclear",
]  # fmt: skip
