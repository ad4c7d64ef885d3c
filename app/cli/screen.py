"""Opening the console, the demo, the wall, and pictures without a window."""

from __future__ import annotations

from pathlib import Path

import click

from app.cli.context import may_ask, opened, operator, passphrase, station_argument, talk, terminal_progress
from data.errors import WrongUsage
from data.i18n import mark, tr
from data.paths import user_folder
from data.store.connect import is_encrypted

VIEWS = ("overview", "plan", "wall", "console")


@click.command("open", help=mark("打开控制台；不写站文件就打开上次的，或选演示站、新建、打开。"))
@click.argument("station", type=click.Path(path_type=Path), required=False)
def open_(station: Path | None) -> int:
    """Open the console; without a station it offers the last one, the demo, a new one, or another file."""
    need_screen()
    from app.loading import load_fast

    load_fast()
    from app.run import run_console

    secret = passphrase() if station is not None and may_ask() and is_encrypted(station) else None  # else the window asks
    return run_console(station, secret)


@click.command(help=mark("生成（只一次）并打开演示站。"))
@click.option("--size", type=click.IntRange(1, 1000), default=1, show_default=True, help=mark("规模：1 是一个派出所的辖区"))
@click.option("--seed", type=int, default=1, show_default=True, help=mark("种子：同一个数生成同一个站"))
@click.option("--out", type=click.Path(path_type=Path), help=mark("写到哪个文件"))
@click.option("--no-open", is_flag=True, help=mark("只生成，不打开"))
def demo(size: int, seed: int, out: Path | None, no_open: bool) -> int:
    """Make (once) and open the demo station."""
    path = out or user_folder() / f"demo-{size}-{seed}.station"
    if not path.exists():
        from data.demo import make_demo

        talk(tr("正在生成演示站……"))
        make_demo(path, size=size, seed=seed, progress=terminal_progress()).close()
    talk(tr("演示站：{file}（虚构，未加密）", file=path))
    if no_open:
        return 0
    need_screen()
    from app.loading import load_fast

    load_fast()
    from app.run import run_console

    return run_console(path)


@click.command(help=mark("把屏幕上会看到的画面写成图片。"))
@station_argument
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--size", default="1920x1080", show_default=True, metavar="WxH", help=mark("宽x高，像素"))
@click.option("--view", type=click.Choice(VIEWS), default="overview", show_default=True, help=mark("哪种画面"))
@click.option("--building", type=int, help=mark("选中的楼栋编号"))
@click.option("--storey", type=int, help=mark("打开的楼层"))
@click.option("--layers", metavar="A,B", help=mark("显示哪些图层"))
@click.option("--theme", type=click.Choice(["light", "dark"]), help=mark("浅色或深色"))
def shot(station: Path, out: Path, size: str, view: str, building: int | None, storey: int | None, layers: str | None,
         theme: str | None) -> None:  # fmt: skip
    """Write the picture that the screen would show."""
    from app.loading import load_fast

    load_fast()
    from app.shot import Wish, take

    width, height = size_of(size)
    chosen = tuple(name.strip() for name in layers.split(",") if name.strip()) if layers is not None else None
    with opened(station, read_only=True) as opened_station:
        wish = Wish(width, height, view, building, storey, chosen, theme or ("dark" if view == "wall" else "light"))
        take(opened_station, out, wish, operator())
    talk(tr("图已写到 {file}。", file=out))


@click.command(help=mark("打开大屏。"))
@station_argument
@click.option("--screen", type=click.IntRange(0), help=mark("第几块屏幕，从 0 数起；不写就用第二块"))
def wall(station: Path, screen: int | None) -> int:
    """Open the wall display."""
    need_screen()
    from app.loading import load_fast

    load_fast()
    from app.run import run_wall

    return run_wall(station, passphrase() if is_encrypted(station) else None, -1 if screen is None else screen)


def need_screen() -> None:
    """Refuse where no window can be shown."""
    from app.start import has_screen

    if not has_screen():
        raise WrongUsage(tr("这里没有屏幕，打不开窗口；可以用 watchroom shot 生成一张图。"))


def size_of(text: str) -> tuple[int, int]:
    """Return ``WxH`` in pixels."""
    parts = text.lower().split("x")
    if len(parts) != 2 or not all(p.isdigit() for p in parts):
        raise WrongUsage(tr("--size 要写成 宽x高，例如 1920x1080。"))
    width, height = int(parts[0]), int(parts[1])
    if not (200 <= width <= 16384 and 200 <= height <= 16384):
        raise WrongUsage(tr("图的宽和高要在 200 到 16384 之间。"))
    return width, height


COMMANDS = (open_, demo, shot, wall)
