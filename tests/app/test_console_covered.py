"""The import covers the window: the map is put away, and what opens meanwhile lies on the import."""

from __future__ import annotations

import pytest

from widgets.sheet import Sheet

pytestmark = pytest.mark.screen


@pytest.fixture
def cover(desk):
    """The import over the window."""
    desk.fresh()
    desk.console.run("import")
    page = desk.window.importing
    desk.wait(page.isVisible)
    yield desk.window.uppermost
    desk.window.close_import()
    desk.settle()


def test_the_map_is_put_away_and_comes_back_as_it_was(desk, cover):
    eye = desk.map.navigator.eye
    assert not desk.map.isVisible()
    desk.keys("Escape")
    desk.wait(desk.map.isVisible)
    assert desk.map.navigator.eye == eye


def test_a_sheet_opened_meanwhile_lies_on_the_import(desk, cover):
    desk.click(desk.button("空白模板", cover))
    desk.wait(lambda: bool(cover.findChildren(Sheet)))
    (sheet,) = cover.findChildren(Sheet)
    assert sheet.isVisible()
    desk.keys("Escape")
    desk.wait(lambda: not cover.findChildren(Sheet))
    assert cover.isVisible()


def test_the_palette_opens_on_the_import(desk, cover):
    desk.keys("Ctrl+Shift+P")
    desk.wait(lambda: desk.window._palette is not None and desk.window._palette.isVisible())
    assert cover.isAncestorOf(desk.window._palette)
    desk.keys("Escape")


def test_what_is_told_meanwhile_lies_on_the_import(desk, cover):
    toasts = desk.console.notices.toasts
    desk.workspace.tell("info", "写好了")
    desk.wait(toasts.isVisible)
    assert cover.isAncestorOf(toasts)
    desk.keys("Escape")
    desk.wait(lambda: not cover.isVisible())
    assert toasts.isVisible()
    assert toasts.parentWidget() is desk.window
    toasts.clear()


def test_a_command_for_what_lies_under_it_puts_the_import_away(desk, cover):
    desk.keys("Ctrl+F")
    desk.wait(lambda: not cover.isVisible())
    assert desk.window.top.search.isAncestorOf(desk.window.focusWidget())
