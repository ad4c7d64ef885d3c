"""Where the keyboard goes when what had it is gone."""

import pytest

pytestmark = pytest.mark.screen


def test_leaving_a_form_does_not_open_the_search(desk):
    desk.fresh()
    desk.keys("Ctrl+T")
    desk.settle()
    desk.wait(lambda: desk.inspector.isAncestorOf(desk.window.focusWidget()))
    desk.keys("Escape")
    desk.settle()
    search = desk.window.top.search
    assert not search.edit.hasFocus()
    assert search.popup is None or not search.popup.isVisible()
