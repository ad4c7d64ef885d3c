"""A demo station to look through, and what must not be seen of it."""

from __future__ import annotations

import shutil

import pytest

from data.store.station import Station
from tests.leaks.secrets import Secrets


@pytest.fixture(scope="module")
def station(demo_file, tmp_path_factory):
    """A demo station that the tests of a module share."""
    path = tmp_path_factory.mktemp("leaks") / "demo.station"
    shutil.copy(demo_file, path)
    with Station.open(path) as opened:
        yield opened


@pytest.fixture(scope="module")
def sensitive(station):
    """What is covered even from the person at the desk."""
    return Secrets(station, "desk")


@pytest.fixture(scope="module")
def personal(station):
    """What is covered on walls and pictures."""
    return Secrets(station, "public")
