"""What was erased leaves the backups of before too, and the station is never without one that was verified."""

from __future__ import annotations

import shutil
from datetime import timedelta

import pytest

from data.accounts.session import OPEN
from data.backups import folders, renew
from data.backups.copies import copies_in
from data.backups.lost import since
from data.backups.make import make
from data.backups.wish import Wish
from data.errors import WatchroomError
from data.keeping.erase import erase, proofs, said_of_backups
from data.keeping.plan import make_plan
from data.records import Edit
from data.store import Station
from tests.backups.conftest import START, register

NAME, PHONE = "欧阳芷若", "13977778888"


@pytest.fixture
def her(station):
    return station.apply([Edit("person", None, {"name": NAME, "phone": PHONE})], who="王警官", why=f"登记{NAME}").changes[0].id


@pytest.fixture
def old(station, her, wish, clock):
    """A backup of before, with somebody in it who is erased since."""
    copy = make(station, wish)
    clock.set(START + timedelta(days=1))
    register(station, "李娜")
    station._engine.index_now()
    return copy


def erase_her(station, her):
    return erase(station, make_plan(station, {"person": [her]}), who="王警官", second="李所长", basis="保存期满")


def told(path):
    content = path.read_bytes()
    return [word for word in (NAME, PHONE, "芷若") if word.encode() in content]


def test_a_backup_of_before_holds_her(old, station):
    assert told(old.path) == [NAME, PHONE, "芷若"]


def test_afterwards_no_backup_does(station, her, old, wish, folder):
    erase_her(station, her)
    renew.renew(station, wish)
    assert [told(c.path) for c in copies_in(folder)] == [[], []]


def test_the_one_of_before_stays_one_and_is_sound(station, her, old, wish):
    erase_her(station, her)
    renew.renew(station, wish)
    with Station.open(old.path) as copy:
        assert copy.verify().problems == ()
        assert copy.find("张伟") and not copy.find("李娜") and not copy.find(NAME)


def test_it_still_leads_to_the_station(station, her, old, wish):
    erase_her(station, her)
    renew.renew(station, wish)
    lost = since(station, old)
    assert (lost.state, lost.kinds["person"]) == ("older", 2)


def test_a_new_one_is_made_first(station, her, old, wish, folder, monkeypatch):
    there = []
    real = renew._clear

    def clear(*args):
        there.extend(c.path.name for c in copies_in(folder))
        real(*args)

    monkeypatch.setattr(renew, "_clear", clear)
    erase_her(station, her)
    done = renew.renew(station, wish)
    assert done.made in there


def test_where_no_new_one_can_be_made_the_old_one_stays(station, her, old, wish, monkeypatch):
    erase_her(station, her)

    def fail(*_):
        raise WatchroomError("voll")

    monkeypatch.setattr(renew, "make", fail)
    with pytest.raises(WatchroomError, match="voll"):
        renew.renew(station, wish)
    with Station.open(old.path, read_only=True) as copy:
        assert copy.find("张伟")


def test_nothing_else_is_left_in_the_folder(station, her, old, wish, folder):
    (folder / f"{old.path.name}.checking").write_bytes(PHONE.encode())  # of a backup that was cut off
    erase_her(station, her)
    renew.renew(station, wish)
    assert sorted(p.name for p in folder.iterdir()) == sorted(c.path.name for c in copies_in(folder))


def test_a_backup_with_another_key_is_removed(station, her, old, wish, folder, clock):
    other = old.path.with_name(old.path.name.replace("20261121", "20260101"))
    Station.create(other, "金沙派出所", passphrase="一二三四五六七八", clock=clock).close()
    erase_her(station, her)
    done = renew.renew(station, wish)
    assert (done.removed, other.exists()) == ([other.name], False)


def test_what_going_back_has_kept_is_written_anew_too(station, her, old, wish, file):
    aside = file.with_name("金沙-恢复前-20261121-224700.station")
    shutil.copy(old.path, aside)
    erase_her(station, her)
    renew.renew(station, wish)
    assert told(aside) == []


def test_a_file_of_another_name_is_nobody_s_business(station, her, old, wish, file):
    mine = file.with_name("我的副本.station")
    shutil.copy(old.path, mine)
    erase_her(station, her)
    renew.renew(station, wish)
    assert told(mine) == [NAME, PHONE, "芷若"]


def test_a_folder_that_is_not_there_is_remembered_and_done_later(station, her, old, wish, folder, tmp_path):
    away = folder.rename(tmp_path / "拔掉的盘")
    home = Wish(folder=str(tmp_path / "家"))
    (tmp_path / "家").mkdir()
    erase_her(station, her)
    first = renew.renew(station, home)
    waited = renew.waiting(station, home)
    away.rename(folder)
    second = renew.renew(station, home)
    assert (first.waiting, waited, second.rewritten) == ([str(folder)], [folder], [old.path.name])
    assert renew.waiting(station, home) == []


def test_the_proof_tells_what_became_of_the_backups(station, her, old, wish):
    erase_her(station, her)
    renew.renew(station, wish)
    proof = proofs(station)[0]
    assert (proof.backups.done, proof.backups.rewritten) == (True, (old.path.name,))
    assert said_of_backups(proof) == "以前的备份：重写 1 份"


def test_a_disk_that_is_gone_for_good_is_told_so_by_somebody(station, her, old, wish, folder, tmp_path):
    folder.rename(tmp_path / "报废的盘")
    home = Wish(folder=str(tmp_path))
    erase_her(station, her)
    renew.renew(station, home)
    renew.forget(station, folder, who="王警官")
    assert (renew.waiting(station, home), proofs(station)[0].backups.forgotten) == ([], (str(folder),))


def test_what_was_done_is_not_done_again(station, her, old, wish):
    erase_her(station, her)
    renew.renew(station, wish)
    before = old.path.stat().st_mtime_ns
    assert renew.waiting(station, wish) == []
    assert old.path.stat().st_mtime_ns == before


def test_records_of_a_way_that_was_given_up_are_not_taken_for_hers(station, old, her, wish, file, clock, folder):
    """After going back, numbers are given again: the same number in a backup of the other way is somebody else."""
    from data.backups.back import put_back

    first = station.apply([Edit("person", None, {"name": "王芳"})], who="王警官", why="登记").changes[0].id
    clock.set(START + timedelta(days=2))
    later = make(station, wish)
    station.close()
    put_back(old.path, file, None, clock.now(), "Asia/Shanghai", session=OPEN)
    clock.set(START + timedelta(days=3))
    with Station.open(file, clock=clock) as again:
        register(again, "李四")
        second = register(again, "赵五").changes[0].id
        assert second == first
        erase(again, make_plan(again, {"person": [second]}), who="王警官", basis="期满")
        renew.renew(again, wish)
    with Station.open(later.path, read_only=True) as copy:
        assert copy.get("person", first)["name"] == "王芳"


def test_folders_of_before_are_remembered(station, wish, folder, tmp_path):
    make(station, wish)
    assert folder in folders.of(station, Wish(folder=str(tmp_path)))


def test_nobody_needs_to_be_signed_in(station, her, old, wish):
    erase_her(station, her)
    station.people.found(login="suo", name="李所长", password="一二三四五六七八甲")
    make(station, wish)
    station.people.sign_out()
    assert renew.renew(station, wish).rewritten == [old.path.name]
