"""The station as it was: what a past moment shows is what was there, through the same door."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.clock import FixedClock, format_utc
from data.errors import Conflict, InvalidValue, NotAllowed
from data.kinds import builtin_kinds
from data.query import Area, Query, equals
from data.records import ChangeSet, Edit
from data.store import Station
from data.store.bulk import Part
from data.store.in_time import AnyOf, StationInTime
from tests.store.conftest import add, box
from tests.store.test_undo import everything

START = datetime(2026, 11, 21, 13, 47, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def in_time(station):
    made = StationInTime(station)
    yield made
    made.release()


def look(in_time, moment):
    in_time.show(in_time.look_back(format_utc(moment)))


def later(clock):
    """Let a minute pass, and return the moment before."""
    before = clock.now()
    clock.set(before + MINUTE)
    return before


# Random change sets

NAMES = st.sampled_from(["张伟", "李四", "金沙小区", "河滨花园", None])
SPOTS = st.integers(0, 5).map(lambda n: box(121.5 + n * 0.001, 31.2))
BUILDING = st.fixed_dictionaries({}, optional={"name": NAMES, "storeys": st.integers(1, 30), "geometry": SPOTS})
PERSON = st.fixed_dictionaries({"name": st.sampled_from(["张伟", "李四", "王五"])}, optional={"phone": st.just("13901234567")})
STEPS = st.one_of(
    st.tuples(st.just("add"), st.sampled_from(["building", "person", "many"]), BUILDING, PERSON),
    st.tuples(st.just("change"), st.integers(0, 30), BUILDING, PERSON),
    st.tuples(st.just("remove"), st.integers(0, 30)),
    st.tuples(st.just("undo")),
    st.tuples(st.just("redo")),
)


def carry_out(station, step):
    """Do a step where it can be done."""
    there = [(k, r.id) for k in ("building", "person") for r in station.read(Query(k, fields=("id",)))]
    try:
        if step[0] == "add" and step[1] == "many":
            edits = [Edit("person", None, {"name": f"住户{n}", **step[3]}) for n in range(20)]
            station.apply(edits, who="a", why="登记")
        elif step[0] == "add":
            station.apply([Edit(step[1], None, step[2] if step[1] == "building" else step[3])], who="a", why="登记")
        elif step[0] == "change" and there:
            some = [there[(step[1] + n) % len(there)] for n in range(min(len(there), 18))]
            edits = {id: Edit(k, id, step[2] if k == "building" else step[3]) for k, id in some}
            station.apply(edits.values(), who="a", why="改")
        elif step[0] == "remove" and there:
            station.apply([Edit(*there[step[1] % len(there)], None)], who="a", why="删")
        elif step[0] in ("undo", "redo"):
            getattr(station, step[0])(who="a")
    except (Conflict, NotAllowed):
        pass  # a step that the station refuses leaves it as it was, which is a case to compare too


def answers(station):
    """What questions of every sort come to: records, places, text, counts, history."""
    west = Area(bbox=(121.4999, 31.19, 121.5022, 31.21))
    return {
        "records": everything(station),
        "there": [r.id for r in station.read(Query("building", area=west))],
        "found": sorted((h.record.kind, h.record.id, h.title) for h in station.find("张伟") + station.find("金沙")),
        "text": station.count(Query("person", text="李四")),
        "tally": station.tally(Query("building"), "storeys"),
        "extent": station.info().extent,
    }


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=st.lists(STEPS, min_size=1, max_size=8), meanwhile=st.lists(STEPS, max_size=3), data=st.data())
def test_every_past_moment_is_as_it_was(before, meanwhile, data):
    with tempfile.TemporaryDirectory() as folder:
        clock = FixedClock(START)
        station = Station.create(Path(folder) / "a.station", "金沙", origin=(121.5, 31.2), clock=clock)
        in_time, moments = StationInTime(station), []
        for step in before:
            carry_out(station, step)
            moments.append((later(clock), answers(station)))
        for _ in range(2):
            moment, known = data.draw(st.sampled_from(moments))
            look(in_time, moment)
            assert answers(in_time) == known
            for step in meanwhile:
                carry_out(station, step)  # at now, while the past is looked at
                clock.set(clock.now() + MINUTE)
            assert answers(in_time) == known
        in_time.show(None)
        assert answers(in_time) == answers(station)
        in_time.close()


# One by one

def test_what_came_later_is_not_there(station, in_time, clock):
    moment = later(clock)
    add(station, "person", name="张伟")
    look(in_time, moment)
    assert in_time.count(Query("person")) == 0
    assert in_time.find("张伟") == []


def test_a_removed_record_is_back(station, in_time, clock):
    id = add(station, "building", name="五栋", geometry=box(121.5, 31.2))
    moment = later(clock)
    station.apply([Edit("building", id, None)], who="a", why="b")
    look(in_time, moment)
    found = in_time.read(Query("building", area=Area(near=(121.5, 31.2, 50)), placed=True))
    assert [(r.id, r["name"], r.place.building) for r in found] == [(id, "五栋", id)]


def test_a_person_lives_where_they_lived(station, in_time, clock, house):
    other = add(station, "dwelling", building=house["building"], storey=9, room="901")
    moment = later(clock)
    station.apply([Edit("residence", house["residence"], {"dwelling": other})], who="a", why="搬家")
    look(in_time, moment)
    assert in_time.get("person", house["person"], placed=True).place.room == "301"
    assert in_time.count(equals("person", dwelling=house["dwelling"])) == 1


def test_an_import_is_rolled_back_whole(station, in_time, clock):
    moment = later(clock)
    parts = [Part(3000, lambda: {"name": [f"张{n}" for n in range(3000)]})]
    with station.editing(who="a", why="导入") as draft:
        first = draft.add_many("person", parts)
    station.apply([Edit("person", first + 5, {"name": "改过"})], who="a", why="b")
    look(in_time, moment)
    assert in_time.count(Query("person")) == 0
    assert in_time.find("张5") == []


def test_history_ends_at_the_moment(station, in_time, clock):
    id = add(station, "person", name="张伟")
    moment = later(clock)
    station.apply([Edit("person", id, {"name": "张炜"})], who="a", why="b")
    look(in_time, moment)
    assert [line.action for line in in_time.history("person", id)] == ["add"]
    assert len(in_time.batches()) == len(station.batches()) - 1


@pytest.mark.parametrize("act", [
    lambda s: s.apply([Edit("person", None, {"name": "张伟"})], who="a", why="b"),
    lambda s: s.undo(who="a"),
    lambda s: s.redo(who="a"),
    lambda s: s.attach("person", 1, "a.txt", b"", who="a"),
    lambda s: s.add_kind("", who="a"),
    lambda s: s.editing(who="a", why="b").__enter__(),
])  # fmt: skip
def test_the_past_cannot_be_changed(station, in_time, clock, act):
    add(station, "person", name="张伟")
    look(in_time, later(clock))
    assert in_time.read_only
    with pytest.raises(NotAllowed, match="不能修改"):
        act(in_time)


def test_a_reveal_in_the_past_is_journalled_now(station, in_time, clock):
    id = add(station, "person", name="张伟", phone="13901234567")
    moment = later(clock)
    station.apply([Edit("person", id, {"phone": "13800000000"})], who="a", why="b")
    look(in_time, moment)
    assert in_time.reveal("person", id, ["phone"], who="王警官", reason="核对") == {"phone": "13901234567"}
    last = station.history("person", id)[-1]
    assert (last.action, last.who, last.after["moment"]) == ("reveal", "王警官", format_utc(moment))


def test_a_reveal_in_the_past_needs_a_reason(station, in_time, clock):
    id = add(station, "person", name="张伟", phone="13901234567")
    look(in_time, later(clock))
    with pytest.raises(InvalidValue):
        in_time.reveal("person", id, ["phone"], who="王警官", reason=" ")


def test_going_back_and_forth_is_told(station, in_time, clock):
    told, moments = [], []
    in_time.changed.connect(told.append)
    in_time.moved.connect(moments.append)
    id = add(station, "building", name="五栋", geometry=box(121.5, 31.2))
    moment = later(clock)
    station.apply([Edit("building", id, {"name": "六栋"})], who="a", why="b")
    told.clear()
    look(in_time, moment)
    assert "building" in told[-1].kinds and "road" not in told[-1].kinds and told[-1].concerns(id)
    add(station, "road", geometry=shapely.LineString([(121.5, 31.2), (121.6, 31.2)]))
    assert len(told) == 1  # the past does not change
    in_time.show(None)
    assert "road" in told[-1].kinds
    assert moments == [format_utc(moment), None]


def test_a_change_that_is_told_while_one_comes_back_to_now_is_told(station, in_time, clock):
    class Told(AnyOf):
        """Changes of a thread that is held up for a moment while it looks what changed."""

        @property
        def kinds(self):
            in_time.show(None)
            return frozenset({"road"})

        def __init__(self):
            """They are what they are."""

    told = []
    add(station, "building", name="五栋", geometry=box(121.5, 31.2))
    look(in_time, later(clock))
    in_time.changed.connect(lambda change: told.append(change.kinds))
    station.changed.emit(ChangeSet(9, format_utc(clock.now()), "王警官", "修路", "", changes=Told()))
    assert frozenset({"road"}) in told


def test_the_clock_stands_at_the_moment(station, in_time, clock):
    moment = later(clock)
    look(in_time, moment)
    assert in_time.clock.now() == moment
    in_time.show(None)
    assert in_time.clock is clock


def test_moments_are_the_change_sets(station, in_time, clock):
    id = add(station, "person", name="张伟")
    station.reveal("person", id, ["name"], who="a", reason="b")
    assert [m.why for m in in_time.moments()] == ["登记"]


def test_an_encrypted_station_has_an_encrypted_past(tmp_path, clock):
    station = Station.create(tmp_path / "a.station", "金沙", passphrase="秘密", origin=(121.5, 31.2), clock=clock)
    in_time = StationInTime(station)
    id = add(station, "person", name="ZHANGWEI")
    moment = later(clock)
    station.apply([Edit("person", id, {"name": "b"})], who="a", why="b")
    look(in_time, moment)
    assert in_time.get("person", id)["name"] == "ZHANGWEI"
    folder = in_time._past.shadow._folder
    assert folder.is_dir() and not any(b"ZHANGWEI" in f.read_bytes() for f in folder.iterdir())
    in_time.close()
    assert not folder.exists()


def test_a_reader_from_before_ends_in_peace(station, in_time, clock):
    add(station, "person", name="张伟")
    look(in_time, later(clock))
    with in_time._engine.readers.lend() as connection:
        folder = in_time._past.shadow._folder
        in_time.show(None)
        assert connection.execute("SELECT count(*) FROM person").fetchone() == (1,)
    assert not folder.exists()


def test_a_station_opened_to_read_can_be_looked_back(station, file, clock):
    id = add(station, "person", name="张伟")
    moment = later(clock)
    station.apply([Edit("person", id, {"name": "b"})], who="a", why="b")
    station.close()
    in_time = StationInTime(Station.open(file, read_only=True, clock=clock))
    look(in_time, moment)
    assert in_time.get("person", id)["name"] == "张伟"
    in_time.close()


def test_all_kinds_are_rolled_back(station, in_time, clock):
    """A view of each kind's table can be made, whatever its fields."""
    moment = later(clock)
    add(station, "person", name="张伟")
    look(in_time, moment)
    assert all(in_time.count(Query(kind)) == 0 for kind in builtin_kinds())
