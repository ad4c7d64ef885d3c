"""What was erased is nowhere in the file, and the journal is as provable as before."""

from __future__ import annotations

import pytest
from sqlcipher3 import dbapi2

from data.errors import Conflict, Damaged, NotAllowed
from data.keeping.erase import erase, proofs
from data.keeping.plan import make_plan
from data.query import Query
from data.records import Edit
from data.store import Station, erasing
from tests.keeping.conftest import ATTACHED, NAME, PHONE, WORDS, raw


def erase_her(station, ids):
    return erase(station, make_plan(station, {"person": [ids["her"]]}), who="王警官", second="李所长", basis="保存期满")


def test_the_file_holds_her_before(kept, file):
    station, _ = kept
    station.close()
    found = raw(file)
    assert all(word.encode() in found for word in (NAME, PHONE, ATTACHED))


def test_nothing_of_her_lies_in_the_file_afterwards(kept, file):
    station, ids = kept
    erase_her(station, ids)
    found = raw(file)
    assert [word for word in WORDS if word.encode() in found] == []


def test_words_are_taken_out_of_every_row_however_few_are_read_at_a_time(kept, file, monkeypatch):
    monkeypatch.setattr(erasing, "STEP", 2)
    station, ids = kept
    erase_her(station, ids)
    found = raw(file)
    assert [word for word in WORDS if word.encode() in found] == []


def test_and_not_after_it_was_closed(kept, file):
    station, ids = kept
    erase_her(station, ids)
    station.close()
    found = raw(file)
    assert [word for word in WORDS if word.encode() in found] == []


def test_what_was_removed_long_before_goes_too(kept, file):
    station, ids = kept
    station.apply([Edit("attachment", ids["file"], None), Edit("residence", ids["home"], None)], who="王警官", why="删")
    station.apply([Edit("task", ids["task"], {"subject": None})], who="王警官", why="改")
    station.apply([Edit("person", ids["her"], None)], who="王警官", why=f"删除{NAME}")
    erase_her(station, ids)
    found = raw(file)
    assert [word for word in WORDS if word.encode() in found] == []


def test_the_journal_stays_sound_and_tells_how_many_entries_are_empty(kept):
    station, ids = kept
    done = erase_her(station, ids)
    found = station.verify()
    assert (found.problems, found.erased) == ((), done.entries)


def test_the_others_of_the_same_import_are_as_they_were(kept):
    station, ids = kept
    before = station.history("person", ids["neighbour"])[0].after
    erase_her(station, ids)
    assert station.history("person", ids["neighbour"])[0].after == before


def test_the_others_are_found_as_before(kept):
    station, ids = kept
    erase_her(station, ids)
    assert [hit.record.id for hit in station.find("住户一")] == [ids["neighbour"]]


def test_links_to_her_are_emptied(kept):
    station, ids = kept
    erase_her(station, ids)
    assert station.get("task", ids["task"])["subject"] is None


def test_her_history_says_that_it_was_erased(kept):
    station, ids = kept
    erase_her(station, ids)
    assert {entry.erased for entry in station.history("person", ids["her"]) if entry.action != "reveal"} == {True}


def tampered(file, *statements):
    raw_file = dbapi2.connect(str(file))
    for name, in raw_file.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        raw_file.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        raw_file.execute(statement)
    raw_file.commit()
    raw_file.close()
    with Station.open(file) as station:
        return station.verify().problems


def row_of(file, ids):
    """Return the first entry of the packed row in which she and her neighbours were added."""
    raw_file = dbapi2.connect(str(file))
    found = raw_file.execute("SELECT entry FROM _journal WHERE count > 1 AND kind = 'person'").fetchone()[0]
    raw_file.close()
    return found


def test_a_change_to_the_rest_of_an_emptied_row_is_noticed(kept, file):
    station, ids = kept
    erase_her(station, ids)
    station.close()
    entry = row_of(file, ids)
    problems = tampered(file, f"UPDATE _journal SET body = CAST(replace(body, '住户一', '住户二') AS BLOB) WHERE entry = {entry}")
    assert any(str(entry) in problem for problem in problems)


def test_a_row_emptied_by_hand_is_noticed(kept, file):
    station, _ = kept
    station.close()
    entry = row_of(file, {}) + 1
    assert tampered(file, "UPDATE _journal SET body = CAST('null' AS BLOB) WHERE action = 'change' AND kind = 'person'") != ()
    assert entry


def test_the_content_that_was_put_back_is_noticed(kept, file):
    station, ids = kept
    entry = row_of(file, ids)
    content = dbapi2.connect(str(file)).execute(f"SELECT body FROM _journal WHERE entry = {entry}").fetchone()[0]
    erase_her(station, ids)
    station.close()
    assert tampered(file, f"UPDATE _journal SET body = x'{content.hex()}' WHERE entry = {entry}") != ()


def test_the_file_itself_still_refuses_to_change_the_journal(kept, file):
    station, ids = kept
    erase_her(station, ids)
    station.close()
    raw_file = dbapi2.connect(str(file))
    with pytest.raises(dbapi2.IntegrityError):
        raw_file.execute("UPDATE _journal SET kind = 'x'")
    raw_file.close()


