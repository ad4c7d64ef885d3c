"""The map as a large picture: the tiles make the same picture as one piece would."""

from __future__ import annotations

import numpy as np
import pytest

from data.town.load import load_town
from data.workspace import Selection
from scene3d import large
from scene3d.large import LargePicture, own_workspace
from scene3d.shot import _workspace, eye_for, render

pytestmark = pytest.mark.screen
SIZE = (500, 300)


def array(image):
    return np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)[..., :3].astype(int)


def made(station, town, eye):
    workspace = own_workspace(station, _workspace(station, "light"))
    picture = LargePicture(station, town, workspace, SIZE, eye, "light", 1.0, Selection())
    steps = list(picture.make())
    picture.close()
    return steps, picture.image


@pytest.mark.parametrize("view", ["3d", "plan"])
def test_tiles_make_the_same_picture(qapp, town, monkeypatch, view):
    place = load_town(town)
    eye = eye_for(place, None, view, SIZE, (0, 0, 0, 0))
    whole = render(town, place, None, SIZE, eye=eye, scale=1.0)
    monkeypatch.setattr(large, "TILE", 180)
    steps, tiled = made(town, place, eye)
    assert steps == [1, 2, 3, 4, 5, 6, 7]
    assert tiled.size() == whole.size()
    assert (np.abs(array(whole) - array(tiled)).max(axis=2) > 24).mean() < 0.005


def test_a_picture_for_itself_does_not_follow(town):
    shown = _workspace(town, "light")
    own = own_workspace(town, shown)
    shown.set_layer("case", visible=not shown.layers["case"].visible)
    assert own.layers["case"] != shown.layers["case"]
