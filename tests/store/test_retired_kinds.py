"""A ledger of the station's own that is removed: one change set, the past still knows it, and undo brings it back whole."""

from __future__ import annotations

from datetime import timedelta

import pytest
import shapely

from data.audit.lines import read_told
from data.clock import format_utc
from data.errors import Conflict, NotAllowed, WrongUsage
from data.exchange.importer import import_file
from data.keeping.retention import due
from data.query import Area, Query
from data.records import Edit
from data.store import Station
from data.store.audit import Filter
from data.store.copies import SealedCopy
from data.store.in_time import StationInTime
from tests.store.conftest import add
from tests.store.test_own_kinds import DOGS

WHO = "王警官"
HERE = Area(near=(121.5, 31.2, 100))


@pytest.fixture
def kennel(station, clock):
    """Three dogs, one of them changed and one removed since; an hour passes after each."""
    station.add_kind(DOGS, who=WHO)
    ids = [add(station, "dog", name=name, licence=f"京A{n}", geometry=shapely.Point(121.5, 31.2))
           for n, name in enumerate(("大黄", "小黑", "花花"))]  # fmt: skip
    station.apply([Edit("dog", ids[0], {"weight": 12.5})], who=WHO, why="称重")
    clock.set(clock.now() + timedelta(hours=1))
    station.apply([Edit("dog", ids[2], None)], who=WHO, why="迁出")
    clock.set(clock.now() + timedelta(hours=1))
    return station


def retire(station):
    return station.retire_kind("dog", who=WHO)


def gone(station):
    return "dog" not in station.kinds and "dog" not in station.info().kinds and station.find("大黄") == []


def whole(station):
    there = "dog" in station.kinds and station.info().kinds["dog"] == 2
    return there and [h.title for h in station.find("大黄")] == ["大黄"] and len(station.inside(HERE).get("dog", ())) == 2


def test_it_is_one_change_set_and_gone_from_all_that_lists_kinds(kennel):
    done = retire(kennel)
    assert (done.command, len(done.changes), done.kinds) == ("retire_kind", 2, {"dog"})
    assert kennel.batches(limit=1)[0].id == done.id
    assert gone(kennel)
    assert not [k for k in (*kennel.kinds.layers(), *kennel.kinds.ledgers()) if k.name == "dog"]
    assert kennel.inside(HERE) == {}
    assert kennel.verify().problems == ()


def test_its_names_and_fields_are_still_known(kennel):
    ids = sorted(r.id for r in kennel.read(Query("dog")))
    retire(kennel)
    assert kennel.kinds["dog"].field("weight").label == "体重"
    assert kennel.kinds.retired("dog") and kennel.kinds.knows("dog")
    assert kennel.read(Query("dog")) == []  # a view that asks a moment too late is answered
    story = kennel.history("dog", ids[0])
    assert [line.action for line in story] == ["add", "change", "remove"]
    assert story[-1].before["weight"] == 12.5
    with pytest.raises(WrongUsage, match="已经删除"):
        kennel.kinds.there("dog")


def test_the_journal_tells_of_it_in_words(kennel):
    retire(kennel)
    lines = read_told(kennel, Filter()).lines[:2]
    assert [(t.act, t.about) for t in lines] == [("删除台账", "犬只"), ("删除", "犬只 2 条")]
    assert all(t.said == "删除台账“犬只”" for t in lines)
    kennel.undo(who=WHO)
    assert "恢复台账" in [t.act for t in read_told(kennel, Filter()).lines[:4]]


def test_undo_and_redo_bring_all_of_it_back_and_take_it_again(kennel):
    retire(kennel)
    kennel.undo(who=WHO)
    assert whole(kennel)
    assert kennel.verify().problems == ()
    kennel.redo(who=WHO)
    assert gone(kennel)
    kennel.undo(who=WHO)
    assert whole(kennel)
    assert kennel.verify().problems == ()


def test_one_without_records_goes_and_comes_back_too(station):
    station.add_kind(DOGS, who=WHO)
    retire(station)
    assert "dog" not in station.kinds
    station.undo(who=WHO)
    assert "dog" in station.kinds
    station.redo(who=WHO)
    assert "dog" not in station.kinds
    assert station.verify().problems == ()


def test_views_learn_of_it_before_they_are_told_of_the_records(kennel):
    seen = []
    kennel.kinds_changed.connect(lambda kinds: seen.append("there" if "dog" in kinds else "gone"))
    kennel.changed.connect(lambda change: seen.append(change.command))
    retire(kennel)
    kennel.undo(who=WHO)
    assert seen == ["gone", "retire_kind", "there", "undo"]


