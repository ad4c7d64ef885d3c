"""Asking the station: kinds, info, find, query."""

from __future__ import annotations

import os
from pathlib import Path

import click
import orjson
import shapely
from shapely.errors import ShapelyError
from shapely.geometry.base import BaseGeometry

from app.cli.context import json_option, opened, operator, out_json, station_argument, tell_own, with_second
from data.errors import BadInput, WrongUsage
from data.exchange.formats import FORMATS
from data.i18n import mark, tr
from data.kinds import Kind, Kinds, builtin_kinds
from data.kinds.values import read
from data.query import Area, Query, Where
from data.store.station import Hit

TEXT_FORMATS = ("json", "csv", "geojson")


@click.command(help=mark("列出类别和字段。"))
@click.argument("station", type=click.Path(path_type=Path), required=False)
@json_option
def kinds(station: Path | None, as_json: bool) -> None:
    """List the kinds and their fields."""
    if station is None:
        known = builtin_kinds()
    else:
        with opened(station, read_only=True) as opened_station:
            known = opened_station.kinds
    if as_json:
        out_json(kinds_json(known))
        return
    for kind in known.values():
        click.echo(f"{kind.name}  {kind.label}")
        for field in kind.fields.values():
            click.echo(f"    {field.name}  {field.label}  {field.type}{' *' if field.required else ''}")


def kinds_json(known: Kinds) -> list[dict[str, object]]:
    """Return the kinds as plain values."""
    return [
        {
            "name": kind.name, "label": dict(kind.labels), "place": kind.place.shape, "own": kind.own, "keys": kind.keys,
            "fields": [
                {
                    "name": f.name, "type": f.type, "label": dict(f.labels), "required": f.required, "sensitivity": f.sensitivity,
                    "aliases": f.aliases, "to": f.to, "choices": [{"value": c.value, "label": dict(c.labels)} for c in f.choices],
                }
                for f in kind.fields.values()
            ],
        }
        for kind in known.values()
    ]  # fmt: skip


@click.command(help=mark("名称、范围、是否加密、各类记录数、日志长度。"))
@station_argument
@json_option
def info(station: Path, as_json: bool) -> None:
    """Tell name, extent, encryption, records of each kind, journal length."""
    with opened(station, read_only=True) as opened_station:
        told = opened_station.info()
        tell_own(opened_station, *opened_station.kinds)
        labels = {k.name: k.label for k in opened_station.kinds.values()}
    if as_json:
        values = {"name": told.name, "encrypted": told.encrypted, "extent": told.extent}
        out_json({**values, "kinds": dict(told.kinds), "journal": told.journal})
        return
    click.echo(f"{told.name}  {tr('已加密') if told.encrypted else tr('未加密')}")
    for name, count in told.kinds.items():
        click.echo(f"  {labels.get(name, name)}  {count:,}")
    click.echo(tr("日志 {count} 条", count=told.journal))


@click.command(help=mark("像搜索框那样查找。"))
@station_argument
@click.argument("text")
@click.option("--kind", help=mark("只找这一类"))
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help=mark("最多几条"))
@json_option
def find(station: Path, text: str, kind: str | None, limit: int, as_json: bool) -> None:
    """Search as in the search bar."""
    from data.exchange.export import records_json

    with opened(station, read_only=True) as opened_station:
        if kind:
            opened_station.kinds.there(kind)
        hits = shared_out(opened_station.find(text, kinds=(kind,) if kind else (), limit=limit), limit)
        personal = any(opened_station.kinds[h.record.kind].personal for h in hits)
        said = {"text": text, "personal": personal, "found": len(hits)}
        opened_station.note("search", said=said, who=operator(), command="find")
        rows = records_json(opened_station, [h.record for h in hits])
        labels = {k.name: k.label for k in opened_station.kinds.values()}
        tell_own(opened_station, *((kind,) if kind else opened_station.kinds))
    if as_json:
        out_json([{**row, "why": hit.why} for row, hit in zip(rows, hits, strict=True)])
        return
    for hit in hits:
        click.echo(f"{labels[hit.record.kind]}  {hit.title}  #{hit.record.id}")


