"""Texts nested without end, and numbers without end, in small files that people hand on: told in a sentence."""

from __future__ import annotations

import pytest

from app.cli.task_duty import read_answers
from data.duty.checklists.template import parse_template
from data.duty.incidents.protocol import parse_protocol
from data.errors import BadInput

DEEP = "[" * 100_000


@pytest.mark.parametrize("parse", [parse_protocol, parse_template])
def test_a_card_nested_without_end_is_refused(parse):
    with pytest.raises(BadInput):
        parse(f"a = {DEEP}", "a.toml")


def test_answers_nested_without_end_are_refused(tmp_path):
    file = tmp_path / "a.json"
    file.write_text(DEEP)
    with pytest.raises(BadInput):
        read_answers(file)


def test_a_template_with_endless_days_is_refused():
    with pytest.raises(BadInput):
        parse_template('code = "a"\nname = "甲"\nsubject = ["person"]\ndays = inf\n', "a.toml")
