"""Playing a period: which piece is shown when, and what the histogram counts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import shapely

from data.insight.playback import Playback, histogram, stored
from data.insight.tracks import shown_in, walked
from data.records import Edit, Record
from data.workspace import Period

NOON = datetime(2026, 11, 21, 4, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = Period("2026-11-20T04:00:00Z", None)


def playback(growing=True, step=HOUR, period=DAY):
    return Playback.of(period, NOON, earliest=0.0, step=step, growing=growing)


def test_the_first_step_shows_its_length():
    played = playback()
    assert played.shown(played.moved(played.start, 1)) == Period("2026-11-20T04:00:00Z", "2026-11-20T05:00:00Z")


def test_growing_keeps_the_start():
    played = playback()
    assert played.shown(played.moved(played.start, 5)).start == DAY.start


def test_step_by_step_moves_along():
    played = playback(growing=False)
    assert played.shown(played.moved(played.start, 5)) == Period("2026-11-20T08:00:00Z", "2026-11-20T09:00:00Z")


def test_it_ends_at_the_end():
    played = playback()
    last = played.moved(played.start, 1000)
    assert played.over(last) and stored(last) == "2026-11-21T04:00:00Z"


def test_going_back_stops_at_the_first_step():
    played = playback()
    assert played.moved(played.start + 3 * 3600, -50) == played.start + 3600


def test_a_step_longer_than_the_period_shows_all_of_it():
    played = playback(step=timedelta(days=3))
    assert played.over(played.moved(played.start, 1))


def add_cases(station, *hours):
    edits = [Edit("case", None, {"type": "theft", "reported_at": stored((NOON - timedelta(hours=h)).timestamp())}) for h in hours]
    station.apply(edits, who="a", why="b")


def test_the_histogram_counts_each_case_once(town):
    add_cases(town, 1, 2, 2.2, 30, 500)
    assert int(histogram(town, timedelta(days=7)).counts["case"].sum()) == 4
    assert int(histogram(town, None).counts["case"].sum()) == 5


def test_bars_of_a_day_begin_at_midnight(town):
    add_cases(town, 24 * 100)
    found = histogram(town, None)
    assert found.width == 86_400
    assert stored(found.start).endswith("T16:00:00Z")  # midnight in Shanghai


def test_an_empty_station_has_a_histogram(town):
    found = histogram(town, None)
    assert found.bars > 0 and not found.counts["case"].any()


LINE = shapely.LineString([(0, 0), (1, 0), (1, 1)])
TIMES = ("2026-11-21T00:00:00Z", "2026-11-21T02:00:00Z")


@pytest.mark.parametrize(("moment", "length"), [
    (None, 2.0), ("2026-11-21T03:00:00Z", 2.0), ("2026-11-21T01:00:00Z", 1.0), ("2026-11-21T00:30:00Z", 0.5),
])  # fmt: skip
def test_a_track_is_drawn_up_to_the_moment(moment, length):
    assert walked(LINE, *TIMES, moment).length == pytest.approx(length)


def test_a_track_of_pieces_is_drawn_piece_by_piece():
    pieces = shapely.MultiLineString([[(0, 0), (1, 0)], [(5, 0), (6, 0)]])
    assert shapely.get_coordinates(walked(pieces, *TIMES, "2026-11-21T01:30:00Z")).tolist() == [[0, 0], [1, 0], [5, 0], [5.5, 0]]


def track(began, ended):
    return Record("track", 1, {"geometry": LINE, "started_at": began, "ended_at": ended})


@pytest.mark.parametrize(("period", "shown"), [
    (Period(), True), (Period("2026-11-21T01:00:00Z", None), True), (Period("2026-11-21T02:30:00Z", None), False),
    (Period(None, "2026-11-21T00:00:00Z"), False), (Period(None, "2026-11-21T00:10:00Z"), True),
])  # fmt: skip
def test_the_period_chooses_tracks_that_it_touches(period, shown):
    assert bool(shown_in([track(*TIMES)], period)) == shown


def test_a_planned_route_is_always_shown():
    assert shown_in([track(None, None)], DAY)[0]["geometry"] is LINE
