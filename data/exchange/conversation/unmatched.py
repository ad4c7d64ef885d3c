"""Addresses of a table that led to no building, each once, with why and which buildings they could mean."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from data.exchange.addresses import AddressBook
from data.exchange.conversation.arrive import Part
from data.exchange.tables.cells import RowReader
from data.exchange.tables.links import LinkBook
from data.progress import Progress
from data.store.station import Station

LOOKED_AT = 20_000  # rows
MOST = 300  # addresses
PASS = 500


@dataclass(frozen=True, slots=True)
class Unmatched:
    """An address as it was written, in how many rows, why it led nowhere, and (id, title) of buildings that it could mean."""

    text: str
    rows: int
    why: str
    could_be: tuple[tuple[int, str], ...] = ()


def unmatched(station: Station, part: Part, progress: Progress | None = None) -> list[Unmatched]:
    """Return the addresses of a part that led to no building, the most frequent first.

    Raises
    ------
    Cancelled
        If the person stopped it.
    """
    known, watch = part.known, progress or Progress()
    if known is None:
        return []
    reader = RowReader(known, LinkBook(station))
    if not reader.placed:
        return []
    found: Counter[str] = Counter()
    for n, index in enumerate(known.rows[:LOOKED_AT]):
        if n % PASS == 0:
            watch.check()
        text = reader.read(index, known.table.rows[index]).address
        if text:
            found[text] += 1
    book = AddressBook(station)
    lost = ((text, count, book.match(text)) for text, count in found.most_common())
    told = [Unmatched(text, count, match.why, tuple((b, book.title(b)) for b in match.alternatives))
            for text, count, match in lost if not match.found]  # fmt: skip
    return told[:MOST]
