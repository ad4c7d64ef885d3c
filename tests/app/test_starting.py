"""The collector of cycles rests only while the program starts."""

from __future__ import annotations

import gc

import pytest

from app import run, starting
from data.errors import WatchroomError


def test_it_works_again_when_woken() -> None:
    starting.rest()
    starting.wake()
    assert gc.isenabled()


def test_it_works_again_when_the_station_cannot_be_opened(qapp: object, tmp_path: object) -> None:
    starting.rest()
    with pytest.raises(WatchroomError):
        run.run_console(tmp_path / "none.station")  # type: ignore[operator]
    assert gc.isenabled()
