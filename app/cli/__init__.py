"""The command line: results on standard output, talk on standard error, and exit statuses that scripts can trust."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click
from click_default_group import DefaultGroup

from app.cli import care, files, keeping, records, screen, tasks
from app.cli.context import talk
from app.cli.words import speak
from app.faults import log, start_log
from data.errors import Cancelled, WatchroomError
from data.i18n import LANGUAGES, mark, set_language, tr

FAULT = 1  # a bug of ours


@click.group(
    cls=DefaultGroup, default="open", default_if_no_args=True, help=mark("值班一张图：一个派出所，一张图。"),
    context_settings={"help_option_names": ["-h", "--help"]},
)  # fmt: skip
@click.option("--lang", type=click.Choice(LANGUAGES), help=mark("说明和消息用的语言"))
def cli(lang: str | None) -> None:
    """Every subcommand hangs on this one; its language is chosen before click reads anything, see `run`."""


for _command in (*screen.COMMANDS, *care.COMMANDS, *keeping.COMMANDS, *files.COMMANDS, *records.COMMANDS, *tasks.COMMANDS):
    cli.add_command(_command)


def run(arguments: Sequence[str]) -> int:
    """Carry out a command line and return its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    start_log()
    words = list(_language_first(arguments))
    set_language(_language(words))
    speak(cli)
    try:
        result = cli.main(words, prog_name="watchroom", standalone_mode=False)
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.Abort:
        talk(tr("已取消。"))
        return FAULT
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except WatchroomError as error:
        talk(error.message)
        return error.exit_status
    except Cancelled:
        talk(tr("已取消，没有写入任何内容。"))
        return FAULT
    except Exception:
        log.exception("unexpected fault on the command line")
        talk(tr("程序出了差错，已记入日志。"))
        raise
    return result if isinstance(result, int) else 0


def _language(words: Sequence[str]) -> str:
    """Return the language asked for, or the one of the settings; what cannot be is for click to refuse."""
    said = words[0].removeprefix("--lang=") if words and words[0] != "--lang" else "".join(words[1:2])
    if said in LANGUAGES and words[0].startswith("--lang"):
        return said
    from app.settings import load

    return load().language


def _language_first(arguments: Sequence[str]) -> Sequence[str]:
    """Let ``--lang`` stand anywhere, as people type it."""
    rest = list(arguments)
    for i, word in enumerate(rest):
        if word == "--":
            break
        if word == "--lang" and i + 1 < len(rest):
            return [*rest[i : i + 2], *rest[:i], *rest[i + 2 :]]
        if word.startswith("--lang="):
            return [word, *rest[:i], *rest[i + 1 :]]
    return rest
