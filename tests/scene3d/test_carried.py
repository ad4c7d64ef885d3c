"""Between two arrangements symbols and words go along with the eye, each where its point of the town is seen."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scene3d.camera import Eye, Projection
from scene3d.overlay.arrange import arrange
from scene3d.overlay.carried import Carried
from scene3d.overlay.items import Items, Label, Symbol

pytestmark = pytest.mark.usefixtures("qapp")  # words are measured with the fonts of a Qt application

EYE = Eye(distance=300.0)
BEGUN = Projection(EYE, 800, 600)
ITEMS = Items(
    tuple(Symbol("shop", (n,), (n * 23 % 120 - 60.0, n * 31 % 60 - 10.0, n % 4.0), "", "店", "#8250df") for n in range(30)),
    (Label("金沙路", "road", np.array([[-40.0, -60, 0], [0.0, -60, 0]]), 10.0, np.array([[10.0, 3, 0], [10.0, 3, 0]])),
     Label("金沙小区", "compound", np.array([[70.0, 40, 0]]), 9.0)),
)  # fmt: skip


@pytest.fixture
def arranged():
    found = arrange(BEGUN, ITEMS)
    assert len(found.symbols) > 20
    assert {label.label.text for label in found.labels} == {"金沙路", "金沙小区"}
    return found


@given(st.floats(-3, 3), st.floats(-3, 3), st.floats(-1.5, 1.5), st.floats(0.97, 1.03))
def test_every_symbol_stands_where_its_point_is_seen(east, north, turn, nearer):
    now = Projection(replace(EYE, east=east, north=north, bearing=turn, distance=300 * nearer), 800, 600)
    found = Carried(BEGUN, arrange(BEGUN, ITEMS)).to(now)
    assert found is not None
    at = now.pixels(np.array([p.symbol.point for p in found.symbols]))[:, :2]
    assert np.abs(at - [(p.x, p.y) for p in found.symbols]).max() < 1e-6


def test_the_same_eye_changes_nothing(arranged):
    found = Carried(BEGUN, arranged).to(BEGUN)
    assert found.symbols == arranged.symbols
    assert [(p.x, p.y, p.box) for p in found.labels] == [(p.x, p.y, p.box) for p in arranged.labels]
    assert [p.angle for p in found.labels] == pytest.approx([p.angle for p in arranged.labels])


def test_words_along_a_road_turn_with_it(arranged):
    now = Projection(replace(EYE, bearing=2.0), 800, 600)
    (before,), (road,), (anew,) = ([p for p in a.labels if p.label.style == "road"]
                                   for a in (arranged, Carried(BEGUN, arranged).to(now), arrange(now, ITEMS)))  # fmt: skip
    assert road.angle == pytest.approx(anew.angle)
    assert road.angle != pytest.approx(before.angle)


def test_a_symbol_is_found_under_the_pointer_where_it_went(arranged):
    found = Carried(BEGUN, arranged).to(Projection(replace(EYE, east=4.0), 800, 600))
    top = found.symbols[-1]
    assert found.at(*top.centre) is top.symbol


@pytest.mark.parametrize(
    "now",
    [
        Projection(replace(EYE, east=40.0), 800, 600),
        Projection(replace(EYE, parallel=True, pitch=90.0), 800, 600),
        Projection(EYE, 801, 600),
        Projection(replace(EYE, distance=20.0), 800, 600),
    ],
)
def test_what_would_go_far_is_arranged_anew(arranged, now):
    assert Carried(BEGUN, arranged).to(now) is None


def test_where_nothing_stands_there_is_nothing_to_carry():
    assert Carried(BEGUN, arrange(BEGUN, Items())).to(BEGUN) is None
