"""A tool in the hand without a window: a town, an eye straight above it, and events at places of the ground."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest
import shapely

from data.kinds import builtin_kinds
from data.town.frame import LocalFrame
from data.workspace import Workspace
from scene3d.camera import Eye, Projection
from scene3d.layers.host import Ground
from scene3d.tools.base import ToolHost
from scene3d.tools.spot import Spot
from tests.scene3d.conftest import town_of

SIZE = (1000, 800)


class Now:
    """Does work at once and hands its result on, as workers do later."""

    def read(self, _topic, work, then):
        then(work())

    run = read


class Hand:
    """What a person does, at places in local metres."""

    def __init__(self, tool, host):
        self.tool, self.host = tool, host

    def spot(self, x, y, up=0.0, *, row=-1, shift=False):
        point = np.array([float(x), float(y), float(up)])
        pixel = self.host.projection().pixels(point)[0]
        return Spot(pixel[0], pixel[1], point, np.array([float(x), float(y), 0.0]), row, 101 + row if row >= 0 else 0, shift=shift)

    def click(self, x, y, up=0.0, **more):
        spot = self.spot(x, y, up, **more)
        self.tool.move(spot)
        assert not self.tool.press(spot) or self.tool.release(spot) is None
        return self.tool.click(spot)

    def drag(self, *places):
        start, *rest = [self.spot(*place) for place in places]
        self.tool.move(start)
        taken = self.tool.press(start)
        for spot in rest:
            self.tool.drag(spot)
        self.tool.release(rest[-1])
        return taken

    def double(self, x, y):
        self.click(x, y)
        return self.tool.double(self.spot(x, y))


@pytest.fixture
def small():
    """A tower of 30 m at the origin, a house of 6 m east of it, and a road to the south."""
    houses = [shapely.box(-10, -10, 10, 10), shapely.box(40, -10, 60, 10)]
    road = (shapely.LineString([(-200, -50), (200, -50)]), 8.0, "minor_road", "南路")
    return town_of(houses, [30.0, 6.0], [10, 2], ["residential", "residential"], roads=[road])


@pytest.fixture
def host(small):
    """What a tool is given; ``asked`` holds commands and ``laid`` what lies on the ground."""
    station = SimpleNamespace(frame=LocalFrame(102.74, 25.05), read_only=False, kinds=builtin_kinds())
    station.may_write = lambda _kind: not station.read_only
    station.session = SimpleNamespace(may=lambda _command: True)
    workspace = Workspace(builtin_kinds())
    asked, laid = [], {}
    workspace.command.connect(lambda id, arguments: asked.append((id, arguments)))
    projection = Projection(Eye(distance=700.0, pitch=90.0, parallel=True), *SIZE)
    made = ToolHost(
        station, workspace, Now(), lambda: small, lambda: Ground.of(small), lambda: projection, lambda: None, lambda: None,
        lambda name, shape, _colour, _alpha: laid.__setitem__(name, shape),
    )  # fmt: skip
    object.__setattr__(made, "asked", asked)
    object.__setattr__(made, "laid", laid)
    return made


@pytest.fixture
def hand(host):
    """Return what takes a tool of the catalogue into the hand."""
    from scene3d.tools.catalog import TOOLS

    return lambda name, **arguments: Hand(TOOLS[name](host, **arguments), host)
