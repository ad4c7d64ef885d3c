"""Values with braces, percent signs and the like stay what they are, wherever a sentence or a log takes them in."""

from __future__ import annotations

import ast
import logging
from pathlib import Path

import pytest

from data.errors import BadInput
from data.i18n import tr

ROOT = Path(__file__).parents[2]
EVIL = ["{0.__class__.__mro__}", "{file}", "{", "}}", "%s%n%d", "{why!r:>{width}}"]


@pytest.mark.parametrize("value", EVIL)
def test_a_value_is_not_filled_a_second_time(value):
    inner = BadInput(tr("找不到文件 {file}", file=value))
    assert inner.message == f"找不到文件 {value}"
    assert tr("文件已损坏：{why}", why=inner.message) == f"文件已损坏：找不到文件 {value}"


@pytest.mark.parametrize("value", EVIL)
def test_a_log_takes_a_value_as_it_is(value, caplog):
    with caplog.at_level(logging.WARNING):
        logging.getLogger("x").warning("not kept: %s", value)
    assert caplog.messages == [f"not kept: {value}"]


def test_every_log_is_given_its_values_apart():
    """A sentence put together beforehand would have its percent signs taken for places."""
    mixed = []
    for folder in ("data", "widgets", "app", "scene3d"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                owner = getattr(getattr(call, "func", None), "value", None)
                logs = isinstance(owner, ast.Name) and owner.id.lower() in ("log", "logger", "logging")
                if logs and call.args and isinstance(call.args[0], ast.JoinedStr | ast.BinOp):
                    mixed.append(f"{path.relative_to(ROOT)}:{call.lineno}")
    assert mixed == []
