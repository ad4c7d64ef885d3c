"""More of tasks without a screen: check lists, rules, visit lists, supervision, escalation, boards and scores."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from app.cli.context import json_option, opened, operator, out_json
from data.accounts.session import by_rule
from data.duty.boards import POSTS, read_board
from data.duty.checklists import Answers, Found, answer_task, checklist_of, keep_template, source_of, templates
from data.duty.rules import make_due
from data.duty.scores import BY, formulas, scores, weights_of
from data.duty.supervision import escalate_late, supervise
from data.duty.tasks import FedBack
from data.errors import BadInput
from data.i18n import mark, tr
from data.store import Station


@click.command(help=mark("按规则生成到期的任务；同一天再运行不会重复。"))
@json_option
@click.pass_obj
def due(path: Path, as_json: bool) -> None:
    """Make the tasks that rules made due."""
    with opened(path) as station:
        station.session.demand("make_due", "watchroom task due")
        who = station.session.who or operator()
        made = by_rule(lambda: make_due(station, who=who))()
    if as_json:
        out_json([{"rule": m.rule, "made": m.made, "in_hand": m.open, "fresh": m.fresh, "put_off": m.put_off, "trouble": m.trouble}
                  for m in made])  # fmt: skip
        return
    for one in made:
        click.echo(one.trouble or tr("{rule} {n} 项", rule=one.rule, n=one.made))
    if not made:
        click.echo(tr("今天没有新到期的常规任务"))


@click.command(help=mark("一项任务的核对单：问什么、已答什么；用 --answers 交一份 JSON 就反馈。"))
@click.argument("id", type=int)
@click.option("--answers", type=click.Path(exists=True, dir_okay=False, path_type=Path), help=mark("答案的 JSON 文件"))
@click.option("--picture", multiple=True, type=click.Path(exists=True, dir_okay=False, path_type=Path), help=mark("照片，可写多次"))
@click.option("--at", metavar="LON,LAT", help=mark("在哪里反馈的"))
@click.option("--text", default="", help=mark("还看到什么"))
@json_option
@click.pass_obj
def checklist(path: Path, id: int, answers: Path | None, picture: tuple[Path, ...], at: str | None, text: str,
              as_json: bool) -> None:  # fmt: skip
    """Show a check list, or feed the task back with its answers."""
    with opened(path, read_only=answers is None) as station:
        if answers is not None:
            from app.cli.tasks import point_of

            lon, lat = point_of(at)
            fed = FedBack(lon, lat, tuple((p.name, p.read_bytes()) for p in picture))
            answer_task(station, id, read_answers(answers), who=operator(), text=text, fed=fed)
        asked = asked_of(station, id)
    if as_json:
        out_json(asked)
        return
    for item in asked["items"]:
        click.echo(f"{item['id']}  {item['ask']}  {item['answer'] if item['answer'] is not None else '—'}")


def asked_of(station: Station, id: int) -> dict[str, Any]:
    """Return a check list with its answers so far, JSON-native.

    Raises
    ------
    BadInput
        If the task has none.
    """
    sheet = checklist_of(station, id)
    if sheet is None:
        raise BadInput(tr("这项任务没有核对单"))
    items = [
        {"id": i.id, "ask": i.ask, "kind": i.answer, "required": i.required, "choices": [c.value for c in i.choices],
         "answer": sheet.answers.said.get(i.id)}
        for i in sheet.template.items_for(sheet.subject.kind)
    ]  # fmt: skip
    rooms = [{"dwelling": r.dwelling.id, "residences": [x.id for x in r.residences]} for r in sheet.rooms]
    return {"task": id, "template": sheet.template.code, "state": sheet.task["state"], "items": items, "rooms": rooms}


def read_answers(path: Path) -> Answers:
    """Return the answers of a JSON file: ``{"said": {item: answer}, "residents": [{"dwelling", "states", "new"}]}``.

    Raises
    ------
    BadInput
        If it is no such file.
    """
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        residents = [
            Found(int(r["dwelling"]), {int(k): str(v) for k, v in r.get("states", {}).items()}, tuple(r.get("new", ())))
            for r in raw.get("residents", ())
        ]
        return Answers(dict(raw.get("said", {})), tuple(residents))
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        raise BadInput(tr("{file} 不是核对单的答案：写成 {{\"said\": {{…}}, \"residents\": […]}}", file=path), file=path) from error


@click.command("template", help=mark("打印一个任务模板的 TOML；不写代号列出全部；--from 存成本站的模板。"))
@click.argument("code", required=False)
@click.option("--from", "source", type=click.Path(exists=True, dir_okay=False, path_type=Path), help=mark("模板的 TOML 文件"))
@json_option
@click.pass_obj
def template_(path: Path, code: str | None, source: Path | None, as_json: bool) -> None:
    """Show a template, list all, or keep one of the station's own."""
    with opened(path, read_only=source is None) as station:
        if source is not None:
            kept = keep_template(station, source.read_text(encoding="utf-8"), str(source), who=operator())
            code = kept.code
        text = source_of(station, code) if code else ""
        known = templates(station)
    if as_json:
        out_json({"code": code, "source": text} if code else [{"code": t.code, "name": t.name, "subjects": t.subjects} for t in
                                                              known.values()])  # fmt: skip
        return
    click.echo(text.rstrip() if code else "\n".join(f"{t.code}  {t.name}  {', '.join(t.subjects)}" for t in known.values()))


