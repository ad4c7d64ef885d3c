"""Every word of the frame and its parts is translated, with the same places to fill."""

import ast
import re
from pathlib import Path

import pytest

from data.i18n import read_catalogue

ROOT = Path(__file__).resolve().parents[2] / "widgets"
FILES = sorted([*ROOT.glob("*.py"), *ROOT.glob("parts/*.py")])


def sources(path: Path) -> list[str]:
    calls = (node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call))
    named = (call for call in calls if isinstance(call.func, ast.Name) and call.func.id == "tr" and call.args)
    return [call.args[0].value for call in named if isinstance(call.args[0], ast.Constant)]


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_words_are_translated(path):
    english = read_catalogue("en")
    assert [text for text in sources(path) if text not in english] == []


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_translations_fill_no_other_places(path):
    english = read_catalogue("en")
    for text in sources(path):
        places = set(re.findall(r"\{(\w+)\}", text))
        assert set(re.findall(r"\{(\w+)\}", english[text])) <= places, text


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_no_chinese_outside_translation(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    spoken = {id(call.args[0]) for call in ast.walk(tree) if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "tr"}
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    texts = [n for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str)]
    loose = [n.value for n in texts if id(n) not in spoken | docs and re.search(r"[\u4e00-\u9fff]", n.value)]
    assert [text for text in loose if text not in ALLOWED] == []


# Languages name themselves; these weekdays are for Chinese only, English has its own beside them.
ALLOWED = {"中文", *("周" + day for day in "一二三四五六日")}
