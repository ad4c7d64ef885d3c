"""What is due, what soon will be, what is still needed, and what has no end with the reason."""

from __future__ import annotations

from datetime import timedelta

import pytest

from data.errors import InvalidValue
from data.keeping.erase import erase
from data.keeping.plan import make_plan
from data.keeping.retention import due
from data.kinds.load import builtin_kinds
from data.records import Edit


def of(station, kind):
    return next(found for found in due(station) if found.kind.name == kind)


def test_who_moved_away_and_was_last_checked_long_ago_is_due(kept):
    station, ids = kept
    assert of(station, "person").due == [ids["her"]]


def test_who_still_lives_here_is_held_with_the_reason(kept):
    station, ids = kept
    held = [item for item in of(station, "person").items if item.state == "held"]
    assert [(item.id, "在住" in item.why) for item in held] == [(ids["other"], True)]


def test_who_is_due_within_a_month_is_told_before(kept, clock):
    station, ids = kept
    station.apply([Edit("person", ids["neighbour"], {"checked_at": "2023-12-01"})], who="王警官", why="改")
    assert [item.id for item in of(station, "person").items if item.state == "soon"] == [ids["neighbour"]]


def test_the_day_of_the_end_is_due(kept):
    station, ids = kept
    station.apply([Edit("person", ids["neighbour"], {"checked_at": "2023-11-22"})], who="王警官", why="改")
    assert ids["neighbour"] in of(station, "person").due


def test_what_was_removed_is_due_by_the_day_it_was_removed(kept, clock):
    station, ids = kept
    station.apply([Edit("person", ids["neighbour"], None)], who="王警官", why="删")
    before = of(station, "person").removed
    clock.set(clock.now() + timedelta(days=1096))
    assert (before, of(station, "person").removed) == ([], [ids["neighbour"]])


def test_a_kind_without_an_end_says_why(kept):
    station, _ = kept
    found = of(station, "building")
    assert found.unending == 1
    assert found.why


def test_every_built_in_kind_that_holds_what_is_personal_has_an_end_or_a_reason():
    kinds = builtin_kinds().values()
    assert [k.name for k in kinds if k.personal and not k.retention_days and not k.retention_why] == []


def test_a_title_in_the_list_is_masked(kept):
    station, _ = kept
    assert [item.title for item in of(station, "person").items if item.state == "due"] == ["欧阳**"]


def test_homes_and_files_go_along_and_tasks_lose_their_link(kept):
    station, ids = kept
    plan = make_plan(station, {"person": [ids["her"]]})
    assert plan.along == {"residence": {ids["home"]}, "attachment": {ids["file"]}}
    assert [(edit.kind, edit.id) for edit in plan.unlinked] == [("task", ids["task"])]


def test_what_is_needed_is_kept_out_of_the_plan(kept):
    station, ids = kept
    plan = make_plan(station, {"person": [ids["other"]]})
    assert (plan.count, list(plan.kept)) == (0, [("person", ids["other"])])


def test_texts_that_name_somebody_are_told(kept):
    station, ids = kept
    station.apply([Edit("task", ids["task"], {"feedback": "和欧阳芷若谈过"})], who="王警官", why="改")
    found = make_plan(station, {"person": [ids["her"]]}).mentions
    assert [(m.kind, m.id, m.field) for m in found] == [("task", ids["task"], "feedback")]


def test_erasing_wants_a_basis(kept):
    station, ids = kept
    with pytest.raises(InvalidValue):
        erase(station, make_plan(station, {"person": [ids["her"]]}), who="王警官", basis=" ")
