"""Qt never gets raw data as rich text: labels are plain by construction, hints are escaped at one place, pages of HTML escape."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument

from widgets.parts.hint import plain_hint
from widgets.parts.label import ElidedLabel, Label

ROOT = Path(__file__).parents[2]
EVIL = '<img src="file:///etc/passwd"><b>张伟</b>\n<a href="x">见</a> & {0.__class__}'
SOURCES = [p for folder in ("widgets", "app", "scene3d") for p in sorted((ROOT / folder).rglob("*.py"))]


def calls(path):
    return [n for n in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(n, ast.Call)]


def name_of(call):
    return getattr(call.func, "attr", getattr(call.func, "id", ""))


def is_plain(argument):
    """Words of our own, or something that went through `plain_hint`."""
    if isinstance(argument, ast.IfExp):
        return is_plain(argument.body) and is_plain(argument.orelse)
    if isinstance(argument, ast.Call):
        return name_of(argument) == "plain_hint" or (name_of(argument) == "tr" and not argument.keywords)
    return isinstance(argument, ast.Constant)


def test_every_hint_is_our_own_words_or_made_plain():
    raw = []
    for path in SOURCES:
        for call in calls(path):
            hint = call.args[-1] if name_of(call) == "setToolTip" and call.args else None
            if name_of(call) == "showText" and ast.unparse(call.func).startswith("QToolTip"):
                hint = call.args[1]
            if hint is not None and not is_plain(hint):
                raw.append(f"{path.relative_to(ROOT)}:{call.lineno}")
    assert raw == []


def test_whatever_is_a_hint_of_a_row_is_made_plain():
    texts = {p: p.read_text(encoding="utf-8") for p in SOURCES}
    assert [p for p, text in texts.items() if "ToolTipRole" in text and "plain_hint(" not in text] == []


@pytest.mark.parametrize(("what", "where"), [
    ("QLabel", {"widgets/parts/label.py"}), ("setHtml", {"app/debriefs.py", "app/recovery.py"}), ("QMessageBox", set()),
    ("QTextBrowser", set()),
    ("setTextFormat", {"widgets/parts/label.py"}), ("insertHtml", set()), ("setWhatsThis", set()), ("QErrorMessage", set()),
])  # fmt: skip
def test_what_takes_rich_text_is_used_at_known_places_only(what, where):
    found = {str(p.relative_to(ROOT)) for p in SOURCES for call in calls(p) if name_of(call) == what}
    assert found <= where


def test_a_hint_with_markup_is_shown_letter_by_letter():
    page = QTextDocument()
    page.setHtml(plain_hint(EVIL))
    assert page.toPlainText() == EVIL


def test_plain_words_stay_as_they_are():
    assert plain_hint("金沙路 3 > 2 & 5 号") == "金沙路 3 > 2 & 5 号"


def test_a_label_shows_markup_as_it_is(qtbot):
    label = Label(EVIL)
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.text() == EVIL


def test_the_hint_of_a_line_that_is_too_long_is_plain(qtbot):
    label = ElidedLabel("<b>" + "长" * 200 + "</b>")
    qtbot.addWidget(label)
    label.resize(50, 20)
    label.grab()
    assert label.toolTip().startswith("<qt>&lt;b&gt;")


def test_a_debrief_escapes_what_it_says():
    from app.debriefs import html_of
    from data.duty.incidents.debrief import Debrief, Table

    page = html_of(Debrief(EVIL, [EVIL], [Table(EVIL, [EVIL], [[EVIL]])]), [EVIL])
    assert "<img src=\"file" not in page
    assert "<b>张伟" not in page
