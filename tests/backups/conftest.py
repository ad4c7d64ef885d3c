"""A small station and a place for its backups."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from data.backups.wish import Wish
from data.clock import FixedClock
from data.records import Edit
from data.store import Station

START = datetime(2026, 11, 21, 13, 47, tzinfo=UTC)


@pytest.fixture
def clock():
    return FixedClock(START)


@pytest.fixture
def file(tmp_path):
    return tmp_path / "金沙.station"


@pytest.fixture
def station(file, clock):
    made = Station.create(file, "金沙派出所", origin=(121.5, 31.2), clock=clock)
    register(made)
    yield made
    made.close()


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "第二块盘"
    made.mkdir()
    return made


@pytest.fixture
def wish(folder):
    return Wish(folder=str(folder))


def register(station, name="张伟"):
    return station.apply([Edit("person", None, {"name": name})], who="王警官", why="登记")


@pytest.fixture
def shared_file(tmp_path):
    """A station file that several open."""
    path = tmp_path / "金沙.station"
    Station.create(path, "金沙派出所", origin=(121.5, 31.2)).close()
    return path


@pytest.fixture
def first(shared_file):
    """The console that opened the file first, and may write."""
    station = Station.open(shared_file, hold="console")
    yield station
    station.close()