@pytest.mark.parametrize("after", ["retire", "undo"])
def test_it_outlives_reopening(kennel, file, after):
    retire(kennel)
    if after == "undo":
        kennel.undo(who=WHO)
    kennel.close()
    with Station.open(file) as again:
        assert gone(again) if after == "retire" else whole(again)
        assert again.verify().problems == ()
        if after == "retire":
            again.undo(who=WHO)
            assert whole(again)


def test_the_past_has_it_as_it_was(kennel, clock):
    before = format_utc(clock.now())
    clock.set(clock.now() + timedelta(hours=1))
    retire(kennel)
    looked = StationInTime(kennel)
    seen = []
    looked.kinds_changed.connect(lambda kinds: seen.append("dog" in kinds))
    assert "dog" not in looked.kinds
    looked.show(looked.look_back(before))
    assert "dog" in looked.kinds
    assert [h.title for h in looked.find("大黄")] == ["大黄"]
    assert [r["weight"] for r in looked.read(Query("dog", order=("id",)))] == [12.5, None]
    assert looked.inside(HERE)["dog"]
    looked.arrived(looked.go_to(format_utc(clock.now())))
    assert "dog" not in looked.kinds
    looked.arrived(looked.go_to(before))
    assert len(looked.read(Query("dog"))) == 2
    looked.show(None)
    assert seen == [True, False, True, False]
    assert [m.why for m in looked.moments()][-1] == "删除台账“犬只”"
    looked.release()


def test_the_past_before_it_was_made_has_none(kennel, clock):
    retire(kennel)
    looked = StationInTime(kennel)
    looked.show(looked.look_back(format_utc(clock.now() - timedelta(hours=9))))
    assert "dog" not in looked.kinds
    looked.release()


def test_a_moment_between_retiring_and_undo_has_none(kennel, clock):
    retire(kennel)
    between = format_utc(clock.now())
    clock.set(clock.now() + timedelta(hours=1))
    kennel.undo(who=WHO)
    looked = StationInTime(kennel)
    looked.show(looked.look_back(between))
    assert "dog" not in looked.kinds
    assert looked.read(Query("dog")) == []
    looked.show(None)
    assert "dog" in looked.kinds
    looked.release()


def test_who_looks_at_the_past_stays_there_while_it_is_retired(kennel, clock):
    before = format_utc(clock.now())
    clock.set(clock.now() + timedelta(hours=1))
    looked = StationInTime(kennel)
    looked.show(looked.look_back(before))
    retire(kennel)
    assert looked.moment == before
    assert len(looked.read(Query("dog"))) == 2
    looked.show(None)
    assert "dog" not in looked.kinds
    looked.release()


@pytest.mark.parametrize("broken", [
    "data.store.indexing.remove", "data.store.retired.meta.put", "data.store.journal.append_all",
    "data.store.links.refuse_pointing",
])  # fmt: skip
def test_what_fails_on_the_way_leaves_nothing_half_removed(kennel, file, monkeypatch, broken):
    def fail(*_args, **_more):
        raise OSError("disk")

    with monkeypatch.context() as patched:
        patched.setattr(broken, fail)
        with pytest.raises(OSError, match="disk"):
            retire(kennel)
    kennel.close()
    with Station.open(file) as again:
        assert whole(again)
        assert again.verify().problems == ()


