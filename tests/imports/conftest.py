"""A small station, tables written by hand, and a conversation about them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from shapely.geometry import box

from data.clock import FixedClock
from data.exchange.conversation import Arrivals, compare, listen
from data.i18n import set_language
from data.kinds.identity import id_checksum
from tests.fresh import new_station
from tests.tables_written import write

__all__ = ["write"]

NOON = datetime(2026, 11, 21, 4, 0, tzinfo=UTC)
HOUSES = [("金沙小区", "1"), ("金沙小区", "5"), ("河滨花园", "2")]


def id_number(serial):
    """Return an invented identity number: region code 990000 is not given out."""
    first = f"99000019800101{serial:03d}"
    return first + id_checksum(first)


@pytest.fixture(autouse=True)
def chinese():
    set_language("zh")
    yield
    set_language("zh")


@pytest.fixture
def town(tmp_path):
    station = new_station(tmp_path / "town.station", "测试", origin=(104.0, 30.6), clock=FixedClock(NOON))
    with station.editing(who="t", why="setup") as draft:
        for i, (compound, number) in enumerate(HOUSES):
            west = 104.0 + i * 0.001
            draft.add("building", {"name": f"{compound}{number}栋", "compound": compound, "number": number, "storeys": 18,
                                   "geometry": box(west, 30.6, west + 0.0005, 30.6003)})  # fmt: skip
    yield station
    station.close()


@pytest.fixture
def arrivals():
    with Arrivals() as made:
        yield made


@pytest.fixture
def heard(town, arrivals):
    """Return a function that reads a file and compares it."""

    def of(path, **options):
        (parcel,) = arrivals.take([path])
        opened = arrivals.open(parcel)
        return opened if opened.trouble else compare(town, listen(town, opened), **options)

    return of
