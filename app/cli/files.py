"""Files in, and taking back what came in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.cli.context import json_option, opened, operator, out_json, station_argument, talk, terminal_progress
from data.errors import BadInput, WrongUsage
from data.i18n import mark, tr

if TYPE_CHECKING:
    from data.exchange.datum import DatumUnclear


def mapping_of(pairs: tuple[str, ...]) -> dict[str, str]:
    """Return ``COLUMN=FIELD`` pairs as a mapping; a column may hold "=" itself."""
    mapping = {}
    for pair in pairs:
        column, equals, field = pair.rpartition("=")
        if not equals or not column or not field:
            raise WrongUsage(tr("--map 要写成 列名=字段名，这里是“{pair}”。", pair=pair))
        mapping[column] = field
    return mapping


def datum_of(_context: click.Context, _option: click.Parameter, said: str | None) -> str | None:
    """Return a datum as the readers take it; an unknown one is wrong usage."""
    if said is None:
        return None
    from data.town.datum_names import parse_datum

    try:
        return parse_datum(said)
    except BadInput as error:
        raise click.BadParameter(error.message) from error


def _with_options(error: DatumUnclear) -> str:
    """Return the question for the datum with the options that answer it."""
    options = [d if ":" in d else d.lower() for d in error.candidates[:4]] or ["EPSG:4549"]
    return tr("{why}：{options}。", why=error.message, options=tr("、").join(f"--datum {o}" for o in options))


@click.command("import", help=mark("导入一个文件；没有指明的都自己认。"))
@station_argument
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--kind", help=mark("里面是哪一类记录"))
@click.option("--sheet", help=mark("读哪张工作表"))
@click.option("--map", "pairs", multiple=True, metavar="COLUMN=FIELD", help=mark("哪一列是哪个字段，可写多次"))
@click.option("--encoding", help=mark("文字编码，例如 gb18030"))
@click.option("--datum", callback=datum_of, metavar="wgs84|gcj02|bd09|EPSG:CODE", help=mark("坐标系的名称或代号"))
@click.option("--dry-run", is_flag=True, help=mark("只看会怎样，不写入"))
@click.option("--rejects", type=click.Path(path_type=Path), metavar="OUT", help=mark("拒收的行写到这个文件，改好可再导入"))
@json_option
def import_(station: Path, file: Path, kind: str | None, sheet: str | None, pairs: tuple[str, ...], encoding: str | None,
            datum: str | None, dry_run: bool, rejects: Path | None, as_json: bool) -> None:  # fmt: skip
    """Bring a file in; what it is, is found by itself where not given."""
    from data.exchange.datum import DatumUnclear
    from data.exchange.importer import import_file  # readers of every format, loaded when something comes in

    with opened(station) as opened_station:
        try:
            report = import_file(
                opened_station, file, kind=kind, sheet=sheet, mapping=mapping_of(pairs), encoding=encoding,
                datum=datum, dry_run=dry_run, rejects=rejects, who=operator(), progress=terminal_progress(),
            )  # fmt: skip
        except DatumUnclear as error:
            raise BadInput(_with_options(error), file=file) from error
        labels = {k.name: k.label for k in opened_station.kinds.values()}
    if as_json:
        out_json(report.as_json())
        return
    for part in report.as_json().get("parts", [report.as_json()]):
        click.echo(tr("{kind}：{rows} 行，新增 {added}，更新 {updated}，未变 {unchanged}，拒收 {rejected}",
                      kind=labels.get(part["kind"], part["kind"]),
                      **{k: part[k] for k in ("rows", "added", "updated", "unchanged", "rejected")}))  # fmt: skip
        if part["unmatched"] and part["header_row"] is not None:  # what is on a map has no address that could be wrong
            talk(tr("{count} 行的地址没有找到对应的楼栋。", count=part["unmatched"]))
        for reject in part["rejects"][:20]:
            talk(tr("第 {row} 行 {column}：{why}", row=reject["row"], column=reject["column"] or "", why=reject["why"]))
    for note in report.notes[:20]:
        talk(note)
    if dry_run:
        talk(tr("这是预演，没有写入。"))


@click.command(help=mark("整批撤销最近一次（或指明的一次）改动或导入。"))
@station_argument
@click.option("--batch", type=int, help=mark("哪一批"))
@json_option
def undo(station: Path, batch: int | None, as_json: bool) -> None:
    """Take back the last (or that) change set or import, whole."""
    with opened(station) as opened_station:
        done = opened_station.undo(batch, who=operator())
    if as_json:
        out_json({"undone": done.undoes, "batch": done.id, "changes": len(done.changes)})
    else:
        click.echo(tr("已撤销第 {batch} 批，共 {count} 处改动。", batch=done.undoes, count=len(done.changes)))


COMMANDS = (import_, undo)
