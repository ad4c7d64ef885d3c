"""Floor plans: pictures and drawings become ink on a storey, fitted to its outline and moved as people wish."""

import numpy as np
import pytest
import shapely
from PIL import Image, ImageDraw

from data.errors import BadInput
from data.exchange.plans import add_floor_plan, read_ink
from data.query import Query, equals
from data.town.floor_plans import FloorPlan, floor_plans, laid

LONG = shapely.box(0, 0, 40, 12)


@pytest.fixture
def picture(tmp_path):
    """White paper with a margin, and walls of a flat of 300 x 100 pixels."""

    def write(name="一层.png", paper="white", ink="black", size=(500, 300)):
        path = tmp_path / name
        image = Image.new("RGB", size, paper)
        ImageDraw.Draw(image).rectangle((100, 80, 400, 180), outline=ink, width=5)
        image.save(path)
        return path

    return write


def test_only_what_is_drawn_is_kept(picture):
    ink = read_ink(picture())
    assert ink.shape == (101, 301) and ink.max() == 255 and ink[50, 150] == 0


def test_light_lines_on_dark_paper_are_ink_too(picture):
    assert read_ink(picture(paper="#102030", ink="white"))[50, 150] < 60


def test_a_drawing_becomes_ink(tmp_path):
    path = tmp_path / "plan.dxf"
    line = "0\nLINE\n8\n0\n10\n{}\n20\n{}\n11\n{}\n21\n{}\n"
    sides = [(0, 0, 30, 0), (30, 0, 30, 10), (30, 10, 0, 10), (0, 10, 0, 0)]
    path.write_text("0\nSECTION\n2\nENTITIES\n" + "".join(line.format(*s) for s in sides) + "0\nENDSEC\n0\nEOF\n")
    ink = read_ink(path)
    assert ink.shape[1] / ink.shape[0] == pytest.approx(3, rel=0.02)


@pytest.mark.parametrize("name", ["plan.docx", "broken.png", "broken.dxf"])
def test_what_is_no_plan_is_refused_by_name(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(b"not a plan")
    with pytest.raises(BadInput) as refused:
        read_ink(path)
    assert name in refused.value.message


def test_blank_paper_is_refused(tmp_path):
    path = tmp_path / "blank.png"
    Image.new("L", (40, 40), 255).save(path)
    with pytest.raises(BadInput):
        read_ink(path)


def test_a_plan_is_kept_with_its_storey_and_replaced_by_the_next(town, picture):
    building = town.first(Query("building")).id
    add_floor_plan(town, building, 3, picture("旧.png"), who="李警官")
    add_floor_plan(town, building, 3, picture("新.png"), who="李警官")
    assert [r["name"] for r in town.read(equals("floor_plan", building=building))] == ["新"]
    plans = floor_plans(town, building)
    assert [p.storey for p in plans] == [3] and plans[0].ink().shape == (101, 301)
    assert town.count(equals("attachment", record_kind="floor_plan")) == 1
    assert town.verify().sound


def test_taking_back_a_plan_leaves_nothing(town, picture):
    building = town.first(Query("building")).id
    change = add_floor_plan(town, building, 3, picture(), who="李警官")
    town.undo(change.id, who="李警官")
    assert floor_plans(town, building) == ()


def corners(outline=LONG, size=(300, 100), **moved):
    return laid(FloorPlan(1, b"", **moved), size, outline)


def test_a_plan_fills_the_outline_without_being_pulled_out_of_shape():
    found = corners()
    wide, high = np.hypot(*(found[1] - found[0])), np.hypot(*(found[3] - found[0]))
    assert wide / high == pytest.approx(3) and high == pytest.approx(12)
    assert found.mean(axis=0).tolist() == pytest.approx([20, 6])


@pytest.mark.parametrize("turn", [0, 30, 90, 150, 210])
def test_a_plan_is_never_upside_down(turn):
    found = corners(shapely.affinity.rotate(LONG, turn, origin=(0, 0)))
    assert (found[3] - found[0])[1] > -1e-6


def test_a_plan_is_moved_turned_and_scaled_by_hand():
    moved, plain = corners(east=3.0, north=-2.0, scale=0.5), corners()
    assert (moved.mean(axis=0) - plain.mean(axis=0)).tolist() == pytest.approx([3, -2])
    assert np.hypot(*(moved[1] - moved[0])) == pytest.approx(np.hypot(*(plain[1] - plain[0])) / 2)
    right = corners(turn=90.0)
    assert (right[1] - right[0])[1] < -1  # clockwise: what was right points south
