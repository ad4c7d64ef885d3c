"""A known town is read and not built; what was changed is made anew, and nothing half written is ever shown."""

import numpy as np
import pytest
import shapely

from data.records import Edit
from data.store import Station
from scene3d.build import build_finish
from scene3d.tiles import town_cache, town_loader, town_tiles
from scene3d.tiles.town_cache import keep_town, read_known
from scene3d.tiles.town_loader import read_town

WHO = {"who": "民警", "why": "测试"}


def house(east, north, **values):
    lon, lat = 102.7 + east / 100_000, 25.0 + north / 110_000
    return Edit("building", None, {"geometry": shapely.box(lon, lat, lon + 0.0002, lat + 0.0001), "height": 12.0, **values})


@pytest.fixture
def station(tmp_path, monkeypatch, qapp):
    monkeypatch.setattr(town_tiles, "SIDE", 100.0)
    with Station.create(tmp_path / "s.station", "站", origin=(102.7, 25.0)) as made:
        made.apply([house(60 * n, 70 * (n % 3), name=f"{n}栋") for n in range(12)], **WHO)
        yield made


def keep(station):
    read = read_town(station, "light", None)
    for tile in range(len(read.solid.tiles)):
        if not read.solid.tiles.has_coarse(tile):
            read.solid.tiles.coarsen(tile)
    assert keep_town(station.shelf, read.town, read.solid, build_finish(read.town, "light"), read.tip)
    return read


def test_a_kept_town_is_the_same_town(station):
    read = keep(station)
    known = read_known(station.shelf, "light")
    tiles, again = read.solid.tiles, known.solid.tiles
    assert again.keys == tiles.keys
    assert np.array_equal(known.ids, read.town.buildings.ids)
    for tile in range(len(tiles)):
        for level in range(6):
            both = (of.meshes(tile, level, "light") for of in (tiles, again))
            for (name, mesh), (other, same) in zip(*both, strict=True):
                assert name == other
                assert np.array_equal(mesh.points, same.points)
                assert np.array_equal(mesh.colours, same.colours)
                assert np.array_equal(mesh.rows, same.rows)
    assert np.array_equal(known.solid.ground.points, read.solid.ground.points)
    assert np.array_equal(known.solid.ground.colours, read.solid.ground.colours)
    assert known.finish.shadow.opacity.any()


def test_only_what_is_seen_of_a_known_town_is_read_before_it_is_fetched(station, monkeypatch):
    keep(station)
    tiles = read_known(station.shelf, "light").solid.tiles
    asked, read = [], station.shelf.read
    monkeypatch.setattr(type(station.shelf), "read", lambda _, names: asked.extend(wanted := list(names)) or read(wanted))
    first = tiles.exact(0)
    assert len(asked) == 1
    town_cache.fetch_exact(station.shelf, tiles)
    asked.clear()
    assert all(len(tiles.exact(tile).ids) for tile in range(len(tiles)))
    assert not asked and tiles.exact(0) is first


def test_a_tile_that_went_meanwhile_is_empty_and_can_be_drawn(station):
    keep(station)
    tiles = read_known(station.shelf, "light").solid.tiles
    station.shelf.keep({}, drop=station.shelf.stamps("town tile"))
    assert all(not len(mesh.points) for level in range(3) for _, mesh in tiles.meshes(0, level, "light"))


def test_nothing_is_built_for_a_known_town(station, monkeypatch):
    keep(station)
    known = read_known(station.shelf, "light")
    monkeypatch.setattr(town_loader, "build_solid", lambda *_: pytest.fail("it was built"))
    assert read_town(station, "light", known).solid is known.solid


ROAD = Edit("road", None, {"geometry": shapely.LineString([(102.7, 25.0), (102.71, 25.0)])})


@pytest.mark.parametrize("edit", [house(900, 0), ROAD])
def test_a_change_of_the_town_makes_what_is_kept_void(station, edit):
    keep(station)
    station.apply([edit], **WHO)
    assert read_known(station.shelf, "light") is None
    station.undo(who="民警")
    assert read_known(station.shelf, "light") is None
    keep(station)
    assert read_known(station.shelf, "light") is not None


def test_other_records_leave_it_valid(station):
    keep(station)
    station.apply([Edit("person", None, {"name": "林小满"})], **WHO)
    assert read_known(station.shelf, "light") is not None


def test_only_the_tile_of_a_changed_building_is_made_coarse_anew(station):
    keep(station)
    record = station.read(town_loader_query())[0]
    station.apply([Edit("building", record.id, {"height": 30.0})], **WHO)
    tiles = read_town(station, "light", None).solid.tiles
    missing = [tile for tile in range(len(tiles)) if not tiles.has_coarse(tile)]
    assert len(tiles) > 2
    assert len(missing) == 1
    assert record.id in tiles.exact(missing[0]).ids


def town_loader_query():
    from data.query import Query

    return Query("building")


def test_tiles_that_are_gone_leave_nothing_behind(station):
    keep(station)
    before = set(station.shelf.stamps(town_cache.HEAD))
    last = station.read(town_loader_query())[-1]
    station.apply([Edit("building", last.id, None)], **WHO)
    keep(station)
    after = set(station.shelf.stamps(town_cache.HEAD))
    assert after < before


@pytest.mark.parametrize("lost", ["town tile", "town ground"])
def test_a_part_that_is_missing_makes_it_unknown(station, lost):
    keep(station)
    name = next(n for n in station.shelf.stamps(lost))
    station.shelf.keep({}, drop=[name])
    assert read_known(station.shelf, "light") is None


def test_damaged_bytes_are_not_shown(station):
    keep(station)
    name = next(n for n in station.shelf.stamps("town ground"))
    stamp, of = station.shelf.read([name])[name]
    station.shelf.keep({name: (stamp, of[: len(of) // 2])})
    assert read_known(station.shelf, "light") is None


def test_another_look_has_a_ground_of_its_own(station):
    keep(station)
    assert read_known(station.shelf, "dark") is None
    read = read_town(station, "dark", None)
    keep_town(station.shelf, read.town, read.solid, None, read.tip)
    assert read_known(station.shelf, "dark").solid.theme == "dark"
    assert read_known(station.shelf, "light") is not None


def test_a_read_only_station_opens_from_what_is_kept_and_keeps_nothing(station):
    read = keep(station)
    station.close()
    with Station.open(station.path, read_only=True) as again:
        assert read_known(again.shelf, "light") is not None
        assert not keep_town(again.shelf, read.town, read.solid, None, read.tip)
