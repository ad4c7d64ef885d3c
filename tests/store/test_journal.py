"""The journal: complete, append-only, and any change of the past is named."""

from __future__ import annotations

import sqlite3

import pytest

from data.errors import InvalidValue
from data.query import Query
from data.records import Edit
from data.store import Station
from tests.store.conftest import add


@pytest.fixture
def told(station, file):
    """A closed station with a handful of entries, some of them packed."""
    for name in ("一", "二", "三"):
        add(station, "person", name=name)
    station.apply([Edit("person", None, {"name": f"人{n}"}) for n in range(1200)], who="a", why="导入")
    station.close()
    return file


def tampered(file, *statements):
    raw = sqlite3.connect(file)
    raw.execute("DROP TRIGGER _journal_keep_update")
    raw.execute("DROP TRIGGER _journal_keep_delete")
    for statement in statements:
        raw.execute(statement)
    raw.commit()
    raw.close()
    with Station.open(file) as station:
        return station.verify().problems


def row_of(file, condition):
    raw = sqlite3.connect(file)
    entry = raw.execute(f"SELECT entry FROM _journal WHERE {condition} ORDER BY entry LIMIT 1").fetchone()[0]
    raw.close()
    return entry


def test_an_untouched_journal_is_sound(told):
    with Station.open(told) as station:
        assert station.verify().sound


def test_every_change_has_an_entry(station):
    before = station.info().journal
    station.apply([Edit("person", None, {"name": f"人{n}"}) for n in range(1200)], who="a", why="导入")
    assert station.info().journal == before + 1201


@pytest.mark.parametrize("packed", ["count = 1 AND action = 'add'", "count > 1"])
def test_a_changed_body_is_named(told, packed):
    entry = row_of(told, packed)
    problems = tampered(told, f"UPDATE _journal SET body = replace(body, '人', '鬼') || ' ' WHERE entry = {entry}")
    assert [str(entry) in p for p in problems] == [True]


@pytest.mark.parametrize("column", ["batch", "action", "kind", "record", "last", "count", "hash"])
def test_a_changed_heading_is_named(told, column):
    entry = row_of(told, "action = 'add'")
    problems = tampered(told, f"UPDATE _journal SET {column} = 'x' WHERE entry = {entry}")
    assert [str(entry) in p for p in problems] == [True]


def test_a_changed_body_with_a_new_digest_is_named(told):
    import hashlib

    entry = row_of(told, "action = 'add'")
    digest = hashlib.sha256(b"{}").hexdigest()
    problems = tampered(told, f"UPDATE _journal SET body = CAST('{{}}' AS BLOB), digest = x'{digest}' WHERE entry = {entry}")
    assert [str(entry) in p for p in problems] == [True]


def test_a_removed_row_is_named(told):
    entry = row_of(told, "action = 'add'")
    problems = tampered(told, f"DELETE FROM _journal WHERE entry = {entry}")
    assert [str(entry) in p for p in problems] == [True]


def test_rows_that_changed_places_are_named(told):
    first, second = row_of(told, "action = 'add'"), row_of(told, "action = 'add'") + 2
    swap = [(first, -1), (second, first), (-1, second)]
    problems = tampered(told, *(f"UPDATE _journal SET entry = {b} WHERE entry = {a}" for a, b in swap))
    assert [str(first) in p and str(second) in p for p in problems] == [True, True]


def test_a_journal_cut_off_at_its_end_is_noticed(told):
    assert tampered(told, "DELETE FROM _journal WHERE entry > 30") != ()


def test_the_file_itself_refuses_to_change_the_journal(told):
    raw = sqlite3.connect(told)
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        raw.execute("UPDATE _journal SET kind = 'x'")
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        raw.execute("DELETE FROM _journal")
    raw.close()


def test_history_tells_who_what_and_why(station):
    id = add(station, "person", name="张伟")
    station.apply([Edit("person", id, {"name": "张玮"})], who="李警官", why="更正")
    last = station.history("person", id)[-1]
    assert (last.who, last.why, last.before, last.after) == ("李警官", "更正", {"name": "张伟"}, {"name": "张玮"})


def test_history_finds_a_record_in_a_large_set(station):
    made = station.apply([Edit("person", None, {"name": f"人{n}"}) for n in range(1200)], who="a", why="导入")
    id = made.changes[777].id
    assert [(h.action, h.after) for h in station.history("person", id)] == [("add", {"name": "人777"})]


