"""Tasks without a screen: the same moves as on the board."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import click

from app.cli.context import json_option, opened, operator, out_json, station_argument
from app.cli.task_duty import SUBCOMMANDS
from data.clock import format_utc
from data.duty.checklists import templates
from data.duty.states import OPEN_STATES, VERBS
from data.duty.tasks import TaskWish, create, duplicates, move
from data.duty.time_left import time_left
from data.errors import BadInput, NotAllowed, WrongUsage
from data.i18n import mark, tr
from data.kinds.values import read
from data.query import Query, Where, equals
from data.store import Station

# The words of the command line for the moves, beside what the loop itself calls them.
MOVES = ("issue", "sign", "start", "feedback", "verify", "close", "return")


@click.group(help=mark("任务：列出、新建、分派、签收、反馈、核验、办结、退回。"))
@station_argument
@click.pass_context
def task(context: click.Context, station: Path) -> None:
    """Hold the subcommands, and the station that they work on."""
    context.obj = station


@task.command("list", help=mark("没办结的任务，最急的在前。"))
@click.option("--state", multiple=True, help=mark("只列这种状态，可写多次"))
@click.option("--assignee", help=mark("力量成员的姓名或编号"))
@click.option("--all", "everything", is_flag=True, help=mark("办结的也列"))
@click.option("--limit", type=click.IntRange(1), default=100, show_default=True, help=mark("最多几条"))
@json_option
@click.pass_obj
def list_(path: Path, state: tuple[str, ...], assignee: str | None, everything: bool, limit: int, as_json: bool) -> None:
    """List open tasks, the most pressing first."""
    with opened(path, read_only=True) as station:
        field = station.kinds["task"].field("state")
        states = tuple(read(field, s, station.zone) for s in state) or (None if everything else OPEN_STATES)
        asked = Query("task", (Where("state", "in", states),) if states else (), order=("due_at", "id"), limit=limit, placed=True)
        if assignee:
            asked = asked.and_where("assignee", "is", member(station, assignee))
        found = station.read(asked)
        if as_json:
            from data.exchange.export import records_json

            out_json(records_json(station, found))
            return
        for record in found:
            choice = field.choice(record["state"])
            left = time_left(record["due_at"], station.clock.now()) if record["due_at"] and record["state"] in OPEN_STATES else ""
            click.echo(f"#{record.id}  {choice.label if choice else ''}  {record['title']}  {left}")


@task.command(help=mark("新建一个任务并下发。"))
@click.option("--title", default="", help=mark("标题"))
@click.option("--type", "kind_of_task", default="visit", show_default=True, help=mark("类型"))
@click.option("--text", default="", help=mark("要做什么"))
@click.option("--subject", metavar="KIND:ID", help=mark("针对什么"))
@click.option("--at", metavar="LON,LAT", help=mark("地图上的一点"))
@click.option("--assignee", help=mark("力量成员的姓名或编号"))
@click.option("--due", help=mark("期限：2026-11-22 18:00，或 4h，或 2d"))
@click.option("--priority", default="normal", show_default=True, help=mark("缓急"))
@click.option("--family", default="assigned", show_default=True, help=mark("任务类别"))
@click.option("--template", default="", help=mark("模板代号，带核对单"))
@click.option("--draft", is_flag=True, help=mark("先不下发"))
@click.option("--anyway", is_flag=True, help=mark("有同类任务未办结也要建"))
@json_option
@click.pass_obj
def add(path: Path, title: str, kind_of_task: str, text: str, subject: str | None, at: str | None, assignee: str | None,
        due: str | None, priority: str, family: str, template: str, draft: bool, anyway: bool, as_json: bool) -> None:  # fmt: skip
    """Create a task and hand it out."""
    with opened(path) as station:
        fields = station.kinds["task"].fields
        about_kind, about = subject_of(station, subject)
        purpose = read(fields["type"], kind_of_task, station.zone)
        if about is not None and not anyway:
            refuse_twice(station, about_kind, about, purpose)
        lon, lat = point_of(at)
        wish = TaskWish(
            title=title, type=purpose, text=text, subject_kind=about_kind, subject=about, lon=lon, lat=lat, issue=not draft,
            assignee=member(station, assignee) if assignee else None, due_at=due_of(station, due),
            priority=read(fields["priority"], priority, station.zone), family=read(fields["family"], family, station.zone),
            template=known_template(station, template),
        )  # fmt: skip
        show(station, create(station, wish, operator()), as_json)


@task.command(help=mark("把任务交给一名力量成员。"))
@click.argument("id", type=int)
@click.argument("name", required=False)
@click.option("--to", help=mark("力量成员的姓名、警号或编号"))
@json_option
@click.pass_obj
def assign(path: Path, id: int, name: str | None, to: str | None, as_json: bool) -> None:
    """Give a task to a force member."""
    chosen = to or name
    if not chosen:
        raise WrongUsage(tr("请写明交给谁：姓名、警号或编号。"))
    with opened(path) as station:
        move(station, id, "assign", who=operator(), assignee=member(station, chosen))
        show(station, id, as_json)


def _mover(verb: str) -> click.Command:
    """Return the subcommand of one move of the loop."""

    @click.argument("id", type=int)
    @click.argument("words", required=False, default="")
    @click.option("--text", default="", help=mark("发现了什么，或为什么"))
    @json_option
    @click.pass_obj
    def run(path: Path, id: int, words: str, text: str, as_json: bool) -> None:
        with opened(path) as station:
            move(station, id, verb, who=operator(), text=text or words)
            show(station, id, as_json)

    return click.command(verb, help=VERBS[verb].label)(run)


for _verb in MOVES:
    if _verb in VERBS:
        task.add_command(_mover(_verb))
for _command in SUBCOMMANDS:
    task.add_command(_command)


def show(station: Station, id: int, as_json: bool) -> None:
    """Print a task as it is now."""
    record = station.get("task", id, placed=True)
    if record is None:
        raise BadInput(tr("没有编号为 {id} 的任务", id=id))
    if as_json:
        from data.exchange.export import records_json

        out_json(records_json(station, [record])[0])
    else:
        choice = station.kinds["task"].field("state").choice(record["state"])
        click.echo(f"#{record.id}  {choice.label if choice else record['state']}  {record['title']}")


def member(station: Station, name: str) -> int:
    """Return the id of the force member with this id, number or name."""
    if name.isdigit() and station.get("force", int(name)):
        return int(name)
    for field in ("number", "name"):
        found = station.read(equals("force", **{field: name}))
        if len(found) == 1:
            return found[0].id
        if found:
            raise BadInput(tr("叫“{name}”的有 {count} 人，请改用警号或编号：{ids}", name=name, count=len(found),
                              ids=", ".join(str(f.id) for f in found)))  # fmt: skip
    raise BadInput(tr("没有叫“{name}”的力量成员。", name=name))


def subject_of(station: Station, text: str | None) -> tuple[str, int | None]:
    """Return kind and id of ``KIND:ID``."""
    if not text:
        return "", None
    kind, colon, id_ = text.partition(":")
    if not colon or not id_.isdigit():
        raise WrongUsage(tr("--subject 要写成 类别:编号，例如 building:12。"))
    if station.get(station.kinds[kind].name, int(id_)) is None:
        raise BadInput(tr("{kind} 里没有编号 {id}。", kind=kind, id=id_))
    return kind, int(id_)


def refuse_twice(station: Station, kind: str, subject: int, purpose: str) -> None:
    """Point out an open task on the same object with the same purpose."""
    open_ones = duplicates(station, kind, subject, purpose)
    if open_ones:
        raise NotAllowed(tr("同一对象已有同类任务 #{id}“{title}”未办结；确要再布置请加 --anyway。",
                            id=open_ones[0].id, title=open_ones[0]["title"]))  # fmt: skip


def known_template(station: Station, code: str) -> str:
    """Return the code of a template, or complain which there are."""
    known = templates(station)
    if code and code not in known:
        raise BadInput(tr("没有代号为“{code}”的模板，可用的有：{known}", code=code, known=", ".join(known)))
    return code


def point_of(text: str | None) -> tuple[float | None, float | None]:
    """Return longitude and latitude of ``LON,LAT``."""
    if not text:
        return None, None
    try:
        lon, lat = (float(part) for part in text.split(","))
    except ValueError as error:
        raise WrongUsage(tr("--at 要写成 经度,纬度。")) from error
    return lon, lat


def due_of(station: Station, text: str | None) -> str | None:
    """Return the stored form of a due time: a moment, or hours and days from now."""
    if not text:
        return None
    if text[:-1].isdigit() and text[-1] in "hd":
        span: dict[str, Any] = {"hours" if text[-1] == "h" else "days": int(text[:-1])}
        return format_utc(station.clock.now() + timedelta(**span))
    due: str = read(station.kinds["task"].field("due_at"), text, station.zone)
    return due


COMMANDS = (task,)
