"""Another passphrase, and the recovery key: what opens the file before, after, and when it was cut off in between."""

from __future__ import annotations

import multiprocessing
import os
import signal

import pytest

from data.errors import BadInput, InvalidValue, NotAllowed
from data.query import Query
from data.store import Station, recovery, rekey
from data.store.rekey import change_passphrase

OLD, NEW = "correct horse", "battery staple"


@pytest.fixture(autouse=True)
def cheap(monkeypatch):
    """Argon2id with little memory: what is tested is not how long guessing takes."""
    from data.store import connect

    monkeypatch.setattr(connect, "DERIVATIONS", {1: (1, 64, 1)})


@pytest.fixture
def secret(file, clock):
    with Station.create(file, "金沙", passphrase=OLD, origin=(121.5, 31.2), clock=clock) as station:
        with station.editing(who="王警官", why="登记") as draft:
            draft.add("person", {"name": "张伟", "phone": "13901234567"})
        key = station.recovery_key()
    return file, key


def people(file, passphrase):
    with Station.open(file, passphrase=passphrase) as station:
        return station.count(Query("person")), station.find("张伟")[0].title, station.verify().problems


def test_the_new_passphrase_opens_the_same_station(secret):
    file, _ = secret
    change_passphrase(file, OLD, NEW, who="王警官")
    assert people(file, NEW) == (1, "张伟", ())


def test_the_old_one_opens_it_no_longer(secret):
    file, _ = secret
    change_passphrase(file, OLD, NEW, who="王警官")
    with pytest.raises(NotAllowed):
        Station.open(file, passphrase=OLD)


def test_no_byte_of_the_file_is_what_it_was(secret):
    file, _ = secret
    before = file.read_bytes()
    change_passphrase(file, OLD, NEW, who="王警官")
    after = file.read_bytes()
    assert not any(before[i : i + 64] == after[i : i + 64] for i in range(0, min(len(before), len(after)), 4096))


def test_it_is_in_the_journal(secret):
    file, _ = secret
    change_passphrase(file, OLD, NEW, who="王警官")
    with Station.open(file, passphrase=NEW) as station, station._engine.readers.lend() as connection:
        assert connection.execute("SELECT count(*) FROM _journal WHERE action = 'key'").fetchone()[0] == 1


def test_a_wrong_passphrase_changes_nothing(secret):
    file, _ = secret
    with pytest.raises(NotAllowed):
        change_passphrase(file, "falsch falsch", NEW, who="王警官")
    assert people(file, OLD)[0] == 1


@pytest.mark.parametrize("short", ["", "kurz", "aaaaaaaaaaaa"])
def test_a_passphrase_that_protects_nothing_is_refused(secret, short):
    file, _ = secret
    with pytest.raises(InvalidValue):
        change_passphrase(file, OLD, short, who="王警官")


def test_a_passphrase_that_would_be_taken_for_a_recovery_key_is_refused(secret):
    file, key = secret
    with pytest.raises(InvalidValue, match="恢复密钥"):
        change_passphrase(file, OLD, key, who="王警官")


def test_a_file_that_is_open_is_refused(secret):
    file, _ = secret
    with Station.open(file, passphrase=OLD), pytest.raises(NotAllowed, match="打开"):
        change_passphrase(file, OLD, NEW, who="王警官")
    assert people(file, OLD)[0] == 1


def test_a_file_that_somebody_only_reads_is_refused(secret):
    file, _ = secret
    with Station.open(file, passphrase=OLD, read_only=True) as reader:
        reader.count(Query("person"))
        with pytest.raises(NotAllowed, match="打开"):
            change_passphrase(file, OLD, NEW, who="王警官")


def test_nothing_is_left_beside_the_file(secret):
    file, _ = secret
    change_passphrase(file, OLD, NEW, who="王警官")
    assert [path.name for path in file.parent.iterdir()] == [file.name]


def test_a_plain_station_gets_its_first_passphrase(file, clock):
    with Station.create(file, "金沙", origin=(121.5, 31.2), clock=clock) as station, station.editing(who="t", why="t") as draft:
        draft.add("person", {"name": "张伟", "phone": "13901234567"})
    change_passphrase(file, None, NEW, who="王警官")
    assert people(file, NEW) == (1, "张伟", ())
    assert "张伟".encode() not in file.read_bytes()


