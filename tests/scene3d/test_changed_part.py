"""What is painted anew after symbols have moved: all that looks otherwise lies in it, and nothing far away."""

import random
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage, QPainter, QRegion

from scene3d.camera import Eye, Projection
from scene3d.overlay.arrange import arrange
from scene3d.overlay.changed import changed
from scene3d.overlay.items import Items, Label, Outline, Symbol
from scene3d.overlay.memory import Memory
from scene3d.overlay.paint import paint
from scene3d.overlay.widget import OverlayWidget

PROJECTION = Projection(Eye(0, 0, 0, 500, 20, 40), 700, 500)

pytestmark = pytest.mark.usefixtures("qapp")  # words are painted with the fonts of a Qt application


def some_symbols(dice, many=40):
    marks = ("", "calm", "late", "busy", "planned")
    return tuple(
        Symbol("force", (n,), (dice.uniform(-150, 150), dice.uniform(-110, 110), 0.0), "", "警", "#1f6feb",
               mark=dice.choice(marks), count=dice.choice((0, 0, 0, 3, 120)), title=dice.choice(("", "张三 · 3 分钟前")),
               opacity=dice.choice((1.0, 0.5)), plate=dice.random() < 0.1, small=dice.random() < 0.1, size=dice.choice((1.0, 1.3)),
               ring=dice.choice((0.0, 6.0, 40.0)))
        for n in range(many)
    )  # fmt: skip


def some_moved(dice, symbols):
    """Some move, one goes, one comes, one looks otherwise."""
    moved = [replace(s, point=(s.point[0] + dice.uniform(-9, 9), s.point[1], 0.0)) if dice.random() < 0.2 else s for s in symbols]
    moved[3] = replace(moved[3], mark="fault", title="李四")
    return (*moved[:-1], replace(moved[0], ids=(900,), point=(20.0, 30.0, 0.0)))


def painted(items, arranged, scale):
    image = QImage(PROJECTION.width, PROJECTION.height, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    paint(painter, PROJECTION, items, arranged, "light", scale)
    painter.end()
    return np.frombuffer(image.constBits(), np.uint32).reshape(PROJECTION.height, PROJECTION.width).copy()


def names():
    turned = np.array([[60.0, 10.0, 0.0]])
    return (
        Label("金沙小区", "compound", np.array([[0.0, 0.0, 0.0]]), 10.0),
        Label("学府路", "road", np.array([[40.0, 20.0, 0.0]]), 5.0, along=turned),
    )


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("scale", [1.0, 1.8])
def test_outside_of_the_changed_part_nothing_looks_otherwise(seed, scale):
    dice, memory = random.Random(seed), Memory()
    before = Items(some_symbols(dice), names())
    after = Items(some_moved(dice, before.symbols), names()[:1] if seed % 2 else before.labels)
    old = arrange(PROJECTION, before, scale, memory)
    new = arrange(PROJECTION, after, scale, memory)
    part = changed(PROJECTION, (before, old), (after, new), scale)
    differs = np.argwhere(painted(before, old, scale) != painted(after, new, scale))
    assert len(differs)
    assert all(part.contains(QPoint(int(x), int(y))) for y, x in differs)


def test_what_lies_far_from_what_moved_is_left_alone():
    here = Symbol("force", (1,), (0.0, 0.0, 0.0), "", "警", "#1f6feb")
    far = replace(here, ids=(2,), point=(120.0, 90.0, 0.0))
    before, after = Items((here, far)), Items((replace(here, point=(4.0, 0.0, 0.0)), far))
    old, new = arrange(PROJECTION, before), arrange(PROJECTION, after)
    x, y = next(p.centre for p in new.symbols if p.symbol is far)
    part = changed(PROJECTION, (before, old), (after, new), 1.0)
    assert not part.isEmpty()
    assert not part.contains(QPoint(round(x), round(y)))


def test_a_ring_that_leaves_is_in_the_changed_part():
    ringed = Symbol("force", (1,), (0.0, 0.0, 0.0), "", "警", "#1f6feb", ring=80.0)
    before, after = Items((ringed,)), Items((replace(ringed, ring=0.0),))
    old, new = arrange(PROJECTION, before), arrange(PROJECTION, after)
    edge = PROJECTION.pixels([(80.0, 0.0, 0.0)])[0]
    part = changed(PROJECTION, (before, old), (after, new), 1.0)
    assert part.contains(QPoint(round(edge[0]), round(edge[1])))


@pytest.mark.parametrize("more", [{"hovered": ("force", 1)}, {"chosen": ("force", 1)}, {"outlines": (Outline(()),)}])
def test_what_is_pointed_at_or_chosen_has_all_painted_anew(more):
    items = Items((Symbol("force", (1,), (0.0, 0.0, 0.0), "", "警", "#1f6feb"),))
    arranged = arrange(PROJECTION, items)
    assert changed(PROJECTION, (items, arranged), (replace(items, **more), arranged), 1.0) is None


class Painted(OverlayWidget):
    """Keeps which part of it was painted last."""

    part = QRegion()

    def paintEvent(self, event):
        self.part = event.region()
        super().paintEvent(event)


@pytest.fixture
def overlay(qtbot):
    widget = Painted(None)
    qtbot.addWidget(widget)
    widget.resize(PROJECTION.width, PROJECTION.height)
    widget.show()
    qtbot.waitExposed(widget)
    show(qtbot, widget, PROJECTION, PIN)
    return widget


PIN = Items((Symbol("force", (1,), (0.0, 0.0, 0.0), "", "警", "#1f6feb"),))
MOVED = Items((replace(PIN.symbols[0], point=(4.0, 0.0, 0.0)),))


def show(qtbot, widget, projection, items):
    widget.part = QRegion()
    widget.show_items(projection, items)
    qtbot.waitUntil(lambda: not widget.part.isEmpty())


def test_a_pin_that_moved_has_its_part_painted_only(overlay, qtbot):
    show(qtbot, overlay, PROJECTION, MOVED)
    assert overlay.part.boundingRect().width() < PROJECTION.width / 2


def test_after_the_eye_moved_all_is_painted(overlay, qtbot):
    show(qtbot, overlay, replace(PROJECTION, eye=replace(PROJECTION.eye, east=3.0)), PIN)
    assert overlay.part.boundingRect() == overlay.rect()


def test_in_another_theme_all_is_painted(overlay, qtbot):
    overlay.theme = "dark"
    show(qtbot, overlay, PROJECTION, MOVED)
    assert overlay.part.boundingRect() == overlay.rect()
