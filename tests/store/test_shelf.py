"""What a station keeps only to be quick: it is there again, and it is nothing that the station says."""

import shutil

import pytest

from data.query import Query
from data.records import Edit
from data.store import Station

ITEMS = {"tile/1": ("a", b"\x00one"), "tile/2": ("b", b"two"), "index": ("7", b"{}")}


@pytest.fixture
def path(tmp_path):
    return tmp_path / "s.station"


@pytest.mark.parametrize("passphrase", [None, "一个口令"])
def test_what_is_kept_is_there_after_opening_again(path, passphrase):
    with Station.create(path, "站", passphrase=passphrase) as station:
        assert station.shelf.keep(ITEMS)
    with Station.open(path, passphrase=passphrase, read_only=True) as station:
        assert station.shelf.read([*ITEMS, "nothing"]) == ITEMS
        assert station.shelf.stamps("tile/") == {"tile/1": "a", "tile/2": "b"}


def test_what_is_dropped_is_gone_and_what_is_kept_again_is_new(path):
    with Station.create(path, "站") as station:
        station.shelf.keep(ITEMS)
        station.shelf.keep({"tile/2": ("c", b"three")}, drop=["tile/1"])
        assert station.shelf.read(ITEMS) == {"tile/2": ("c", b"three"), "index": ITEMS["index"]}


def test_a_read_only_station_keeps_nothing_and_says_so(path):
    Station.create(path, "站").close()
    with Station.open(path, read_only=True) as station:
        assert station.shelf.keep(ITEMS) is False
        assert station.shelf.read(ITEMS) == {}


def test_a_file_without_the_table_reads_as_empty_and_takes_it(path):
    with Station.create(path, "站") as station:
        assert station.shelf.stamps("") == {}
        assert station.shelf.keep(ITEMS)
        assert len(station.shelf.stamps("")) == 3


def test_only_entries_of_the_kinds_asked_for_touch(path):
    with Station.create(path, "站") as station:
        before = station.shelf.tip()
        station.apply([Edit("building", None, {"name": "一号楼"})], who="民警", why="新建")
        between = station.shelf.tip()
        station.apply([Edit("person", None, {"name": "林小满"})], who="民警", why="登记")
        assert station.shelf.touched(before, {"building"})
        assert not station.shelf.touched(between, {"building"})
        assert station.shelf.touched(between, {"building", "person"})
        station.undo(who="民警")
        station.undo(who="民警")
        assert station.shelf.touched(between, {"building"})


def test_a_tip_of_the_future_counts_as_touched(path):
    with Station.create(path, "站") as station:
        assert station.shelf.touched(station.shelf.tip() + 1, {"building"})


def test_a_write_that_is_killed_leaves_what_was_kept_before(path, tmp_path):
    with Station.create(path, "站") as station:
        station.shelf.keep(ITEMS)
        with pytest.raises(RuntimeError), station._engine.writing() as connection:
            from data.store import cache

            cache.keep(connection, {"tile/1": ("z", b"half")}, drop=["tile/2"])
            raise RuntimeError
        assert station.shelf.read(ITEMS) == ITEMS


def test_it_is_no_part_of_what_is_journalled_verified_and_backed_up_as_records(path, tmp_path):
    with Station.create(path, "站") as station:
        station.apply([Edit("building", None, {"name": "一号楼"})], who="民警", why="新建")
        tip = station.shelf.tip()
        station.shelf.keep(ITEMS)
        assert station.shelf.tip() == tip
        assert station.verify().sound
        station.backup(tmp_path / "copy")
    shutil.move(tmp_path / "copy", tmp_path / "copy.station")
    with Station.open(tmp_path / "copy.station") as copy:
        assert copy.shelf.read(ITEMS) == ITEMS
        assert len(copy.read(Query("building"))) == 1


def test_it_survives_vacuum(path):
    with Station.create(path, "站") as station:
        station.shelf.keep(ITEMS)
        station.shelf.keep({}, drop=["tile/1"])
        station._engine.connection.execute("VACUUM")
        assert set(station.shelf.read(ITEMS)) == {"tile/2", "index"}
