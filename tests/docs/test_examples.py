"""What the pages say is there: links, pictures, commands, and a declaration that can be copied."""

import re
from pathlib import Path
from urllib.parse import unquote

import click
import pytest

from app.cli import cli
from data.kinds.load import FIELD_KEYS, KIND_KEYS, parse_kind

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("README*.md"), *(ROOT / "docs").glob("*.md")])
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
LARGEST_PICTURE = 600_000  # bytes


def text_of(page):
    return page.read_text(encoding="utf-8")


def relative_links(page):
    return [link for link in LINK.findall(text_of(page)) if not re.match(r"[a-z]+:", link)]


def anchors(page):
    """The anchors of a page's headings, made as the usual viewers make them."""
    headings = re.findall(r"^#+ (.+)$", text_of(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", h.lower()).replace(" ", "-") for h in headings}


def toml_examples():
    return re.findall(r"```toml\n(.*?)```", text_of(ROOT / "docs" / "kinds.md"), re.DOTALL)


def named_in_tables(page):
    """The words that stand as code in the first column of a page's tables."""
    return {word for cell in re.findall(r"^\| ([^|]*) \|", text_of(page), re.MULTILINE) for word in re.findall(r"`([^`]+)`", cell)}


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_links_lead_somewhere(page):
    missing = []
    for link in relative_links(page):
        path, _, anchor = unquote(link).partition("#")
        target = page.parent / path if path else page
        if not target.exists() or (anchor and anchor not in anchors(target)):
            missing.append(link)
    assert not missing


def test_pictures_are_small_and_used():
    used = {(page.parent / link).resolve() for page in PAGES for link in relative_links(page)}
    pictures = list((ROOT / "docs" / "pictures").glob("*.png"))
    assert pictures
    assert {p.name for p in pictures if p.resolve() not in used} == set()
    assert {p.name for p in pictures if p.stat().st_size > LARGEST_PICTURE} == set()


def test_the_example_kind_can_be_copied():
    (example,) = toml_examples()
    kind = parse_kind(example, "docs/kinds.md", own=True)
    assert (kind.name, kind.place.shape, kind.layer.state) == ("electric_bike", "point", "state")
    assert kind.retention_days == 730


def test_every_key_of_a_declaration_is_explained():
    told = named_in_tables(ROOT / "docs" / "kinds.md")
    assert (KIND_KEYS | FIELD_KEYS) - told == set()


def test_every_command_is_explained_and_exists():
    told = set(re.findall(r"watchroom (?:--\S+ \S+ )?([a-z]+)(?![.\w])", text_of(ROOT / "docs" / "cli.md")))
    assert set(cli.commands) - told == set()
    assert told - set(cli.commands) == set()


def test_every_move_of_a_task_is_explained_and_exists():
    told = set(re.findall(r"watchroom task [^\s`]+ ([a-z]+)", text_of(ROOT / "docs" / "cli.md")))
    assert told == set(cli.commands["task"].commands)


def test_every_option_in_the_examples_exists():
    unknown = []
    for line in re.findall(r"watchroom [^`\n]*", text_of(ROOT / "docs" / "cli.md")):
        unknown += [f"{option}: {line}" for option in re.findall(r"(?<!\S)--[a-z-]+", line) if option not in options_of(line)]
    assert not unknown


def options_of(line):
    """The options that the command in a line takes."""
    known, command = {"--help", "--lang"}, cli
    for word in line.split()[1:]:
        if isinstance(command, click.Group) and word in command.commands:
            command = command.commands[word]
            known |= {option for p in command.params for option in p.opts}
    return known
