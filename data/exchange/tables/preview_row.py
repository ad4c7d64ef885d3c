"""One row of a table, and what becomes of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from data.exchange.addresses import Match
from data.exchange.tables.cells import Fault
from data.exchange.tables.doubts import Candidate
from data.exchange.tables.residents import ResidencePlan
from data.exchange.tables.stored import Found
from data.i18n import tr

LEFT_OUT = ("reject", "doubt", "skip")


@dataclass(slots=True)
class PreviewRow:
    """One row: ``number`` as the user sees it, what becomes of it, and why.

    ``action`` is "add", "update", "unchanged", "reject", "doubt" (people must say which of ``candidates`` it is, or that it is
    new) or "skip" (they said to leave it out). ``values`` are those of a new record, or the differing ones.
    ``first`` is the earlier row of the same new record, whose id this row's residence takes. ``remark`` says what became
    of an address that led to no room.
    """

    index: int
    number: int
    action: str = "add"
    id: int | None = None
    values: dict[str, Any] = field(default_factory=dict)
    residence: ResidencePlan | None = None
    match: Match | None = None
    why: str = ""
    faults: tuple[Fault, ...] = ()
    first: PreviewRow | None = None
    sheet: str = ""
    remark: str = ""
    kept: bool = False  # its address, as it was written
    candidates: tuple[Candidate, ...] = ()
    stand_in: int = 0  # stands for the id of a new record that other rows refer to


def where_of(first: PreviewRow, row: PreviewRow) -> str:
    """Return where the earlier of two rows stands, as seen from the later."""
    if first.sheet != row.sheet:
        return tr("工作表“{sheet}”第 {row} 行", sheet=first.sheet, row=first.number)
    return tr("第 {row} 行", row=first.number)


def reject(row: PreviewRow, *faults: Fault) -> PreviewRow:
    """Refuse a row for its faults."""
    row.action, row.faults, row.why = "reject", faults, faults[0].why
    return row


def leave_out(row: PreviewRow, action: str, why: str) -> PreviewRow:
    """Leave a row out, by "reject" or "skip"."""
    row.action, row.why, row.faults = action, why, (Fault(why),)
    return row


def doubt(row: PreviewRow, found: Found) -> PreviewRow:
    """Ask people which record a row means."""
    row.action, row.candidates, row.why = "doubt", found.candidates, found.why
    row.faults = (Fault(tr("要人来定是不是同一条：{why}", why=found.why)),)
    return row
