"""What the rows of a preview come to: counts, and the rooms that they need."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np

from data.exchange.tables.blocks import Block
from data.exchange.tables.preview_row import LEFT_OUT, PreviewRow


def rest_of(blocks: Sequence[Block], count: int) -> Sequence[int]:
    """Return the positions of the rows that are in no block."""
    return [b.start + n for b in blocks for n in np.flatnonzero(~(b.plain | b.same)).tolist()] if blocks else range(count)


def new_rooms(judged: Iterable[PreviewRow], blocks: Sequence[Block]) -> set[int]:
    """Return what stands for the rooms that have to be added for the rows that are taken."""
    said = [each for r in judged if r.action not in LEFT_OUT for each in (r.values, r.residence.values if r.residence else {})]
    needed = {room for values in said if isinstance(room := values.get("dwelling"), int) and room < 0}
    return needed.union(*(b.new_rooms() for b in blocks))


def counts_of(judged: Iterable[PreviewRow], blocks: Sequence[Block]) -> Counter[str]:
    """Return how many rows there are of each action, and how their addresses fared."""
    counts = Counter(r.action for r in judged)
    asked = [r for r in judged if r.action not in LEFT_OUT and r.match is not None]
    counts["matched"] = sum(r.match is not None and r.match.found for r in asked)
    counts["unmatched"] = len(asked) - counts["matched"]
    counts["kept"] = sum(r.kept for r in asked)
    for block in blocks:
        counts["add"] += block.records
        counts["unchanged"] += int(block.same.sum())
        told = block.plain | block.same
        counts["matched"] += int((told & block.found).sum())
        counts["unmatched"] += int((told & block.asked & ~block.found).sum())
        counts["kept"] += int((told & block.kept).sum())
    return counts
