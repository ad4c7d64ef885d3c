"""Check lists: what a task asks on the spot, and how the answers become records."""

from data.duty.checklists.answers import Answers, check_answers, from_json, in_words, missing
from data.duty.checklists.complete import answer_task, checklist_of, keep_answers
from data.duty.checklists.residents import Found, Room, rooms_of
from data.duty.checklists.template import (
    ANSWERS,
    Item,
    Template,
    fitting,
    keep_template,
    parse_template,
    source_of,
    template_of,
    templates,
)

__all__ = [
    "ANSWERS",
    "Answers",
    "Found",
    "Item",
    "Room",
    "Template",
    "answer_task",
    "check_answers",
    "checklist_of",
    "fitting",
    "from_json",
    "in_words",
    "keep_answers",
    "keep_template",
    "missing",
    "parse_template",
    "rooms_of",
    "source_of",
    "template_of",
    "templates",
]  # fmt: skip
