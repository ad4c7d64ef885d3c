"""What an import did: counts that add up, what was understood, and each row that was refused with its reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

SHOWN_REJECTS = 100  # in JSON; the reject table holds all


@dataclass(frozen=True, slots=True)
class Reject:
    """A row (or feature) that was not taken.

    ``row`` is 1-based as the user's program shows it; ``cells`` is the whole row by heading, for the reject table.
    """

    row: int
    why: str
    column: str = ""
    value: Any = None
    cells: Mapping[str, Any] = field(default_factory=dict)
    shape: Any = None  # the shapely geometry in WGS-84, where there is one to be mended
    kind: str = ""  # where the file itself says what the row is
    doubtful: bool = False  # it may be stored already, and only people can tell

    def as_json(self) -> dict[str, Any]:
        """Return the reject as `watchroom import --json` shows it."""
        return {"row": self.row, "column": self.column, "value": _plain(self.value), "why": self.why}


@dataclass(frozen=True, slots=True)
class DatumGuess:
    """Which datum the coordinates were taken for, whether that is certain, and what speaks for it.

    ``swapped`` says that latitude or north stands first, ``packed`` that 31.142350 means 31°14′23.50″. ``asks`` says that
    others are as likely and the person has to choose; ``evidence["candidates"]`` then names them.
    """

    chosen: str = "WGS84"
    sure: bool = True
    evidence: Mapping[str, Any] = field(default_factory=dict)
    swapped: bool = False
    packed: bool = False
    asks: bool = False

    def as_json(self) -> dict[str, Any]:
        """Return the guess as `watchroom import --json` shows it."""
        return {"chosen": self.chosen, "sure": self.sure, "evidence": dict(self.evidence)}


@dataclass(frozen=True, slots=True)
class ImportReport:
    """The outcome of importing one kind from one file.

    ``rows`` = ``added`` + ``updated`` + ``unchanged`` + ``rejected``. ``batch`` is the change set that undo takes, None
    when nothing was written. ``matched`` and ``unmatched`` count rows whose building was looked for. A file that brings
    several kinds has ``parts`` and its own counts are their sums. ``notes`` are sentences about what was mended.
    """

    file: str
    kind: str
    batch: int | None = None
    rows: int = 0
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: int = 0
    matched: int = 0
    unmatched: int = 0
    sheet: str | None = None
    header_row: int | None = None
    encoding: str | None = None
    datum: DatumGuess | None = None
    mapping: Mapping[str, str] = field(default_factory=dict)
    rejects: tuple[Reject, ...] = ()
    seconds: float = 0.0
    notes: tuple[str, ...] = ()
    parts: tuple[ImportReport, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return what `watchroom import --json` prints; several kinds give ``{"parts": [...]}``."""
        if self.parts:
            return {"parts": [part.as_json() for part in self.parts]}
        names = ("file", "kind", "batch", "rows", "added", "updated", "unchanged", "rejected", "matched", "unmatched", "sheet",
                 "header_row", "encoding")  # fmt: skip
        return {
            **{name: getattr(self, name) for name in names},
            "datum": self.datum.as_json() if self.datum else None,
            "mapping": dict(self.mapping),
            "rejects": [reject.as_json() for reject in self.rejects[:SHOWN_REJECTS]],
            "seconds": round(self.seconds, 3),
        }


def combined(parts: list[ImportReport]) -> ImportReport:
    """Return one report for several kinds from one file: the only part itself, or a sum that holds them."""
    if len(parts) == 1:
        return parts[0]
    notes = tuple(note for part in parts for note in part.notes)
    parts = [each for part in parts for each in (part.parts or (part,))]  # a file of a zip may bring several kinds itself
    first = parts[0]
    counts = ("rows", "added", "updated", "unchanged", "rejected", "matched", "unmatched")
    return ImportReport(
        file=first.file, kind=", ".join(part.kind for part in parts), batch=first.batch, datum=first.datum, encoding=first.encoding,
        rejects=tuple(reject for part in parts for reject in part.rejects), seconds=max(part.seconds for part in parts),
        notes=notes, parts=tuple(parts),
        **{name: sum(getattr(part, name) for part in parts) for name in counts},
    )  # fmt: skip


def _plain(value: Any) -> Any:
    """Return a value that JSON can hold."""
    return value if value is None or isinstance(value, str | int | float | bool) else str(value)
