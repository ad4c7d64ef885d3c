"""Every page of the console is opened, and whatever it says is searched for what is covered: nothing was revealed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit

from data.kinds import builtin_kinds
from data.query import Query, Where
from data.records import Edit
from tests.app.conftest import desk, no_faults  # noqa: F401 - the console at which these tests sit
from tests.leaks.secrets import Secrets
from tests.leaks.window import Painted, said

pytestmark = pytest.mark.screen
PANELS = ("layers", "ledgers", "tasks", "cases", "forces", "figures", "import")
PAGES = ("tasks", "time", "results", "inside", "incidents", "dispatch", "replay")
SHEETS = ("settings", "shortcuts", "templates", "export", "palette", "views", "map_out", "duty_boards", "task_rules",
          "task_templates", "mediators", "escalation_rules", "plan_visits",
          "new_dispute", "new_hazard", "bare_grids", "gateway", "backups",
          "keeping", "accounts", "passphrase")  # fmt: skip


@pytest.fixture(scope="module")
def painted():
    with pytest.MonkeyPatch.context() as patch:
        yield Painted(patch)


@pytest.fixture(scope="module")
def walk(desk, painted):  # noqa: F811
    """Return a function that does something and returns what of the sensitive values is then said within a widget, or anywhere."""
    sensitive = Secrets(desk.station, "desk")

    def look(act, within=None, *, typed="", secrets=sensitive):
        painted.take()
        act()
        desk.settle()
        QApplication.processEvents()
        (within or desk.window).grab()
        words = painted.take() | (said(within) if within is not None else said())
        return secrets.within("\n".join(words - {typed}))  # what the person typed stands where it was typed

    return look


@pytest.fixture
def page(desk):  # noqa: F811
    """The map is put away, as under a page that covers it: it takes most of the time, and says nothing here."""
    desk.map.hide()
    yield
    desk.map.show()
    desk.settle()


def test_the_walk_hears_what_is_said(desk, walk):  # noqa: F811
    (record,) = desk.station.read(Query("person", (Where("phone", "not", None),), limit=1))
    told = walk(lambda: desk.workspace.tell("info", f"电话 {record['phone']}"), desk.window)
    desk.console.notices.toasts.clear()
    assert told == {"person.phone"}


def test_panels_at_the_rail(desk, walk, page):  # noqa: F811
    found = {name: walk(lambda name=name: desk.window.show_panel(name), desk.window.side) for name in PANELS}
    assert not {name: told for name, told in found.items() if told}


def test_pages_of_the_drawer(desk, walk, page):  # noqa: F811
    drawer = desk.window.drawer
    found = {name: walk(lambda name=name: drawer.show_tab(name), drawer) for name in PAGES}
    assert not {name: told for name, told in found.items() if told}


def test_pages_of_records(desk, walk, page):  # noqa: F811
    found = {}
    for kind in desk.station.kinds:
        for record in desk.station.read(Query(kind, order=("-id",), limit=1)):
            if told := walk(lambda record=record: desk.workspace.select(record.kind, record.id), desk.inspector):
                found[kind] = told
    assert not found


def test_wide_tables(desk, walk, page):  # noqa: F811
    kinds = [k.name for k in builtin_kinds().ledgers() if desk.station.count(Query(k.name))]
    drawer = desk.window.drawer
    found = {kind: walk(lambda kind=kind: desk.console.run("show_ledger", query=Query(kind)), drawer) for kind in kinds}
    assert not {kind: told for kind, told in found.items() if told}


def test_building_storey_and_room(desk, walk, page):  # noqa: F811
    room = desk.station.first(Query("dwelling", (Where("owner_phone", "not", None),)))
    house, storey = room["building"], room["storey"]
    found = [
        walk(lambda: desk.workspace.select("building", house)),
        walk(lambda: desk.workspace.select("building", house, storey=storey)),
        walk(lambda: desk.workspace.select("building", house, storey=storey, dwelling=room.id)),
    ]
    assert found == [set()] * 3


def test_forms(desk, walk, page):  # noqa: F811
    found = {}
    for kind in ("person", "shop", "case", "organisation", "camera"):
        (record,) = desk.station.read(Query(kind, order=("id",), limit=1))
        desk.workspace.select(kind, record.id)
        desk.settle()
        if told := walk(lambda: desk.console.run("edit_record"), desk.inspector):
            found[kind] = told
        desk.keys("Escape")
    desk.workspace.select()
    assert not found


def test_searching_for_a_whole_number(desk, walk, page):  # noqa: F811
    found = {}
    for kind, field in (("person", "phone"), ("person", "id_number"), ("case", "caller_phone"), ("shop", "phone")):
        (record,) = desk.station.read(Query(kind, (Where(field, "not", None),), limit=1))
        search = desk.window.top.search.findChild(QLineEdit)
        number = str(record[field])
        told = walk(lambda number=number, search=search: search.setText(number), typed=number)
        if told:
            found[f"{kind}.{field}"] = told
        search.clear()
    desk.window.take_focus()
    assert not found


@pytest.mark.parametrize("command", SHEETS)
def test_pages_over_the_window(desk, walk, page, command):  # noqa: F811
    told = walk(lambda: desk.console.run(command))
    desk.keys("Escape")
    desk.settle()
    assert not told


def test_the_journal_of_changed_numbers(desk, walk, page):  # noqa: F811
    """What a change said before and after lies in the journal, and is covered on its pages."""
    (record,) = desk.station.read(Query("person", (Where("id_number", "not", None), Where("phone", "not", None)), limit=1))
    values = {"phone": "16912345678", "birth": "1971-02-03"}
    desk.station.apply([Edit("person", record.id, values)], who="t", why="核对")
    found = [walk(lambda: desk.workspace.select("person", record.id), desk.inspector),
             walk(lambda: desk.console.run("journal"))]  # fmt: skip
    desk.keys("Escape")
    desk.station.undo(who="t")
    desk.workspace.select()
    assert found == [set(), set()]


def test_labels_on_the_map_name_nobody(desk, painted):  # noqa: F811
    desk.fresh()
    before = dict(desk.workspace.layers)
    painted.take()
    desk.workspace.take_layers([replace(state, visible=True, labelled=True) for state in before.values()])
    desk.settle()
    QApplication.processEvents()
    desk.map.grab()
    words = painted.take()
    desk.workspace.take_layers(before.values())
    desk.settle()
    assert len(words) > 20
    assert not Secrets(desk.station, "public").within("\n".join(words))


def test_the_wall_names_nobody(desk, painted, qtbot):  # noqa: F811
    from app.wall import Wall

    wall = Wall(desk.station)
    qtbot.addWidget(wall)
    wall.resize(1920, 1080)
    painted.take()
    desk.settle()
    QApplication.processEvents()
    wall.grab()
    words = painted.take() | said(wall)
    wall.close()
    assert len(words) > 20
    assert not Secrets(desk.station, "public").within("\n".join(words))


