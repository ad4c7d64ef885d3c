"""The demo station as a file: written through the station's door, sound, plain, and gone again when cancelled."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from data.clock import FixedClock
from data.demo import make_demo
from data.errors import BadInput, Cancelled, WrongUsage
from data.progress import Progress
from data.query import Query, equals

NOW = datetime(2026, 11, 21, 13, 47, tzinfo=UTC)


@pytest.fixture(scope="module")
def station(tmp_path_factory):
    made = make_demo(tmp_path_factory.mktemp("demo") / "demo.station", clock=FixedClock(NOW))
    yield made
    made.close()


def test_it_is_plain_and_named(station):
    assert station.name == "金沙派出所 · 演示"
    assert not station.encrypted
    assert station.zone == "Asia/Shanghai"


def test_it_is_sound(station):
    assert station.verify().problems == ()


def test_the_journal_names_the_generator(station):
    assert {batch.who for batch in station.batches() if batch.command == "demo"} == {"演示生成"}


def test_a_building_is_found_with_its_rooms_and_people(station):
    building = station.first(equals("building", name="金沙小区5栋"))
    assert building is not None
    assert building["address"].startswith("金沙路18号")
    assert station.count(equals("dwelling", building=building.id)) >= 30
    assert station.count(equals("residence", building=building.id)) >= 40


def test_beats_have_keepers(station):
    assert all(g["keeper"] for g in station.read(Query("grid")))


def test_pictures_hang_on_tasks(station):
    attachment = station.first(equals("attachment", record_kind="task"))
    assert attachment is not None
    assert station.content(attachment.id).startswith(b"\x89PNG")


def test_a_cancelled_demo_leaves_no_file(tmp_path):
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        make_demo(tmp_path / "demo.station", progress=progress)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("size", [0, -1, 401])
def test_a_senseless_size_is_refused(tmp_path, size):
    with pytest.raises(WrongUsage):
        make_demo(tmp_path / "demo.station", size=size)
    assert list(tmp_path.iterdir()) == []


def test_an_existing_file_is_left_alone(tmp_path):
    path = tmp_path / "demo.station"
    path.write_bytes(b"something of the user's")
    with pytest.raises(BadInput):
        make_demo(path)
    assert path.read_bytes() == b"something of the user's"


def test_two_districts_make_twice_the_records(tmp_path):
    made = make_demo(tmp_path / "demo.station", size=2, clock=FixedClock(NOW))
    try:
        assert made.count(Query("case")) == 6000
        assert made.count(Query("grid")) == 8
    finally:
        made.close()
