"""What all subcommands share: opening the station, passphrase, JSON out, progress on standard error."""

from __future__ import annotations

import getpass
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click
import orjson

from data.accounts import approval
from data.errors import NotAllowed, Outdated
from data.i18n import mark, tr
from data.progress import Progress
from data.store import Station
from data.store.connect import is_encrypted

T = TypeVar("T")
PASSPHRASE = "WATCHROOM_PASSPHRASE"
ACCOUNT, PASSWORD = "WATCHROOM_ACCOUNT", "WATCHROOM_PASSWORD"
APPROVER, APPROVER_PASSWORD = "WATCHROOM_APPROVER", "WATCHROOM_APPROVER_PASSWORD"
# Which command of the window somebody must be allowed, to call one from here; what is not named asks the station's door alone.
RIGHTS = {
    "import": "import", "undo": "undo", "find": "search", "query": "search", "verify": "verify", "backup": "backup",
    "shot": "overview", "wall": "wall", "erase": "erase", "due": "keeping", "passphrase": "passphrase", "add": "new_task",
    "assign": "new_task",
}  # fmt: skip

station_argument = click.argument("station", type=click.Path(path_type=Path))
json_option = click.option("--json", "as_json", is_flag=True, help=mark("标准输出只给一个 JSON 值"))


def talk(sentence: str) -> None:
    """Say something to the person: standard error."""
    click.echo(sentence, err=True)


def out_json(value: Any) -> None:
    """Write one JSON value and nothing else."""
    click.echo(orjson.dumps(value, option=orjson.OPT_NON_STR_KEYS | orjson.OPT_SERIALIZE_NUMPY).decode())


def may_ask() -> bool:
    """Whether the passphrase is given by the environment, or somebody at a terminal can be asked for it."""
    return bool(os.environ.get(PASSPHRASE)) or (sys.stdin is not None and sys.stdin.isatty())


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
def opened(path: Path, *, read_only: bool = False, as_it_is: bool = False) -> Iterator[Station]:
    """Open a station for the length of a command; ``as_it_is`` writes even the entry of the sign-in when it is closed."""
    secret = passphrase() if is_encrypted(path) else None
    station = open_to_read(path, secret) if read_only else Station.open(path, passphrase=secret, hold="command")
    if as_it_is:
        station.hold_entries()
    try:
        _refuse_recovered(station)
        sign_in(station)
        yield station
    finally:
        station.close()


def sign_in(station: Station) -> None:
    """Let somebody sign in where the station has accounts, and look whether they may call this command.

    Raises
    ------
    NotAllowed
        If nobody is named, name or password are wrong, or the roles do not allow the command.
    """
    if station.session.signed_in or not station.people.any():
        return
    login, password = _credentials()
    session = station.people.sign_in(login, password)
    if session.account is not None and station.people.must_change(session.account.id):
        raise NotAllowed(tr("一次性密码要先在窗口里登录一次，换成自己的密码"))
    called = click.get_current_context().info_name or ""
    if called in RIGHTS:
        session.demand(RIGHTS[called], f"watchroom {called}")


def with_second(station: Station, what: str, work: Callable[[], T]) -> T:
    """Do something for which a second person must agree where it is much: asked for by the environment or a prompt.

    Raises
    ------
    NotAllowed
        If nobody else agrees.
    """
    try:
        return work()
    except approval.Unapproved as missing:
        login, password = os.environ.get(APPROVER, ""), os.environ.get(APPROVER_PASSWORD, "")
        if not (login and password):
            if not sys.stdin.isatty():
                raise
            talk(missing.message)
            login = login or str(click.prompt(tr("同意人的登录名或警号"), err=True))
            password = password or str(click.prompt(tr("同意人的密码"), hide_input=True, err=True))
        with approval.given(approval.approve(station, missing.act, what, login=login, password=password)):
            return work()


def _credentials() -> tuple[str, str]:
    """Return login name and password from the environment or a prompt."""
    login, password = os.environ.get(ACCOUNT, ""), os.environ.get(PASSWORD, "")
    if not (login and password) and not sys.stdin.isatty():
        wanted = tr("本站要登录：请设置环境变量 {account} 和 {password}，或在终端里运行。", account=ACCOUNT, password=PASSWORD)
        raise NotAllowed(wanted)
    login = login or str(click.prompt(tr("登录名或警号"), err=True))
    return login, password or str(click.prompt(tr("密码"), hide_input=True, err=True))


def open_to_read(path: Path, secret: str | None, *, recovered: bool = False) -> Station:
    """Open a station only to read; a file of an earlier version is brought up to date first.

    With ``recovered`` the recovery key opens it too.
    """
    try:
        station = Station.open(path, passphrase=secret, read_only=True)
    except Outdated:
        station = Station.open(path, passphrase=secret)
    try:
        if not recovered:
            _refuse_recovered(station)
    except NotAllowed:
        station.close()
        raise
    return station


def _refuse_recovered(station: Station) -> None:
    """Refuse to go on with the recovery key: whoever has it has to choose a passphrase first."""
    if station.recovered:
        raise NotAllowed(tr("用的是恢复密钥：请先用 watchroom passphrase 换一个新口令"))


def operator() -> str:
    """Return the name that the journal keeps for changes from here."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "watchroom"


def tell_own(station: Station, *kinds: str) -> None:
    """Say on standard error that people are left out, where whoever asks sees only those of the own grids."""
    limited = [station.kinds[kind].plural for kind in kinds if station.session.limited(kind)]
    if limited:
        talk(tr("{kinds}：{own}", kinds=tr("、").join(limited), own=tr("只含本网格")))


def terminal_progress() -> Progress:
    """Return a progress that writes one line to a terminal and stays quiet elsewhere."""
    if not sys.stderr.isatty():
        return Progress()

    def line(done: int, total: int, what: str) -> None:
        share = f"{done * 100 // total:3d}%" if total else f"{done}"
        click.echo(f"\r{share} {what}\x1b[K", nl=done >= total > 0, err=True)

    return Progress(line)
