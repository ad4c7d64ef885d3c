"""What goes out comes in again: an empty station takes the lists of another and holds the same records."""

from __future__ import annotations

from collections import Counter

import pytest

from data.errors import BadInput
from data.exchange.export import Wish, write_out
from data.exchange.importer import import_file
from data.query import Query, Where
from data.store.station import Station

HOUSES = 8
# Each in the format that holds all of it, in the order in which they build on each other.
LISTS = [("grid", "gpkg"), ("vehicle", "xlsx"), ("force", "xlsx"), ("building", "gpkg"), ("road", "gpkg"), ("ground", "geojson"),
         ("dwelling", "csv"), ("person", "xlsx"), ("shop", "xlsx"), ("camera", "xlsx"), ("case", "csv")]  # fmt: skip
INSIDE = ("dwelling", "person", "shop", "case")
OWN = {"source_datum", "code"}  # the copy's own: where its points came from, and codes it gives to what had none


@pytest.fixture(scope="module")
def copied(demo_file, tmp_path_factory):
    """Two stations: the demo, and an empty one that took its lists, with what the imports reported."""
    folder = tmp_path_factory.mktemp("out")
    with Station.open(demo_file, read_only=True) as station:
        origin = (station.frame.lon, station.frame.lat)
        shops = station.columns(Query("shop", (Where("dwelling", "not", None),), order=("id",)), ("building",))["building"]
        houses = tuple(dict.fromkeys(shops))[:HOUSES]
    path = folder / "demo.station"
    path.write_bytes(demo_file.read_bytes())
    with Station.open(path) as station, Station.create(folder / "copy.station", "副本", origin=origin) as copy:
        reports = {}
        for kind, form in LISTS:
            query = Query(kind, (Where("building", "in", houses),)) if kind in INSIDE else Query(kind)
            out = folder / f"{station.kinds[kind].plural}.{form}"
            write_out(station, Wish((query,), form, out, who="t", reason="迁移"))
            reports[kind] = import_file(copy, out, who="t", kind=kind)
        yield station, copy, houses, reports


def listed(station, kind, houses):
    """Return the records of a kind as the list has them."""
    return station.read(Query(kind, (Where("building", "in", houses),)) if kind in INSIDE else Query(kind))


@pytest.mark.parametrize("kind", [kind for kind, _ in LISTS])
def test_every_record_arrives(copied, kind):
    station, _, houses, reports = copied
    assert (reports[kind].added, reports[kind].rejected) == (len(listed(station, kind, houses)), 0)


@pytest.mark.parametrize("kind", [kind for kind, _ in LISTS])
def test_every_value_arrives(copied, kind):
    station, copy, houses, _ = copied
    names = [f.name for f in station.kinds[kind].fields.values() if f.type not in ("link", "solid") and f.name not in OWN]
    before, after = listed(station, kind, houses), copy.read(Query(kind))
    differing = [n for n in names if Counter(str(r[n]) for r in before) != Counter(str(r[n]) for r in after)]
    assert differing == []


@pytest.mark.parametrize("kind", ["person", "shop", "case", "dwelling"])
def test_each_is_in_its_room_again(copied, kind):
    station, copy, houses, _ = copied

    def places(where, records):
        titles = dict(zip(*where.columns(Query("building"), ("id", "name")).values(), strict=True))
        return Counter((titles.get(r.place.building), r.place.unit, r.place.storey, r.place.room) for r in records)

    before = station.read(Query(kind, (Where("building", "in", houses),), placed=True))
    assert places(station, before) == places(copy, copy.read(Query(kind, placed=True)))


def test_people_live_there_as_they_did(copied):
    station, copy, houses, _ = copied

    def ways(where, query):
        return Counter((r["registration"], r["role"], r["since"]) for r in where.read(query))

    there = Query("residence", (Where("building", "in", houses), Where("until", "is", None)))
    assert ways(station, there) == ways(copy, Query("residence"))


@pytest.mark.parametrize("form", ["geojson", "gpkg"])
def test_a_list_of_people_on_a_map_is_not_taken_for_something_else(copied, tmp_path, form):
    station, copy, houses, _ = copied
    out = tmp_path / f"甲.{form}"
    write_out(station, Wish((Query("person", (Where("building", "in", houses),)),), form, out, who="t"))
    with pytest.raises(BadInput, match="导出为 Excel 或 CSV"):
        import_file(copy, out, who="t", dry_run=True)
