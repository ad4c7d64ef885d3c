"""Kinds by declaration alone: added by one TOML text, followed when a declaration changes."""

from __future__ import annotations

import pytest
import shapely

from data.errors import BadInput, NotAllowed
from data.kinds import Kinds, builtin_kinds
from data.kinds.load import parse_kind
from data.query import Area, Query, equals
from data.store import Station, migrate
from tests.store.conftest import add

DOGS = """
name = "dog"
label = { zh = "犬只", en = "Dog" }
title = "{name}"
ledger = "things"
keys = [["licence"]]
columns = ["name", "licence"]
aliases = ["犬只登记"]
place = { shape = "point", belongs = true }

[fields]
name = { type = "text", label = { zh = "犬名", en = "Name" }, required = true, search = "name" }
licence = { type = "text", label = { zh = "犬证号", en = "Licence" }, search = "digits", index = true }
keeper = { type = "link", label = { zh = "饲养人", en = "Keeper" }, to = "person" }
weight = { type = "real", label = { zh = "体重", en = "Weight" }, unit = "kg" }
"""


@pytest.fixture
def kennel(station):
    station.add_kind(DOGS, who="王警官")
    return station


def test_its_records_are_kept_and_read(kennel, house):
    id = add(kennel, "dog", name="大黄", licence="京A0012345", keeper=house["person"], dwelling=house["dwelling"], weight=12.5)
    dog = kennel.get("dog", id, placed=True)
    assert (dog["name"], dog["weight"], dog.place.room) == ("大黄", 12.5, "301")


def test_it_is_searched(kennel):
    add(kennel, "dog", name="大黄", licence="京A0012345")
    assert [h.record.kind for text in ("dahuang", "dh", "黄", "12345") for h in kennel.find(text)] == ["dog"] * 4


def test_it_has_a_place(kennel):
    add(kennel, "dog", name="大黄", geometry=shapely.Point(121.5, 31.2))
    assert kennel.count(Query("dog", area=Area(near=(121.5, 31.2, 1)))) == 1


def test_it_survives_reopening(kennel, file):
    add(kennel, "dog", name="大黄")
    kennel.close()
    with Station.open(file) as again:
        assert again.kinds["dog"].own
        assert again.first(equals("dog", name="大黄")) is not None


def test_it_is_in_the_journal(kennel):
    last = kennel.batches(limit=1)[0]
    assert (last.who, last.command) == ("王警官", "add_kind")


def test_its_links_hold(kennel, house):
    add(kennel, "dog", name="大黄", keeper=house["person"])
    kennel.apply([], who="a", why="b")
    assert kennel.verify().sound


def test_the_station_stays_sound(kennel):
    add(kennel, "dog", name="大黄", geometry=shapely.Point(121.5, 31.2))
    assert kennel.verify().problems == ()


def test_views_learn_of_it(station):
    seen = []
    station.kinds_changed.connect(lambda kinds: seen.append("dog" in kinds))
    station.add_kind(DOGS, who="a")
    assert seen == [True]


@pytest.mark.parametrize(
    ("old", "new"), [('"dog"', '"person"'), ('"person" }', '"unicorn" }'), ("[fields]", "[felder]"), ("label", "label label")]
)
def test_a_senseless_declaration_changes_nothing(station, old, new):
    before = station.info()
    with pytest.raises(BadInput):
        station.add_kind(DOGS.replace(old, new), who="a")
    assert station.info() == before


def test_a_changed_declaration_of_its_own_is_followed(kennel):
    id = add(kennel, "dog", name="大黄")
    more = DOGS + 'colour = { type = "text", label = { zh = "毛色", en = "Colour" }, search = "text" }\n'
    kennel.add_kind(more, who="a")
    kennel.apply([migrated_edit(id)], who="a", why="b")
    assert kennel.get("dog", id)["colour"] == "黄色"
    assert [h.record.id for h in kennel.find("黄色")] == [id]


def migrated_edit(id):
    from data.records import Edit

    return Edit("dog", id, {"colour": "黄色"})


