"""What fuzzing and power cuts found: numbers and texts without end, bytes that are no text, a page half written."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from app.cli.task_duty import read_answers
from data.duty.checklists.template import parse_template
from data.duty.incidents.protocol import parse_protocol
from data.errors import BadInput, Damaged
from data.exchange.out.mark import read_mark
from data.store import Station, heads

DEEP = "[" * 100_000


@pytest.mark.parametrize("parse", [parse_protocol, parse_template])
def test_a_card_nested_without_end_is_refused(parse):
    with pytest.raises(BadInput):
        parse(f"a = {DEEP}", "a.toml")


def test_answers_nested_without_end_are_refused(tmp_path):
    file = tmp_path / "a.json"
    file.write_text(DEEP)
    with pytest.raises(BadInput):
        read_answers(file)


def test_a_template_with_endless_days_is_refused():
    with pytest.raises(BadInput):
        parse_template('code = "a"\nname = "甲"\nsubject = ["person"]\ndays = inf\n', "a.toml")


def test_an_endless_number_of_a_room_is_no_answer(tmp_path):
    file = tmp_path / "answers.json"
    file.write_text('{"residents": [{"dwelling": 1e999}]}', encoding="utf-8")
    with pytest.raises(BadInput):
        read_answers(file)


def test_a_number_is_no_head_of_a_journal():
    with pytest.raises(BadInput):
        heads.read(b"7")


def test_a_mark_in_bytes_that_are_no_text_is_none(tmp_path):
    file = tmp_path / "a.gpkg"
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE gpkg_metadata (metadata TEXT)")
        connection.execute("INSERT INTO gpkg_metadata VALUES (CAST(X'CEFF41' AS TEXT))")
        connection.commit()
    assert read_mark(file) == ""


def test_a_kind_whose_words_are_no_text_is_damage(tmp_path):
    file = tmp_path / "a.station"
    Station.create(file, "测试", origin=(121.5, 31.2)).close()
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("UPDATE _kinds SET declaration = CAST(X'CEFF41' AS TEXT) WHERE name = 'person'")
        connection.commit()
    with pytest.raises(Damaged), Station.open(file):
        pass


def torn(tmp_path, log):
    """An encrypted station whose file ends in the middle of a page, with so much of a log beside it."""
    file = tmp_path / "a.station"
    Station.create(file, "测试", origin=(121.5, 31.2), passphrase="金沙 2026 station").close()
    with file.open("ab") as out:
        out.write(b"x" * 700)
    if log:
        Path(f"{file}-wal").write_bytes(log)
    return file


def test_an_encrypted_file_that_ends_within_a_page_is_not_whole(tmp_path):
    with pytest.raises(Damaged):
        Station.open(torn(tmp_path, b""), passphrase="金沙 2026 station")


def test_a_page_in_which_the_power_went_is_the_logs_business(tmp_path):
    with Station.open(torn(tmp_path, b"\0" * 64), passphrase="金沙 2026 station") as station:
        assert station.verify().sound
