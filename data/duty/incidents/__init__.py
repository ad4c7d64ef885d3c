"""Incidents: a call taken, its place and type recognised, forces sent and followed, each moment kept."""

from data.duty.incidents.flow import Sending, move_case, move_deployment, occupied, send, sent_to
from data.duty.incidents.states import (
    CASE_MOVES,
    CASE_STATES,
    CASE_VERBS,
    DEPLOYMENT_MOVES,
    OPEN_CASES,
    UNDER_WAY,
    CaseVerb,
    case_verbs,
    deployment_verbs,
)
from data.duty.incidents.times import Interval, intervals, seconds_of

__all__ = [
    "CASE_MOVES", "CASE_STATES", "CASE_VERBS", "DEPLOYMENT_MOVES", "OPEN_CASES", "UNDER_WAY", "CaseVerb", "Interval", "Sending",
    "case_verbs", "deployment_verbs", "intervals", "move_case", "move_deployment", "occupied", "seconds_of",
    "send", "sent_to",
]  # fmt: skip
