"""What is due, erasing, what is held about somebody, and the passphrase, without a screen."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.cli.context import (
    json_option,
    open_to_read,
    opened,
    operator,
    out_json,
    passphrase,
    sign_in,
    station_argument,
    talk,
    terminal_progress,
    with_second,
)
from data.errors import BadInput, NotAllowed, WatchroomError
from data.i18n import mark, tr
from data.store.connect import is_encrypted

if TYPE_CHECKING:
    from data.accounts.session import Session
    from data.backups.renew import Renewal
    from data.store.station import Station

NEW_PASSPHRASE = "WATCHROOM_NEW_PASSPHRASE"


@click.command("due", help=mark("列出到期、快到期、还在用和没有期限的个人信息。"))
@station_argument
@json_option
def due_(station: Path, as_json: bool) -> None:
    """List what is due by kind."""
    from data.keeping.retention import due

    with opened(station, read_only=True) as opened_station:
        found = due(opened_station, terminal_progress())
    if as_json:
        out_json({
            f.kind.name: {"due": f.due, "removed": f.removed, "held": f.held, "soon": f.soon, "unending": f.unending, "why": f.why}
            for f in found
        })  # fmt: skip
        return
    for f in found:
        numbers = {"due": len(f.due), "removed": len(f.removed), "held": f.held, "soon": f.soon, "unending": f.unending}
        click.echo(tr("{kind}：到期 {due}，已删除 {removed}，还在用 {held}，30 天内 {soon}，没有期限 {unending} {why}",
                      kind=f.kind.plural, why=f.why, **numbers))  # fmt: skip


@click.command("erase", help=mark("清除到期的，或用 --id 指定的记录；不能撤销。"))
@station_argument
@click.argument("kind")
@click.option("--id", "ids", type=int, multiple=True, help=mark("记录编号，可以写几次；不写就是到期的全部"))
@click.option("--basis", required=True, help=mark("清除的依据"))
@click.option("--second", default="", help=mark("没有账号的站：同意清除的第二人"))
@click.option("--yes", is_flag=True, help=mark("不再询问"))
@json_option
def erase_(station: Path, kind: str, ids: tuple[int, ...], basis: str, second: str, yes: bool, as_json: bool) -> None:
    """Erase records for good."""
    from data.keeping.erase import counted, erase
    from data.keeping.plan import make_plan
    from data.keeping.retention import due

    with opened(station) as opened_station:
        opened_station.kinds[kind]
        wanted = list(ids) or next(([*f.due, *f.removed] for f in due(opened_station) if f.kind.name == kind), [])
        plan = make_plan(opened_station, {kind: wanted})
        for (_, id), why in plan.kept.items():
            talk(tr("编号 {id} 暂不清除：{why}", id=id, why=why))
        if not plan.count:
            raise NotAllowed(tr("没有可以清除的记录"))
        what = tr("、").join(tr("{kind} {n} 条", kind=label, n=n) for label, n in
                             counted(opened_station, {k: len(v) for k, v in plan.records.items() if v}))  # fmt: skip
        _confirm(tr("清除 {what}，不能撤销。继续吗？", what=what), yes=yes)
        done = with_second(opened_station, what, lambda: erase(
            opened_station, plan, who=operator(), basis=basis, second=second, progress=terminal_progress()
        ))  # fmt: skip
        owed = opened_station.eraser.owes
        backups = None if owed else _renewed(opened_station)
    if as_json:
        told = {"made": backups.made, "rewritten": backups.rewritten, "removed": backups.removed, "left": backups.left,
                "waiting": backups.waiting} if backups is not None else None  # fmt: skip
        out_json({"records": done.records, "entries": done.entries, "texts": done.texts, "files": done.files, "clean": not owed,
                  "backups": told})  # fmt: skip
    else:
        talk(tr("已清除 {what}，抹去日志 {n} 条的内容。", what=what, n=done.entries))
        _tell_backups(backups)


def _renewed(station: Station) -> Renewal | None:
    """Take what was erased out of the backups of before; None where that is left to a console that has the file open."""
    from data.backups.renew import renew
    from data.backups.wish import kept_wish

    if station.held_by is not None:
        return None
    try:
        return renew(station, kept_wish(station), terminal_progress())
    except WatchroomError as error:
        talk(tr("以前的备份里还有这些内容，没有做成：{why}", why=error.message))
        return None


def _tell_backups(done: Renewal | None) -> None:
    if done is None:
        return
    for name in done.rewritten:
        talk(tr("备份 {file}：已重写，不再含有这些内容", file=name))
    for name in done.removed:
        talk(tr("备份 {file}：口令已换或已损坏，已删除", file=name))
    for name, why in done.left.items():
        talk(tr("备份 {file}：没有做成，{why}", file=name, why=why))
    for folder in done.waiting:
        talk(tr("{folder} 现在够不着，接上后自动做。", folder=folder))


def _confirm(question: str, *, yes: bool) -> None:
    if yes:
        return
    if not sys.stdin.isatty():
        raise NotAllowed(tr("清除不能撤销：请在终端里确认，或加上 --yes"))
    click.confirm(question, abort=True, err=True)


@click.command(help=mark("写出一个人的个人信息报告（.xlsx）：登记了什么、谁改过、谁看过。"))
@station_argument
@click.argument("kind")
@click.argument("id", type=int)
@click.argument("out", type=click.Path(path_type=Path))
def subject(station: Path, kind: str, id: int, out: Path) -> None:
    """Write what is held about somebody."""
    from data.exchange.out.mark import mark_of
    from data.keeping.subject import subject_report
    from data.keeping.workbook import write_report

    if out.exists():
        raise BadInput(tr("{file} 已经存在，请换一个文件名", file=out), file=out)
    with opened(station) as opened_station:
        opened_station.session.demand("keeping_subject", "watchroom subject")
        mark = mark_of(opened_station, operator())
        said = {"file": out.name, "format": "xlsx", "mark": mark.number}
        opened_station.note("subject", kind, [id], said, who=operator(), command="keeping_subject")
        write_report(subject_report(opened_station, kind, id), out, mark)
    talk(tr("报告已保存到 {file}。", file=out))


@click.command("passphrase", help=mark("更换口令，或给没有加密的站加上口令；也可以用恢复密钥代替现在的口令。"))
@station_argument
def passphrase_(station: Path) -> None:
    """Change the passphrase and show the new recovery key, once."""
    from data.store.rekey import change_passphrase

    old = passphrase() if is_encrypted(station) else None
    who, session = _allowed(station, old)
    new = os.environ.get(NEW_PASSPHRASE) or _new()
    done = change_passphrase(station, old, new, who=who, session=session, progress=terminal_progress())
    talk(tr("口令已更换。"))
    tell_recovery(done.recovery)


def _allowed(path: Path, given: str | None) -> tuple[str, Session]:
    """Return who changes it, and in which session: where there are accounts somebody who may, or who has the recovery key."""
    with open_to_read(path, given, recovered=True) as station:
        if not station.recovered:
            sign_in(station)
        return station.session.who or operator(), station.session


def _new() -> str:
    if not sys.stdin.isatty():
        raise NotAllowed(tr("请设置环境变量 {name}，或在终端里运行。", name=NEW_PASSPHRASE))
    return str(click.prompt(tr("新口令"), hide_input=True, confirmation_prompt=True, err=True))


def tell_recovery(key: str) -> None:
    """Show a recovery key: on standard error, once."""
    talk(tr("恢复密钥，只显示这一次。抄在纸上锁起来；忘了口令时用它打开："))
    talk(key)


COMMANDS = (due_, erase_, subject, passphrase_)
