"""What is worked out from records and kept: never older than the last change that was told."""

from __future__ import annotations

import pytest

from data.errors import Cancelled
from data.query import Query
from data.records import ChangeSet, Edit
from data.store.kept import Kept, KeptByStation
from tests.store.conftest import add


class Told:
    """The changes of a change set; while it is asked for its kinds, something else happens."""

    def __init__(self, kind, meanwhile):
        self._kind, self._meanwhile = kind, meanwhile

    @property
    def kinds(self):
        self._meanwhile()
        return frozenset({self._kind})


def change_of(kind, meanwhile=lambda: None):
    return ChangeSet(1, "2026-11-21T13:47:00Z", "王警官", "登记", "", changes=Told(kind, meanwhile))


def names(station):
    return station.columns(Query("person"), ("name",))["name"]


def test_it_is_made_once_and_anew_after_a_change(station):
    made = []
    kept = KeptByStation({"person"}, lambda of: made.append(names(of)) or made[-1])
    assert [kept.of(station), kept.of(station)] == [[], []]
    person = add(station, "person", name="张伟")
    assert kept.of(station) == ["张伟"]
    add(station, "shop", name="小卖部")
    kept.of(station)
    station.apply([Edit("person", person, {"name": "李四"})], who="王警官", why="更正")
    assert kept.of(station) == ["李四"]
    assert len(made) == 3


def test_a_change_that_is_told_while_another_is_looked_at_is_not_lost(station):
    kept = Kept(station, {"person"}, names)
    kept.get()
    kept._changed(change_of("shop", meanwhile=lambda: kept._changed(change_of("person"))))
    assert kept._stale


def test_what_could_not_be_read_is_read_again(station):
    stops = []

    def make(of):
        if stops:
            raise stops.pop()
        return names(of)

    kept = Kept(station, {"person"}, make)
    kept.get()
    add(station, "person", name="张伟")
    stops.append(Cancelled())
    with pytest.raises(Cancelled):
        kept.get()
    assert kept.get() == ["张伟"]
