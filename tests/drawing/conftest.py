"""A map without a window: tools are handed spots, and what they ask the program for is noted."""

from __future__ import annotations

import numpy as np
import pytest

from data.town.load import load_town
from data.workspace import Workspace
from scene3d.camera import Eye, Projection
from scene3d.layers.host import Ground
from scene3d.tools.base import ToolHost
from scene3d.tools.spot import Spot
from tests.small_town import make_town


class Now:
    """Workers that answer at once."""

    def read(self, _topic, work, then):
        then(work())


class Hand:
    """Takes a tool and does with it what the bench would."""

    def __init__(self, station):
        self.station, self.workspace = station, Workspace(station.kinds)
        self.asked, self.left = [], 0
        self.workspace.command.connect(lambda id, arguments: self.asked.append((id, arguments)))
        self.projection = Projection(Eye(0.0, -40.0, 0.0, 300.0, 0.0, 50.0), 1000, 800)
        town = load_town(station)
        ground = Ground.of(town)
        self.host = ToolHost(
            station, self.workspace, Now(), lambda: town, lambda: ground, lambda: self.projection, lambda: None, self._leave,
            lambda *_shape: None,
        )  # fmt: skip

    def _leave(self):
        self.left += 1

    def spot(self, east, north, **more):
        """Return the spot of a point on the ground, in local metres."""
        point = np.array([float(east), float(north), 0.0])
        x, y, _ = self.projection.pixels(point)[0]
        return Spot(x, y, point, point, **more)

    def spot_at(self, x, y, level=0.0):
        """Return the spot of a pixel, on the ground or at a height."""
        point = self.projection.on_plane(x, y, level)
        return Spot(x, y, point, point)

    def clicks(self, tool, *points):
        for point in points:
            tool.click(self.spot(*point))

    def drags(self, tool, start, end, **more):
        """Drag as the bench does; return whether the tool took hold."""
        if not tool.press(self.spot(*start)):
            return False
        tool.drag(self.spot(*end, **more))
        tool.release(self.spot(*end, **more))
        return True


@pytest.fixture(scope="module")
def station(tmp_path_factory):
    made = make_town(tmp_path_factory.mktemp("drawing") / "s.station")
    yield made
    made.close()


@pytest.fixture
def hand(station):
    return Hand(station)
