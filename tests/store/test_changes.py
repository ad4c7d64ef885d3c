"""The changes of a set read like a tuple, though they are made only when looked at."""

from __future__ import annotations

import pytest

from data.records import Change, Edit
from data.store import Station
from data.store.changes import Changes, Run

ADDED = Run("person", [3, 5], None, [{"name": "一"}, {"name": "二"}])
CHANGED = Run("case", [9], [{"state": "new"}], [{"state": "closed"}])
REMOVED = Run("task", [7], [{"title": "查"}], None)
WANTED = (
    Change("person", 3, None, {"name": "一"}),
    Change("person", 5, None, {"name": "二"}),
    Change("case", 9, {"state": "new"}, {"state": "closed"}),
    Change("task", 7, {"title": "查"}, None),
)


def test_it_equals_the_tuple_of_its_changes() -> None:
    assert Changes([ADDED, CHANGED, REMOVED]) == WANTED


def test_each_is_found_by_its_number() -> None:
    changes = Changes([ADDED, Run("shop", [], None, []), CHANGED, REMOVED])
    assert [changes[n] for n in range(-4, 4)] == [*WANTED, *WANTED]


def test_a_slice_is_a_tuple() -> None:
    assert Changes([ADDED, CHANGED, REMOVED])[1:3] == WANTED[1:3]


def test_there_is_nothing_behind_the_last() -> None:
    with pytest.raises(IndexError):
        Changes([ADDED])[2]


def test_other_changes_are_not_equal() -> None:
    assert Changes([ADDED]) != Changes([CHANGED])


def test_what_the_caller_does_with_his_values_later_changes_nothing(station: Station) -> None:
    values = [{"name": f"某{n}"} for n in range(300)]
    made = station.apply([Edit("person", None, v) for v in values], who="王警官", why="登记")
    values[7]["name"] = "别人"
    assert made.changes[7].after == {"name": "某7"}


def test_empty_fields_are_left_out_in_long_sets_too(station: Station) -> None:
    edits = [Edit("person", None, {"name": f"某{n}", "work": None if n % 2 else "学校"}) for n in range(300)]
    made = station.apply(edits, who="王警官", why="登记")
    assert [c.after for c in made.changes[:2]] == [{"name": "某0", "work": "学校"}, {"name": "某1"}]
