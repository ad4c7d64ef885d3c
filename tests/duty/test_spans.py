"""How a length of time is told: seconds where they matter, and never a unit that is nought."""

from __future__ import annotations

import pytest

from data.duty.spans import span_words
from data.i18n import speaking


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "0 秒"),
        (45, "45 秒"),
        (59.6, "1 分钟"),
        (200, "3 分 20 秒"),
        (300, "5 分钟"),
        (599, "9 分 59 秒"),
        (600, "10 分钟"),
        (53 * 60 + 44, "54 分钟"),
        (3599, "1 小时"),
        (3900, "1 小时 5 分"),
        (86399, "1 天"),
        (51 * 3600, "2 天 3 小时"),
    ],
)
def test_a_length_of_time_as_it_is_said(seconds, words):
    assert span_words(seconds) == words


def test_it_is_said_in_english_too():
    with speaking("en"):
        assert [span_words(s) for s in (45, 200, 1500, 3900, 183600)] == ["45 s", "3 min 20 s", "25 min", "1 h 5 min", "2 d 3 h"]
