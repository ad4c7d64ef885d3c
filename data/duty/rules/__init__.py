"""Recurring tasks by rule: every resident's visit, every shop's check, every camera's test."""

from data.duty.rules.cycle import Cycle
from data.duty.rules.due import WHO, Made, due_subjects, make_due, told
from data.duty.rules.forecast import Forecast, forecast
from data.duty.rules.rule import Rule, filters, rule_of, rules
from data.duty.rules.who import Keepers

__all__ = [
    "WHO", "Cycle", "Forecast", "Keepers", "Made", "Rule", "due_subjects", "filters", "forecast", "make_due", "rule_of", "rules",
    "told",
]  # fmt: skip
