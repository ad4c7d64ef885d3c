"""The file's own door: settings, recovery key, backups and going back, imports; and what the program does without an account."""

from __future__ import annotations

import pytest

from data.accounts.session import NOBODY, as_program
from data.backups.back import put_back, try_back
from data.backups.make import make
from data.backups.renew import forget
from data.backups.state import State, keep_state, kept_state
from data.backups.wish import Wish, keep_wish
from data.errors import NotAllowed
from data.exchange.importer import import_file
from data.gateway.replay import Replay, take_over
from data.gateway.replay_files import Track
from data.gateway.report import Judge
from data.store import Station, setting_rights
from data.store.care import restore
from data.store.rekey import change_passphrase
from tests.accounts.conftest import NOW, PASSWORD, ROLES, sit_down

ZONE = "Asia/Shanghai"
TRACK = Track("", ((NOW.timestamp(), 104.0, 30.0, None),))


def may(station, role, work):
    """Whether a role gets through with some work."""
    sit_down(station, role)
    try:
        work()
    except NotAllowed as refused:
        assert "不能" in refused.message
        return False
    return True


def who_may(station, work):
    return {role for role in ROLES if may(station, role, work)}


# Settings


@pytest.mark.parametrize(("name", "roles"), [
    ("backups", {"duty", "commander", "clerk", "administrator"}),
    ("gateway", {"duty", "commander", "administrator"}),
    ("lock_minutes", {"administrator"}),
    ("import.shapes", set(ROLES) - {"auditor"}),
    ("layers", set(ROLES)), ("shift", set(ROLES)), ("handover", set(ROLES)),
    ("backups.state", set()), ("made up", set()),
])  # fmt: skip
def test_settings_are_set_by_whom_they_belong_to(staffed, name, roles):
    assert who_may(staffed, lambda: staffed.set_setting(name, {"x": 1})) == roles
    assert staffed.setting(name) == ({"x": 1} if roles else None)


def test_nobody_sets_anything_before_signing_in(staffed):
    staffed.people.sign_out()
    for name in setting_rights.BELONGS:
        with pytest.raises(NotAllowed, match="登录"):
            staffed.set_setting(name, 1)


def test_who_must_first_choose_a_password_sets_nothing(staffed):
    _, once = staffed.people.add(login="new", name="新人", roles=("duty",))
    staffed.people.sign_in("new", once)
    with pytest.raises(NotAllowed):
        staffed.set_setting("shift", "一组")


def test_a_station_without_accounts_takes_any_setting(station):
    station.set_setting("made up", 1)
    assert station.setting("made up") == 1


def test_the_program_keeps_what_is_its_own(staffed):
    sit_down(staffed, "auditor")
    with as_program():
        staffed.set_setting("made up", 1)
    keep_state(staffed, State(tip=7))
    assert (staffed.setting("made up"), kept_state(staffed).tip) == (1, 7)


# Recovery key and passphrase


def test_the_recovery_key_is_the_administrators(staffed):
    assert who_may(staffed, staffed.recovery_key) == {"administrator"}


def test_a_new_station_shows_its_recovery_key(tmp_path):
    with Station.create(tmp_path / "b.station", "乙", passphrase="correct horse") as made:
        assert made.recovery_key()


def test_the_passphrase_is_changed_by_who_may(staffed, tmp_path):
    sessions = {role: sit_down(staffed, role) for role in ROLES}
    staffed.close()
    for role, session in {"": NOBODY, **sessions}.items():
        if role != "administrator":
            with pytest.raises(NotAllowed):
                change_passphrase(staffed.path, None, "correct horse", who="x", session=session)
    change_passphrase(staffed.path, None, "correct horse", who="x", session=sessions["administrator"])


def test_with_the_recovery_key_nobody_need_sign_in(staffed):
    staffed.close()
    made = change_passphrase(staffed.path, None, "correct horse", who="x", session=_administrator(staffed))
    assert change_passphrase(staffed.path, made.recovery, "battery staple", who="x").recovery != made.recovery


def _administrator(station):
    with Station.open(station.path) as again:
        return again.people.sign_in("admin", PASSWORD)


# Backups and going back


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "backups"
    made.mkdir()
    return made


def test_backups_are_made_by_whom_the_roles_let(staffed, folder):
    numbers = iter(range(99))
    by = who_may(staffed, lambda: staffed.backup(folder / f"{next(numbers)}.station"))
    assert by == {"duty", "commander", "clerk", "administrator"}
    assert len(list(folder.iterdir())) == 4


