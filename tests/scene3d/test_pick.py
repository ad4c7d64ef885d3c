import numpy as np
import pytest

from scene3d.meshes.buildings import building_meshes
from scene3d.meshes.mesh import Mesh, join, mesh
from scene3d.opening import storey_of
from scene3d.pick import brute_force, town_target


def solid(town):
    return join([Mesh(m.points, m.faces, m.colours, m.rows) for m in building_meshes(town, "light").values()])


def rays(town, count, seed=1):
    """Rays from all around into the town, as eyes look."""
    rng = np.random.default_rng(seed)
    west, south, east, north = town.extent
    for _ in range(count):
        at = np.array([rng.uniform(west, east), rng.uniform(south, north), rng.uniform(0, 40)])
        turn, pitch = rng.uniform(0, 2 * np.pi), np.radians(rng.uniform(4, 90))
        towards = np.array([np.cos(turn) * np.cos(pitch), np.sin(turn) * np.cos(pitch), -np.sin(pitch)])
        yield at - towards * 700, towards


def wrong(whole, cast):
    """Return how many of the rays hit something else than the nearest triangle of all."""
    target, found = town_target(whole), 0
    for origin, towards in cast:
        triangle, distance = brute_force(whole, origin, towards)
        hit = target.cast(origin, towards)
        if triangle < 0:
            found += hit is not None
        elif hit is None or abs(hit.distance - distance) > 1e-3:
            found += 1
        elif hit.row != whole.rows[triangle]:
            # two houses that share a wall are equally near: either is right, but only at the same distance
            found += 1
    return found


def test_a_thousand_rays_hit_what_brute_force_finds(small):
    whole = solid(small)
    assert wrong(whole, rays(small, 1000)) == 0


def test_rays_into_shanghai_hit_what_brute_force_finds(shanghai):
    from dataclasses import replace

    b = shanghai.buildings
    near = np.array([g.centroid.distance(b.footprints[0]) < 450 for g in b.footprints])
    few = replace(shanghai, extent=tuple(float(v) for v in np.r_[b.footprints[0].bounds]))
    whole = solid(few).take(np.isin(solid(few).rows, np.flatnonzero(near)))
    assert wrong(whole, rays(few, 300)) == 0


def test_a_ray_can_pass_through_one_building(small):
    target = town_target(solid(small))
    origin, towards = np.array([-180.0, -400.0, 8.0]), np.array([0.0, 1.0, 0.0])
    first = target.cast(origin, towards)
    second = target.cast(origin, towards, skip=first.row)
    assert (first.row, second.row) == (0, 3)


def test_a_ray_into_the_sky_meets_nothing(small):
    assert town_target(solid(small)).cast(np.array([0.0, 0, 500]), np.array([0.0, 0.6, 0.8])) is None


def test_nothing_is_met_where_nothing_is():
    empty = mesh(np.zeros((0, 3)), np.zeros((0, 3)), np.zeros((0, 3)))
    assert town_target(empty).cast(np.zeros(3), np.array([0.0, 0, -1])) is None


def test_what_stands_behind_a_house_is_hidden(small):
    target = town_target(solid(small))
    eye = np.array([-180.0, -300.0, 4.0])
    assert target.hidden(np.array([[-180.0, -100.0, 2.0], [-180.0, -140.0, 2.0]]), eye).tolist() == [True, False]


@pytest.mark.parametrize(("height", "storey"), [(0.0, 1), (2.9, 1), (3.1, 2), (17.9, 6), (18.0, 6), (19.0, 6)])
def test_the_height_of_a_hit_tells_the_storey(small, height, storey):
    assert storey_of(small, 0, height) == storey
