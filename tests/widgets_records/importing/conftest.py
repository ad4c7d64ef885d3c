"""An import window, and a table as people write it."""

from __future__ import annotations

import csv

import pytest

from tests.widgets_records.importing.hands import LONG
from widgets.records.import_window import ImportWindow


@pytest.fixture
def people(tmp_path):
    """A table as people write it: a title, two good rows, one without sense; GBK."""
    path = tmp_path / "人口登记.csv"
    rows = [
        ["金沙社区人口登记表"],
        ["姓名", "性别", "手机号", "现住址", "杂项"],
        ["张甲乙", "男", "16900001111", "金沙小区1栋2单元301", "甲"],
        ["李丙丁", "女", "16900001112", "幸福里9栋302", "乙"],
        ["王戊己", "不知道", "123", "金沙小区1栋", "丙"],
    ]
    with path.open("w", encoding="gbk", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


@pytest.fixture
def page(shown):
    return shown(ImportWindow, size=(1600, 980))


@pytest.fixture
def until(page, qtbot):
    """Wait until nothing is being done, and something is so."""

    def wait(condition=lambda: True):
        qtbot.waitUntil(lambda: page.talk.idle and condition(), timeout=LONG)

    return wait


@pytest.fixture
def looked(page, people, until):
    page.take_files([people])
    until(lambda: page.parcel is not None and page.parcel.whole and bool(page.parcel.parts))
    return page
