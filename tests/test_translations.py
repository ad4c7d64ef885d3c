"""Every text that a person may read is translated, and translations keep the places to be filled."""

from __future__ import annotations

import ast
import re
import string
from pathlib import Path

import pytest

from data.i18n import read_catalogue, speaking, tr
from data.kinds import builtin_kinds

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("app", "widgets", "scene3d", "data")
ON_CHINESE_DATA = ("/demo/", "/exchange/", "/kinds/", "/store/", "/i18n.py", "/town/datum_names.py")
HAN = re.compile(r"[\u4e00-\u9fff]")


def sources(path: Path) -> list[tuple[str, int]]:
    """Return the literal of each ``tr`` and ``mark`` call with its line; anything else there is a fault."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("tr", "mark") and node.args:
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                found.append((first.value, node.lineno))
    return found


def modules() -> list[Path]:
    return sorted(p for room in ROOMS for p in (ROOT / room).rglob("*.py"))


def test_every_text_is_translated():
    english = read_catalogue("en")
    missing = {f"{p.relative_to(ROOT)}:{line} {text}" for p in modules() for text, line in sources(p) if text not in english}
    assert not missing, "\n".join(sorted(missing))


def test_no_translation_is_left_of_a_text_that_is_gone():
    used = {text for p in modules() for text, _ in sources(p)}
    assert sorted(read_catalogue("en").keys() - used) == []


def test_translations_keep_their_places():
    def places(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    wrong = {source: target for source, target in read_catalogue("en").items() if places(source) != places(target)}
    assert not wrong


def test_one_is_said_otherwise_than_many():
    with speaking("en"):
        assert [tr("导入 {n} 行", n=n) for n in ("1", "2", "1,001")] == ["Import 1 row", "Import 2 rows", "Import 1,001 rows"]


def test_no_translation_is_left_in_chinese():
    assert not {s: t for s, t in read_catalogue("en").items() if HAN.search(t)}


def speaking_modules() -> list[Path]:
    """Return the modules in which Chinese is not what they work on."""
    return [p for p in modules() if not any(part in p.as_posix() for part in ON_CHINESE_DATA)]


@pytest.mark.parametrize("path", speaking_modules(), ids=lambda p: str(p.relative_to(ROOT)))
def test_no_text_outside_translation(path):
    """Chinese in code outside ``tr`` or ``mark`` is either data (sheets, addresses, names) or a text that English readers miss."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    named = [n for n in nodes if isinstance(n, ast.Call) and isinstance(n.func, ast.Name) and n.args]
    calls = [n for n in named if n.func.id in ("tr", "mark")]
    owners = [n for n in nodes if isinstance(n, (ast.Module, ast.ClassDef, ast.FunctionDef)) and n.body]
    fine = {id(n.args[0]) for n in calls} | {id(n.body[0].value) for n in owners if isinstance(n.body[0], ast.Expr)}
    texts = [n for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str) and id(n) not in fine]
    left = [n.value for n in texts if HAN.search(n.value) and len(n.value) > 2]
    assert not left


def test_kinds_speak_both_languages():
    for kind in builtin_kinds().values():
        labels = [kind.labels, kind.plurals, *(f.labels for f in kind.fields.values())]
        labels += [c.labels for f in kind.fields.values() for c in f.choices]
        assert all(label.get("zh") and label.get("en") for label in labels), kind.name
