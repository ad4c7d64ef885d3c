"""Who is free now, with which skills, and which grid has nobody."""

from __future__ import annotations

import pytest

from data.duty.forces import bare_grids, free_forces, grids_now, move, roster, skills_in, store
from data.duty.forces.packing import Fix
from data.duty.forces.skills import known, label_of


def test_who_is_free_now(post):
    assert {f.id for f in free_forces(post.station)} == {post.wang, post.li}


def test_who_is_free_with_a_skill_however_it_is_written(post):
    assert [f.id for f in free_forces(post.station, skills=["First aid"])] == [post.wang]
    assert [f.id for f in free_forces(post.station, skills=["救护", "driving"])] == [post.wang]
    assert free_forces(post.station, skills=["警犬"]) == []


def test_who_is_free_of_a_tier_or_a_grid(post):
    assert [f.id for f in free_forces(post.station, tiers=["close"])] == [post.li]
    assert [f.id for f in free_forces(post.station, grid=post.east)] == [post.wang]


def test_the_roster_tells_place_state_and_case(post):
    zhao = next(f for f in roster(post.station) if f.id == post.zhao)
    assert (zhao.duty, zhao.case, zhao.standing.level, zhao.load.tasks) == ("on_scene", post.case, "fresh", 0)


def test_the_roster_of_those_on_duty(post):
    assert {f.id for f in roster(post.station, on_duty=True)} == {post.wang, post.li, post.zhao}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("急救、驾驶", {"first_aid", "driving"}), ("CPR；会修锁", {"first_aid", "会修锁"}), ("", set()), (None, set()),
        ("Fire fighting, drone", {"fire", "drone"}),
    ],
)  # fmt: skip
def test_skills_as_people_write_them(text, found):
    assert skills_in(text) == found


def test_a_skill_is_told_in_words():
    assert (label_of("first_aid"), label_of("会修锁")) == ("急救", "会修锁")


def test_no_word_means_two_skills():
    from data.duty.forces.skills import _declared

    words = [w.casefold() for n, s in _declared().items() for w in {n, s["zh"], s["en"].casefold(), *s["aliases"]}]
    assert len(set(words)) >= len(words) - len(known())


def test_a_grid_counts_who_stands_in_it(post):
    east = next(g for g in grids_now(post.station) if g.id == post.east)
    assert (east.free, east.on_duty, east.state, east.said) == (1, 2, "covered", "可派 1 人，在岗 2 人")


def test_a_free_force_whose_place_is_old_makes_its_grid_unsure(post):
    west = next(g for g in grids_now(post.station) if g.id == post.west)
    assert (west.free, west.unsure, west.state) == (0, 1, "unsure")


def test_a_grid_without_a_free_force_is_seen(post):
    move(post.station, post.wang, "send", who="值班长", case=post.case)
    assert [g.id for g in bare_grids(post.station)] == [post.east]


def test_a_grid_is_covered_by_who_comes_into_it(post):
    at = post.clock.now().timestamp()
    store(post.station, [Fix(post.wang, at, 102.735, 25.05)], who="网关")
    assert {g.id: g.state for g in grids_now(post.station)} == {post.west: "covered", post.east: "bare"}
