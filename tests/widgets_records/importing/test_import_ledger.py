"""A map that is of no kind the station keeps becomes a ledger of its own, by what an officer sees and presses."""

from __future__ import annotations

import json

import pytest

from data.query import Query
from tests.widgets_records.importing.hands import LONG, evidence, press, press_button
from widgets.records.import_guesses import NEW


@pytest.fixture
def mine(page, until, tmp_path):
    path = tmp_path / "我的图.geojson"
    features = [{"type": "Feature", "properties": {"片区": f"易涝点{n}", "等级": "高"},
                 "geometry": {"type": "Point", "coordinates": [102.74 + n / 10_000, 25.055]}} for n in range(3)]  # fmt: skip
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False), encoding="utf-8")
    page.take_files([path])
    until(lambda: page.parcel is not None and bool(page.parcel.parts) and page.parcel.parts[0].unknown)
    return page


def want_ledger(page):
    kinds = page.part.guesses.kind
    kinds.setCurrentIndex(kinds.findData(NEW))
    kinds.activated.emit(kinds.currentIndex())


def test_the_file_comes_in_whole(mine, until, qtbot, demo):
    assert "新台账" in evidence(mine.part.guesses, "kind")
    want_ledger(mine)
    ledger = mine.part.ledger
    qtbot.waitUntil(ledger.make.isEnabled, timeout=LONG)
    assert (ledger.name.text(), "片区（文字）" in ledger.told.text()) == ("我的图", True)
    press(ledger.make)
    until(lambda: mine.parcel.writes == 3)
    assert mine.part.guesses.kind.currentText() == "我的图"
    assert not ledger.isVisible()
    press_button(mine, "导入 3 行", qtbot)
    until(lambda: bool(mine.parcel.done))
    own = next(k for k in demo.kinds.values() if k.label == "我的图")
    assert demo.count(Query(own.name)) == 3


def test_who_thinks_otherwise_leaves_nothing_behind(mine, until, qtbot, demo):
    want_ledger(mine)
    assert mine.part.guesses.kind.currentIndex() == 0
    press_button(mine, "不建了", qtbot)
    assert not mine.part.ledger.isVisible()
    assert not any(k.own for k in demo.kinds.values())


def test_a_name_that_is_taken_is_told(mine, until, qtbot, demo):
    want_ledger(mine)
    qtbot.waitUntil(mine.part.ledger.make.isEnabled, timeout=LONG)
    mine.part.ledger.name.setText("建筑")
    press(mine.part.ledger.make)
    qtbot.waitUntil(mine.trouble.isVisible, timeout=LONG)
    assert "已经有“建筑”了" in mine.trouble.text()
