"""Quality steps down before the frame rate does, and comes back when the eye rests."""

from itertools import pairwise

from scene3d.tiles.pace import BEST, SETTLING, STEADY, STEPS, Pace


def moved(pace, milliseconds, frames):
    pace.move()
    for _ in range(frames):
        pace.took(milliseconds)
    return pace.quality


def test_a_quick_machine_keeps_all_quality_while_moving():
    assert moved(Pace(), 8.0, 50) == BEST


def test_slow_frames_step_down_and_rest_brings_all_back():
    pace = Pace()
    seen = [moved(pace, 80.0, SETTLING + 1) for _ in STEPS]
    assert seen == [*STEPS[1:], STEPS[-1]]
    pace.rest()
    assert pace.quality == BEST


def test_where_a_still_picture_is_slow_the_first_movement_begins_low():
    pace = Pace()
    pace.took(100.0)
    pace.move()
    assert pace.quality == STEPS[2]
    other = Pace()
    other.took(900.0)
    other.move()
    assert other.quality == STEPS[3]


def test_quality_never_rises_during_a_movement_but_for_the_next():
    pace = Pace()
    pace.took(100.0)
    assert moved(pace, 5.0, STEADY + SETTLING + 1) == STEPS[2]
    pace.rest()
    pace.move()
    assert pace.quality == STEPS[1]


def test_the_first_frames_of_a_step_are_not_judged():
    pace = Pace()
    assert moved(pace, 500.0, SETTLING) == BEST


def test_each_step_costs_less_than_the_one_before():
    for before, after in pairwise(STEPS):
        assert (after.samples, after.share) <= (before.samples, before.share)
        assert after.care.pixels > before.care.pixels
