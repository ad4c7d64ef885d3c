"""The language of the command line's own help and of what click says when it is used wrongly."""

from __future__ import annotations

from collections.abc import Iterator
from types import ModuleType

import click
from click import core, decorators, exceptions, formatting, parser, termui, types

from data.i18n import language, mark, tr

# click asks gettext, and its texts are English; ours are in the same catalogues as everything else.
CLICK = {
    "Usage:": mark("用法："),
    "Options": mark("选项"),
    "Commands": mark("命令"),
    "Show this message and exit.": mark("显示这段说明。"),
    "default: {default}": mark("默认：{default}"),
    "required": mark("必填"),
    "Error: {message}": mark("错误：{message}"),
    "Try '{command} {option}' for help.": mark("用法见“{command} {option}”。"),
    "Invalid value: {message}": mark("值不对：{message}"),
    "Invalid value for {param_hint}: {message}": mark("{param_hint} 的值不对：{message}"),
    "Missing argument": mark("缺少参数"),
    "Missing option": mark("缺少选项"),
    "Missing parameter": mark("缺少参数"),
    "Missing {param_type}": mark("缺少 {param_type}"),
    "Missing command.": mark("缺少命令。"),
    "No such option {name!r}.": mark("没有选项 {name!r}。"),
    "No such option: {name}": mark("没有选项：{name}"),
    "No such command {name!r}.": mark("没有命令 {name!r}。"),
    "Choose from:\n\t{choices}": mark("可以是：\n\t{choices}"),
    "{value!r} is not a valid {number_type}.": mark("{value!r} 不是数（{number_type}）。"),
    "{value} is not in the range {range}.": mark("{value} 超出范围 {range}。"),
    "{value!r} is not {choice}.": mark("{value!r} 不是 {choice}。"),
    "{value!r} is not one of {choices}.": mark("{value!r} 不在可选的 {choices} 之中。"),
    "Argument {name!r} takes {nargs} values.": mark("参数 {name!r} 要 {nargs} 个值。"),
    "Option {name!r} does not take a value.": mark("选项 {name!r} 不带值。"),
    "Option {name!r} requires an argument.": mark("选项 {name!r} 后面要有一个值。"),
    "Option {name!r} requires {nargs} arguments.": mark("选项 {name!r} 后面要有 {nargs} 个值。"),
    "Got unexpected extra argument ({args})": mark("多了参数：{args}"),
    "Got unexpected extra arguments ({args})": mark("多了参数：{args}"),
    "Did you mean {possibility}?": mark("是不是 {possibility}？"),
    "(Did you mean one of: {possibilities}?)": mark("（是不是其中一个：{possibilities}？）"),
    "Takes {nargs} values but 1 was given.": mark("要 {nargs} 个值，只给了 1 个。"),
    "Takes {nargs} values but {len} were given.": mark("要 {nargs} 个值，给了 {len} 个。"),
    "Repeat for confirmation": mark("再输一遍"),
    "Error: The two entered values do not match.": mark("两次输入不一样。"),
    "Error: invalid input": mark("输入不对"),
    "Aborted!": mark("已取消。"),
}
MODULES: tuple[ModuleType, ...] = (core, decorators, exceptions, formatting, parser, termui, types)

_sources: dict[click.Command | click.Option, str] = {}


def speak(command: click.Command) -> None:
    """Have a command, what is below it, and click itself speak the language in use."""
    for module in MODULES:
        for name, said in (("_", _said), ("ngettext", _counted)):
            if hasattr(module, name):
                setattr(module, name, said)
    for spoken in _below(command):
        if spoken.help:
            spoken.help = tr(_sources.setdefault(spoken, spoken.help))


def _said(message: str) -> str:
    return tr(CLICK[message]) if message in CLICK and language() != "en" else message


def _counted(one: str, many: str, count: int) -> str:
    return _said(one if count == 1 else many)


def _below(command: click.Command) -> Iterator[click.Command | click.Option]:
    """Yield a command with its options, and all of its subcommands with theirs."""
    yield command
    yield from (p for p in command.params if isinstance(p, click.Option))
    if isinstance(command, click.Group):
        for inner in command.commands.values():
            yield from _below(inner)