@pytest.mark.parametrize("step", ["_copy", "_compare", "_note", "_sync"])
def test_what_fails_on_the_way_leaves_the_file_as_it_was(secret, monkeypatch, step):
    file, _ = secret

    def broken(*_args, **_kwargs):
        raise OSError("gone")

    monkeypatch.setattr(rekey, step, broken)
    with pytest.raises(OSError):
        change_passphrase(file, OLD, NEW, who="王警官")
    assert people(file, OLD) == (1, "张伟", ())
    assert [path.name for path in file.parent.iterdir()] == [file.name]


def _killed(file, *, after):
    """Change the passphrase in a process that is killed just before, or just after, the file is put in its place."""
    from data.store import connect, durable

    connect.DERIVATIONS = {1: (1, 64, 1)}
    put = durable.put_in_place

    def kill(part, path):
        if after:
            put(part, path)
        os.kill(os.getpid(), signal.SIGKILL)

    durable.put_in_place = kill
    change_passphrase(file, OLD, NEW, who="王警官")


@pytest.mark.parametrize("after", [False, True])
def test_killed_in_the_middle_one_of_the_two_opens_it_whole(secret, after):
    file, _ = secret
    process = multiprocessing.get_context("fork").Process(target=_killed, args=(file,), kwargs={"after": after})
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL
    assert people(file, NEW if after else OLD) == (1, "张伟", ())


def test_what_a_kill_left_does_not_stop_the_next_change(secret):
    file, _ = secret
    process = multiprocessing.get_context("fork").Process(target=_killed, args=(file,), kwargs={"after": False})
    process.start()
    process.join()
    change_passphrase(file, OLD, NEW, who="王警官")
    assert people(file, NEW)[0] == 1


# The recovery key


def test_it_opens_the_station_and_says_that_a_new_passphrase_is_owed(secret):
    file, key = secret
    with Station.open(file, passphrase=key) as station:
        assert (station.recovered, station.count(Query("person"))) == (True, 1)


def test_the_passphrase_owes_nothing(secret):
    file, _ = secret
    with Station.open(file, passphrase=OLD) as station:
        assert not station.recovered


def test_it_makes_a_new_passphrase(secret):
    file, key = secret
    change_passphrase(file, key, NEW, who="王警官")
    assert people(file, NEW)[0] == 1


def test_the_one_of_before_opens_nothing_after_a_change(secret):
    file, key = secret
    fresh = change_passphrase(file, OLD, NEW, who="王警官").recovery
    with pytest.raises(NotAllowed):
        Station.open(file, passphrase=key)
    with Station.open(file, passphrase=fresh) as station:
        assert station.recovered


def test_written_and_read_is_the_same():
    for _ in range(50):
        key = os.urandom(32)
        assert recovery.read(recovery.written(key)) == key


def test_small_letters_spaces_and_look_alikes_are_read():
    key = bytes(range(32))
    text = recovery.written(key)
    assert recovery.read(text.lower().replace("-", " ").replace("0", "O").replace("1", "l")) == key


def test_every_wrong_sign_is_noticed_in_its_group():
    text = recovery.written(bytes(range(32)))
    for at, sign in enumerate(text):
        if sign == "-":
            continue
        other = recovery.ALPHABET[(recovery.ALPHABET.index(sign) + 5) % 32]
        with pytest.raises(BadInput, match=f"第 {at // 6 + 1} 组"):
            recovery.read(text[:at] + other + text[at + 1 :])


def test_exchanged_groups_are_noticed():
    groups = recovery.written(os.urandom(32)).split("-")
    groups[2], groups[3] = groups[3], groups[2]
    if groups[2] != groups[3]:
        with pytest.raises(BadInput):
            recovery.read("-".join(groups))


def test_a_mistyped_recovery_key_is_told_by_its_group(secret):
    file, key = secret
    wrong = key[:-1] + ("2" if key[-1] != "2" else "3")
    with pytest.raises(BadInput, match="第 13 组"):
        Station.open(file, passphrase=wrong)


def test_a_passphrase_is_not_taken_for_a_recovery_key():
    assert not recovery.is_one("correct horse battery staple")
