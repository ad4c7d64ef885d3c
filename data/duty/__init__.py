"""Duty: tasks in a closed loop, their time left, and how much each force member has in hand."""

from data.duty.load import Load, load_of, loads
from data.duty.states import IN_HAND, OPEN_STATES, VERBS, Verb, after, verbs
from data.duty.tasks import TaskWish, create, duplicates, move, subject_title
from data.duty.time_left import URGENCIES, due_after, time_left, urgency

__all__ = [
    "IN_HAND", "OPEN_STATES", "URGENCIES", "VERBS", "Load", "TaskWish", "Verb", "after", "create", "due_after", "duplicates",
    "load_of", "loads", "move", "subject_title", "time_left", "urgency", "verbs",
]  # fmt: skip
