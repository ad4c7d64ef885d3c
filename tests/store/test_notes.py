"""What changes nothing is in the journal all the same: looks, searches, sign-ins; and changes take no harm from it."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from sqlcipher3 import dbapi2

from data.accounts import passwords
from data.errors import Damaged, WatchroomError, WrongUsage
from data.records import Edit
from data.store import Station, meta
from data.store.connect import Door
from data.store.covered import asked, cover, marks
from data.store.hold import lock_path
from data.store.in_time import StationInTime
from data.store.notes import AGAIN, REPEATS, Notes, mark_key
from tests.store.conftest import ORIGIN, add

KEY = b"k" * 32
NUMBER = "990105199001011234"


def said_of(station, action):
    """Return what the journal says of all acts of a sort, oldest first."""
    station._notes.flush()
    with station._engine.readers.lend() as connection:
        from data.store.journal import COLUMNS, unpacked

        rows = connection.execute(f"SELECT {COLUMNS} FROM _journal WHERE action = ? ORDER BY entry", (action,)).fetchall()
        return [entry.body for row in rows for entry in unpacked(row)]


def look(station, house, who="王警官"):
    return station.note("view", "person", (house["person"],), who=who, command="open")


def test_who_looked_at_a_record_is_told(station, house):
    look(station, house)
    assert [(e.action, e.who) for e in station.looks("person", house["person"])] == [("view", "王警官")]


def test_a_look_is_written_without_being_asked_for(station, house):
    look(station, house)
    for thread in [t for t in threading.enumerate() if t.name == "journal-looks"]:
        thread.join()
    with station._engine.readers.lend() as connection:
        assert connection.execute("SELECT count(*) FROM _journal WHERE action = 'view'").fetchone() == (1,)


def test_who_reads_waits_for_what_is_being_written(station, house, monkeypatch):
    begun, go, append = threading.Event(), threading.Event(), Notes._append

    def slowly(self, connection, notes):
        begun.set()
        go.wait()
        return append(self, connection, notes)

    look(station, house)
    monkeypatch.setattr(Notes, "_append", slowly)
    writing = threading.Thread(target=station._notes.flush)
    writing.start()
    begun.wait()
    found = []
    reading = threading.Thread(target=lambda: found.extend(station.looks("person", house["person"])))
    reading.start()
    reading.join(0.2)  # without the mending it ends here and has found nothing
    go.set()
    for thread in (writing, reading):
        thread.join()
    assert [entry.action for entry in found] == ["view"]


def test_looks_do_not_stand_in_the_history_of_a_record(station, house):
    before = station.history("person", house["person"])
    look(station, house)
    station._notes.flush()
    assert station.history("person", house["person"]) == before


def test_a_sign_in_is_written_before_the_call_returns(station):
    batch = station.note("sign_in", who="王警官")
    assert station.info().journal == batch + 1


def test_the_journal_stays_sound(station, house):
    look(station, house)
    station.note("sign_in", who="王警官")
    station.note("export", "person", range(house["person"], house["person"] + 1), {"file": "名单.xlsx"}, who="王警官", why="核对")
    assert station.verify().sound


def test_an_act_that_is_not_declared_is_refused(station):
    with pytest.raises(WrongUsage):
        station.note("peek", who="王警官")


def test_looking_again_is_counted_and_written_as_one_entry(station, house, clock):
    for _ in range(5):
        look(station, house)
        clock.set(clock.now() + timedelta(minutes=1))
    clock.set(clock.now() + AGAIN)
    look(station, house)
    first, again, anew = said_of(station, "view")
    assert ["times" in first, again["times"], "times" in anew] == [False, 4, False]


def test_another_person_is_another_look(station, house):
    look(station, house)
    look(station, house, who="李警官")
    assert [e.who for e in station.looks("person", house["person"])] == ["王警官", "李警官"]


def test_counts_are_written_at_closing(station, house, file, clock):
    look(station, house)
    look(station, house)
    station.close()
    with Station.open(file, clock=clock) as again:
        assert [b.get("times") for b in said_of(again, "view")] == [None, 1]


def test_counts_of_a_program_that_ended_too_early_are_written_at_the_next_opening(station, house, file, clock, tmp_path):
    look(station, house)
    look(station, house)
    station._notes.flush()
    copy = tmp_path / "copy.station"
    station.backup(copy)  # as the file lies there when the power goes
    with Station.open(copy, clock=clock) as again:
        assert [b.get("times") for b in said_of(again, "view")] == [None, 1]


def test_what_waits_is_written_at_closing(station, house, file, clock):
    for n in range(300):
        station.note("view", "person", (house["person"] + n,), who="王警官")
    station.close()
    with Station.open(file, clock=clock) as again:
        assert len(said_of(again, "view")) == 300


def test_undo_goes_past_looks(station, house):
    person = add(station, "person", name="李四")
    look(station, house)
    station.note("sign_in", who="王警官")
    station._notes.flush()
    station.undo(who="王警官")
    assert station.get("person", person) is None


def test_redo_goes_past_looks(station, house):
    person = add(station, "person", name="李四")
    station.undo(who="王警官")
    station.note("sign_in", who="王警官")
    station.redo(who="王警官")
    assert station.get("person", person)["name"] == "李四"


def test_the_latest_change_sets_are_changes(station, house):
    before = [b.id for b in station.batches()]
    station.note("sign_in", who="王警官")
    assert [b.id for b in station.batches()] == before


def test_looks_tell_no_view_that_something_changed(station, house):
    told = []
    station.changed.connect(told.append)
    look(station, house)
    station.note("sign_in", who="王警官")
    assert told == []


def test_what_is_kept_to_be_quick_holds_after_a_look(station, house):
    tip = station.shelf.tip()
    station.note("view", "building", (house["building"],), who="王警官")
    station._notes.flush()
    assert not station.shelf.touched(tip, {"building"})


def test_the_past_is_the_same_after_looks(station, house, clock):
    moment = "2026-11-21T13:47:00Z"
    clock.set(clock.now() + timedelta(hours=1))
    station.apply([Edit("person", house["person"], {"name": "张三"})], who="a", why="改名")
    look(station, house)
    in_time = StationInTime(station)
    in_time.show(in_time.look_back(moment))
    look(in_time, house)
    station._notes.flush()
    assert in_time.get("person", house["person"])["name"] == "张伟"
    in_time.release()


def test_a_look_at_the_past_says_at_which_moment(station, house, clock):
    in_time = StationInTime(station)
    in_time.show(in_time.look_back("2026-11-21T13:47:00Z"))
    look(in_time, house)
    in_time.release()
    assert said_of(station, "view")[0]["moment"] == "2026-11-21T13:47:00Z"


def test_who_opened_only_to_read_leaves_entries_too(station, house, file, clock):
    with Station.open(file, read_only=True, clock=clock) as beside:  # while another one writes it
        look(beside, house, who="李警官")
        assert beside.note("picture", who="李警官") > 0
    assert [(e.action, e.who) for e in station.looks("person", house["person"])] == [("view", "李警官")]
    assert station.verify().sound


def test_counts_of_who_writes_stay_when_another_one_reads(station, house, file, clock):
    for _ in range(3):
        look(station, house)
    station._notes.flush()
    with Station.open(file, read_only=True, clock=clock) as beside:
        look(beside, house, who="李警官")
        look(beside, house, who="李警官")
        beside._notes.flush()
        kept = meta.get(station._engine.connection, REPEATS)
    assert [(note[4], note[3]["times"]) for note in kept] == [("王警官", 2)]


@pytest.fixture
def unwritable(monkeypatch):
    """A disk that cannot be written, as a share given out to read: the administrator of a machine is not kept out by modes."""
    monkeypatch.setattr("data.store.notes.os.access", lambda *_: False)
    monkeypatch.setattr(Door, "writer", lambda self: self._connect(query_only=True))


def test_where_nothing_can_be_written_a_station_without_accounts_is_read_without_entries(station, house, file, clock, request):
    station.close()
    request.getfixturevalue("unwritable")
    with Station.open(file, read_only=True, clock=clock) as reading:
        assert (look(reading, house), reading.note("picture", who="a")) == (0, 0)
        assert reading.get("person", house["person"]) is not None


def test_where_nothing_can_be_written_nobody_signs_in(station, file, clock, monkeypatch, request):
    monkeypatch.setattr(passwords, "COST", [(1, 8, 1)])
    station.people.found(login="admin", name="管理员甲", badge="1", password="晚风轻轻吹过江面")
    station.people.sign_out()
    station.close()
    request.getfixturevalue("unwritable")
    with Station.open(file, read_only=True, clock=clock) as reading:
        with pytest.raises(WatchroomError):
            reading.people.sign_in("admin", "晚风轻轻吹过江面")
        assert not reading.session.signed_in


def test_a_searched_identity_number_does_not_stand_in_the_journal(station):
    station.note("search", said={"text": f"张 {NUMBER}", "found": 1}, who="王警官")
    (said,) = said_of(station, "search")
    assert said["text"] == "张 990*************34"
    assert NUMBER not in repr(said)


def test_an_auditor_can_ask_who_searched_for_a_number(station):
    station.note("search", said={"text": "1990 0101 12"}, who="王警官")
    (said,) = said_of(station, "search")
    with station._engine.readers.lend() as connection:
        key = mark_key(connection)
    assert set(said["marks"]) & asked(NUMBER, key)
    assert not set(said["marks"]) & asked("990105198801011298", key)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("永安路123号", "永安路123号"),
        ("13901234567", "139****4567"),
        ("139 0123 4567", "139****4567"),
        ("１３９０１２３４５６７", "139****4567"),
        ("99010519900101009X", "990*************9X"),
        ("12345", "****"),
    ],
)
def test_long_numbers_are_covered(text, shown):
    assert cover(text) == shown


def test_what_tells_a_person_is_covered_as_a_name():
    assert cover("张伟 zw", personal=True) == "张* z***"


def test_a_part_of_a_name_answers_for_the_name():
    assert marks("张", KEY) & asked("张伟", KEY)


def test_half_of_a_sign_that_was_searched_for_keeps_nobody_from_signing_in(station):
    station.note("search", said={"text": "张\ud83d", "found": 0}, who="王警官")
    assert station.note("sign_in", who="李警官")
    assert [said["text"] for said in said_of(station, "search")] == ["张?"]


def test_what_the_journal_cannot_hold_is_refused_at_once_and_stops_nobody(station):
    with pytest.raises(TypeError):
        station.note("view", "person", (1,), {"what": object()}, who="王警官")
    assert station.note("sign_in", who="李警官")


def test_the_key_of_marks_is_kept_though_the_first_try_failed(station, monkeypatch):
    keep = Notes._keep
    monkeypatch.setattr(Notes, "_keep", lambda *_of: (_ for _ in ()).throw(WatchroomError("磁盘已满")))
    station.note("search", said={"text": NUMBER}, who="王警官")
    station._notes.flush()
    monkeypatch.setattr(Notes, "_keep", keep)
    (said,) = said_of(station, "search")
    with station._engine.readers.lend() as connection:
        assert asked(NUMBER, mark_key(connection)) & set(said["marks"])


def test_a_command_leaves_the_counts_of_the_console_that_runs_to_it(file, clock):
    with Station.create(file, "金沙派出所", origin=ORIGIN, clock=clock) as made:
        id = add(made, "person", name="张伟")
    with Station.open(file, clock=clock, hold="console") as console:
        for _ in range(3):
            console.note("view", "person", (id,), who="王警官")
        console._notes.flush()
        Station.open(file, clock=clock, hold="command").close()
    with Station.open(file, clock=clock) as again:
        assert [said.get("times") for said in said_of(again, "view")] == [None, 2]


@pytest.mark.parametrize("left", ["5", '[[1, 2]]', '[["view", "person", [1], {}, "x", "", "", "never"]]',
                                  '[["no act", "", [0], {}, "x", "", "", "2026-11-21T13:47:00Z"]]'])  # fmt: skip
def test_counts_that_are_none_keep_nobody_out(station, file, left):
    station.close()
    raw = dbapi2.connect(str(file))
    raw.execute("INSERT OR REPLACE INTO _meta VALUES (?, ?)", (REPEATS, left))
    raw.commit()
    raw.close()
    before = threading.active_count()
    try:
        Station.open(file, hold="console").close()
    except Damaged:
        assert left == "5"
    assert (threading.active_count(), lock_path(file).exists()) == (before, False)


def test_marks_need_the_key_of_the_station():
    assert not marks(NUMBER, KEY) & marks(NUMBER, b"j" * 32)
