"""A wall that stands alone on a file: what a console writes is told there."""

from __future__ import annotations

from app import run
from app.following import Following
from data.records import Edit
from data.store import Station


def test_who_only_reads_hears_what_is_written(qtbot, shared_file, first):
    reader = Station.open(shared_file, read_only=True)
    following, told = Following(reader), []
    following.begin()
    reader.changed.connect(told.append)
    done = first.apply([Edit("case", None, {"type": "theft", "reported_at": "2026-11-21T13:47:00Z"})], who="王警官", why="接警")
    qtbot.waitUntil(lambda: [c.id for c in told] == [done.id], timeout=60_000)
    following.close()
    reader.close()


def test_what_one_writes_oneself_is_told_once_also_when_it_is_looked_at_before(qtbot, first, monkeypatch):
    following, told, tell = Following(first), [], first._told
    following.begin()
    first.changed.connect(lambda change: told.append(change.id))

    def after_a_look(change):
        following._take(following._found(following._seen))
        return tell(change)

    monkeypatch.setattr(first, "_told", after_a_look)
    done = first.apply([Edit("case", None, {"type": "theft", "reported_at": "2026-11-21T13:47:00Z"})], who="王警官", why="接警")
    assert told == [done.id]
    following.close()


def test_the_wall_alone_follows_the_file(qapp, shared_file, monkeypatch):
    begun = []
    monkeypatch.setattr(run, "application", lambda: qapp)
    monkeypatch.setattr(qapp, "exec", lambda: begun.append(True), raising=False)
    monkeypatch.setattr("app.wall.Wall", StandIn)
    monkeypatch.setattr(Following, "begin", lambda self: begun.append(self._live.path))
    run.run_wall(shared_file, None, -1)
    assert begun == [shared_file, True]


class StandIn:
    """A wall without a window."""

    def __init__(self, *_, **__):
        self.map = self
        self.town_shown = self

    def connect(self, _slot):
        """Nobody is told."""

    def show_on_wall(self):
        """Nothing is shown."""

    close = deleteLater = show_on_wall
