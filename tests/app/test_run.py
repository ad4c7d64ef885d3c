"""What opens: the station named, else that of last time, else the page with the ways in."""

from __future__ import annotations

import pytest

from app import run, settings
from app.settings import Settings
from data.store import Station


@pytest.fixture
def shown(monkeypatch):
    """What was shown instead of windows: stations by name, and "ways in"."""
    told = []

    def one(station, *, resumes):
        told.append(station.name)
        station.close()

    monkeypatch.setattr(run, "_one_station", one)
    monkeypatch.setattr(run, "_asked", lambda _app: told.append("ways in"))
    return told


@pytest.fixture
def station(tmp_path):
    path = tmp_path / "a.station"
    Station.create(path, "甲所").close()
    return path


def test_the_first_run_shows_the_ways_in(qapp, shown):
    assert run.run_console(None) == 0
    assert shown == ["ways in"]


def test_later_the_station_of_last_time_opens(qapp, shown, station):
    settings.save(Settings(last_station=str(station)))
    run.run_console(None)
    assert shown == ["甲所"]


def test_a_station_that_is_gone_is_asked_for(qapp, shown, tmp_path):
    settings.save(Settings(last_station=str(tmp_path / "gone.station")))
    run.run_console(None)
    assert shown == ["ways in"]


def test_the_station_named_opens(qapp, shown, station):
    run.run_console(station)
    assert shown == ["甲所"]
