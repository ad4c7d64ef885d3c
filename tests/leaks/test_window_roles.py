"""The window as each role: what it may not see is neither said nor offered, and who signs out leaves nothing on the desk.

One window serves all; another person sits down at it. With WATCHROOM_WALK=full every kind's newest record and every page over the
window is opened as each role; without, some of each.
"""

from __future__ import annotations

import logging
import os
import shutil
import threading
from datetime import UTC, datetime

import pytest
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit

from app.console import Console
from app.settings import Settings
from app.still import StillMap, StillView
from data.accounts import passwords
from data.clock import FixedClock
from data.query import Query, Where
from data.store.audit import Filter
from data.store.station import Station
from tests.app.conftest import Desk, close_desk, no_faults  # noqa: F401 - no fault is told at this desk either
from tests.leaks.staff import PASSWORD, ROLES, secrets_of, staff
from tests.leaks.window import Painted, said
from widgets.background import all_answered
from widgets.records import building_page

pytestmark = pytest.mark.screen
NOW = datetime(2026, 11, 21, 13, 47, tzinfo=UTC)
FULL = os.environ.get("WATCHROOM_WALK") == "full"
PANELS = ("layers", "ledgers", "tasks", "cases", "forces", "figures", "import")
PAGES = ("tasks", "time", "results", "inside", "incidents", "dispatch", "replay", "journal")
KINDS = ("person", "case", "dispute", "task", "force", "shop", "visit_list")
WIDE = ("settings", "share_place", "duty_boards", "plan_visits", "keeping", "export", "task_rules", "backups", "accounts")
SHEETS = WIDE if FULL else ("settings", "keeping")
# What each role finds in the drawer: the tabs of what it may not see are not there.
TABS = {
    "duty": {"tasks", "time", "results", "inside", "incidents", "dispatch", "replay"},
    "community": {"tasks", "time", "results", "inside", "incidents", "dispatch", "replay"},
    "commander": {"tasks", "time", "results", "inside", "incidents", "dispatch", "replay"},
    "clerk": {"tasks", "time", "results", "inside", "incidents", "dispatch", "replay"},
    "auditor": {"results"},
    "administrator": {"tasks", "time", "results", "inside", "dispatch"},
}
BUILDING = {  # and on the page of a building
    "auditor": {"rooms", "shops", "cases", "history"}, "administrator": {"rooms", "shops", "cases", "tasks", "history"},
}  # fmt: skip


@pytest.fixture(scope="module")
def known(demo_file, tmp_path_factory):
    """What is secret from each role, and numbers and a person that it may ask for."""
    path = tmp_path_factory.mktemp("all") / "demo.station"
    shutil.copy(demo_file, path)
    with Station.open(path) as whole:
        far = secrets_of(whole, "community")
        someone = whole.first(Query("person", (Where("phone", "not", None),)))
        yield {role: secrets_of(whole, role) for role in ROLES if role != "community"} | {"community": far}, someone


class QuietDesk(Desk):
    """A desk whose map is a still that is never rendered: it takes most of the time, and says nothing here."""

    def settle(self):
        self.wait(all_answered)


@pytest.fixture(scope="module")
def desk(request, demo_file, qapp, tmp_path_factory, nothing_left, known):
    from pytestqt.qtbot import QtBot

    folder = tmp_path_factory.mktemp("roles")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "COST", [(1, 8, 1)])
        patch.setenv("WATCHROOM_HOME", str(tmp_path_factory.mktemp("home")))
        path = folder / "staffed.station"
        shutil.copy(demo_file, path)
        station = Station.open(path, clock=FixedClock(NOW))
        staff(station)
        station.people.sign_out()
        threads = set(threading.enumerate())
        made = QuietDesk(Console(station, Settings(user="张警官"), map_factory=still), QtBot(request))
        made.console.show()
        made.settle()
        yield made
        close_desk(made)
        nothing_left(threads)


def still(station, workspace, parent):
    return StillMap(station, workspace, parent, StillView())


@pytest.fixture(scope="module")
def painted():
    with pytest.MonkeyPatch.context() as patch:
        yield Painted(patch)


def sit_down(desk, role):
    """Let somebody sign in where the window is covered."""
    desk.console.live.people.sign_in(role, PASSWORD)
    if desk.console.seat.cover is not None:
        desk.console.seat.cover.page.signed_in.emit()
    desk.settle()


@pytest.fixture(params=ROLES)
def seated(request, desk, painted, known):
    """Who sits at the desk, and a function that does something and returns what of their secrets is said then."""
    role, (secrets, someone) = request.param, known
    sit_down(desk, role)

    def look(act, within, typed=""):
        painted.take()
        act()
        desk.settle()
        QApplication.processEvents()
        within.grab()
        return secrets[role].within("\n".join((painted.take() | said(within)) - {typed}))

    yield role, look, someone
    desk.told.clear()
    desk.window.drawer.show_tab("results")


