"""The book of one district while it is being written: its plan, its rows, and what rows are written with."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from data.demo.people_names import Numbers
from data.demo.plan import Plan
from data.demo.rows import Moment, Rows


@dataclass(slots=True)
class Book:
    """Handed to every part of the generator.

    ``dice`` is the district's own, so that a district is the same in a town of any size but for its numbers, which run through
    the town. ``keys`` are the rows of the plan's buildings, ``beats`` of its four beats.
    """

    plan: Plan
    dice: random.Random
    numbers: Numbers
    moment: Moment
    rows: Rows = field(default_factory=Rows)
    keys: list[int] = field(default_factory=list)
    beats: list[int] = field(default_factory=list)

    @property
    def words(self) -> dict[str, str]:
        """The district's names, for filling into texts."""
        names = self.plan.names
        return {"base": names.base, "second": names.second, "water": names.water}