def test_what_fails_in_undo_leaves_it_removed(kennel, monkeypatch):
    retire(kennel)
    with monkeypatch.context() as patched:
        patched.setattr("data.store.indexing.add_tokens", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            kennel.undo(who=WHO)
    assert gone(kennel)
    assert kennel.verify().problems == ()
    kennel.undo(who=WHO)
    assert whole(kennel)


def test_nothing_is_written_into_it(kennel):
    retire(kennel)
    before = kennel.info()
    with pytest.raises(Conflict, match="已经删除"):
        add(kennel, "dog", name="新来的")
    assert kennel.info() == before


def test_a_program_beside_that_does_not_know_yet_writes_nothing_into_it(kennel, file):
    with Station.open(file) as beside:
        retire(kennel)
        with pytest.raises(Conflict, match="已经删除"):
            add(beside, "dog", name="新来的")
    assert kennel.verify().problems == ()


def test_an_earlier_removal_is_not_undone_into_it(kennel):
    moved_out = next(b.id for b in kennel.batches() if b.why == "迁出")
    retire(kennel)
    with pytest.raises(Conflict):
        kennel.undo(moved_out, who=WHO)
    assert kennel.verify().problems == ()


def test_an_import_of_before_is_not_taken_back_under_it(kennel):
    second = [b.id for b in kennel.batches() if b.why == "登记"][1]
    retire(kennel)
    with pytest.raises(Conflict, match="删除台账“犬只”"):
        kennel.undo(second, who=WHO)


def test_its_declaration_brings_it_back_empty_and_undo_fills_it(kennel):
    taken = retire(kennel)
    kennel.add_kind(DOGS, who=WHO)
    assert kennel.count(Query("dog")) == 0
    assert kennel.verify().problems == ()
    kennel.undo(taken.id, who=WHO)
    assert whole(kennel)
    assert kennel.verify().problems == ()


def test_what_another_ledger_points_to_is_kept(kennel):
    kennel.add_kind(DOGS.replace('"dog"', '"bite"', 1).replace("犬只", "伤人").replace('to = "person"', 'to = "dog"'), who=WHO)
    with pytest.raises(Conflict, match="伤人"):
        retire(kennel)
    assert whole(kennel)
    kennel.retire_kind("bite", who=WHO)
    retire(kennel)
    assert gone(kennel)
    bites = next(b.id for b in kennel.batches() if b.why == "删除台账“伤人”")
    with pytest.raises(Conflict, match="犬只"):
        kennel.undo(bites, who=WHO)
    kennel.undo(who=WHO)
    kennel.undo(bites, who=WHO)
    assert {"dog", "bite"} <= set(kennel.kinds)


def test_a_built_in_ledger_stays(station):
    with pytest.raises(NotAllowed, match="内置"):
        station.retire_kind("person", who=WHO)


def test_it_cannot_be_removed_twice(kennel):
    retire(kennel)
    with pytest.raises(NotAllowed, match="已经删除"):
        retire(kennel)


def test_its_removed_records_are_kept_and_erased_as_others_are(station, clock):
    text = DOGS + 'chip = { type = "text", label = { zh = "芯片", en = "Chip" }, sensitivity = "personal", mask = "all" }\n'
    station.add_kind(text.replace('[fields]', '[retention]\ndays = 30\n\n[fields]'), who=WHO)
    id = add(station, "dog", name="大黄", chip="990001")
    retire(station)
    clock.set(clock.now() + timedelta(days=60))
    found = next(f for f in due(station) if f.kind.name == "dog")
    assert [*found.due, *found.removed] == [id]
    from data.keeping.erase import erase
    from data.keeping.plan import make_plan

    erase(station, make_plan(station, {"dog": [id]}), who=WHO, basis="到期", second="李警官")
    assert station.verify().problems == ()
    with pytest.raises(NotAllowed):
        station.undo(next(b.id for b in station.batches() if b.command == "retire_kind"), who=WHO)


def test_a_backup_is_sound_and_has_it_retired(kennel, tmp_path):
    retire(kennel)
    copy = tmp_path / "备份.station"
    kennel.backup(copy)
    assert SealedCopy(copy, None).verify().problems == ()
    with Station.open(copy) as opened:
        assert gone(opened)
        opened.undo(who=WHO)
        assert whole(opened)


def test_a_mark_that_is_not_the_journals_shows(kennel):
    retire(kennel)
    from data.store import meta

    with kennel._engine.writing() as connection:
        meta.put(connection, "retired", {})
    assert any("dog" in problem for problem in kennel.verify().problems)


def test_files_no_longer_go_into_it(kennel, tmp_path):
    retire(kennel)
    file = tmp_path / "犬只.csv"
    file.write_text("犬名,犬证号,经度,纬度\n阿福,京A9,121.5,31.2\n", encoding="utf-8")
    with pytest.raises(WrongUsage, match="已经删除"):
        import_file(kennel, file, kind="dog", who=WHO)


def test_another_program_learns_of_it_from_the_journal(kennel, file):
    with Station.open(file, read_only=True) as beside:
        seen, told = beside.shelf.tip(), []
        beside.kinds_changed.connect(lambda kinds: told.append("dog" in kinds))
        assert not beside.follow_kinds(seen)
        retire(kennel)
        assert beside.follow_kinds(seen)
        beside.tell_kinds()
        assert gone(beside)
        kennel.undo(who=WHO)
        assert beside.follow_kinds(beside.shelf.tip() - 3)
        beside.tell_kinds()
        assert told == [False, True]
        assert whole(beside)
