"""The command line's help and its complaints are in the language that was asked for."""

from __future__ import annotations

import re

import click
import pytest

from app.cli import cli
from app.cli.words import speak
from data.i18n import set_language

HAN = re.compile(r"[\u4e00-\u9fff]")


def commands(command: click.Command, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """Return the words that lead to each command."""
    found = [path]
    if isinstance(command, click.Group):
        found += [inner for name, below in command.commands.items() for inner in commands(below, (*path, name))]
    return found


def at(path: tuple[str, ...]) -> click.Command:
    found: click.Command = cli
    for name in path:
        assert isinstance(found, click.Group)
        found = found.commands[name]
    return found


@pytest.fixture(autouse=True)
def chinese_again():
    yield
    set_language("zh")
    speak(cli)


@pytest.mark.parametrize("path", commands(cli), ids=" ".join)
def test_every_option_says_what_it_is_for(path):
    silent = [p.name for p in at(path).params if isinstance(p, click.Option) and not p.help]
    assert not silent


@pytest.mark.parametrize("path", commands(cli), ids=" ".join)
def test_help_is_english_when_asked(path):
    set_language("en")
    speak(cli)
    assert not HAN.search(at(path).get_help(click.Context(at(path))))


@pytest.mark.parametrize("path", commands(cli), ids=" ".join)
def test_help_is_chinese_otherwise(path):
    set_language("zh")
    speak(cli)
    spoken = at(path).get_help(click.Context(at(path)))
    assert spoken.startswith("用法")
    assert len(HAN.findall(spoken)) > 12


@pytest.mark.parametrize(("language", "said"), [("zh", "没有选项 '--nix'。"), ("en", "No such option '--nix'.")])
def test_wrong_usage_is_told_in_the_language(watchroom, language, said):
    done = watchroom("--lang", language, "kinds", "--nix")
    assert (done.returncode, said in done.stderr) == (2, True)


def test_a_language_that_does_not_exist_is_wrong_usage(watchroom):
    done = watchroom("--lang", "xx", "kinds")
    assert (done.returncode, "--lang" in done.stderr) == (2, True)
