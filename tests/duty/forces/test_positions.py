"""Positions: packed without loss, one change set a batch, honest about age and accuracy."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.duty.forces import set_by_hand, standing, store, tracks
from data.duty.forces.packing import Fix, fixes_of, pack, unpack
from data.duty.forces.positions import metres_between
from data.errors import BadInput
from data.query import Query

START = datetime(2026, 11, 21, 13, 47, tzinfo=UTC).timestamp()
SPAN = ("2026-11-21T00:00:00Z", "2026-11-22T00:00:00Z")


def parts(low, high, by):
    return st.integers(low, high).map(lambda n: n / by)


FIXES = st.builds(
    Fix, carrier=st.integers(1, 2**31 - 1), at=st.integers(0, 10**9).map(lambda ms: START + ms / 1000),
    lon=parts(-1_800_000_000, 1_800_000_000, 1e7), lat=parts(-900_000_000, 900_000_000, 1e7),
    accuracy=st.none() | parts(0, 60_000, 10), speed=st.none() | parts(0, 9_000, 100), course=st.none() | parts(0, 35_999, 100),
    source=st.sampled_from(["owntracks", "osmand", "cot", "hand"]),
)  # fmt: skip


def fix(carrier, seconds, lon=102.745, lat=25.050, **more):
    return Fix(carrier, START + seconds, lon, lat, **more)


@settings(max_examples=30)
@given(st.lists(FIXES, max_size=40))
def test_packing_loses_nothing(found):
    fixes = fixes_of(found)
    again = unpack(pack(fixes))
    for name in fixes.__slots__:
        np.testing.assert_allclose(getattr(again, name), getattr(fixes, name), rtol=0, atol=1e-3 if name == "at" else 1e-7)


@pytest.mark.parametrize("text", ["", "AAAA", "not base64 at all", pack(fixes_of([fix(1, 0)]))[:-8]])
def test_what_is_not_packed_is_told(text):
    with pytest.raises(ValueError, match="packed"):
        unpack(text)


def test_a_walk_takes_few_letters():
    walk = [fix(7, s, 102.745 + s * 1.2e-5, 25.05 + s * 3e-6, accuracy=8.0, speed=1.4, course=78.0) for s in range(600)]
    assert len(pack(fixes_of(walk))) < 600 * 8


def test_a_batch_is_one_change_set(post):
    done = store(post.station, [fix(post.wang, s, 102.745 + s * 1e-4) for s in range(20)], who="网关")
    assert sorted(c.kind for c in done.changes) == ["fixes", "force"]
    assert (done.command, done.why) == ("positions", "定位 20 个")


def test_the_newest_place_stands_on_the_record(post):
    store(post.station, [fix(post.wang, 9, 102.7460, accuracy=4.0, source="cot"), fix(post.wang, 3, 102.7455)], who="网关")
    record = post.force(post.wang)
    assert (record.place.lon, record["seen_at"], record["accuracy"], record["source"]) == (
        102.746,
        "2026-11-21T13:47:09Z",
        4.0,
        "cot",
    )


def test_who_stands_still_is_not_written_anew(post):
    done = store(post.station, [fix(post.zhao, 5, 102.744)], who="网关")
    assert [c.kind for c in done.changes] == ["fixes"]


def test_who_stands_still_for_a_minute_is(post):
    store(post.station, [fix(post.zhao, 61, 102.744)], who="网关")
    assert post.force(post.zhao)["seen_at"] == "2026-11-21T13:48:01Z"


def test_an_older_position_comes_into_the_track_only(post):
    store(post.station, [fix(post.wang, -3600, 102.741)], who="网关")
    assert post.force(post.wang).place.lon == 102.745
    assert tracks(post.station, *SPAN, [post.wang]).lon.tolist() == [102.741]


def test_a_vehicle_has_places_too(post):
    store(post.station, [fix(post.car, 0, 102.742, battery=80)], who="网关")
    assert post.station.get("vehicle", post.car)["battery"] == 80


def test_positions_of_nobody_are_left_out(post):
    assert store(post.station, [fix(12345, 0)], who="网关") is None


def test_tracks_of_a_period_are_in_order(post):
    store(post.station, [fix(post.wang, 60), fix(post.li, 30)], who="网关")
    store(post.station, [fix(post.wang, 0), fix(post.wang, 86_400)], who="网关")
    found = tracks(post.station, *SPAN)
    assert found.at[found.carrier == post.wang].tolist() == [START, START + 60]


def test_a_position_sent_twice_counts_once(post):
    store(post.station, [fix(post.wang, 0)], who="网关")
    store(post.station, [fix(post.wang, 0)], who="网关")
    assert len(tracks(post.station, *SPAN)) == 1


def test_positions_of_two_days_are_two_records(post):
    store(post.station, [fix(post.wang, -86_400), fix(post.wang, 0)], who="网关")
    assert post.station.count(Query("fixes")) == 2


def test_a_place_set_by_hand_says_so_and_is_undone(post):
    set_by_hand(post.station, "force", post.li, 102.7312, 25.0511, who="值班长")
    assert (post.force(post.li)["source"], post.force(post.li)["seen_at"]) == ("hand", "2026-11-21T13:47:00Z")
    post.station.undo(who="值班长")
    assert post.force(post.li).place.lon == 102.746


@pytest.mark.parametrize(("kind", "lon"), [("force", 200.0), ("camera", 102.7)])
def test_a_place_that_is_none_is_refused(post, kind, lon):
    with pytest.raises(BadInput):
        set_by_hand(post.station, kind, post.li, lon, 25.0, who="值班长")


def test_undo_goes_past_positions(post):
    post.station.apply([], who="a", why="b")
    set_by_hand(post.station, "force", post.li, 102.7312, 25.0511, who="值班长")
    store(post.station, [fix(post.wang, 30, 102.746)], who="网关")
    assert "人工标定" in post.station.undo(who="值班长").why
    assert post.force(post.wang).place.lon == 102.746
    assert "人工标定" in post.station.redo(who="值班长").why


def test_positions_are_no_stops_in_the_past(post):
    from data.store.in_time import StationInTime

    looked_at = StationInTime(post.station)
    before = len(looked_at.moments())
    store(post.station, [fix(post.wang, 30)], who="网关")
    assert len(looked_at.moments()) == before
    looked_at.release()


def test_the_station_stays_sound(post):
    store(post.station, [fix(post.wang, s, 102.745 + s * 1e-4) for s in range(20)], who="网关")
    assert post.station.verify().problems == ()


@pytest.mark.parametrize(
    ("minutes", "level", "said"),
    [
        (0.5, "fresh", "刚刚 · ±8 米"), (5, "ageing", "5 分钟前 · ±8 米"), (30, "stale", "30 分钟前 · ±8 米"),
        (180, "lost", "3 小时前 · ±8 米"),
    ],
)  # fmt: skip
def test_age_is_told(post, minutes, level, said):
    now = datetime.fromtimestamp(START - 60 + minutes * 60, UTC)
    found = standing(post.force(post.wang), now)
    assert (found.level, found.said) == (level, said)


def test_nobody_seen_has_no_place(post):
    found = standing(post.force(post.sun), post.clock.now())
    assert (found.level, found.said, found.reach) == ("none", "没有定位", 0.0)


def test_a_coarse_position_is_called_so(post):
    store(post.station, [fix(post.wang, 60, 102.75, accuracy=1500.0)], who="网关")
    assert "误差约 1,500 米" in standing(post.force(post.wang), post.clock.now()).said


def test_what_may_have_gone_on_since_grows_with_age(post):
    record = post.force(post.wang)
    young, old = (standing(record, datetime.fromtimestamp(START + s, UTC)).reach for s in (0, 600))
    assert (round(young), round(old)) == (8 + 84, 8 + 924)


def test_metres_between():
    assert metres_between(102.74, 25.05, 102.75, 25.05) == pytest.approx(1009, rel=0.01)
