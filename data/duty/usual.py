"""What kind of work a task on something usually is: the type that its form begins with."""

from __future__ import annotations

USUAL = {
    "person": "visit", "dwelling": "visit", "building": "visit", "shop": "inspect", "organisation": "inspect", "camera": "repair",
    "case": "check", "place": "check", "dispute": "mediate", "hazard": "inspect",
}  # fmt: skip
ELSEWHERE = "check"  # a point or a part of the map: nobody lives there


def usual_type(subject_kind: str, *, placed: bool = False) -> str:
    """Return the type for a task on a record of a kind; ``placed`` where it is on a point or a part of the map instead.

    An empty text where the station's own default is as good as any.
    """
    return USUAL.get(subject_kind, ELSEWHERE if placed and not subject_kind else "")
