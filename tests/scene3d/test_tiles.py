"""The town in packed tiles: what is kept of it, what rays meet, and how coarse it may be."""

from dataclasses import replace

import numpy as np
import pytest
import shapely

from scene3d.camera import Eye, Projection
from scene3d.meshes.mesh import join
from scene3d.pick import brute_force
from scene3d.tiles import town_tiles
from scene3d.tiles.coarse import ERRORS
from scene3d.tiles.levels import COARSEST, FINE, MASSING, PLAIN, UNSEEN, Boxes, Care, level_for, levels
from scene3d.tiles.pack import read_pack
from scene3d.tiles.town_tiles import tiles_of

SIZE = (1600, 900)


@pytest.fixture(scope="module")
def tiles(small):
    return tiles_of(small)


@pytest.fixture
def many(small, monkeypatch):
    """The small town cut into many tiles."""
    monkeypatch.setattr(town_tiles, "SIDE", 60.0)
    return tiles_of(small)


def whole(tiles):
    return join([of for tile in range(len(tiles)) for _, of in tiles.meshes(tile, MASSING, "light")])


def rays(count, seed=3):
    rng = np.random.default_rng(seed)
    for _ in range(count):
        at = np.array([rng.uniform(-280, 280), rng.uniform(-180, 190), rng.uniform(0, 60)])
        turn, pitch = rng.uniform(0, 2 * np.pi), np.radians(rng.uniform(-5, 90))
        towards = np.array([np.cos(turn) * np.cos(pitch), np.sin(turn) * np.cos(pitch), -np.sin(pitch)])
        yield at - towards * 500, towards


def test_every_building_is_in_one_tile(many, small):
    held = [set(many.exact(tile).ids.tolist()) for tile in range(len(many))]
    assert len(held) > 5
    assert sum(map(len, held)) == len(set.union(*held)) == len(small.buildings.ids)


def test_a_pack_is_the_same_after_being_kept(tiles, small):
    pack = tiles.exact(0).roofed()
    again = read_pack(pack.to_bytes())
    order = np.argsort(small.buildings.ids)
    assert again.stamp() == pack.stamp()
    assert np.array_equal(again.numbered(order, small.buildings.ids[order]).rows, pack.rows)
    assert np.array_equal(again.roofs, pack.roofs)


@pytest.mark.parametrize("bad", [b"", b"nonsense", b"WRA1\x05\x00\x00\x00{}   "])
def test_bytes_that_are_no_pack_are_refused(bad):
    with pytest.raises((ValueError, KeyError)):
        read_pack(bad)


def test_any_change_of_a_building_changes_the_stamp(small, tiles):
    before = tiles.exact(0).stamp()
    for name, value in (("height", small.buildings.height + 0.5), ("uses", ["industrial"] * len(small.buildings.ids))):
        changed = tiles_of(replace(small, buildings=replace(small.buildings, **{name: value})))
        assert changed.exact(0).stamp() != before


def test_a_thousand_rays_meet_what_brute_force_finds(many):
    solid, target = whole(many), many.target()
    for origin, towards in rays(1000):
        triangle, distance = brute_force(solid, origin, towards)
        hit = target.cast(origin, towards)
        assert (hit.row if hit else None) == (int(solid.rows[triangle]) if triangle >= 0 else None)
        assert hit is None or hit.distance == pytest.approx(distance, abs=1e-3)


def test_a_ray_passes_through_what_is_left_out(many):
    target = many.target()
    origin, towards = np.array([-180.0, -400.0, 8.0]), np.array([0.0, 1.0, 0.0])
    first = target.cast(origin, towards)
    assert (first.row, target.cast(origin, towards, skip=first.row).row) == (0, 3)


def test_what_stands_behind_a_house_is_hidden_but_not_by_itself(many):
    points, eye = np.array([[-180.0, -100.0, 2.0], [-180.0, -140.0, 2.0]]), np.array([-180.0, -300.0, 4.0])
    target = many.target()
    assert target.hidden(points, eye).tolist() == [True, False]
    assert target.hidden(points[:1], eye, np.array([0])).tolist() == [False]


def test_rays_into_shanghai_meet_what_brute_force_finds(shanghai):
    tiles = tiles_of(shanghai)
    solid, target = whole(tiles), tiles.target()
    for origin, towards in rays(60):
        triangle, _ = brute_force(solid, origin, towards)
        hit = target.cast(origin, towards)
        assert (hit.row if hit else None) == (int(solid.rows[triangle]) if triangle >= 0 else None)


