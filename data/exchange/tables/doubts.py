"""Rows that may mean a stored record and may not: the candidates with their reasons, and what the person decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

SAME, NEW, SKIP = "same", "new", "skip"
VERBS = (SAME, NEW, SKIP)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stored record that a row may mean, and a sentence that says what agrees and what does not."""

    id: int
    why: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person said of a row: the ``same`` as record ``id``, a ``new`` record, or ``skip`` the row."""

    verb: str
    id: int | None = None


# By the sheet's name and the row's index in the sheet's table.
Decisions = Mapping[tuple[str, int], Decision]
