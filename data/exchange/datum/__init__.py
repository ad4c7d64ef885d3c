"""Which datum a file's coordinates are in: every hypothesis is tried against what the station knows."""

from data.exchange.datum.evidence import Evidence
from data.exchange.datum.hypothesis import Hypothesis
from data.exchange.datum.sample import Sample
from data.exchange.datum.surroundings import Surroundings
from data.exchange.datum.verdict import DatumUnclear, Verdict, judge, unclear

__all__ = ["DatumUnclear", "Evidence", "Hypothesis", "Sample", "Surroundings", "Verdict", "judge", "unclear"]
