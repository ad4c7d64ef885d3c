"""Encrypted stations: the key, the refusal, and that nothing can be read from the bytes."""

from __future__ import annotations

import pytest

from data.errors import Damaged, NotAllowed
from data.store import Station
from data.store.connect import derive_key
from tests.store.conftest import add

WORD = "秘密的口令 42"


@pytest.fixture
def sealed(file, clock):
    with Station.create(file, "金沙派出所", passphrase=WORD, clock=clock) as made:
        add(made, "person", name="ZHANGWEISECRET", phone="13901234567")
    return file


def test_the_right_passphrase_opens(sealed):
    with Station.open(sealed, passphrase=WORD) as station:
        assert station.encrypted
        assert [h.title for h in station.find("13901234567")] == ["ZHANGWEISECRET"]


@pytest.mark.parametrize("passphrase", [None, "", "falsch"])
def test_without_the_right_passphrase_it_stays_shut(sealed, passphrase):
    with pytest.raises(NotAllowed) as caught:
        Station.open(sealed, passphrase=passphrase)
    assert caught.value.exit_status == 4


def test_the_bytes_hold_no_plain_text(sealed):
    content = sealed.read_bytes()
    assert b"ZHANGWEI" not in content
    assert b"SQLite format" not in content


def test_the_log_beside_the_open_file_holds_no_plain_text(sealed):
    with Station.open(sealed, passphrase=WORD) as station:
        add(station, "person", name="LIXIAOSECRET")
        content = b"".join(p.read_bytes() for p in sealed.parent.iterdir())
    assert b"LIXIAO" not in content


def test_a_plain_station_ignores_a_passphrase(station, file):
    station.close()
    with Station.open(file, passphrase="x") as again:
        assert not again.encrypted


def test_the_key_depends_on_word_and_salt():
    salt, other = bytes(16), bytes([1] * 16)
    assert len({derive_key("a", salt), derive_key("b", salt), derive_key("a", other)}) == 3


def test_the_derivation_does_not_change():
    assert derive_key("watchroom", bytes(range(16)))[64:] == bytes(range(16)).hex()
    assert derive_key("watchroom", bytes(range(16))) == derive_key("watchroom", bytes(range(16)))


def test_a_cut_off_file_is_damaged(sealed):
    sealed.write_bytes(sealed.read_bytes()[:-1000])
    with pytest.raises(Damaged):
        Station.open(sealed, passphrase=WORD)


def is_sound(path) -> bool:
    try:
        with Station.open(path, passphrase=WORD) as station:
            return station.verify().sound
    except Damaged:
        return False


@pytest.mark.parametrize("part", [0.1, 0.3, 0.5, 0.7, 0.9])
def test_a_flipped_byte_is_found(sealed, part):
    content = bytearray(sealed.read_bytes())
    content[int(len(content) * part)] ^= 0xFF
    sealed.write_bytes(content)
    assert not is_sound(sealed)


def test_verify_finds_an_encrypted_station_sound(sealed):
    with Station.open(sealed, passphrase=WORD) as station:
        assert station.verify().problems == ()
