"""Names on the ground are not written over a house that stands before them."""

import numpy as np
import pytest

from scene3d.build import build_solid
from scene3d.camera import Eye, Projection
from scene3d.overlay.arrange import arrange
from scene3d.overlay.behind import ON_GROUND, SHARES, places_behind
from scene3d.overlay.items import Items, Label
from scene3d.overlay.memory import Memory
from scene3d.overlay.names import town_labels
from scene3d.overlay.widget import OverlayWidget

pytestmark = pytest.mark.usefixtures("qapp")

LOW = Projection(Eye(80.0, 40.0, 0.0, 420.0, 0.0, 22.0), 1200, 800)


@pytest.fixture(scope="module")
def target(small):
    return build_solid(small, "light").target


def over_houses(small, target, behind):
    """Names on the ground of which any part is written over a house."""
    memory = Memory()
    memory.behind = behind
    found = []
    for placed in arrange(LOW, Items(labels=town_labels(small)), 1.0, memory).labels:
        if placed.label.style in ON_GROUND:
            turn = np.radians(placed.angle)
            along = placed.width * np.array((np.cos(turn), np.sin(turn)))
            at = [LOW.on_plane(placed.x + s * along[0], placed.y + s * along[1]) for s in SHARES]
            if target.hidden(np.array(at), LOW.eye.position).any():
                found.append(placed.label.text)
    return found


def test_names_go_where_no_house_stands_before_them(small, target):
    assert over_houses(small, target, frozenset())  # the look is one at which it matters
    behind = places_behind(LOW, Items(labels=town_labels(small)), target, 1.0, Memory())
    assert over_houses(small, target, behind) == []


def test_a_name_of_which_every_place_is_hidden_is_not_written():
    class Wall:
        def hidden(self, points, _eye):
            return np.ones(len(points), bool)

    items = Items(labels=(Label("盘水河", "water", np.array([(0.0, 0.0, 0.5), (90.0, 0.0, 0.5)]), 50.0),))
    memory = Memory()
    memory.behind = places_behind(LOW, items, Wall(), 1.0, memory)
    assert len(memory.behind) == 2
    assert arrange(LOW, items, 1.0, memory).labels == ()


def test_from_straight_above_nothing_is_hidden(small, target):
    plan = Projection(Eye(0.0, 0.0, 0.0, 500.0, 0.0, 90.0, True), 1200, 800)
    assert places_behind(plan, Items(labels=town_labels(small)), target, 1.0, Memory()) == frozenset()


def test_names_that_come_while_the_eye_rests_are_looked_at_as_well(qtbot, small, target):
    told = []
    widget = OverlayWidget(None, unlooked=lambda: told.append(1))
    qtbot.addWidget(widget)
    widget.show_items(LOW, Items())
    widget.look_behind(target)
    widget.show_items(LOW, Items(labels=town_labels(small)))  # as when a panel closes that had covered them
    assert told
    for _ in range(5):
        told.clear()
        widget.look_behind(target)
        widget.show_items(LOW, widget.items)
        if not told:
            break
    assert not told
    assert over_houses(small, target, widget._memory.behind) == []
