"""Layers of very many points: the tree, what an eye sees of it, looks by state and rule, changes of few records."""

from dataclasses import replace

import numpy as np
import pytest

from data.layers import LayerState, StyleClass, StyleRule
from data.layers.columns import Coded
from scene3d.camera import Eye, Projection
from scene3d.layers.host import Ground
from scene3d.layers.looks import looks
from scene3d.layers.members import Members
from scene3d.layers.tree import FINEST, PointTree

EYES = [Eye(0, 0, 0, 900, 20, 40), Eye(30, -40, 0, 150, -60, 30), Eye(0, 0, 0, 500, 0, 90, True)]


@pytest.fixture(scope="module")
def tree():
    rng = np.random.default_rng(4)
    points = np.column_stack([rng.normal(0, 150, (4000, 2)), np.zeros(4000)])
    return PointTree(np.arange(4000) + 10, points, rng.choice([1.0, 24.0, 34.0], 4000))


def seen(tree, eye):
    return tree.seen(Projection(eye, 900, 600))


def inside(tree, eye):
    """Numbers of the points that are well inside of the picture."""
    at = Projection(eye, 900, 600).pixels(tree.points)
    return np.flatnonzero((at[:, 2] > 1) & (at[:, 0] > 0) & (at[:, 0] < 900) & (at[:, 1] > 0) & (at[:, 1] < 600))


@pytest.mark.parametrize("eye", EYES)
def test_every_record_in_the_picture_is_in_exactly_one_symbol(tree, eye):
    found = seen(tree, eye)
    counts = np.zeros(len(tree), int)
    for start, end in zip(found.start, found.end, strict=True):
        counts[start:end] += 1
    assert counts.max() == 1
    assert np.all(counts[inside(tree, eye)] == 1)


@pytest.mark.parametrize("eye", EYES)
def test_a_symbol_stands_where_its_most_important_record_stands(tree, eye):
    found = seen(tree, eye)
    for start, end, first in zip(found.start, found.end, found.first, strict=True):
        assert start <= first < end
        assert tree.rank[first] == tree.rank[start:end].max()


def test_clusters_open_when_one_comes_near_and_nothing_moves(tree):
    far, near = seen(tree, EYES[0]), seen(tree, replace(EYES[0], distance=300.0))
    assert (near.end - near.start).max() < (far.end - far.start).max()
    where = inside(tree, replace(EYES[0], distance=300.0))
    still = [first for first in far.first if first in where]
    assert still
    assert set(still) <= set(near.first.tolist())


def test_the_same_eye_sees_the_same(tree):
    first, second = seen(tree, EYES[1]), seen(tree, EYES[1])
    assert first.first.tolist() == second.first.tolist()


def test_what_stands_on_one_spot_never_parts():
    tree = PointTree(np.arange(5), np.full((5, 3), 0.1), np.zeros(5))
    found = tree.seen(Projection(Eye(0, 0, 0, 12, 0, 60), 900, 600))
    assert [(int(e - s), bool(t)) for s, e, t in zip(found.start, found.end, found.together, strict=True)] == [(5, True)]


def test_storeys_of_one_house_part_when_one_is_near():
    points = np.column_stack([np.full(6, 3.1), np.full(6, 3.1), np.arange(6) * 10.0])
    tree = PointTree(np.arange(6), points, np.zeros(6))
    assert len(tree.seen(Projection(Eye(3, 3, 25, 120, 0, 15), 900, 600))) == 6
    assert len(tree.seen(Projection(Eye(3, 3, 25, 4000, 0, 40), 900, 600))) == 1


def test_a_tree_with_changes_is_as_one_made_anew(tree):
    gone, ids = [12, 700, 3999], np.array([700, 5000])
    points, rank = np.array([[5.0, 6.0, 0.0], [-90.0, 20.0, 0.0]]), np.array([24.0, 1.0])
    changed = tree.changed(gone, ids, points, rank, np.array([4000, 4001]))
    stay = ~np.isin(tree.ids, gone)
    anew = PointTree(
        np.r_[tree.ids[stay], ids], np.r_[tree.points[stay], points], np.r_[np.round(tree.rank[stay]), rank],
    )  # fmt: skip
    assert sorted(changed.ids.tolist()) == sorted(anew.ids.tolist())
    for eye in EYES:
        mine, other = seen(changed, eye), seen(anew, eye)
        assert sorted(changed.ids[mine.first].tolist()) == sorted(anew.ids[other.first].tolist())


def test_members_are_listed_the_foremost_first_and_found_without_a_list(tree):
    found = Members(tree, 100, 140, 117)
    listed = list(found)
    assert listed == [found[n] for n in range(len(found))]
    assert listed[0] == int(tree.ids[117])
    assert sorted(listed) == sorted(tree.ids[100:140].tolist())
    assert int(tree.ids[139]) in found
    assert int(tree.ids[140]) not in found


def columns(**given):
    rows = max(len(v) for v in given.values())
    found = {"id": np.arange(rows, dtype=float)}
    for name, values in given.items():
        known = tuple(dict.fromkeys(v for v in values if v is not None))
        found[name] = Coded(np.array([known.index(v) if v is not None else -1 for v in values], np.int32), known)
    return found


def case_looks(station, layer=None, **given):
    given = {"state": ["reported"] * 2, "severity": ["normal"] * 2, "type": ["theft", "other"]} | given
    kind = station.kinds["case"]
    found = looks(kind, layer or LayerState("case", True), columns(**given), station.clock.now(), "light")
    return [found.palette[n] for n in found.numbers], found.hidden.tolist()


def test_records_look_by_their_state(station):
    shown, hidden = case_looks(station, state=["reported", "closed"], severity=["major", "normal"])
    assert [(s.mark, s.small) for s in shown] == [("late", False), ("", True)]
    assert hidden == [False, False]


