"""What is written to a terminal only shows something."""

from __future__ import annotations

import io
import sys

import click
import pytest

from app.cli.terminal import OWN, Shown, guard, harmless


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.mark.parametrize("evil", ["\x1b]0;x\x07", "\x1b[2J", "\x9b31m", "\x08\x08", "\u202egpj", "\x00"])
def test_signs_that_act_are_shown_as_a_box(evil):
    said = harmless(f"张{evil}伟")
    assert said.startswith("张□")
    assert not set(said) & set("\x1b\x9b\x07\x08\x00\u202e")


def test_lines_tabs_and_our_own_sign_stay():
    assert harmless(f"\r50% 甲\t乙{OWN}\n") == f"\r50% 甲\t乙{OWN}\n"


def test_a_terminal_is_guarded_once_and_a_file_is_not(monkeypatch):
    terminal, file = Terminal(), io.StringIO()
    monkeypatch.setattr(sys, "stdout", terminal)
    monkeypatch.setattr(sys, "stderr", file)
    guard()
    guard()
    click.echo("张\x1b[2J伟")
    assert terminal.getvalue() == "张□[2J伟\n"
    assert isinstance(sys.stdout, Shown)
    assert sys.stderr is file
