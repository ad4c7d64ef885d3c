"""Making, checking and keeping station files."""

from __future__ import annotations

from pathlib import Path

import click

from app.cli.context import json_option, opened, out_json, passphrase, station_argument, talk, terminal_progress
from app.cli.keeping import tell_recovery
from data.errors import BadInput, Damaged
from data.i18n import mark, tr
from data.store import Station, heads
from data.store.care import restore as restore_file
from data.store.connect import is_encrypted


@click.command(help=mark("新建一个空站；不加 --plain 就加密。"))
@station_argument
@click.option("--name", required=True, help=mark("站的名称"))
@click.option("--plain", is_flag=True, help=mark("不加密"))
def new(station: Path, name: str, plain: bool) -> None:
    """Make a new, empty station; encrypted unless --plain."""
    if station.exists():
        raise BadInput(tr("{file} 已存在：换一个文件名，或先移走它。", file=station), file=station)
    secret = None if plain else passphrase(confirm=True)
    if secret is not None:
        from data.store.rekey import check_new

        check_new(secret)
    with Station.create(station, name, passphrase=secret) as made:
        key = made.recovery_key()
    talk(tr("已新建 {file}。", file=station))
    if key:
        tell_recovery(key)


@click.command(help=mark("核对文件、关联和整条日志链。"))
@station_argument
@json_option
@click.option("--head", "outside", multiple=True, type=click.Path(path_type=Path, exists=True, dir_okay=False),
              help=mark("日志封签或报告签名的文件，另存在别处的；日志要与它相符"))  # fmt: skip
def verify(station: Path, as_json: bool, outside: tuple[Path, ...]) -> int:
    """Check file, links and the whole journal chain, also against signed heads that were kept elsewhere."""
    kept = [heads.read(file.read_bytes(), file) for file in outside]
    try:
        with opened(station, read_only=True, as_it_is=True) as opened_station:
            found = opened_station.verify(terminal_progress(), heads=kept)
            if found.problems:
                opened_station.drop_entries()
        journal, problems, erased = found.journal, list(found.problems), found.erased
    except Damaged as error:
        journal, problems, erased = 0, [error.message], 0
    if as_json:
        told = {"erased": erased} if erased else {}
        out_json({"sound": not problems, "journal": journal, "problems": problems, **told})
    else:
        for problem in problems:
            click.echo(problem)
        if not problems:
            click.echo(tr("完好：日志 {count} 条，全部相连。", count=journal))
        if erased:
            click.echo(tr("其中 {count} 条的内容已按规定清除，只留校验值。", count=erased))
    return Damaged.exit_status if problems else 0


@click.command(help=mark("写一份一致的备份；控制台开着也可以。"))
@station_argument
@click.argument("out", type=click.Path(path_type=Path))
def backup(station: Path, out: Path) -> None:
    """Write a consistent copy, also while the console runs."""
    with opened(station, read_only=True) as opened_station:
        opened_station.backup(out, terminal_progress())
    talk(tr("已备份到 {file}。", file=out))


@click.command(help=mark("把备份恢复成站文件。"))
@click.argument("out", type=click.Path(path_type=Path))
@station_argument
def restore(out: Path, station: Path) -> None:
    """Bring a backup back as a station file."""
    restore_file(out, station, passphrase=passphrase() if is_encrypted(out) else None)
    talk(tr("已从 {backup} 恢复到 {file}。", backup=out, file=station))


COMMANDS = (new, verify, backup, restore)
