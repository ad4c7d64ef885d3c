"""Commands of the auditor: the journal with its filters, a signed report of it, and its signed heads that are kept elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFileDialog

from app.commands import Command
from data.errors import BadInput, NotAllowed
from data.i18n import mark, tr
from data.store import heads
from data.store.audit import Filter

if TYPE_CHECKING:
    from app.console import Console
    from data.audit.lines import Told
    from data.audit.report import Report
    from widgets.audit.page import AuditPage


def show(console: Console) -> None:
    """Open the journal in the drawer."""
    console.window.pages.show_journal()


def furnish(console: Console, page: AuditPage) -> None:
    """Let the page's wishes be commands, and note what is read."""
    page.asked.connect(lambda wanted: _note(console, wanted))
    page.step.connect(lambda told: _show_step(console, told))
    page.report_wanted.connect(lambda wanted: console.run("journal_report", wanted=wanted))
    page.head_wanted.connect(lambda: console.run("journal_head"))
    page.check_wanted.connect(lambda: console.run("journal_check"))
    _note(console, Filter())  # what it began to read when it was made


def _note(console: Console, wanted: Filter) -> None:
    said: dict[str, Any] = {n: getattr(wanted, n) or None for n in ("start", "end", "command", "kind", "record")}
    said |= {"of": wanted.who or None, "acts": list(wanted.acts) or None, "text": wanted.searched or None, "personal": True}
    if not wanted.searched:
        said["personal"] = None
    console.live.note("read_journal", said=said, who=console.who, command="journal")


def _show_step(console: Console, told: Told) -> None:
    """Take the map to the record of a step; its page is not opened, for the auditor need not see what is in it."""
    line = told.line
    if line.record and console.station.kinds.knows(line.kind) and console.live.session.may_read(line.kind):
        console.workspace.fly_to(line.kind, line.record)
        console.workspace.hover_over(line.kind, line.record)


def report(console: Console, wanted: Filter | None = None) -> None:
    """Write what is asked of the journal as a page, and the station's signature beside it."""
    from data.audit.report import report_of  # what it stands on is not loaded at start-up

    asked = wanted or Filter()
    name = f"{console.station.name}-{tr('日志报告')}.pdf"
    chosen, _ = QFileDialog.getSaveFileName(console.window, tr("日志报告"), name, "PDF (*.pdf)")
    if chosen:
        out = Path(chosen).with_suffix(".pdf")
        console.job(tr("日志报告"), lambda _progress: report_of(console.live, asked), lambda made: write_report(console, made, out))


def write_report(console: Console, made: Report, out: Path) -> None:
    """Write a report and its signature; a text is laid out on the Qt thread."""
    from app.debriefs import write_debrief
    from data.audit.report import ENDING, signature_of
    from data.exchange.out.mark import mark_of, note_export

    if made.head is None:
        raise NotAllowed(tr("站文件里没有签名密钥：请用可写方式打开一次"))
    mark = mark_of(console.live, console.who)
    try:
        write_debrief(out, made.page, [], mark.line, mark)
        beside = out.with_name(out.name + ENDING)
        beside.write_bytes(signature_of(console.live, made, out.read_bytes(), out.name, console.who))
    except OSError as error:
        raise BadInput(tr("报告写不到 {file}", file=out), file=out) from error
    note_export(console.live, mark, out, command="journal_report")
    console.workspace.tell("done", tr("报告已保存到 {file}，签名在旁边的 {beside}。", file=out, beside=beside.name))


def keep_head(console: Console, path: str = "") -> None:
    """Sign the journal as it is now and write the head out, as a file or as a page with a square code, to be kept elsewhere."""
    from data.exchange.out.mark import mark_of, note_export

    forms = tr("封签文件 (*.json);;打印页 (*.pdf)")
    name = f"{console.station.name}-{tr('日志封签')}.json"
    chosen = path or QFileDialog.getSaveFileName(console.window, tr("另存封签"), name, forms)[0]
    if not chosen:
        return
    out = Path(chosen)
    head = console.live.head()
    if head is None:
        raise NotAllowed(tr("站文件里没有签名密钥：请用可写方式打开一次"))
    mark = mark_of(console.live, console.who)
    if out.suffix.lower() == ".pdf":
        from app.head_page import write_head_page

        write_head_page(out, head, console.station.name, console.station.zone, mark)
    else:
        try:
            out.write_bytes(heads.as_json(head, console.station.name, {"exported": mark.line, "mark": mark.hidden}))
        except OSError as error:
            raise BadInput(tr("封签写不到 {file}", file=out), file=out) from error
    note_export(console.live, mark, out, command="journal_head", what="head")
    told = tr("第 {entry} 条的封签已存到 {file}。请放到别处，以后用它核对日志。", entry=head.entry, file=out)
    console.workspace.tell("done", told)


def check(console: Console, path: str = "") -> None:
    """Hold the journal against a head that was kept elsewhere, or a report against its signature."""
    from data.audit.report import ENDING, check_report

    forms = tr("封签或报告签名 (*.json *.txt)")
    chosen = path or QFileDialog.getOpenFileName(console.window, tr("核对封签或报告"), "", forms)[0]
    if not chosen:
        return
    file = Path(chosen)
    if file.name.endswith(ENDING):
        console.workspace.tell("done", check_report(file, console.live.public_key))
        return
    try:
        head = heads.read(file.read_bytes(), file)
    except OSError as error:
        raise BadInput(tr("{file} 读不出来", file=file), file=file) from error
    console.live.note("verify", said={"file": file.name}, who=console.who, command="journal_check")

    def tell(found: Any) -> None:
        if found.problems:
            console.workspace.tell("error", tr("发现 {count} 处问题：{first}", count=len(found.problems), first=found.problems[0]))
        else:
            told = tr("日志与第 {entry} 条的封签相符，{count} 条全部相连。", entry=head.entry, count=found.journal)
            console.workspace.tell("done", told)

    console.job(tr("核对日志"), lambda progress: console.live.verify(progress, heads=[head]), tell)


GROUP = mark("站")
COMMANDS = (
    Command("journal", mark("日志与审计"), GROUP, show, "", "shield"),
    Command("journal_report", mark("出日志签名报告…"), GROUP, report, "", "print"),
    Command("journal_head", mark("另存日志封签…"), GROUP, keep_head, "", "export"),
    Command("journal_check", mark("核对日志封签或报告…"), GROUP, check, "", "verify"),
)
