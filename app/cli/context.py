"""What all subcommands share: opening the station, passphrase, JSON out, progress on standard error."""

from __future__ import annotations

import getpass
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
import orjson

from data.errors import NotAllowed, Outdated
from data.i18n import mark, tr
from data.progress import Progress
from data.store import Station
from data.store.connect import is_encrypted

PASSPHRASE = "WATCHROOM_PASSPHRASE"

station_argument = click.argument("station", type=click.Path(path_type=Path))
json_option = click.option("--json", "as_json", is_flag=True, help=mark("标准输出只给一个 JSON 值"))


def talk(sentence: str) -> None:
    """Say something to the person: standard error."""
    click.echo(sentence, err=True)


def out_json(value: Any) -> None:
    """Write one JSON value and nothing else."""
    click.echo(orjson.dumps(value, option=orjson.OPT_NON_STR_KEYS | orjson.OPT_SERIALIZE_NUMPY).decode())


def passphrase(*, confirm: bool = False) -> str:
    """Return the passphrase from the environment or a prompt.

    Raises
    ------
    NotAllowed
        If neither is there.
    """
    given = os.environ.get(PASSPHRASE)
    if given:
        return given
    if not sys.stdin.isatty():
        raise NotAllowed(tr("这个站文件需要口令：请设置环境变量 {name}，或在终端里运行。", name=PASSPHRASE))
    return str(click.prompt(tr("口令"), hide_input=True, confirmation_prompt=confirm, err=True))


@contextmanager
def opened(path: Path, *, read_only: bool = False) -> Iterator[Station]:
    """Open a station for the length of a command."""
    secret = passphrase() if is_encrypted(path) else None
    station = open_to_read(path, secret) if read_only else Station.open(path, passphrase=secret, hold="command")
    try:
        yield station
    finally:
        station.close()


def open_to_read(path: Path, secret: str | None) -> Station:
    """Open a station only to read; a file of an earlier version is brought up to date first."""
    try:
        return Station.open(path, passphrase=secret, read_only=True)
    except Outdated:
        return Station.open(path, passphrase=secret)


def operator() -> str:
    """Return the name that the journal keeps for changes from here."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "watchroom"


def terminal_progress() -> Progress:
    """Return a progress that writes one line to a terminal and stays quiet elsewhere."""
    if not sys.stderr.isatty():
        return Progress()

    def line(done: int, total: int, what: str) -> None:
        share = f"{done * 100 // total:3d}%" if total else f"{done}"
        click.echo(f"\r{share} {what}\x1b[K", nl=done >= total > 0, err=True)

    return Progress(line)