def test_a_journal_that_is_not_sound_is_not_emptied(kept, file):
    station, ids = kept
    station.close()
    entry = row_of(file, ids)
    tampered(file, f"UPDATE _journal SET body = CAST(replace(body, '住户一', '住户二') AS BLOB) WHERE entry = {entry}")
    with Station.open(file) as station, pytest.raises(Damaged):
        erase_her(station, ids)


def test_undo_stops_at_an_erasing(kept):
    station, ids = kept
    erase_her(station, ids)
    with pytest.raises(NotAllowed, match="清除"):
        station.undo(who="王警官")


def test_a_set_whose_content_was_erased_is_not_undone(kept):
    station, ids = kept
    batch = station.history("person", ids["her"])[0].batch
    erase_her(station, ids)
    with pytest.raises(NotAllowed, match="清除"):
        station.undo(batch, who="王警官")


def test_what_came_after_an_erasing_can_be_undone(kept):
    station, ids = kept
    erase_her(station, ids)
    station.apply([Edit("building", ids["house"], {"name": "新名"})], who="王警官", why="改名")
    station.undo(who="王警官")
    assert station.get("building", ids["house"])["name"] == "金沙小区5栋"


def test_the_past_shows_that_somebody_was_there_and_not_who(kept, clock):
    from datetime import timedelta

    from data.clock import format_utc
    from data.store.in_time import StationInTime

    station, ids = kept
    then = format_utc(clock.now())
    clock.set(clock.now() + timedelta(days=1))
    erase_her(station, ids)
    seen = StationInTime(station)
    seen.show(seen.look_back(then))
    there = seen.get("person", ids["her"])
    count = seen.count(Query("person"))
    seen.release()
    assert (there["name"], there["phone"], count) == ("〔已清除〕", None, 42)


def test_erasing_leaves_the_past_that_is_shown(kept, clock):
    from datetime import timedelta

    from data.clock import format_utc
    from data.store.in_time import StationInTime

    station, ids = kept
    then = format_utc(clock.now())
    clock.set(clock.now() + timedelta(days=1))
    seen = StationInTime(station)
    seen.show(seen.look_back(then))
    erase_her(station, ids)
    moment = seen.moment
    seen.release()
    assert moment is None


def test_a_sweep_that_was_cut_off_is_done_at_the_next_opening(kept, file, monkeypatch):
    from data.store import sweeping

    station, ids = kept
    monkeypatch.setattr(sweeping, "_cut_log", lambda _connection: False)
    erase_her(station, ids)
    assert station.eraser.owes
    station.close()
    monkeypatch.undo()
    with Station.open(file) as again:
        again.background(lambda: None).result()
        again.eraser.sweep()
        assert not again.eraser.owes


def test_nothing_is_erased_when_something_still_points_to_it(kept):
    station, ids = kept
    from data.store.erasing import Wish

    with pytest.raises(Conflict):
        station.eraser.erase(Wish({"person": frozenset({ids["her"]})}), who="王警官", why="试")
    assert station.get("person", ids["her"]) is not None


def test_an_erased_person_of_a_large_import_with_shapes_leaves_the_other_shapes(station_of_cases):
    station, gone, stays = station_of_cases
    before = station.history("case", stays)[0].after["geometry"]
    plan = make_plan(station, {"case": [gone]})
    erase(station, plan, who="王警官", basis="保存期满")
    assert station.history("case", stays)[0].after["geometry"] == before
    assert station.verify().problems == ()


@pytest.fixture
def station_of_cases(file, clock):
    from shapely import Point

    from data.store.bulk import Part

    station = Station.create(file, "金沙", origin=(121.5, 31.2), clock=clock)
    columns = {
        "type": ["theft"] * 30, "caller": [f"报警人{n}" for n in range(30)], "reported_at": ["2020-01-01T00:00:00Z"] * 30,
        "state": ["closed"] * 30, "geometry": [Point(121.5 + n / 1e4, 31.2) for n in range(30)],
    }  # fmt: skip
    with station.editing(who="王警官", why="导入") as draft:
        first = draft.add_many("case", [Part(30, lambda: dict(columns))])
    yield station, first + 7, first + 8
    station.close()


def test_what_was_typed_about_her_and_not_saved_goes_too(kept, file):
    station, ids = kept
    station.unsaved.keep("王警官@desk", "record", ids["her"], {"remark": "半句没写完的话"})
    station.unsaved.keep("王警官@desk", "record", 0, {"remark": f"{NAME}来过"})
    erase_her(station, ids)
    found = raw(file)
    assert [word for word in ("半句没写完的话", NAME) if word.encode() in found] == []


def test_a_setting_that_named_her_is_no_fault_of_the_file_afterwards(kept):
    station, ids = kept
    station.set_setting("handover", {"text": f"找{NAME}谈一次"})
    station.unsaved.keep("王警官@desk", "record", ids["her"], {"remark": "半句没写完的话"})
    erase_her(station, ids)
    assert (station.setting("handover"), station.verify().problems) == ({"text": "找〔已清除〕谈一次"}, ())


def test_a_proof_tells_who_with_whom_and_why(kept):
    station, ids = kept
    erase_her(station, ids)
    proof = proofs(station)[0]
    assert (proof.who, proof.second, proof.basis, proof.records["person"], proof.files, proof.clean) == (
        "王警官", "李所长", "保存期满", 1, 1, True)  # fmt: skip