def shared_out(hits: list[Hit], limit: int) -> list[Hit]:
    """Return at most ``limit`` hits, the best of each kind before the second best of any."""
    rank: dict[str, int] = {}
    ranked = []
    for hit in hits:
        rank[hit.record.kind] = rank.get(hit.record.kind, 0) + 1
        ranked.append((rank[hit.record.kind], hit))
    worst = sorted(r for r, _ in ranked)[:limit][-1:] or [0]
    sure = [h for r, h in ranked if r < worst[0]]
    room = limit - len(sure)
    kept = {id(h) for h in sure} | {id(h) for h in [h for r, h in ranked if r == worst[0]][:room]}
    return [h for h in hits if id(h) in kept]


@click.command(help=mark("按字段和位置查记录。"))
@station_argument
@click.argument("kind")
@click.option("--where", "conditions", multiple=True, metavar="FIELD=VALUE", help=mark("字段等于某值，可写多次"))
@click.option("--bbox", metavar="W,S,E,N", help=mark("在这个范围里：西,南,东,北"))
@click.option("--near", metavar="LON,LAT,METRES", help=mark("离这一点多少米以内"))
@click.option("--within", type=click.Path(path_type=Path), metavar="FILE.geojson", help=mark("在这个文件的面里"))
@click.option("--format", "form", type=click.Choice(FORMATS), default="json", show_default=True, help=mark("写成什么格式"))
@click.option("--out", type=click.Path(path_type=Path), help=mark("写到哪个文件"))
def query(station: Path, kind: str, conditions: tuple[str, ...], bbox: str | None, near: str | None, within: Path | None,
          form: str, out: Path | None) -> None:  # fmt: skip
    """Print records by field and place; a file that is written is an entry of the journal."""
    with opened(station, read_only=out is None or not os.access(station, os.W_OK)) as opened_station:
        what = opened_station.kinds.there(kind)
        wheres = tuple(where_of(what, c, opened_station.zone) for c in conditions)
        asked = Query(kind, wheres, area=area_of(bbox, near, within), order=("id",))
        if out is None and form not in TEXT_FORMATS:
            raise WrongUsage(tr("{form} 要写到文件里：请加 --out 文件名。", form=form))
        from data.exchange.export import export

        tell_own(opened_station, kind)

        said = tr("命令行导出{kind}", kind=what.plural)
        text = with_second(opened_station, said, lambda: export(opened_station, asked, form, out, who=operator()))
    if text is not None:
        click.echo(text)


def where_of(kind: Kind, condition: str, zone: str) -> Where:
    """Return ``FIELD=VALUE`` as a condition; choices may be given by label, an empty value asks for empty."""
    name, equals, raw = condition.partition("=")
    if not equals:
        raise WrongUsage(tr("--where 要写成 字段=值，这里是“{given}”。", given=condition))
    if name == "id":
        return Where("id", "is", _numbers(raw, 1, "id")[0])
    return Where(name, "is", read(kind.field(name), raw, zone) if raw else None)


def area_of(bbox: str | None, near: str | None, within: Path | None) -> Area | None:
    """Return the one area that was given, or None."""
    if sum(x is not None for x in (bbox, near, within)) > 1:
        raise WrongUsage(tr("--bbox、--near、--within 只能给一个。"))
    if bbox:
        west, south, east, north = _numbers(bbox, 4, "--bbox")
        return Area(bbox=(west, south, east, north))
    if near:
        lon, lat, metres = _numbers(near, 3, "--near")
        return Area(near=(lon, lat, metres))
    return Area(within=polygon_of(within)) if within else None


def polygon_of(path: Path) -> BaseGeometry:
    """Return all polygons of a GeoJSON file as one."""
    try:
        raw = orjson.loads(path.read_bytes())
        parts = [f["geometry"] for f in raw["features"]] if "features" in raw else [raw.get("geometry", raw)]
        whole = shapely.union_all([shapely.from_geojson(orjson.dumps(p)) for p in parts])
    except (OSError, ValueError, KeyError, TypeError, AttributeError, ShapelyError) as error:
        raise BadInput(tr("{file} 不是可用的 GeoJSON 面：{why}", file=path, why=error), file=path) from error
    if whole.area == 0:
        raise BadInput(tr("{file} 里没有面：--within 需要多边形。", file=path), file=path)
    return whole


def _numbers(text: str, count: int, what: str) -> list[float]:
    """List the kinds and their fields."""
    try:
        numbers = [float(part) for part in text.split(",")]
    except ValueError:
        numbers = []
    if len(numbers) != count:
        raise WrongUsage(tr("{what} 需要 {count} 个用逗号隔开的数，这里是“{given}”。", what=what, count=count, given=text))
    return numbers


COMMANDS = (kinds, info, find, query)