def offered(desk):
    """Return the words of every button and menu entry that is there for whoever sits at the desk."""
    buttons = {b.text().strip() for b in desk.window.findChildren(QAbstractButton) if b.isVisibleTo(desk.window)}
    return buttons | {a.text() for a in desk.window.findChildren(QAction) if a.isVisible()}


def test_no_page_says_or_offers_what_the_role_may_not(desk, seated, known, caplog):
    role, look, someone = seated
    window = desk.window
    found = {name: look(lambda name=name: window.show_panel(name), window.side) for name in PANELS
             if not window.rail.buttons[name].isHidden()}  # fmt: skip
    tabs = [key for key, _words in window.drawer.tabs.tabs()]
    assert set(tabs) == TABS[role]
    found |= {name: look(lambda name=name: window.drawer.show_tab(name), window.drawer) for name in tabs}
    kinds = desk.station.kinds if FULL else KINDS
    caplog.set_level(logging.DEBUG)
    for kind in kinds:
        record = desk.console.live.first(Query(kind, order=("-id",)))
        id = record.id if record is not None else someone.id
        found[kind] = look(lambda kind=kind, id=id: desk.workspace.select(kind, id), window.inspector)
    desk.workspace.select("person", someone.id)
    desk.settle()
    for tab in ("related", "files", "history"):
        found[tab] = look(lambda tab=tab: window.inspector.record._show_tab(tab), window.inspector)
    house = desk.console.live.first(Query("building", (Where("name", "is", "金沙小区1栋"),)))
    found["building"] = look(lambda: desk.workspace.select("building", house.id), window.inspector)
    page = window.inspector.building
    assert {key for key, _words in page.tabs.tabs()} == BUILDING.get(role, set(building_page.TABS))
    for key, _words in page.tabs.tabs():
        found[f"building {key}"] = look(lambda key=key: page.tabs.chosen.emit(key), window.inspector)
    search = window.top.search.findChild(QLineEdit)
    number = str(someone["phone"])
    found["search"] = look(lambda: search.setText(number), window, number)
    search.clear()
    for name in SHEETS:
        if desk.console.commands[name].offered(desk.console):
            found[name] = look(lambda name=name: desk.console.run(name), window)
            desk.keys("Escape")
            desk.settle()
    assert not {name: told for name, told in found.items() if told}
    assert not known[0][role].within(caplog.text)
    words = offered(desk)
    titles = {c.id: c.title for c in desk.console.commands}
    refused = {id for id, title in titles.items() if not desk.console.commands[id].offered(desk.console) and title in words}
    assert not refused


def test_where_only_the_own_grids_are_seen_it_is_said(desk, seated):
    role, _look, _ = seated
    desk.window.show_panel("ledgers")
    desk.window.side.page("ledgers").show_kind("building")
    desk.window.side.page("ledgers").show_kind("person")
    desk.settle()
    if role in ("auditor", "administrator"):
        assert desk.window.side.page("ledgers").kinds.findData("person") < 0
        return
    assert ("本网格" in desk.window.side.page("ledgers").left_out.text()) == (role == "community")


def test_who_signs_out_leaves_nothing_on_the_desk(desk, known):
    _, someone = known
    sit_down(desk, "duty")
    search = desk.window.top.search
    desk.workspace.select("person", someone.id)
    search._remember(str(someone["phone"]))
    desk.workspace.tell("info", f"找到{someone['name']}")
    QGuiApplication.clipboard().setText(str(someone["phone"]))
    desk.settle()
    desk.console.run("sign_out")
    desk.settle()
    seat = desk.console.seat
    assert seat.locked
    assert not desk.console.live.session.signed_in
    assert not desk.selection
    left = "\n".join(said())
    assert str(someone["phone"]) not in left
    assert str(someone["name"]) not in left
    assert search.recent() == []
    assert desk.console.notices.all == []
    sit_down(desk, "commander")
    (newest, *_) = desk.console.live.journal_page(Filter(acts=("sign_out",))).lines
    assert newest.who.startswith("duty")


def test_copies_and_lists_of_panels_are_in_the_journal(desk, known):
    _, someone = known
    sit_down(desk, "duty")
    desk.workspace.select("person", someone.id)
    QGuiApplication.clipboard().setText("十三个字的一段，没有内容")
    desk.window.show_panel("layers")
    desk.window.show_panel("ledgers")
    desk.window.looks._list_stands()
    sit_down(desk, "commander")
    copies = desk.console.live.journal_page(Filter(acts=("copy",))).lines
    assert (copies[0].kind, copies[0].record, copies[0].said["characters"]) == ("person", someone.id, 12)
    assert "没有内容" not in str(copies[0].said)
    lists = desk.console.live.journal_page(Filter(acts=("list",))).lines
    assert lists[0].who.startswith("duty")