@click.command(help=mark("把一个人还没开始的任务合成一张走访单，次序按步行最短；加 --issue 下发。"))
@click.argument("officer")
@click.option("--from", "start", metavar="LON,LAT", help=mark("从哪里出发；不写则从他的定位"))
@click.option("--issue", is_flag=True, help=mark("下发"))
@json_option
@click.pass_obj
def visits(path: Path, officer: str, start: str | None, issue: bool, as_json: bool) -> None:
    """Put tasks together into a walk."""
    from app.cli.tasks import member, point_of
    from data.duty.visits import issue_visits, propose  # roads as graphs: other commands do not load them

    with opened(path, read_only=not issue) as station:
        lon, lat = point_of(start)
        begin = (lon, lat) if lon is not None and lat is not None else None
        plan = propose(station, member(station, officer), start=begin)
        made = issue_visits(station, plan, who=operator()) if issue else None
    walk = plan.walk
    if as_json:
        stops = [
            {"building": s.building, "lon": s.lon, "lat": s.lat, "metres": round(leg, 1), "tasks": [t.id for t in s.tasks]}
            for s, leg in zip(walk.stops, walk.legs, strict=True)
        ]
        merged = [{"task": double, "into": stays} for double, stays in plan.gathered.doubles]
        out_json({
            "visit_list": made, "officer": plan.officer, "metres": round(walk.metres, 1), "minutes": walk.minutes,
            "exact": walk.exact, "method": walk.method, "stops": stops, "merged": merged,
        })  # fmt: skip
        return
    for n, (stop, leg) in enumerate(zip(walk.stops, walk.legs, strict=True), 1):
        click.echo(f"{n}  {round(leg)} m  " + "  ".join(f"#{t.id} {t['title']}" for t in stop.tasks))
    click.echo(walk.method)


@click.command("merge", help=mark("把一项还没开始的任务并入另一项。"))
@click.argument("id", type=int)
@click.argument("into", type=int)
@json_option
@click.pass_obj
def merge_(path: Path, id: int, into: int, as_json: bool) -> None:
    """Merge a task into another one."""
    from app.cli.tasks import show
    from data.duty.visits import merge

    with opened(path) as station:
        merge(station, id, into, who=operator())
        show(station, id, as_json)


@click.command("supervise", help=mark("把一项任务列为督办。"))
@click.argument("id", type=int)
@click.argument("words", required=False, default="")
@click.option("--text", default="", help=mark("要求什么、什么时候办完"))
@click.option("--due", "until", help=mark("期限：2026-11-22 18:00，或 4h，或 2d"))
@json_option
@click.pass_obj
def supervise_(path: Path, id: int, words: str, text: str, until: str | None, as_json: bool) -> None:
    """Put a task under supervision."""
    from app.cli.tasks import due_of, show

    with opened(path) as station:
        supervise(station, id, who=operator(), text=text or words, due_at=due_of(station, until))
        show(station, id, as_json)


@click.command(help=mark("超期任务按升级规则报给下一位。"))
@json_option
@click.pass_obj
def escalate(path: Path, as_json: bool) -> None:
    """Raise late tasks by rule."""
    with opened(path) as station:
        station.session.demand("make_due", "watchroom task escalate")
        who = station.session.who or operator()
        found = by_rule(lambda: escalate_late(station, who=who))()
    if as_json:
        out_json([{"task": e.task, "level": e.level, "to": e.to, "rule": e.rule} for e in found])
        return
    for one in found:
        click.echo(f"#{one.task}  {one.rule}  {one.title}")


@click.command(help=mark("一个岗位的看板：coordination、tasks、analysis、supervision、quality。"))
@click.argument("post", type=click.Choice(POSTS))
@click.option("--who", default="", help=mark("坐席姓名，列出等他办的"))
@json_option
@click.pass_obj
def board(path: Path, post: str, who: str, as_json: bool) -> None:
    """Show the board of a post."""
    with opened(path, read_only=True) as station:
        found = read_board(station, post, who)
    if as_json:
        out_json({
            "post": post,
            "slots": [{"id": s.id, "title": s.title, "count": s.count, "records": [{"kind": r.kind, "id": r.id} for r in s.records]}
                      for s in found.slots],
            "overloaded": [{"force": b.id, "tasks": b.load.tasks, "late": b.load.late} for b in found.overloaded],
        })  # fmt: skip
        return
    for slot in found.slots:
        click.echo(f"{slot.title}  {slot.count}")
    for busy in found.overloaded:
        click.echo(f"{busy.name}  {busy.load.said}")


@click.command("scores", help=mark("班组或网格的工作得分，公式写在后面；不给个人和居民打分。"))
@click.option("--by", type=click.Choice(BY), default="unit", show_default=True, help=mark("按班组还是按网格"))
@click.option("--days", type=click.IntRange(1, 3650), default=30, show_default=True, help=mark("最近几天"))
@json_option
@click.pass_obj
def scores_(path: Path, by: str, days: int, as_json: bool) -> None:
    """Show scores of work."""
    with opened(path, read_only=True) as station:
        found, weights = scores(station, by, days=days), weights_of(station)
    if as_json:
        out_json({
            "by": by, "days": days, "weights": weights, "formulas": dict(formulas(weights)),
            "scores": [{"name": s.name, "tasks": s.tasks, **{n: {"part": x.part, "of": x.of} for n, x in s.shares.items()},
                        "score": None if s.score is None else round(s.score, 2)} for s in found],
        })  # fmt: skip
        return
    for score in found:
        parts = ("—" if x.value is None else f"{x.value:.0%}" for x in score.shares.values())
        click.echo(f"{score.name}  {score.tasks}  {'  '.join(parts)}  {'—' if score.score is None else f'{score.score:.1f}'}")
    for name, formula in formulas(weights):
        click.echo(tr("{name} = {formula}", name=name, formula=formula))


SUBCOMMANDS = (due, checklist, template_, visits, merge_, supervise_, escalate, board, scores_)
