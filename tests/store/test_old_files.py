"""Stored station files of every earlier format open in this program: sound, searchable, with their past and their journal."""

from __future__ import annotations

import lzma
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from data.clock import FixedClock
from data.errors import BadInput, Outdated
from data.query import Query, equals
from data.records import Edit
from data.store import Station, migrate
from data.store.connect import APPLICATION_ID, derive_key
from data.store.in_time import StationInTime
from data.store.schema import FORMAT

FILES = sorted((Path(__file__).parent / "files").glob("*.station.xz"))
NAMES = [f.name.removesuffix(".station.xz") for f in FILES]
SECRET = "一二三四五六七八"


def unpack(file, folder):
    path = folder / "旧站.station"
    path.write_bytes(lzma.decompress(file.read_bytes()))
    return path


@pytest.fixture(scope="module", params=FILES, ids=NAMES)
def old(request, tmp_path_factory):
    """A stored file, opened once for all that is asked of it."""
    path = unpack(request.param, tmp_path_factory.mktemp("old"))
    station = Station.open(path, clock=FixedClock(datetime(2026, 11, 22, 13, tzinfo=UTC)))
    yield station
    station.close()


def format_of(path):
    connection = dbapi2.connect(str(path))
    found = connection.execute("PRAGMA user_version").fetchone()[0]
    connection.close()
    return found


def test_there_is_a_file_of_every_earlier_format(tmp_path):
    assert {format_of(unpack(f, tmp_path)) for f in FILES} >= set(range(1, FORMAT))


def test_every_step_has_its_way():
    assert set(migrate.FORMAT_STEPS) == set(range(2, FORMAT + 1))


def test_no_stored_file_is_large():
    assert max(f.stat().st_size for f in FILES) < 200_000


def test_it_is_of_today_after_opening(old):
    assert format_of(old.path) == FORMAT


def test_it_is_sound(old):
    assert old.verify().problems == ()


def test_its_records_are_there(old):
    assert old.count(Query("person")) == 601


def test_a_record_keeps_its_values(old):
    assert old.first(equals("person", name="张伟"))["phone"] == "13907654321"


def test_a_person_stands_where_it_lives(old):
    found = old.first(Query("person", equals("person", name="张伟").where, placed=True))
    assert found.place is not None and found.place.lon == pytest.approx(121.50025, abs=1e-4)


@pytest.mark.parametrize("typed", ["张伟", "zw", "13907654321", "居民0599"])
def test_it_is_searched(old, typed):
    assert old.find(typed)


def test_what_was_removed_is_not_found(old):
    assert not old.find("李娜")


def test_the_history_of_a_record_is_told(old):
    id = old.first(equals("person", name="张伟")).id
    assert [h.action for h in old.history("person", id) if h.action in ("add", "change")] == ["add", "change"]


def test_a_case_under_way_says_so_in_todays_words(old, request):
    before = request.node.callspec.id < "format-3"  # "sent" was all between sending and arrival then
    assert old.first(Query("case"))["state"] == ("on_the_way" if before else "sent")


def test_an_attachment_is_there(old):
    assert old.content(old.first(Query("attachment")).id) == "虚构的登记表".encode()


def test_a_kind_of_its_own_is_there(old):
    assert old.first(Query("dog"))["name"] == "旺财"


def test_its_settings_are_there(old):
    assert old.setting("shift") == "甲班"


def test_it_is_looked_at_as_it_was(old):
    then = StationInTime(old)
    then.show(then.look_back("2026-01-01T02:00:00Z"))
    count = then.count(Query("person"))
    then.release()
    assert count == 601


def test_it_is_written(old):
    done = old.apply([Edit("person", None, {"name": "王芳"})], who="王警官", why="登记")
    old.undo(done.id, who="王警官")
    assert old.count(Query("person")) == 601


@pytest.mark.parametrize("file", FILES, ids=NAMES)
def test_only_reading_asks_to_bring_it_up_to_date(file, tmp_path):
    path = unpack(file, tmp_path)
    if format_of(path) == FORMAT:
        pytest.skip("it is of today")
    with pytest.raises(Outdated, match="需要先升级"):
        Station.open(path, read_only=True)


def test_a_migration_that_fails_changes_nothing(tmp_path, monkeypatch):
    path = unpack(FILES[0], tmp_path)

    def fail(_connection):
        raise BadInput("断了")

    monkeypatch.setitem(migrate.FORMAT_STEPS, FORMAT, fail)
    with pytest.raises(BadInput):
        Station.open(path)
    assert format_of(path) == 1


def test_after_a_migration_that_failed_it_opens(tmp_path, monkeypatch):
    path = unpack(FILES[0], tmp_path)

    def fail(_connection):
        raise BadInput("断了")

    with monkeypatch.context() as patch:
        patch.setitem(migrate.FORMAT_STEPS, FORMAT, fail)
        with pytest.raises(BadInput):
            Station.open(path)
    with Station.open(path) as opened:
        assert opened.verify().sound


def test_an_encrypted_one_opens_too(tmp_path):
    plain, path = unpack(FILES[0], tmp_path), tmp_path / "密.station"
    salt = bytes(range(16))
    connection = dbapi2.connect(str(plain), isolation_level=None)
    connection.execute(f"ATTACH DATABASE ? AS locked KEY \"x'{derive_key(SECRET, salt)}'\"", (str(path),))
    connection.execute("PRAGMA writable_schema = ON")
    connection.execute("SELECT sqlcipher_export('locked')")
    connection.execute(f"PRAGMA locked.application_id = {APPLICATION_ID}")
    connection.execute("PRAGMA locked.user_version = 1")
    connection.close()
    with Station.open(path, passphrase=SECRET) as opened:
        assert opened.find("张伟") and opened.verify().sound


def test_a_file_of_a_newer_program_is_refused_politely(tmp_path):
    path = unpack(FILES[-1], tmp_path)
    connection = dbapi2.connect(str(path))
    connection.execute(f"PRAGMA user_version = {FORMAT + 1}")
    connection.close()
    with pytest.raises(BadInput, match="更新版本的程序"):
        Station.open(path)


def test_a_file_of_a_newer_program_is_left_as_it_is(tmp_path):
    path = unpack(FILES[-1], tmp_path)
    connection = dbapi2.connect(str(path))
    connection.execute(f"PRAGMA user_version = {FORMAT + 1}")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(BadInput):
        Station.open(path)
    assert path.read_bytes() == before
