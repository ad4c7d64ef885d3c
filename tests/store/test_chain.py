"""Every byte of the journal counts: whatever is changed, taken out, put in or exchanged is named by its entry."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some
from sqlcipher3 import dbapi2

from data.progress import Progress
from data.records import Edit
from data.store import Station, journal
from data.store.chain import walk
from tests.store.conftest import ORIGIN

COLUMNS = ("entry", "batch", "action", "kind", "record", "last", "count", "body", "digest", "hash")
PACKED = 600


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """Rows and tip of a journal with alone and packed entries, looks and sign-ins among them."""
    with Station.create(tmp_path_factory.mktemp("chain") / "a.station", "金沙派出所", origin=ORIGIN) as station:
        for name in ("张伟", "李四", "王五"):
            (change,) = station.apply([Edit("person", None, {"name": name})], who="王警官", why="登记").changes
            station.note("view", "person", (change.id,), who="李警官")
            station.note("sign_in", who="李警官")
        station.apply([Edit("person", None, {"name": f"人{n}"}) for n in range(PACKED)], who="a", why="导入")
        station.apply([Edit("person", change.id, {"name": "赵六"})], who="王警官", why="改名")
        station.apply([Edit("person", change.id, None)], who="王警官", why="注销")
        with station._engine.readers.lend() as connection:
            rows = connection.execute(f"SELECT {', '.join(COLUMNS)} FROM _journal ORDER BY entry").fetchall()
            (tip,) = connection.execute("SELECT value FROM _meta WHERE name = 'tip'").fetchone()
    return rows, tip


def faults(rows, tip):
    """Return what a walk over these rows finds."""
    connection = dbapi2.connect(":memory:")
    connection.execute(f"CREATE TABLE _journal (entry INTEGER PRIMARY KEY, {', '.join(COLUMNS[1:])})")
    connection.execute("CREATE TABLE _meta (name TEXT, value TEXT)")
    connection.execute("INSERT INTO _meta VALUES ('tip', ?)", (tip,))
    connection.executemany(f"INSERT INTO _journal VALUES ({', '.join('?' * len(COLUMNS))})", rows)
    found = walk(connection, {}, (), len(rows), Progress()).faults
    connection.close()
    return found


def named(found, entry):
    """Whether the first that is told is about an entry."""
    return bool(found) and found[0].first <= entry <= max(found[0].last, found[0].first)


def flipped(value, at, bit):
    """Return a value with one bit of one byte turned; of a number a bit of it."""
    if isinstance(value, int):
        return value ^ (1 << bit)
    raw = bytearray(value if isinstance(value, bytes) else value.encode())
    raw[at % len(raw)] ^= 1 << bit
    return bytes(raw) if isinstance(value, bytes) else raw.decode("latin-1")


def test_a_journal_as_it_was_written_is_sound(written):
    rows, tip = written
    assert faults(rows, tip) == []


@given(data=some.data())
def test_a_flipped_byte_is_found_and_its_entry_named(written, data):
    rows, tip = written
    at = data.draw(some.integers(0, len(rows) - 1))
    column = data.draw(some.integers(1, len(COLUMNS) - 1))
    row = list(rows[at])
    if not row[column] and isinstance(row[column], str):
        column = COLUMNS.index("hash")
    row[column] = flipped(row[column], data.draw(some.integers(0, 10_000)), data.draw(some.integers(0, 7)))
    found = faults([*rows[:at], row, *rows[at + 1 :]], tip)
    assert named(found, rows[at][0])
    assert len(found) == 1


@given(data=some.data())
def test_a_row_taken_out_is_found_and_its_entry_named(written, data):
    rows, tip = written
    at = data.draw(some.integers(0, len(rows) - 1))
    found = faults([*rows[:at], *rows[at + 1 :]], tip)
    assert len(found) == 1
    assert found[0].what in ("missing", "cut")
    assert named(found, rows[at][0] - (found[0].what == "cut"))


@given(data=some.data())
def test_a_row_taken_out_with_all_others_counted_anew_is_named(written, data):
    rows, tip = written
    at = data.draw(some.integers(0, len(rows) - 3))
    gone = rows[at][6]
    later = [(row[0] - gone, *row[1:]) for row in rows[at + 1 :]]
    found = faults([*rows[:at], *later], tip)
    assert named(found, rows[at][0])


@given(data=some.data())
def test_rows_that_changed_places_are_both_named(written, data):
    rows, tip = written
    alone = [n for n, row in enumerate(rows) if row[6] == 1]
    first = data.draw(some.integers(0, len(alone) - 2))
    a, b = alone[first], alone[data.draw(some.integers(first + 1, len(alone) - 1))]
    changed = [list(row) for row in rows]
    changed[a][0], changed[b][0] = rows[b][0], rows[a][0]
    found = faults(changed, tip)
    assert {f.first for f in found} == {rows[a][0], rows[b][0]}


@given(data=some.data())
def test_a_row_put_in_with_all_others_counted_anew_is_named(written, data):
    rows, tip = written
    at = data.draw(some.integers(1, len(rows) - 2))
    number, before = rows[at][0], rows[at - 1][9]
    fresh = [number, rows[at - 1][1], "view", "person", 1, 1, 1, b"{}", journal.hashlib.sha256(b"{}").digest(), b""]
    fresh[9] = journal.link_of(before, fresh[:7], fresh[8]) if data.draw(some.booleans()) else bytes(32)
    later = [(row[0] + 1, *row[1:]) for row in rows[at:]]
    assert named(faults([*rows[:at], fresh, *later], tip), number)


@given(data=some.data())
def test_a_row_put_in_beside_or_behind_the_others_is_named(written, data):
    rows, tip = written
    last = rows[-1]
    spot = data.draw(some.sampled_from(["between", "behind", "before"]))
    packed = next(row for row in rows if row[6] > 1)
    number = {"between": packed[0] + 1, "behind": last[0] + 1, "before": 0}[spot]
    fresh = [number, last[1], "view", "person", 1, 1, 1, b"{}", journal.hashlib.sha256(b"{}").digest(), b""]
    fresh[9] = journal.link_of(last[9], fresh[:7], fresh[8])
    found = faults([*rows, fresh], tip)
    assert [(f.what, f.first) for f in found] == [("inserted", number)]


def test_a_row_of_which_all_was_changed_is_named(written):
    rows, tip = written
    at = len(rows) // 2
    changed = [*rows[at][:3], "camera", *rows[at][4:7], b"{}", bytes(32), bytes(32)]
    assert named(faults([*rows[:at], changed, *rows[at + 1 :]], tip), rows[at][0])


def test_several_changes_are_all_named(written):
    rows, tip = written
    changed = [list(row) for row in rows]
    for at in (5, 20, 33):
        changed[at][7] += b" "
    assert [f.first for f in faults(changed, tip)] == [rows[at][0] for at in (5, 20, 33)]


def test_a_journal_without_its_end_is_noticed(written):
    rows, tip = written
    (found,) = faults(rows[:-3], tip)
    assert (found.what, found.first) == ("cut", rows[-4][0] + rows[-4][6] - 1)
