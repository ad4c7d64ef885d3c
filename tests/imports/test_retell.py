"""After the language is changed: reasons, faults and notes follow; answers and decisions stay."""

from __future__ import annotations

import re
import zipfile

import pytest

from data.exchange.conversation import carry_out, change, compare, decide, leave_out, retell, retell_done
from data.exchange.conversation.difference import changes_of
from data.exchange.tables.doubts import NEW, Decision
from data.i18n import set_language

CHINESE = re.compile(r"[\u4e00-\u9fff]")
HEADINGS = ["姓名", "性别", "手机号", "备考", "现住址"]
GOOD = ["张甲乙", "男", "16900001111", "x", "金沙小区1栋"]
ODD = ["王戊己", "不知道", "123", "y", "金沙小区1栋"]


@pytest.fixture
def parcel(town, heard, write):
    """A table of which the person left a column out; one row is refused."""
    read = heard(write("人口.csv", [HEADINGS, GOOD, ODD]))
    return compare(town, change(town, read, 0, lambda known: known.with_mapping({"备考": "remark"})))


def whys(town, parcel, action="reject"):
    part = parcel.parts[0]
    return [row.why for row in changes_of(town, part, part.by_action[action])]


def test_faults_are_told_in_the_language_of_now(town, parcel):
    assert all(CHINESE.search(why) for why in whys(town, parcel))
    set_language("en")
    (why,) = whys(town, retell(town, parcel))
    assert not CHINESE.search(why.replace("不知道", ""))


def test_what_speaks_for_a_guess_is_told_so_too(town, parcel):
    set_language("en")
    known = retell(town, parcel).parts[0].known
    assert not CHINESE.search(known.table.evidence)
    assert not any(CHINESE.search(guess.why) for guess in known.columns)


def test_answers_stay(town, parcel):
    set_language("en")
    again = retell(town, parcel)
    assert again.parts[0].known.mapping == parcel.parts[0].known.mapping
    assert again.writes == parcel.writes == 1
    assert again.whole


def test_decisions_stay(town, parcel):
    key = (parcel.parts[0].sheet, 2)
    set_language("en")
    assert retell(town, decide(parcel, 0, {key: Decision(NEW)})).parts[0].decisions == {key: Decision(NEW)}


def test_what_was_left_out_stays_out(town, parcel):
    assert not retell(town, leave_out(parcel, 0, used=False)).parts[0].used


def test_a_file_that_cannot_be_read_says_so_in_the_language_of_now(town, heard, tmp_path):
    path = tmp_path / "坏.xlsx"
    path.write_bytes(b"not a workbook")
    read = heard(path)
    set_language("en")
    (part,) = retell(town, read).parts
    assert not CHINESE.search(part.trouble.replace("坏", ""))


def test_a_map_tells_its_notes_anew(town, heard, tmp_path):
    path = tmp_path / "places.geojson"
    path.write_text('{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"a"},"geometry":'
                    '{"type":"Point","coordinates":[104.0001,30.6]}},{"type":"Feature","properties":{},"geometry":'
                    '{"type":"Point","coordinates":[999,30.6]}}]}')  # fmt: skip
    read = heard(path)
    assert CHINESE.search(read.parts[0].report.rejects[0].why)
    set_language("en")
    assert not CHINESE.search(retell(town, read).parts[0].report.rejects[0].why)


def test_what_is_not_read_of_a_zip_is_said_in_the_language_of_now(heard, tmp_path):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("people.csv", "姓名,手机号\n赵一一,16900002221\n")
        archive.writestr("strange.xyz", "?")
    read = heard(path)
    assert CHINESE.search(read.refused[0])
    set_language("en")
    assert not CHINESE.search(read.refused[0])


def test_what_was_imported_is_told_in_the_language_of_now(town, parcel):
    done = carry_out(town, parcel, "t")
    notes = done.done[0].notes
    assert any("没有用到的列" in note or "住址" in note for note in notes)
    set_language("en")
    (again,) = retell_done(town, done).done
    assert len(again.notes) == len(notes)
    assert not any(CHINESE.search(note.replace("住址（原文）", "").replace("备考", "")) for note in again.notes)
    assert (again.added, again.batch) == (done.done[0].added, done.batch)


def test_a_file_that_is_gone_is_no_fault_of_what_was_imported(town, heard, write):
    path = write("空行.csv", [HEADINGS, GOOD, ["合计", "1", "", "", ""]])
    done = carry_out(town, heard(path), "t")
    path.unlink()
    set_language("en")
    assert len(retell_done(town, done).done[0].notes) == len(done.done[0].notes) > 0


def test_a_map_that_was_imported_tells_its_notes_anew(town, heard, tmp_path):
    path = tmp_path / "places.geojson"
    ring = "[[104.0,30.6],[104.0002,30.6],[104.0002,30.6002],[104.0,30.6002]]"
    path.write_text('{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"a","levels":3},"geometry":'
                    f'{{"type":"Polygon","coordinates":[{ring}]}}}}]}}')  # fmt: skip
    done = carry_out(town, heard(path), "t")
    assert any(CHINESE.search(note) for note in done.done[0].notes)
    set_language("en")
    again = retell_done(town, done).done[0]
    assert again.notes
    assert not any(CHINESE.search(note) for note in again.notes)
    assert again.added == 1
