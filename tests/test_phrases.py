"""The pinyin library loaded in pieces knows what it knows when it loads itself."""

from __future__ import annotations

import subprocess
import sys

import pytest

from data import phrases

SCRIPT = """
import sys, orjson, hashlib
if {pieces}:
    from data.phrases import load_pinyin
    load_pinyin()
import pypinyin
from pypinyin.constants import PHRASES_DICT
print(len(PHRASES_DICT), hashlib.sha256(orjson.dumps(PHRASES_DICT, option=orjson.OPT_SORT_KEYS)).hexdigest(),
      pypinyin.lazy_pinyin("重庆银行"), hasattr(sys.modules["pypinyin.phrases_dict"], "__file__"))
"""


def said(*, pieces: bool) -> list[str]:
    done = subprocess.run([sys.executable, "-c", SCRIPT.format(pieces=pieces)], capture_output=True, text=True, check=True)
    return done.stdout.rsplit(maxsplit=1)


def test_it_knows_the_same_phrases_and_was_loaded_in_pieces():
    (own, in_one), (ours, in_pieces) = said(pieces=False), said(pieces=True)
    assert ours == own
    assert (in_one, in_pieces.strip()) == ("True", "False")


@pytest.mark.parametrize("text", ['{"一": [["yī"]], "二": [["èr"]]}', "no json", "[]"])
def test_a_file_that_is_written_otherwise_is_left_to_the_library(tmp_path, text):
    path = tmp_path / "phrases_dict.json"
    path.write_text(text, encoding="utf-8")
    found = phrases._module(path)
    assert found is None or found.phrases_dict == {"一": [["yī"]], "二": [["èr"]]}


def test_a_file_that_is_not_there_is_left_to_the_library(tmp_path):
    assert phrases._module(tmp_path / "no.json") is None
