"""Files whose names were typed without an ending never replace one that no dialog asked about."""

from __future__ import annotations

from widgets.records.saved_as import saved_as


def test_a_name_without_an_ending_gets_it(tmp_path):
    assert saved_as(str(tmp_path / "a"), ".xlsx") == tmp_path / "a.xlsx"


def test_an_ending_that_was_typed_stays(tmp_path):
    (tmp_path / "a.xlsx").touch()  # the dialog has asked
    assert saved_as(str(tmp_path / "a.xlsx"), ".xlsx") == tmp_path / "a.xlsx"
    assert saved_as(str(tmp_path / "a.csv"), ".xlsx") == tmp_path / "a.csv"


def test_a_file_that_nobody_asked_about_stays(tmp_path):
    (tmp_path / "a.xlsx").touch()
    assert saved_as(str(tmp_path / "a"), ".xlsx") == tmp_path / "a（2）.xlsx"


def test_the_ending_that_was_offered_gives_way(tmp_path):
    assert saved_as(str(tmp_path / "3.5.city.json"), ".glb", instead_of=".city.json") == tmp_path / "3.5.glb"
    assert saved_as(str(tmp_path / "金沙"), ".glb", instead_of=".city.json") == tmp_path / "金沙.glb"


def test_a_day_at_the_end_of_a_name_is_no_ending(tmp_path):
    assert saved_as(str(tmp_path / "名单2026.11.21"), ".xlsx") == tmp_path / "名单2026.11.21.xlsx"
