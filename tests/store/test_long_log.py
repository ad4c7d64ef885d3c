"""What very many rows leave in the log is copied into the file after the commit, when nobody waits for it."""

from __future__ import annotations

import pytest

from data.store import bulk, engine
from data.store.bulk import Part

COUNT = 3000


@pytest.fixture(autouse=True)
def soon_many(monkeypatch):
    monkeypatch.setattr(bulk, "REINDEX", 1000)
    monkeypatch.setattr(engine, "REINDEX", 1000)


def add(station):
    with station.editing(who="a", why="b") as draft:
        draft.add_many("person", [Part(COUNT, lambda: {"name": ["张伟" * 200] * COUNT})])


def test_the_commit_copies_nothing_and_what_follows_it_does(station, monkeypatch):
    waiting = []
    monkeypatch.setattr(station._engine.readers, "background", waiting.append)
    before = station.path.stat().st_size
    add(station)
    assert station.path.stat().st_size == before
    for work in waiting:
        work()
    assert station.path.stat().st_size > before + COUNT * 1000


def test_short_sets_are_copied_as_ever(station):
    (usual,) = station._engine.connection.execute("PRAGMA wal_autocheckpoint").fetchone()
    add(station)
    assert station._engine.connection.execute("PRAGMA wal_autocheckpoint").fetchone() == (usual,)


def test_a_station_that_was_closed_meanwhile_has_it_all(station, monkeypatch):
    waiting = []
    monkeypatch.setattr(station._engine.readers, "background", waiting.append)
    add(station)
    station.close()
    for work in waiting:
        work()  # to no harm
    assert not station.path.with_name(station.path.name + "-wal").exists()
    assert station.path.stat().st_size > COUNT * 1000