def reopened_with(monkeypatch, file, kind_text):
    """Open the file with a program whose built-in kind is another."""
    kind = parse_kind(kind_text, "test")
    kinds = Kinds({**builtin_kinds(), kind.name: kind})
    monkeypatch.setattr(migrate, "builtin_kinds", lambda: kinds)
    return Station.open(file)


GRID = """
name = "grid"
label = { zh = "网格", en = "Grid" }
title = "{name}"
place = { shape = "polygon" }
[fields]
name = { type = "text", label = { zh = "名称", en = "Name" }, required = true, search = "name" }
"""


def test_an_index_that_is_no_longer_declared_goes(kennel):
    kennel.add_kind(DOGS.replace('search = "digits", index = true', 'search = "digits"'), who="王警官")
    with kennel._engine.readers.fresh() as connection:
        named = connection.execute("SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = 'dog'").fetchall()
    assert {n for (n,) in named} == {"dog.keeper", "dog.building", "dog.dwelling"}


def test_a_field_added_by_a_newer_program_is_there(station, file, monkeypatch):
    id = add(station, "grid", name="一号网格")
    station.close()
    with reopened_with(monkeypatch, file, GRID + 'area = { type = "real", label = { zh = "面积", en = "Area" } }\n') as again:
        assert again.get("grid", id).values == {"name": "一号网格", "area": None}
        assert again.batches(limit=1)[0].command == "migrate"


def test_a_field_taken_out_keeps_its_values_for_when_it_comes_back(station, file, monkeypatch):
    keeper = add(station, "force", name="王", tier="core")
    id = add(station, "grid", name="一号网格", keeper=keeper)
    station.close()
    with reopened_with(monkeypatch, file, GRID) as again:
        assert again.get("grid", id).values == {"name": "一号网格"}
    monkeypatch.undo()
    with Station.open(file) as back:
        assert back.get("grid", id)["keeper"] == keeper


def test_a_field_of_another_type_takes_over_what_it_can(station, file, monkeypatch):
    good, bad = add(station, "grid", name="12"), add(station, "grid", name="一号")
    station.close()
    changed = GRID.replace('type = "text"', 'type = "int"').replace(', required = true, search = "name"', "")
    with reopened_with(monkeypatch, file, changed) as again:
        assert (again.get("grid", good)["name"], again.get("grid", bad)["name"]) == (12, None)


def test_a_field_that_becomes_searched_is_searched(station, file, monkeypatch):
    id = add(station, "grid", name="一号网格")
    station.close()
    with reopened_with(monkeypatch, file, GRID.replace(', search = "name"', "")) as without:
        assert without.find("网格") == []
    monkeypatch.undo()
    with Station.open(file) as again:
        assert [h.record.id for h in again.find("网格")] == [id]


def test_a_migration_leaves_the_journal_whole(station, file, monkeypatch):
    station.close()
    with reopened_with(monkeypatch, file, GRID) as again:
        assert again.verify().sound


def test_a_migration_that_fails_leaves_the_file_as_it_was(station, file, monkeypatch):
    add(station, "grid", name="一号网格")
    station.close()
    before = file.read_bytes()
    monkeypatch.setattr("data.store.migrate.create_indexes", lambda *a: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        reopened_with(monkeypatch, file, GRID + 'area = { type = "real", label = { zh = "面积", en = "Area" } }\n')
    assert file.read_bytes() == before


def test_a_file_that_must_follow_is_not_opened_read_only(station, file, monkeypatch):
    station.close()
    monkeypatch.setattr(migrate, "builtin_kinds", lambda: Kinds({**builtin_kinds(), "grid": parse_kind(GRID, "test")}))
    with pytest.raises(NotAllowed):
        Station.open(file, read_only=True)


def test_a_kind_may_be_called_as_another_kind_and_its_field(station):
    station.add_kind(DOGS.replace('name = "dog"', 'name = "case_type"', 1), who="王警官")
    assert add(station, "case_type", name="大黄")
