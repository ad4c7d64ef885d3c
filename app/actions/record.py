"""Commands on records: new, edit, delete, show on the map, show a ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shapely.geometry import Point

from app.commands import Command
from data.i18n import mark, tr
from data.query import Query
from data.records import ChangeSet, Edit

if TYPE_CHECKING:
    from app.console import Console


def new_record(console: Console, kind: str = "place", lon: float | None = None, lat: float | None = None, **values: object) -> None:
    """Open an empty form for a record; with WGS-84 degrees it stands there."""
    if lon is not None and lat is not None:
        values["geometry"] = Point(lon, lat)
        if kind in console.workspace.layers:  # what is put on the map is seen there
            console.workspace.set_layer(kind, visible=True)
    console.window.unfold_inspector()
    console.window.inspector.new_record(kind, values)


def edit_record(console: Console, kind: str = "", id: int = 0) -> None:
    """Open the form of a record."""
    chosen = console.workspace.selection
    console.window.unfold_inspector()
    console.window.inspector.open_record(kind or chosen.kind, id or chosen.id)
    console.window.inspector.record.edit()


def delete_record(console: Console, kind: str = "", id: int = 0) -> None:
    """Delete a record; a notice offers to take it back."""
    chosen = console.workspace.selection
    kind, id = kind or chosen.kind, id or chosen.id
    record = console.station.get(kind, id)
    if record is None:
        return
    why = tr("删除{kind}：{title}", kind=console.station.kinds[kind].label, title=console.station.title(record))

    def done(changes: object) -> None:
        console.workspace.select()
        console.notices.offer_undo(why, lambda: console.run("undo", batch=getattr(changes, "id", None)))

    from widgets.records.related import joining_records

    def remove() -> ChangeSet:
        joined = joining_records(console.station, kind, id)  # residences and attachments are nothing without it
        edits = [*(Edit(j.kind, j.id, None) for j in joined), Edit(kind, id, None)]
        return console.station.apply(edits, who=console.who, why=why, command="delete")

    console.job(why, lambda _progress: remove(), done)


def fly_to_selection(console: Console) -> None:
    """Take the map to what is chosen."""
    chosen = console.workspace.selection
    console.workspace.fly_to(chosen.kind, chosen.id)


def show_ledger(console: Console, query: Query | None = None) -> None:
    """Show a list of records in the drawer, wide."""
    if query is None:
        console.window.show_panel("ledgers")
    else:
        console.window.pages.show_results(query)


GROUP = mark("记录")
COMMANDS = (
    Command("new_record", mark("新增记录…"), GROUP, new_record, "Ctrl+N", "plus", writes=True),
    Command("edit_record", mark("修改"), GROUP, edit_record, "F2", "edit", "selection", writes=True),
    Command("delete_record", mark("删除"), GROUP, delete_record, "Delete", "trash", "selection", writes=True),
    Command("fly_to_selection", mark("飞到所选"), GROUP, fly_to_selection, "Ctrl+G", "fly", "selection"),
    Command("show_ledger", mark("台账列表"), GROUP, show_ledger, "", "ledger", listed=False),
)
