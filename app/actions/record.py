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


def retire_kind(console: Console, kind: str = "") -> None:
    """Ask once whether a ledger of the station's own is to be removed, and say what goes; without a kind one can be chosen."""
    session, kinds = console.live.session, console.station.kinds
    own = [k.name for k in kinds.values() if k.own and session.may_read(k.name)]
    if not own or (kind and kind not in own):
        console.workspace.tell("info", tr("没有可以删除的自建台账；内置的台账可以在图层里关掉。"))
        return
    from widgets.records.retire_page import RetirePage
    from widgets.sheet import Sheet

    page = RetirePage(console.station, console.workspace, own, kind or (own[0] if len(own) == 1 else ""))
    sheet = Sheet(console.window.uppermost, tr("删除台账"), page, width=540)
    page.left.connect(sheet.close_sheet)
    page.wished.connect(sheet.close_sheet)
    page.wished.connect(lambda wished: _retire(console, wished))


def _retire(console: Console, kind: str) -> None:
    """Remove a ledger; a notice offers to take it back."""

    def done(changes: ChangeSet) -> None:
        if console.workspace.selection.kind == kind:
            console.workspace.select()
        console.notices.offer_undo(changes.why, lambda: console.run("undo", batch=changes.id))

    console.job(
        tr("删除台账"), lambda progress: console.station.retire_kind(kind, who=console.who, progress=progress), done
    )


GROUP = mark("记录")
COMMANDS = (
    Command("new_record", mark("新增记录…"), GROUP, new_record, "Ctrl+N", "plus", writes=True),
    Command("edit_record", mark("修改"), GROUP, edit_record, "F2", "edit", "selection", writes=True),
    Command("delete_record", mark("删除"), GROUP, delete_record, "Delete", "trash", "selection", writes=True),
    Command("fly_to_selection", mark("飞到所选"), GROUP, fly_to_selection, "Ctrl+G", "fly", "selection"),
    Command("retire_kind", mark("删除台账…"), GROUP, retire_kind, "", "trash", writes=True,
            also=(mark("删除图层"), mark("移除导入的台账"))),
    Command("show_ledger", mark("台账列表"), GROUP, show_ledger, "", "ledger", listed=False),
)
