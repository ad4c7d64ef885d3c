"""What the program does by itself has one name in the journal, whoever reads it and in whatever language it was written."""

from __future__ import annotations

import pytest

from data.actors import ITSELF, PROGRAM, stored_names
from data.audit.lines import read_told
from data.audit.report import words_of
from data.i18n import set_language
from data.records import Edit
from data.store import Station
from data.store.audit import Filter
from widgets.audit.filter_row import FilterRow

WRITTEN = (PROGRAM, "Watchroom", "值班一张图", "王警官")


@pytest.fixture
def speak():
    """Read in a language, and in Chinese again afterwards."""
    yield set_language
    set_language("zh")


@pytest.fixture
def station(tmp_path):
    with Station.create(tmp_path / "a.station", "金沙派出所") as station:
        for who in WRITTEN:
            station.apply([Edit("shop", None, {"name": f"{who}的店"})], who=who, why="登记")
        yield station


@pytest.mark.parametrize(("language", "name"), [("zh", "值班一张图"), ("en", "Watchroom")])
def test_one_name_in_the_language_of_who_reads(station, speak, language, name):
    stored = station._engine.connection.execute("SELECT entry, body FROM _journal ORDER BY entry").fetchall()
    speak(language)
    told = {t.who for t in read_told(station, Filter()).lines}
    assert told == {name, "王警官"}
    people = station.journal_people()
    assert len(people) == 2
    for who in WRITTEN[:3]:  # whichever of them is asked for
        wanted = Filter(who=who, acts=("add",), kind="shop")
        assert len(read_told(station, wanted).lines) == 3
        assert words_of(station, wanted).startswith(name)
    assert len(read_told(station, Filter(who="王警官", acts=("add",), kind="shop")).lines) == 1
    assert station._engine.connection.execute("SELECT entry, body FROM _journal ORDER BY entry").fetchall() == stored
    assert not station.verify().problems


def test_the_box_of_people_offers_it_once(station, speak, qtbot):
    speak("en")
    row = FilterRow(station.kinds, station.zone)
    qtbot.addWidget(row)
    row.offer_people(station.journal_people())
    offered = [row.who.itemText(n) for n in range(1, row.who.count())]
    assert sorted(offered) == ["Watchroom", "王警官"]
    row.who.setCurrentIndex(1 + offered.index("Watchroom"))
    assert len(read_told(station, row.wanted).lines) >= 3
    row.dispose()


def test_a_persons_name_is_a_name():
    assert stored_names("王警官") == ("王警官",)
    assert set(stored_names(ITSELF)) == {"watchroom", "Watchroom", "值班一张图"}