def test_the_entry_of_history_is_the_entry_of_the_journal(station):
    made = station.apply([Edit("person", None, {"name": f"人{n}"}) for n in range(600)], who="a", why="导入")
    assert station.history("person", made.changes[550].id)[0].entry == made.id + 551


def test_batches_are_newest_first(station):
    add(station, "person", name="一")
    add(station, "person", name="二")
    assert [b.changes[0].after["name"] for b in station.batches(limit=2)] == ["二", "一"]


def test_what_does_not_differ_is_not_written(station):
    id = add(station, "person", name="一", phone="13901234567")
    before = station.info().journal
    made = station.apply([Edit("person", id, {"name": "一", "phone": "13901234567"})], who="a", why="b")
    assert (made.id, made.changes, station.info().journal) == (0, (), before)


def test_a_change_holds_only_what_differs(station):
    id = add(station, "person", name="一", phone="13901234567")
    made = station.apply([Edit("person", id, {"name": "二", "phone": "13901234567"})], who="a", why="b")
    assert (made.changes[0].before, made.changes[0].after) == ({"name": "一"}, {"name": "二"})


def test_changed_is_told_after_the_commit(station):
    counts = []
    station.changed.connect(lambda made: counts.append((made.why, station.count(Query("person")))))
    add(station, "person", name="一")
    assert counts == [("登记", 1)]


def test_the_asker_is_named_in_the_change_set(station):
    me, seen = object(), []
    station.changed.connect(seen.append)
    with station.editing(who="a", why="b", origin=me) as draft:
        draft.add("person", {"name": "一"})
    assert seen[0].origin is me


def test_an_exception_drops_a_draft(station):
    with pytest.raises(RuntimeError), station.editing(who="a", why="b") as draft:
        draft.add("person", {"name": "一"})
        raise RuntimeError
    assert station.count(Query("person")) == 0


def test_a_draft_may_change_and_remove_what_it_added(station):
    with station.editing(who="a", why="b") as draft:
        kept, dropped = draft.add("person", {"name": "一"}), draft.add("person", {"name": "二"})
        draft.change("person", kept, name="三")
        draft.remove("person", dropped)
    assert [(r.id, r["name"]) for r in station.read(Query("person"))] == [(kept, "三")]


def test_reveal_returns_the_values_and_journals_who_and_why(station):
    id = add(station, "person", name="张伟", phone="13901234567")
    assert station.reveal("person", id, ["phone"], who="李警官", reason="核实走访") == {"phone": "13901234567"}
    last = station.history("person", id)[-1]
    assert (last.action, last.who, last.after) == ("reveal", "李警官", {"fields": ["phone"], "reason": "核实走访"})


def test_reveal_without_a_reason_is_refused(station):
    id = add(station, "person", name="张伟", phone="13901234567")
    with pytest.raises(InvalidValue):
        station.reveal("person", id, ["phone"], who="李警官", reason=" ")


def test_the_title_masks_a_name(station):
    record = station.get("person", add(station, "person", name="张伟"))
    assert (station.title(record), station.title(record, masked=False)) == ("张*", "张伟")


def test_attachments_come_back_as_they_were(station, house):
    id = station.attach("person", house["person"], "照片.jpg", bytes(range(256)), who="a", remark="证件照")
    assert station.content(id) == bytes(range(256))
    assert station.get("attachment", id)["media_type"] == "image/jpeg"


def test_the_journal_does_not_carry_the_bytes_of_an_attachment(station, house):
    id = station.attach("person", house["person"], "a.bin", b"SECRETBYTES", who="a")
    assert "SECRETBYTES" not in str(station.history("attachment", id))


def test_a_record_that_others_point_to_is_not_removed(station, house):
    with pytest.raises(Exception, match="居住"):
        station.apply([Edit("person", house["person"], None)], who="a", why="b")
    assert station.count(Query("person")) == 1


def test_a_record_with_an_attachment_is_not_removed(station):
    id = add(station, "person", name="张伟")
    station.attach("person", id, "a.jpg", b"x", who="a")
    with pytest.raises(Exception, match="附件"):
        station.apply([Edit("person", id, None)], who="a", why="b")