def test_a_backup_that_is_refused_leaves_nothing_and_is_no_trouble_of_the_disk(staffed, folder):
    sit_down(staffed, "community")
    with pytest.raises(NotAllowed, match="备份"):
        make(staffed, Wish(folder=str(folder)))
    assert not list(folder.iterdir())
    assert kept_state(staffed).trouble == ""


@pytest.mark.parametrize("role", ["auditor", ""])
def test_the_automatic_backup_needs_no_account(staffed, folder, role):
    sit_down(staffed, role) if role else staffed.people.sign_out()
    with as_program():
        copy = make(staffed, Wish(folder=str(folder)))
    assert staffed.copies.at(copy.path).verify().sound
    assert kept_state(staffed).file == str(copy.path)


def test_the_journal_tells_an_automatic_backup_from_one_that_somebody_made(staffed, folder, clock):
    sit_down(staffed, "duty")
    with as_program():
        make(staffed, Wish(folder=str(folder)))
    make(staffed, Wish(folder=str(folder)))
    with staffed._engine.readers.lend() as connection:
        asked = "SELECT json_extract(CAST(b.body AS TEXT), '$.who') FROM _journal n JOIN _journal b ON b.entry = n.batch"
        found = [row[0] for row in connection.execute(f"{asked} WHERE n.action = 'backup' ORDER BY n.entry")]
    assert found == ["watchroom", "duty甲 100000"]


def test_how_backups_are_made_is_not_every_officers(staffed, folder):
    by = who_may(staffed, lambda: (keep_wish(staffed, Wish(folder=str(folder))), forget(staffed, folder, who="x")))
    assert by == {"duty", "commander", "clerk", "administrator"}


def test_going_back_is_the_administrators(staffed, folder):
    with as_program():
        copy = make(staffed, Wish(folder=str(folder)))
    assert who_may(staffed, lambda: try_back(staffed, copy)) == {"administrator"}
    sessions = {role: sit_down(staffed, role) for role in ROLES}
    staffed.close()
    before = staffed.path.read_bytes()
    for session in (NOBODY, *(s for role, s in sessions.items() if role != "administrator")):
        with pytest.raises(NotAllowed):
            put_back(copy.path, staffed.path, None, NOW, ZONE, session=session)
        with pytest.raises(NotAllowed):
            restore(copy.path, staffed.path, replace=session)
    assert staffed.path.read_bytes() == before
    assert put_back(copy.path, staffed.path, None, NOW, ZONE, session=sessions["administrator"]) is not None


# Imports and tracks


def test_files_are_imported_by_whom_the_roles_let(staffed, tmp_path):
    table = tmp_path / "点位.csv"
    table.write_text("名称,经度,纬度\n桥头,104.0,30.005\n", encoding="utf-8")
    by = who_may(staffed, lambda: import_file(staffed, table, kind="place", who="x", dry_run=True))
    assert by == set(ROLES) - {"auditor"}


def test_what_imports_brought_is_told_as_far_as_it_may_be_seen(staffed, tmp_path):
    sit_down(staffed, "duty")
    table = tmp_path / "人员.csv"
    table.write_text("姓名,联系电话\n赵一,13900000001\n钱二,13900000002\n", encoding="utf-8")
    import_file(staffed, table, kind="person", who="x")
    (found,) = staffed.imports()
    first, last, count = found.added["person"]
    assert (last - first, count) == (1, 2)
    sit_down(staffed, "auditor")
    assert staffed.imports() == []


def test_an_officer_of_a_grid_is_told_of_imported_people_there_only(staffed, ids, tmp_path):
    sit_down(staffed, "duty")
    table = tmp_path / "人员.csv"
    table.write_text("姓名,联系电话\n赵一,13900000001\n钱二,13900000002\n", encoding="utf-8")
    import_file(staffed, table, kind="person", who="x")
    (first, last, _) = staffed.imports()[0].added["person"]
    with staffed.editing(who="x", why="登记") as draft:
        draft.add("residence", {"person": first, "building": ids["house_east"]})
    sit_down(staffed, "community")
    assert staffed.imports()[0].added["person"] == (last, last, 1)


def test_tracks_are_replayed_by_whom_the_roles_let(staffed):
    force = staffed.apply([_force()], who="x", why="y").changes[0].id
    judge = Judge.of(staffed, 100.0)
    by = who_may(staffed, lambda: (Replay(staffed, {force: TRACK}), take_over(staffed, TRACK, force, judge, who="x")))
    assert by == {"duty", "commander", "administrator"}


def _force():
    from data.records import Edit

    return Edit("force", None, {"name": "巡逻一组", "tier": "core"})
