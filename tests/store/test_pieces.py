"""The search index that a process of its own makes is the usual one, and nothing is lost where that process ends."""

from __future__ import annotations

import pytest

from data.errors import Cancelled
from data.progress import Progress
from data.store import deferred, pieces
from data.store.bulk import Part

COUNT = 2300
TABLE = "_search_person"
MAKE = pieces.PieceMaker


@pytest.fixture(autouse=True)
def soon_worth(monkeypatch):
    monkeypatch.setattr(pieces, "WORTH", 1000)
    monkeypatch.setattr(pieces, "PIECE", 700)


def people(start, stop):
    names = [None if n % 50 == 7 else "张李王赵"[n % 4] + "伟芳娜秀"[n // 4 % 4] for n in range(start, stop)]
    return {"name": [n or "无名" for n in names], "phone": [f"139{n:08d}" for n in range(start, stop)]}


def add(station, progress=None):
    """Add people in two parts of which neither is a whole number of pieces."""
    with station.editing(who="a", why="b", progress=progress) as draft:
        parts = [Part(1500, lambda: people(0, 1500)), Part(COUNT - 1500, lambda: people(1500, COUNT))]
        return draft.add_many("person", parts)


def content(station):
    connection = station._engine.connection
    connection.execute(f"CREATE VIRTUAL TABLE IF NOT EXISTS temp.entries USING fts5vocab(main, '{TABLE}', 'instance')")
    return connection.execute("SELECT term, doc FROM temp.entries").fetchall()


def waiting(station):
    return deferred.waiting(station._engine.connection)


def test_it_is_the_same_index(station, monkeypatch):
    first = add(station)
    assert not waiting(station)
    made = content(station)
    station.undo(who="a")
    monkeypatch.setattr(pieces, "WORTH", COUNT + 1)
    again = add(station)
    station.find("张")
    assert [(term, doc - first) for term, doc in made] == [(term, doc - again) for term, doc in content(station)]


def test_the_file_is_sound(station):
    add(station)
    assert station.verify().sound


def test_what_an_ended_process_leaves_is_made_afterwards(station, monkeypatch):
    class Ended(MAKE):
        def ask(self, first, fields):
            if first > 1000:
                self._process.kill()
                self._process.wait()
            return super().ask(first, fields)

    monkeypatch.setattr(pieces, "PieceMaker", Ended)
    add(station)
    assert len(station.find("13900002299", limit=5)) == 1
    assert not waiting(station)


def test_where_no_process_can_be_started_the_rows_are_written_all_the_same(station, monkeypatch):
    def refused():
        raise BlockingIOError("Resource temporarily unavailable")

    monkeypatch.setattr(pieces, "PieceMaker", refused)
    station.expect_many(COUNT)
    add(station)
    assert len(station.find("13900002299", limit=5)) == 1


def test_it_ends_with_the_writing(station, monkeypatch):
    made = []
    monkeypatch.setattr(pieces, "PieceMaker", lambda: made.append(MAKE()) or made[-1])
    station.expect_many(COUNT)
    add(station)
    assert [m.running for m in made] == [False]


def test_it_ends_where_the_writing_is_cancelled(station, monkeypatch):
    made = []
    monkeypatch.setattr(pieces, "PieceMaker", lambda: made.append(MAKE()) or made[-1])
    progress = Progress(lambda done, total, what: progress.cancel() if done else None)
    with pytest.raises(Cancelled):
        add(station, progress)
    assert [m.running for m in made] == [False]
    assert station.info().kinds["person"] == 0


def test_it_ends_with_the_station(station, monkeypatch):
    made = []
    monkeypatch.setattr(pieces, "PieceMaker", lambda: made.append(MAKE()) or made[-1])
    station.expect_many(COUNT)
    station.close()
    assert [m.running for m in made] == [False]


def test_few_rows_need_none(station, monkeypatch):
    monkeypatch.setattr(pieces, "PieceMaker", lambda: pytest.fail("a process for few rows"))
    station.expect_many(999)
    with station.editing(who="a", why="b") as draft:
        draft.add_many("person", [Part(900, lambda: people(0, 900))])
    assert len(station.find("13900000899")) == 1


def test_the_last_rows_are_asked_for_before_other_kinds_are_written(station, monkeypatch):
    """It was asked for at the end, and everything waited for it there."""
    told = []

    class Told(MAKE):
        def ask(self, first, fields):
            told.append(("asked", len(fields[0][1])))
            return super().ask(first, fields)

    finish = pieces.Pieces.finish
    monkeypatch.setattr(pieces.Pieces, "finish", lambda self: told.append(("finish", 0)) or finish(self))
    monkeypatch.setattr(pieces, "PIECE", 1000)
    monkeypatch.setattr(pieces, "PieceMaker", Told)
    add(station)
    assert told == [("asked", 1500), ("asked", COUNT - 1500), ("finish", 0)]