def test_coarse_levels_have_fewer_corners_and_nearly_the_same_area(shanghai):
    tiles = tiles_of(shanghai)
    tile = int(np.argmax([tiles.exact(n).count for n in range(len(tiles))]))
    tiles.coarsen(tile)
    corners = [len(tiles.pack_of(tile, level).corners) for level in range(MASSING, COARSEST + 1)]
    assert corners == sorted(corners, reverse=True)
    assert corners[-1] < corners[0] / 4
    exact = shapely.union_all(tiles.exact(tile).polygons()).area
    assert shapely.union_all(tiles.pack_of(tile, MASSING + 1).polygons()).area == pytest.approx(exact, rel=0.05)


def test_outlines_of_coarse_levels_stay_within_their_error(small, tiles):
    tiles.coarsen(0)
    exact = shapely.union_all(tiles.exact(0).polygons())
    for level, error in enumerate(ERRORS[:2]):
        coarse = shapely.union_all(tiles.pack_of(0, MASSING + 1 + level).polygons())
        assert shapely.difference(coarse, exact.buffer(error)).area < 1
        assert shapely.difference(exact, coarse.buffer(error)).area < 1


def test_a_coarse_solid_knows_whom_it_stands_for(small, tiles):
    tiles.coarsen(0)
    members = tiles.pack_of(0, MASSING + 1).members
    assert set(members[members > 0].tolist()) <= set(small.buildings.ids.tolist())
    assert (members > 0).sum() > len(small.buildings.ids) / 2


BOXES = Boxes(np.array([[0, 0, 0, 100, 100, 30], [5000, 0, 0, 5100, 100, 30], [0, -5100, 0, 100, -5000, 30]], float))
NOTHING = np.full(3, UNSEEN, np.int64)


def test_tiles_out_of_the_view_are_not_drawn_and_far_ones_are_coarse():
    north = Projection(Eye(50, -200, 0, 300, 0.0, 20.0), *SIZE)
    found = levels(BOXES, north, Care(), NOTHING)
    assert found[2] == UNSEEN
    assert found[0] <= PLAIN
    east = Projection(Eye(50, 50, 0, 300, 90.0, 10.0), *SIZE)
    assert levels(BOXES, east, Care(), NOTHING)[1] > MASSING


def test_parapets_are_for_eyes_that_see_roofs():
    low, high = (Projection(Eye(50, 50, 2, 150, 0.0, pitch), *SIZE) for pitch in (4.0, 60.0))
    assert [int(levels(BOXES, view, Care(), NOTHING)[0]) for view in (low, high)] == [PLAIN, FINE]


def test_straight_down_every_tile_in_the_picture_has_one_level():
    plan = Projection(Eye(2500, 0, 0, 20000, 0.0, 90.0, parallel=True), *SIZE)
    found = levels(BOXES, plan, Care(), NOTHING)
    assert len(set(found.tolist())) == 1


def test_a_level_stays_while_it_is_nearly_right():
    border = 3.0 / Care().pixels
    coarse, exact = level_for(np.array([border * 1.02, border * 0.98]), Care())
    assert (coarse, exact) == (MASSING + 1, MASSING)
    tall = Boxes(np.array([[-50, 4000, 0, 50, 4100, 30]], float))
    far = [Projection(Eye(0, 4050, 0, d, 0.0, 60.0), *SIZE) for d in (8000, 8200)]
    size = [tall.pixel_sizes(view)[0] for view in far]
    care = Care(pixels=3.0 / (sum(size) / 2))
    near = levels(tall, far[0], care, np.array([UNSEEN]))
    assert near.tolist() == [MASSING]
    assert levels(tall, far[1], care, near).tolist() == [MASSING]
    assert levels(tall, far[1], care, np.array([UNSEEN])).tolist() == [MASSING + 1]


def test_a_limit_of_triangles_is_kept_to_by_coarser_levels():
    weights = np.tile(np.array([[900, 800, 700, 300, 100, 50, 20, 10]]), (3, 1))
    view = Projection(Eye(2500, 0, 0, 9000, 0.0, 70.0), *SIZE)
    free, bound = (levels(BOXES, view, Care(triangles=most), NOTHING, weights) for most in (0, 120))
    total = [sum(weights[t, level] for t, level in enumerate(of.tolist()) if level != UNSEEN) for of in (free, bound)]
    assert total[1] <= 120 < total[0]
