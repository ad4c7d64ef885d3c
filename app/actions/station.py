"""Commands on the station as a whole: open, new, import, export, backup, check, undo."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QFileDialog

from app.commands import Command
from data.accounts.approval import given
from data.errors import NotAllowed
from data.i18n import mark, tr
from data.query import Query, Where
from data.records import ChangeSet
from widgets import background
from widgets.records.saved_as import saved_as

if TYPE_CHECKING:
    from app.console import Console
    from data.accounts.approval import Approval
    from data.exchange.out.wish import Wish
    from widgets.records.ledger_panel import LedgerPanel

STATION_FILES = "*.station"
CITYJSON, GLTF = ".city.json", "glTF"


def open_file(console: Console, path: str = "") -> None:
    """Open another station file."""
    files = tr("站文件 ({pattern})", pattern=STATION_FILES)
    chosen = path or QFileDialog.getOpenFileName(console.window, tr("打开站文件"), "", files)[0]
    if chosen:
        console.switch_to(Path(chosen))


def new_file(console: Console) -> None:
    """Make a new station file and open it."""
    console.show_welcome("new")


def import_files(console: Console, paths: list[str] | None = None, *, choose: bool = False) -> None:
    """Open the import, with files where they were dropped; ``choose`` asks for them."""
    console.window.show_import([Path(p) for p in paths or []])
    if choose:
        console.window.importing.choose()


def templates(console: Console) -> None:
    """Offer empty workbooks to fill in."""
    console.window.show_templates()


def export_list(console: Console, query: Query | None = None, queries: Sequence[Query] = ()) -> None:
    """Ask how lists of records are to be written, and write them; without any it is the list in sight, or the record chosen."""
    chosen = console.workspace.selection
    wanted = tuple(queries) or ((query,) if query is not None else _in_sight(console))
    if not wanted and chosen:
        wanted = (Query(chosen.kind, (Where("id", "is", chosen.id),)),)
    if not wanted:
        raise NotAllowed(tr("先打开一份台账，或在地图上选中一条记录，再导出。"))
    console.window.show_export(wanted)


def _in_sight(console: Console) -> tuple[Query, ...]:
    """Return what the list asks for that lies open: in the drawer, or the ledger beside the map."""
    window = console.window
    tab = window.drawer.tabs.value if window.drawer.is_open() else ""
    if tab == "inside" and window.pages.inside.query is not None:
        return window.pages.inside.queries
    listed = window.pages.results.model.query if tab == "results" else None
    if listed is None and window.side.value == "ledgers" and window.side.isVisible():
        listed = cast("LedgerPanel", window.side.page("ledgers")).model.query
    return (listed,) if listed is not None else ()


def write_list(console: Console, wish: Wish, typed: tuple[str, str, int] | None = None) -> None:
    """Write what was wished; where it is much of people, a second person agrees first. ``typed`` is the draft that ends with it."""
    from data.exchange.export import write_out

    kinds = [console.station.kinds[query.kind] for query in wish.queries]

    def write(agreed: Approval | None) -> None:
        def work() -> None:
            with given(agreed):
                write_out(console.station, wish)
            if typed is not None:
                console.live.unsaved.saved(*typed)  # not before it is written

        told = tr("已导出到 {file}。", file=wish.out)
        console.job(tr("导出"), lambda _progress: work(), lambda _done: console.workspace.tell("done", told))

    def ask_second(count: int) -> None:
        what = tr("导出{kinds} {n} 条", kinds=tr("、").join(k.plural for k in kinds), n=count)
        if wish.reason.strip():
            what = tr("{what}，含敏感信息原文；理由：{why}", what=what, why=wish.reason.strip())
        console.seat.with_second("export", what, kinds, count, write, uncovered=bool(wish.reason.strip()))

    if console.live.session.open:
        write(None)
    else:
        background.ask(
            console.seat, console.live, lambda: sum(console.station.count(q) for q in wish.queries), ask_second, "export"
        )


def export_town(console: Console) -> None:
    """Write the town as a 3D model for other programs."""
    patterns = f"CityJSON (*{CITYJSON});;{GLTF} (*.glb)"
    name = f"{console.station.name}{CITYJSON}"
    chosen, pattern = QFileDialog.getSaveFileName(console.window, tr("导出城市模型"), name, patterns)
    if chosen:
        # Dialogs leave the name as it is when another sort of file is chosen.
        out = saved_as(chosen, ".glb", instead_of=CITYJSON) if pattern.startswith(GLTF) else Path(chosen)
        console.job(
            tr("导出城市模型"), lambda _progress: _write_town(console, out),
            lambda count: console.workspace.tell("done", tr("{count} 个对象已导出到 {file}。", count=count, file=out)),
        )  # fmt: skip


def _write_town(console: Console, out: Path) -> int:
    from data.exchange.out.mark import mark_of, note_export

    mark = mark_of(console.live, console.who)
    note_export(console.live, mark, out, command="export_town")
    if out.suffix.lower() in (".glb", ".gltf"):
        from data.exchange.out.gltf import write_gltf

        return write_gltf(console.station, out.with_suffix(".glb"), mark)
    from data.exchange.out.city import write_city

    return write_city(console.station, out, mark)


def backup(console: Console) -> None:
    """Write a consistent copy while work goes on."""
    now = datetime.now(ZoneInfo(console.station.zone))
    name = f"{console.station.path.stem}-{now:%Y%m%d-%H%M}.station"
    chosen, _ = QFileDialog.getSaveFileName(console.window, tr("备份到"), name, tr("站文件 ({pattern})", pattern=STATION_FILES))
    if chosen:
        out = Path(chosen)
        console.job(
            tr("备份"), lambda progress: console.station.backup(out, progress),
            lambda _done: console.workspace.tell("done", tr("已备份到 {file}。", file=out)),
        )  # fmt: skip


def verify(console: Console) -> None:
    """Check file, links and journal."""

    def tell(found: object) -> None:
        problems = getattr(found, "problems", ())
        if problems:
            console.workspace.tell("error", tr("发现 {count} 处问题：{first}", count=len(problems), first=problems[0]))
        else:
            console.workspace.tell("done", tr("站文件完好，日志 {count} 条全部相连。", count=getattr(found, "journal", 0)))

    console.job(tr("检查站文件"), console.station.verify, tell)


def undo(console: Console, batch: int | None = None) -> None:
    """Take the last change set back."""
    console.job(tr("撤销"), lambda _progress: console.station.undo(batch, who=console.who), lambda done: _told(console, done))


def redo(console: Console) -> None:
    """Bring back what was undone."""
    console.job(tr("重做"), lambda _progress: console.station.redo(who=console.who), lambda done: _told(console, done))


def _told(console: Console, done: ChangeSet) -> None:
    console.workspace.tell("done", done.why)


def quit_(console: Console) -> None:
    """Close the window."""
    console.window.close()


GROUP = mark("站")
COMMANDS = (
    Command("open_station", mark("打开站文件…"), GROUP, open_file, "Ctrl+O", "open"),
    Command("new_station", mark("新建站文件…"), GROUP, new_file, "", "new"),
    Command("import", mark("导入文件…"), GROUP, import_files, "Ctrl+I", "import", writes=True),
    Command("templates", mark("空白模板…"), GROUP, templates, "", "file"),
    Command("export", mark("导出名单…"), GROUP, export_list, "", "export"),
    Command("export_town", mark("导出城市模型…"), GROUP, export_town, "", "export"),
    Command("backup", mark("备份…"), GROUP, backup, "", "backup"),
    Command("verify", mark("检查站文件"), GROUP, verify, "", "verify"),
    Command("undo", mark("撤销"), GROUP, undo, "Ctrl+Z", "undo", writes=True),
    Command("redo", mark("重做"), GROUP, redo, "Ctrl+Shift+Z, Ctrl+Y", "redo", writes=True),
    Command("quit", mark("退出"), GROUP, quit_, "Ctrl+Q"),
)
