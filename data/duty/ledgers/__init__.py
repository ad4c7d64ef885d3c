"""Ledgers with a life of their own: disputes with their parties and attempts at mediation, and hazards of places."""

from data.duty.ledgers.life import LEDGERS, MOVES, OPEN, Step, Wish, due_of, steps, take_step
from data.duty.ledgers.mediators import Fit, fitting
from data.duty.ledgers.repeats import Repeated, hazard_of, not_on_record, repeated_places
from data.duty.ledgers.report import Report, dispute_of_case, report_dispute
from data.duty.ledgers.risk import Sign, signs, stated

__all__ = [
    "LEDGERS", "MOVES", "OPEN", "Fit", "Repeated", "Report", "Sign", "Step", "Wish", "dispute_of_case", "due_of", "fitting",
    "hazard_of", "not_on_record", "repeated_places", "report_dispute", "signs", "stated", "steps", "take_step",
]  # fmt: skip
