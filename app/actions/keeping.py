"""Commands of keeping: what is due, erasing, what is held about somebody, corrections, and the passphrase."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtWidgets import QFileDialog

from app.commands import Command
from data.errors import NotAllowed
from data.i18n import mark, tr
from data.kinds.moments import local_day
from data.records import Record
from widgets import background

if TYPE_CHECKING:
    from app.console import Console
    from data.accounts.approval import Approval
    from data.duty.incidents.debrief import Debrief
    from data.exchange.out.mark import Mark
    from data.keeping.erase import Proof
    from data.keeping.plan import ErasePlan
    from data.progress import Progress
    from data.store.erasing import Erased
    from data.store.station import Station
    from widgets.keeping.page import KeepingPage
    from widgets.sheet import Sheet


def show(console: Console, view: str = "due") -> None:
    """Open the page of what is due, of proofs and of requests."""
    from widgets.keeping.page import KeepingPage
    from widgets.sheet import Sheet

    page = KeepingPage(console.live, console.workspace)
    sheet = Sheet(console.window.uppermost, tr("个人信息的保存期限"), page, width=860, height=760)
    if view != "due":
        page.views.set_value(view)
        page.show_view(view)
    page.erase_wanted.connect(lambda kind, ids: _ask(console, {kind: ids}, tr("保存期限届满"), page))
    page.proof_wanted.connect(lambda proof: _save_proof(console, proof))
    page.answered.connect(lambda task, text, values: _answer(console, page, task, text, values=values))
    page.record_wanted.connect(lambda kind, id: _look(console, sheet, kind, id))
    sheet.closed.connect(page.dispose)


def _look(console: Console, sheet: Sheet, kind: str, id: int) -> None:
    sheet.close_sheet()
    console.window.unfold_inspector()
    console.workspace.select(kind, id)


def erase_record(console: Console, kind: str = "", id: int = 0) -> None:
    """Erase one record, as somebody asked for it."""
    record = _chosen(console, kind, id)
    _ask(console, {record.kind: [record.id]}, tr("应本人请求删除（《个人信息保护法》第四十七条）"), None)


def export_mark(station: Station, who: str) -> Mark:
    """Return a mark for a page that leaves; what it stands on is loaded when it is wanted."""
    from data.exchange.out.mark import mark_of as made

    return made(station, who)


def _ask(console: Console, wanted: dict[str, Collection[int]], basis: str, page: KeepingPage | None) -> None:
    """Work out what goes, show it and let it be confirmed."""
    from data.keeping.plan import make_plan

    def begin(plan: ErasePlan) -> None:
        from widgets.keeping.erase_page import ErasePage
        from widgets.sheet import Sheet

        asking = ErasePage(console.live, plan, basis, signs_in=console.live.session.signed_in)
        sheet = Sheet(console.window.uppermost, tr("清除个人信息"), asking, width=680)
        drafts = asking.keep(console.workspace)
        typed = drafts.key
        sheet.closed.connect(drafts.flush)
        asking.left.connect(sheet.close_sheet)
        asking.wished.connect(lambda said, second: _agreed(console, plan, said, second, page, typed))
        asking.wished.connect(lambda *_: sheet.close_sheet())

    console.job(tr("查看要清除什么"), lambda _progress: make_plan(console.live, wanted), begin)


def _agreed(console: Console, plan: ErasePlan, basis: str, second: str, page: KeepingPage | None,
            typed: tuple[str, str, int]) -> None:  # fmt: skip
    """Let a second person agree where there are accounts, then erase; what was typed on the page is kept until then."""
    kinds = [console.live.kinds[name] for name in plan.records]
    what = tr("清除 {n} 条：{basis}", n=f"{plan.count:,}", basis=basis)

    def go(approval: Approval | None) -> None:
        console.job(tr("清除个人信息"), lambda progress: work(approval, progress), lambda done: _told(console, done, page))

    def work(approval: Approval | None, progress: Progress) -> Erased:
        from data.accounts.approval import given
        from data.keeping.erase import erase

        with given(approval):
            done = erase(console.live, plan, who=console.who, basis=basis, second=second, progress=progress)
        console.live.unsaved.saved(*typed)
        return done

    console.seat.with_second("erase", what, kinds, plan.count, go)


def _told(console: Console, done: Erased, page: KeepingPage | None) -> None:
    """Tell what was erased, and go on with the backups of before."""
    console.workspace.select()
    if page is not None and shiboken6.isValid(page):
        page.look()
    station = console.live
    background.ask(console, station, lambda: station.eraser.owes, lambda owed: _say(console, done, owed=owed))


def _say(console: Console, done: Erased, *, owed: bool) -> None:
    counts = {"n": f"{sum(done.records.values()):,}", "entries": f"{done.entries:,}"}
    sentence = tr("已清除 {n} 条记录，抹去日志 {entries} 条的内容。", **counts)
    later = tr("空白页要等别处读完，或磁盘有空，再整理。") if owed else ""
    console.workspace.tell("warning" if owed else "done", sentence + later)
    console.backups_desk.renew_now()


# Pages to be taken along


def subject_report(console: Console, kind: str = "", id: int = 0) -> None:
    """Write what is held about somebody, who changed it and who looked, as a PDF or a workbook."""
    record = _chosen(console, kind, id)
    name = f"{tr('个人信息报告')}.pdf"
    chosen, _ = QFileDialog.getSaveFileName(console.window, tr("个人信息报告"), name, "PDF (*.pdf);;Excel (*.xlsx)")
    if chosen:
        write_subject(console, record, Path(chosen))


def write_subject(console: Console, record: Record, out: Path) -> None:
    """Write the report; the journal keeps that it was made."""
    from data.keeping.subject import subject_report as report_of

    station, who = console.live, console.who

    mark = export_mark(station, who)

    def work() -> Debrief:
        said = {"file": out.name, "format": out.suffix.lstrip("."), "mark": mark.number}
        station.note("subject", record.kind, [record.id], said, who=who, command="keeping_subject")
        return report_of(station, record.kind, record.id)

    console.job(tr("个人信息报告"), lambda _progress: work(), lambda report: _write(console, report, out, mark))


def _save_proof(console: Console, proof: Proof) -> None:
    name = f"{tr('清除证明')} {local_day(proof.at, console.live.zone)}.pdf"
    chosen, _ = QFileDialog.getSaveFileName(console.window, tr("清除证明"), name, "PDF (*.pdf)")
    if chosen:
        save_proof(console, proof, Path(chosen).with_suffix(".pdf"))


def save_proof(console: Console, proof: Proof, out: Path) -> None:
    """Write the proof of an erasing; the journal keeps that it was taken out."""
    from data.exchange.out.mark import note_export
    from data.keeping.certificate import certificate

    mark = export_mark(console.live, console.who)
    note_export(console.live, mark, out, command="keeping", what="proof")
    _write(console, certificate(console.live, proof), out, mark)


def _write(console: Console, report: Debrief, out: Path, mark: Mark) -> None:
    """Write a page as PDF or workbook, by the name of the file, with who made it and when."""
    if out.suffix.lower() == ".xlsx":
        from data.keeping.workbook import write_report

        write_report(report, out, mark)
    else:
        from app.debriefs import write_debrief

        write_debrief(out.with_suffix(".pdf"), report, [], mark.line, mark)
    console.workspace.tell("done", tr("报告已保存到 {file}。", file=out))


# Corrections


def ask_correction(console: Console, kind: str = "", id: int = 0) -> None:
    """Write down what somebody asks to be corrected."""
    from data.keeping import correction
    from widgets.keeping.correction_page import CorrectionPage
    from widgets.sheet import Sheet

    record = _chosen(console, kind, id)
    station = console.live
    page = CorrectionPage(station.kinds[record.kind], station.title(record), station.zone)
    sheet = Sheet(console.window.uppermost, tr("请求更正"), page, width=560)
    page.take_focus()
    drafts = page.keep(station, console.workspace, record.id)
    sheet.closed.connect(drafts.flush)
    key = drafts.key

    def ask(values: dict[str, object], text: str) -> None:
        sheet.close_sheet()
        console.job(tr("请求更正"), lambda _progress: work(values, text),
                    lambda _none: console.workspace.tell("done", tr("已记下，十五天内答复。")))  # fmt: skip

    def work(values: dict[str, object], text: str) -> None:
        correction.request(station, record.kind, record.id, values, text=text, who=console.who)
        station.unsaved.saved(*key)  # not before it is written down

    page.wished.connect(ask)


def _answer(console: Console, page: KeepingPage, task: int, text: str, *, values: bool) -> None:
    from data.keeping import correction

    station, who = console.live, console.who
    if values:
        console.job(tr("更正"), lambda _p: correction.carry_out(station, task, who=who, feedback=text), lambda _: page.look())
    else:
        console.job(tr("答复"), lambda _p: correction.answer(station, task, who=who, feedback=text), lambda _: page.look())


# The passphrase


def change_passphrase(console: Console) -> None:
    """Give the file another passphrase; the console closes for it and opens again."""
    from app.recovery import change_and_open
    from widgets.keeping.passphrase_page import PassphrasePage
    from widgets.sheet import Sheet

    station, who, session = console.live, console.who, console.live.session
    page = PassphrasePage(encrypted=station.encrypted)
    title = tr("更换口令") if station.encrypted else tr("给站文件加密")
    sheet = Sheet(console.window.uppermost, title, page, width=560)
    page.take_focus()

    def begin(old: str, new: str) -> None:
        if station.encrypted and not station.opens_with(old):
            page.say(tr("现在的口令不对"))
            return
        path = station.path
        sheet.close_sheet()
        console.again_wanted.emit(lambda: change_and_open(path, old or None, new, who, session))

    page.wished.connect(begin)


def _chosen(console: Console, kind: str, id: int) -> Record:
    """Return the record that is meant.

    Raises
    ------
    NotAllowed
        If it is not of a kind that holds what is personal, or not there any more.
    """
    chosen = console.workspace.selection
    kind, id = kind or chosen.kind, id or chosen.id
    if kind not in console.live.kinds or not console.live.kinds[kind].personal:
        raise NotAllowed(tr("请先选中一个人，或一条有个人信息的记录"))
    record = console.live.get(kind, id)
    if record is None:
        raise NotAllowed(tr("这条记录已经不在了"))
    return record


GROUP = mark("站")
RECORD = mark("记录")
COMMANDS = (
    Command("keeping", mark("个人信息的保存期限…"), GROUP, show, "", "shield"),
    Command("passphrase", mark("更换口令…"), GROUP, change_passphrase, "", "lock", writes=True),
    Command("keeping_subject", mark("个人信息报告…"), RECORD, subject_report, "", "print", "selection"),
    Command("keeping_correction", mark("请求更正…"), RECORD, ask_correction, "", "edit", "selection", writes=True),
    Command("erase", mark("按请求清除…"), RECORD, erase_record, "", "trash", "selection", writes=True),
)
