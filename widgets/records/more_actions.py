"""Buttons on a record's page for commands that are about its kind only."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from data.i18n import mark, tr
from data.store.station import Station
from data.workspace import Workspace
from widgets.records.pieces import push

# Of a kind: command, words, icon.
MORE = {
    "cordon": (("cordon_order", mark("布控单…"), "print"), ("cordon_messages", mark("发给守卡人…"), "export")),
}


def more_actions(station: Station, workspace: Workspace, kind: str, id: int) -> list[QWidget]:
    """Return the buttons of a record, those that whoever is at the desk may press."""
    offered = [one for one in MORE.get(kind, ()) if station.session.may(one[0])]
    return [push(tr(said), partial(workspace.run, command, id=id), "plain", icon) for command, said, icon in offered]
