"""Lines of `data.insight` as rows of a list here, with the sign and colour of their kind."""

from __future__ import annotations

from collections.abc import Iterable

from data.insight.lines import Line as InsightLine
from data.kinds import Kinds
from data.workspace import Selection
from widgets.records.lines import Line


def as_line(kinds: Kinds, line: InsightLine) -> Line:
    """Return one line as a row: people by the first character of their name, others by the sign of their kind."""
    layer = kinds[line.kind].layer
    person = line.kind in ("person", "force")
    glyph = line.title[:1] if person else layer.glyph if layer else kinds[line.kind].label[:1]
    badge = "" if person or layer is None else layer.colour
    tone = {"done": "quiet"}.get(line.tone, line.tone) or line.colour
    return Line(
        line.title,
        line.detail,
        line.note,
        glyph=glyph if line.kind != "task" else "",
        badge=badge,
        tone=tone,
        edge=line.kind == "task",
        target=Selection(line.kind, line.id),
    )


def as_lines(kinds: Kinds, lines: Iterable[InsightLine]) -> list[Line]:
    """Return lines as rows."""
    return [as_line(kinds, line) for line in lines]


def group(kinds: Kinds, heading: str, lines: Iterable[InsightLine]) -> list[Line]:
    """Return lines under a heading with their number; nothing where there are none."""
    rows = as_lines(kinds, lines)
    return [Line(heading, trailing=str(len(rows)), heading=True), *rows] if rows else []
