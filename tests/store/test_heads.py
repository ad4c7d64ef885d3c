"""Signed heads: the journal cannot be cut off or written anew without one that was kept elsewhere showing it."""

from __future__ import annotations

import hashlib
import sqlite3
from datetime import timedelta

import pytest

from data.errors import BadInput
from data.records import Edit
from data.store import Station, heads, journal
from tests.store.conftest import ORIGIN, add


def kept(station):
    """Return the entries that are signed."""
    with station._engine.readers.lend() as connection:
        return [head.entry for head in heads.heads(connection)]


@pytest.fixture
def head(station):
    """A head that was written out, then more was written and the station closed."""
    station.note("sign_in", who="张伟")
    made = station.head()
    for name in ("李四", "王五"):
        station.note("sign_in", who=name)
    station.close()
    return made


def raw(file, *statements):
    connection = sqlite3.connect(file)
    for trigger in ("_journal_keep_update", "_journal_keep_delete", "_heads_keep_update", "_heads_keep_delete"):
        connection.execute(f"DROP TRIGGER {trigger}")
    for statement in statements:
        connection.execute(*statement)
    connection.commit()
    connection.close()


def written_anew(file, entry):
    """Change an entry, and chain and count all that follow anew, as the program itself would."""
    connection = sqlite3.connect(file)
    connection.execute("DROP TRIGGER _journal_keep_update")
    before = connection.execute("SELECT hash FROM _journal WHERE entry < ? ORDER BY entry DESC", (entry,)).fetchone()[0]
    columns = "entry, batch, action, kind, record, last, count, body"
    rows = connection.execute(f"SELECT {columns} FROM _journal WHERE entry >= ?", (entry,))
    for *heading, found in rows.fetchall():
        body = found.replace("张伟".encode(), "赵六".encode())
        digest = hashlib.sha256(body).digest()
        before = journal.link_of(before, heading, digest)
        connection.execute("UPDATE _journal SET body = ?, digest = ?, hash = ? WHERE entry = ?", (body, digest, before, heading[0]))
        last = heading[0]
    connection.execute("UPDATE _meta SET value = ? WHERE name = 'tip'", (f'[{last},"{before.hex()}"]',))
    connection.commit()
    connection.close()


def problems(file, *outside):
    with Station.open(file) as station:
        return station.verify(heads=outside).problems


def test_a_new_station_is_signed(station):
    assert kept(station)


def test_closing_signs_the_end(station, file):
    add(station, "person", name="张伟")
    station.close()
    with Station.open(file) as again:
        assert kept(again)[-1] == again.info().journal


def test_a_head_follows_after_many_entries(station):
    before = len(kept(station))
    for n in range(heads.EVERY // 2 + 2):
        add(station, "person", name=f"人{n}")
    assert len(kept(station)) == before + 1


def test_a_head_follows_after_some_minutes(station, clock):
    before = len(kept(station))
    clock.set(clock.now() + heads.PAUSE + timedelta(seconds=1))
    add(station, "person", name="张伟")
    assert len(kept(station)) == before + 1


def test_a_journal_that_went_on_fits_its_head(head, file):
    assert problems(file, head) == ()


def test_a_journal_written_anew_does_not_fit_the_heads_in_the_file(head, file):
    written_anew(file, head.entry - 1)
    (found,) = problems(file)
    assert str(head.entry) in found


@pytest.fixture
def long(station, monkeypatch):
    """A station with several heads, closed; as large sets are, one of its change sets is longer than what lies between heads."""
    monkeypatch.setattr(heads, "EVERY", 10)
    for n in range(20):
        add(station, "person", name=f"人{n}")
    station.apply([Edit("person", None, {"name": f"人{n}"}) for n in range(35)], who="a", why="b")
    for n in range(6):
        add(station, "person", name=f"人{n}")
    made = kept(station)
    station.close()
    return made


def test_heads_that_are_all_there_are_no_fault(long, file):
    assert len(long) > 4 and problems(file) == ()


@pytest.mark.parametrize("which", ["1", "entry = (SELECT min(entry) FROM _heads)", "entry > 80", "entry BETWEEN 60 AND 80"])
def test_heads_that_were_taken_away_are_noticed(long, file, which):
    raw(file, (f"DELETE FROM _heads WHERE {which}",))
    (found,) = problems(file)
    assert "应有的封签" in found


def test_and_also_after_something_else_was_written(long, file):
    raw(file, ("DELETE FROM _heads",))
    with Station.open(file) as station:
        add(station, "person", name="后来的人")
    assert "应有的封签" in problems(file)[0]


def test_a_journal_without_its_end_does_not_fit_the_head(head, file):
    row = ("SELECT entry, hash FROM _journal WHERE entry < ? ORDER BY entry DESC LIMIT 1", (head.entry - 1,))
    connection = sqlite3.connect(file)
    entry, hash = connection.execute(*row).fetchone()
    connection.close()
    raw(
        file,
        ("DELETE FROM _journal WHERE entry > ?", (entry,)),
        ("DELETE FROM _heads WHERE entry > ?", (entry,)),
        ("UPDATE _meta SET value = ? WHERE name = 'tip'", (f'[{entry},"{hash.hex()}"]',)),
    )
    assert problems(file) == ()
    (found,) = problems(file, head)
    assert str(head.entry) in found


def test_a_head_of_another_station_does_not_fit(head, file, tmp_path):
    with Station.create(tmp_path / "b.station", "另一站", origin=ORIGIN) as other:
        strange = other.head()
    assert len(problems(file, strange)) == 1


@pytest.mark.parametrize("form", [lambda h: heads.as_json(h, "金沙"), lambda h: heads.as_text(h).encode()])
def test_a_head_comes_back_as_it_was_written_out(head, form):
    assert heads.read(form(head)) == head


def test_a_head_in_groups_and_lines_comes_back(head):
    from app.head_page import grouped

    assert heads.read(("封签：\n" + grouped(heads.as_text(head)).replace(" ", "\n")).encode()) == head


def test_a_head_that_was_changed_is_refused(head):
    with pytest.raises(BadInput):
        heads.read(heads.as_json(head, "金沙").replace(f'"entry": {head.entry}'.encode(), b'"entry": 7'))


def test_a_file_that_holds_no_head_is_refused():
    with pytest.raises(BadInput):
        heads.read(b"{}")


def test_the_command_line_holds_the_journal_against_a_head(head, file, tmp_path):
    from click.testing import CliRunner

    from app.cli.care import verify

    out = tmp_path / "封签.json"
    out.write_bytes(heads.as_json(head, "金沙"))
    assert CliRunner().invoke(verify, [str(file), "--head", str(out)], standalone_mode=False).return_value == 0
    written_anew(file, head.entry - 1)
    assert CliRunner().invoke(verify, [str(file), "--head", str(out)], standalone_mode=False).return_value == 5
