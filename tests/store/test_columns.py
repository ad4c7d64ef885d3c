"""A file in which a column has another name is refused when it is opened; copies of before are held to what they have."""

from __future__ import annotations

import lzma
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from data.errors import Damaged
from data.records import Edit
from data.store import Station, deferred
from data.store.columns import check_columns
from data.store.copies import SealedCopy

FILES = sorted((Path(__file__).parent / "files").glob("*.xz"))


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "a.station"
    with Station.create(path, "金沙", origin=(121.5, 31.2)) as station:
        station.apply([Edit("person", None, {"name": "张伟"})], who="a", why="b")
    return path


def flip(path, before, after):
    """Change bytes of the file as a fault of the disk does: in place, each occurrence."""
    content = path.read_bytes()
    assert before in content
    path.write_bytes(content.replace(before, after))


@pytest.mark.parametrize(("before", "after", "told"), [
    (b'"id_number" TEXT', b'"id_numbes" TEXT', "person.*id_number"),
    (b"lon REAL, lat REAL)", b"lon REAL, lau REAL)", "lat"),
    (b"id INTEGER PRIMARY KEY, ", b"id INTEGES PRIMARY KEY, ", "已损坏"),
    (b"last TEXT NOT NULL) WITHOUT", b"lass TEXT NOT NULL) WITHOUT", "_sign_ins.*last"),
    (b"at TEXT NOT NULL, signature", b"au TEXT NOT NULL, signature", "_heads.*at"),
])  # fmt: skip
def test_a_column_of_another_name_is_told_at_opening(file, before, after, told):
    flip(file, before, after)
    with pytest.raises(Damaged, match=told):
        Station.open(file)


def test_a_backup_with_a_column_of_another_name_is_told_too(file):
    flip(file, b'"id_number" TEXT', b'"id_numbes" TEXT')
    with pytest.raises(Damaged, match="id_number"):
        SealedCopy(file, None).verify()


def test_a_table_that_is_gone_is_told(file):
    connection = dbapi2.connect(str(file))
    connection.executescript("PRAGMA foreign_keys = OFF; DROP TABLE residence;")
    connection.close()
    with pytest.raises(Damaged, match="residence"):
        Station.open(file)


def test_columns_of_before_that_nobody_asks_for_are_left_alone(file):
    connection = dbapi2.connect(str(file))
    connection.execute("ALTER TABLE person ADD COLUMN _was_name TEXT")
    connection.close()
    with Station.open(file) as station:
        assert "_was_name" not in station.kinds["person"].fields


def test_every_station_has_what_is_looked_for(file):
    with Station.open(file) as station, station._engine.readers.lend() as connection:
        check_columns(connection, station.kinds.values(), file)


@pytest.mark.parametrize("stored", FILES, ids=lambda path: path.name)
def test_a_backup_that_an_earlier_version_made_is_sound(tmp_path, stored):
    copy = tmp_path / "b.station"
    copy.write_bytes(lzma.decompress(stored.read_bytes()))
    assert SealedCopy(copy, None).verify().sound


def test_a_backup_made_while_search_tokens_wait_is_sound(file, tmp_path):
    with Station.open(file) as station:
        people = [Edit("person", None, {"name": f"众{n}"}) for n in range(deferred.MANY)]
        with station._engine.lock:  # what makes the tokens waits for the writer
            station.apply(people, who="a", why="b")
            station.backup(tmp_path / "b.station")
            found = station.copies.at(tmp_path / "b.station").verify()
    assert found.sound, found.problems
