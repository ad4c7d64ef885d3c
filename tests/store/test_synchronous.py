"""What was confirmed is on the disk; what can be made again need not be."""

from __future__ import annotations

import pytest

from tests.store.conftest import add

FULL, NORMAL = 2, 1


@pytest.fixture
def levels(station, monkeypatch):
    """How far each transaction reached: SQLite's level of synchronisation when it began."""
    seen = []
    writing = type(station._engine).writing

    def watched(engine, **how):
        from contextlib import contextmanager

        @contextmanager
        def inside():
            with writing(engine, **how) as connection:
                seen.append(connection.execute("PRAGMA synchronous").fetchone()[0])
                yield connection

        return inside()

    monkeypatch.setattr(type(station._engine), "writing", watched)
    return seen


def test_a_change_set_is_on_the_disk(station, levels):
    add(station, "person", name="李娜")
    assert set(levels) == {FULL}


def test_what_somebody_typed_is_on_the_disk(station, levels):
    station.unsaved.keep("d", "record.person", 0, {"name": "李娜"})
    assert levels == [FULL]


def test_a_look_that_is_told_of_is_on_the_disk(station, house, levels):
    station.reveal("person", house["person"], ["phone"], who="王警官", reason="核对")
    assert set(levels) == {FULL}


def test_what_can_be_worked_out_again_need_not_be(station, levels):
    station.shelf.keep({"town": ("1", b"x")})
    assert levels == [NORMAL]


def test_after_that_a_change_set_is_on_the_disk_again(station, levels):
    station.shelf.keep({"town": ("1", b"x")})
    add(station, "person", name="李娜")
    assert levels[1:] and set(levels[1:]) == {FULL}


def test_the_log_is_the_write_ahead_log(station):
    assert station._engine.connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
