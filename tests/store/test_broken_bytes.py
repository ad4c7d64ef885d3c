"""Bytes of a station file that are not as they were: what is read of them is told as damage, and the file can be closed."""

from __future__ import annotations

import sqlite3

import pytest
import shapely
from sqlcipher3 import dbapi2

from data.errors import Damaged
from data.query import Query
from data.store import Station, signing

from .conftest import add, box


@pytest.fixture
def open_ring(station, file):
    """A station in which the ring of a building does not close any more."""
    add(station, "building", name="5栋", geometry=box(121.5, 31.2))
    station.close()
    shape = bytearray(shapely.to_wkb(box(121.5, 31.2)))
    shape[-3] ^= 4
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE building SET geometry = ?", (bytes(shape),))
    connection.close()
    with Station.open(file) as opened:
        yield opened


def test_verify_tells_of_a_ring_that_does_not_close(open_ring):
    assert not open_ring.verify().sound


def test_a_record_with_such_a_ring_is_told_as_damage(open_ring):
    with pytest.raises(Damaged, match="形状"):
        open_ring.read(Query("building", fields=("name", "geometry")))


@pytest.mark.parametrize("fault", [dbapi2.DatabaseError("malformed"), ValueError("no JSON")])
def test_a_file_whose_journal_cannot_be_read_is_closed(station, monkeypatch, fault):
    add(station, "person", name="张伟")

    def fail(_connection):
        raise fault

    monkeypatch.setattr(signing.journal, "tip", fail)
    station.close()
    with pytest.raises(Exception, match="已经关闭"):
        station.set_setting("a", 1)