def test_a_type_of_case_has_its_own_sign(station):
    shown, _ = case_looks(station)
    assert [s.symbol for s in shown] == ["theft", ""]


def test_a_rule_gives_colour_sign_and_size_and_hides_what_it_does_not_show(station):
    theft = StyleClass(("theft",), colour="#112233", symbol="fire", size=1.3)
    rule = StyleRule("type", (theft,), StyleClass(shown=False))
    shown, hidden = case_looks(station, LayerState("case", True, rule=rule))
    assert (shown[0].colour, shown[0].symbol, shown[0].size) == ("#112233", "fire", 1.3)
    assert hidden == [False, True]


def test_a_storey_is_as_high_as_its_house_says(small):
    ground = Ground.of(small)
    step = small.buildings.height[15] / small.buildings.storeys[15]
    building = float(small.buildings.ids[15])
    heights = ground.storeys(np.array([building] * 4 + [np.nan]), np.array([1.0, 17.0, -1.0, np.nan, 3.0]))
    assert heights[:3] == pytest.approx([step / 2, 16.5 * step, -step / 2])
    assert np.isnan(heights[3:]).all()


def at_near(view, kind, where):
    return view.layers.layers[kind].symbols(Projection(Eye(*where, 0.0, 120.0, 0.0, 60.0), 900, 600))


def test_a_case_on_the_17th_storey_is_drawn_at_the_17th_storey(qtbot, view, workspace, station, make_record):
    tower = small_tower(view)
    found = make_record("case", 700, 72.0, 72.0, tower, type="fire", state="reported", severity="normal")
    station.records["case"] = [replace(found, place=replace(found.place, storey=17))]
    workspace.set_layer("case", visible=True)
    qtbot.waitUntil(lambda: len(at_near(view, "case", (72.0, 72.0))) == 1, timeout=10_000)
    row = view.row_of(tower)
    step = view.town.buildings.height[row] / view.town.buildings.storeys[row]
    assert at_near(view, "case", (72.0, 72.0))[0].point[2] == pytest.approx(16.5 * step, abs=0.01)


def small_tower(view):
    return int(view.town.buildings.ids[15])


def test_a_record_that_moves_is_followed_without_reading_the_others(qtbot, view, workspace, station, make_record, monkeypatch):
    from data.records import Change, ChangeSet

    def force(id, east):
        return make_record("force", id, east, 20.0, name=f"力{id}", duty="free", tier="core", role="officer")

    station.records["force"] = [force(800 + n, 20.0 + 30 * n) for n in range(5)]
    workspace.set_layer("force", visible=True)
    layer = view.layers.layers["force"]
    qtbot.waitUntil(lambda: layer.drawn is not None, timeout=10_000)
    asked, whole = [], station.arrays
    monkeypatch.setattr(station, "arrays", lambda query, fields: asked.append(query.where) or whole(query, fields))
    station.records["force"][2] = force(802, 200.0)
    station.changed.emit(ChangeSet(1, "", "", "", "", (Change("force", 802, {}, {}),)))
    qtbot.waitUntil(lambda: asked != [] and layer.drawn.tree.points[layer.drawn.tree.index_of(802), 0] > 199, timeout=10_000)
    assert [(w.field, w.value) for where in asked for w in where] == [("id", (802,))]
    assert len(layer.drawn.tree) == 5


def test_opacity_and_colour_read_nothing(qtbot, view, workspace, station, make_record, monkeypatch):
    station.records["shop"] = [make_record("shop", 500, 110.0, 20.0, name="店", trade="food", state="open")]
    workspace.set_layer("shop", visible=True)
    qtbot.waitUntil(lambda: len(at_near(view, "shop", (110.0, 20.0))) == 1, timeout=10_000)
    monkeypatch.setattr(station, "arrays", lambda *_: pytest.fail("read again"))
    workspace.set_layer("shop", opacity=0.5, colour="#112233")
    found = at_near(view, "shop", (110.0, 20.0))[0]
    assert (found.opacity, found.colour, found.icon) == (0.5, "#112233", "food")


def test_an_own_layer_shows_its_part_and_goes_again(qtbot, view, workspace, station, make_record):
    station.records["shop"] = [make_record("shop", 500, 110.0, 20.0, name="店", trade="food", state="open")]
    made = workspace.add_layer(LayerState("shop", True, key="shop.1", name="餐饮", symbol="fire"))
    qtbot.waitUntil(lambda: made.id in view.layers.layers and len(at_near(view, made.id, (110.0, 20.0))) == 1, timeout=10_000)
    assert at_near(view, made.id, (110.0, 20.0))[0].icon == "fire"
    workspace.remove_layer(made.id)
    assert made.id not in view.layers.layers


def test_one_spot_is_no_wider_than_the_finest_cube():
    tree = PointTree(np.arange(2), np.array([[0.1, 0.1, 0.1], [0.1 + FINEST, 0.1, 0.1]]), np.zeros(2))
    assert len(tree.levels[0].first) == 2


def test_records_on_one_spot_are_chosen_in_turn(qtbot, view, workspace, station, make_record):
    station.records["shop"] = [make_record("shop", 500 + n, 110.0, 20.0, name="店") for n in range(3)]
    workspace.set_layer("shop", visible=True)
    qtbot.waitUntil(lambda: len(at_near(view, "shop", (110.0, 20.0))) == 1, timeout=10_000)
    (symbol,) = at_near(view, "shop", (110.0, 20.0))
    chosen = []
    for _ in range(4):
        view._choose_symbol(symbol)
        chosen.append(workspace.selection.id)
    assert sorted(chosen[:3]) == [500, 501, 502]
    assert chosen[3] == chosen[0]
