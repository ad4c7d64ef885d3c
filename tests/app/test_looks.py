"""What the officer opens, searches and takes out is in the journal, as soon as the second is over."""

from __future__ import annotations

import pytest

from app.looks import tells_person
from data.exchange.export import Wish, write_out
from data.kinds import builtin_kinds
from data.query import Query, equals
from widgets.search_rows import Found


def noted(station, act):
    """Return kind, record and what was said of the acts of a sort, oldest first."""
    from data.store.journal import COLUMNS, unpacked

    live = getattr(station, "live", station)
    live._notes.flush()
    with live._engine.readers.lend() as connection:
        rows = connection.execute(f"SELECT {COLUMNS} FROM _journal WHERE action = ? ORDER BY entry", (act,)).fetchall()
    return [(e.kind, e.record, e.body) for row in rows for e in unpacked(row)]


@pytest.mark.screen
def test_opening_a_record_is_noted(desk):
    desk.fresh()
    building = desk.station.first(Query("building")).id
    desk.workspace.select("building", building)
    desk.wait(lambda: ("building", building) in [n[:2] for n in noted(desk.station, "view")])


@pytest.mark.screen
def test_a_search_is_noted_with_its_name_covered(desk):
    desk.fresh()
    name = desk.station.first(Query("person", fields=("name",)))["name"]
    desk.keys("Ctrl+F")
    desk.type(name)
    desk.wait(lambda: bool(desk.window.top.search.found()))
    desk.keys("Return")
    desk.wait(lambda: bool(noted(desk.station, "search")))
    said = noted(desk.station, "search")[-1][2]
    assert (said["text"][0], name in repr(said)) == (name[0], False)


@pytest.mark.screen
def test_a_list_is_noted(desk):
    desk.fresh()
    desk.workspace.run("show_ledger", query=equals("camera", state="online"))
    desk.wait(lambda: noted(desk.station, "list")[-1:] and noted(desk.station, "list")[-1][0] == "camera")


def test_who_takes_which_records_out_is_noted(demo, tmp_path):
    write_out(demo, Wish((Query("camera", limit=20),), "csv", tmp_path / "名单.csv", who="王警官"))
    found = [kind for kind, _, said in noted(demo, "export") if said["file"] == "名单.csv"]  # other tests take something out too
    assert found == ["camera"] * 20


PERSONAL = [("person", (0, 2), True), ("person", (0, 0), False), ("road", (0, 2), False)]


@pytest.mark.parametrize(("kind", "span", "personal"), PERSONAL)
def test_a_search_tells_a_person_when_a_name_was_matched(kind, span, personal):
    assert tells_person(builtin_kinds(), [Found(kind, 1, "张伟", "", span)]) is personal
