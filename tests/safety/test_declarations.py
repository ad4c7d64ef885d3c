"""Declarations of kinds from elsewhere are data: they name no file, carry no style and cannot be nested without end."""

from __future__ import annotations

import pytest

from data.errors import BadInput
from data.kinds.load import parse_kind

DECLARED = """name = "plot"
title = "{title}"
label = {zh = "地块", en = "Plot"}
[layer]
glyph = "地"
colour = "#2da44e"
symbol = "grid"
[fields.title]
type = "text"
label = {zh = "题", en = "T"}
[fields.state]
type = "choice"
label = {zh = "态", en = "S"}
choices = [{value = "a", zh = "甲", en = "A", colour = "#fff", symbol = "fire"}]
"""


def test_a_plain_declaration_is_taken():
    assert parse_kind(DECLARED, "x", own=True).layer.symbol == "grid"


@pytest.mark.parametrize(("old", "new"), [
    ('"grid"', '"../../../../tmp/x"'), ('"grid"', '"/etc/passwd"'), ('"fire"', '"..\\\\x"'), ('"#2da44e"', '"red; background: url(file:///x)"'),
    ('"#fff"', '"#ff; }"'), ('"grid"', "7"), ('"地"', '"<img src=x>"'),
])  # fmt: skip
def test_what_leads_elsewhere_is_refused(old, new):
    with pytest.raises(BadInput):
        parse_kind(DECLARED.replace(old, new), "x", own=True)


def test_endless_nesting_is_refused():
    with pytest.raises(BadInput):
        parse_kind(f"a = {'[' * 50_000}", "x", own=True)
