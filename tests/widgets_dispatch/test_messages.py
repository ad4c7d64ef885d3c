"""The messages to those who hold a cordon: one after the other, for any map, and all of them at once."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton

from data.duty.dispatch.order import messages_of
from data.workspace import Workspace
from tests.duty.dispatch.test_station import kept_cordon, station  # noqa: F401 - the fixture
from widgets.dispatch.messages_page import MessagesPage
from widgets.records.more_actions import more_actions


def test_each_message_is_shown_for_the_chosen_map_and_all_are_copied(qtbot, station):  # noqa: F811
    id, plan = kept_cordon(station)
    page = MessagesPage(Workspace(station.kinds), messages_of(station, id))
    qtbot.addWidget(page)
    page.show()
    page.share.show_app("amap")
    for n, post in enumerate(plan.posts):
        page.list.setCurrentIndex(page.list.model().index(n, 0))
        assert f"发给：{post.force.name}" in page.share.text.toPlainText()
        assert "GCJ-02" in page.share.text.toPlainText()
    page.copy_all()
    copied = QGuiApplication.clipboard().text()
    assert all(f"发给：{post.force.name}" in copied for post in plan.posts)


def test_a_cordons_page_offers_its_order_and_messages(qtbot, station):  # noqa: F811
    id, _plan = kept_cordon(station)
    workspace, asked = Workspace(station.kinds), []
    workspace.command.connect(lambda command, arguments: asked.append((command, arguments)))
    buttons = more_actions(station, workspace, "cordon", id)
    for button in buttons:
        qtbot.addWidget(button)
        assert isinstance(button, QPushButton)
        button.click()
    assert asked == [("cordon_order", {"id": id}), ("cordon_messages", {"id": id})]
    assert more_actions(station, workspace, "case", id) == []
