"""What a page says of a record that is not there."""

from __future__ import annotations

from types import SimpleNamespace

from widgets.records.gone import gone_words


def test_a_record_that_was_not_there_yet_was_not_deleted():
    past = SimpleNamespace(moment="2026-11-21T02:00:00Z")
    assert gone_words(past)[0] == "那时没有这条记录"


def test_a_deleted_record_can_be_had_again():
    assert "撤销" in gone_words(SimpleNamespace())[1]
