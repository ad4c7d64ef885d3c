"""Rows that may mean a stored record and may not: the candidates with their reasons, and what the person decided."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from data.exchange.tables.table import Cell, Table, cell_text
from data.exchange.tables.words import is_decision
from data.i18n import tr

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


WORDS = {"新增": NEW, "新": NEW, "new": NEW, "add": NEW, "不导入": SKIP, "跳过": SKIP, "skip": SKIP, "leave out": SKIP}
IS_RECORD = re.compile(r"(?:同|就是|same as|same|=)?\s*(?:第|#|no\.?)?\s*(\d+)\s*(?:号)?(?:记录)?\Z", re.IGNORECASE)


def in_words(decision: Decision) -> str:
    """Return a decision as it is written into a table of rejects."""
    if decision.verb == SAME:
        return tr("同 {id}", id=decision.id)
    return tr("新增") if decision.verb == NEW else tr("不导入")


def read_decision(cell: Cell) -> Decision | None:
    """Return the decision that a cell states; None where it states none."""
    text = cell_text(cell).casefold()
    if text in WORDS:
        return Decision(WORDS[text])
    found = IS_RECORD.match(text) if text else None
    return Decision(SAME, int(found[1])) if found else None


def decisions_in(table: Table, columns: Iterable[tuple[int, str]], rows: Iterable[int]) -> dict[tuple[str, int], Decision]:
    """Return what the decision column of a mended table of rejects says; ``columns`` are (place in a row, heading)."""
    at = next((i for i, heading in columns if is_decision(heading)), None)
    if at is None:
        return {}
    said = ((n, read_decision(table.rows[n][at] if at < len(table.rows[n]) else None)) for n in rows)
    return {(table.sheet, n): decision for n, decision in said if decision is not None}
