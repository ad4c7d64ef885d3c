"""Which encoding a text is in is found with the evidence for it; nothing is decoded by replacing characters."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.errors import BadInput
from data.exchange.tables.encoding import detect, detect_bytes
from data.exchange.tables.frequent import FREQUENT
from data.exchange.tables.read import read_tables

SIMPLIFIED = "姓名,地址,备注\n张伟,金沙小区五栋二单元三零一室,常住人口\n李娜,解放路六十六号,租房\n王芳,河滨花园三期,经商\n"
TRADITIONAL = "姓名,地址,備註\n張偉,臺北市大安區和平東路二段,本人在家\n李麗,高雄市中正路六十六號,租屋\n陳建國,新竹縣竹北鄉,經商\n"
RARE = "姓名,地址\n㐂记,𠮷祥路\n䶮某,金沙小区五栋\n"
TEXTS = {"utf-8": SIMPLIFIED, "utf-8-sig": SIMPLIFIED, "gbk": SIMPLIFIED, "gb18030": SIMPLIFIED + RARE, "big5": TRADITIONAL,
         "utf-16": SIMPLIFIED, "utf-16-le": SIMPLIFIED, "utf-16-be": SIMPLIFIED, "utf-32": SIMPLIFIED}  # fmt: skip
FOUND = {"big5": "big5hkscs"}


@pytest.mark.parametrize("name", TEXTS)
def test_encodings_are_found_and_read_back(tmp_path, name):
    path = tmp_path / "a.csv"
    path.write_bytes(TEXTS[name].encode(name))
    found = detect(path)
    assert (found.name, found.sure) == (FOUND.get(name, name), True)
    assert path.read_bytes().decode(found.name) == TEXTS[name]


@pytest.mark.parametrize(("name", "words"), [("gbk", "GBK"), ("gb18030", "GB18030"), ("big5", "Big5")])
def test_the_characters_that_spoke_are_shown(tmp_path, name, words):
    path = tmp_path / "a.csv"
    path.write_bytes(TEXTS[name].encode(name))
    evidence = detect(path).evidence
    assert words in evidence
    assert "如 " in evidence


def test_what_could_be_either_is_told(tmp_path):
    both = [raw for c in sorted(FREQUENT) if (raw := c.encode("gbk")).decode("big5", "ignore") in FREQUENT]
    assert len(both) > 5
    found = detect_bytes(tmp_path / "a.csv", b",".join(both))
    assert not found.sure
    assert "也可能是" in found.evidence


def test_text_without_chinese_is_utf8(tmp_path):
    assert detect_bytes(tmp_path / "a.csv", b"name,phone\nLi,1\n").name == "utf-8"


def test_a_fault_far_down_names_its_line(tmp_path):
    path = tmp_path / "a.csv"
    lines = ["姓名,地址", *(f"张伟{n},金沙小区{n}栋" for n in range(3000))]
    raw = "\n".join(lines).encode().split(b"\n")
    raw[2000] = raw[2000][:5] + b"\xff" + raw[2000][5:]
    path.write_bytes(b"\n".join(raw))
    with pytest.raises(BadInput) as caught:
        detect(path)
    assert caught.value.row == 2001


def test_lines_of_two_encodings_are_refused_with_the_line(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes((SIMPLIFIED * 9).encode() + "赵六,金沙小区\n".encode("gbk"))
    with pytest.raises(BadInput) as caught:
        detect(path)
    assert caught.value.row == 37


@pytest.mark.parametrize("text", ["Müller,1\n", "café,crème\nnaïve,1\n"])
def test_western_text_is_not_read_as_chinese(tmp_path, text):
    path = tmp_path / "a.csv"
    path.write_bytes(text.encode("cp1252"))
    with pytest.raises(BadInput, match="编码"):
        detect(path)
    assert read_tables(path, encoding="cp1252")[0].rows[0][0] == text.split(",")[0]


@pytest.mark.parametrize("name", ["gbk", "big5"])
def test_chinese_cut_in_a_character_is_refused_with_its_line(tmp_path, name):
    path = tmp_path / "a.csv"
    path.write_bytes(TEXTS[name].strip().encode(name)[:-1])
    with pytest.raises(BadInput, match="第 4 行"):
        detect(path)


def test_characters_lost_before_are_counted(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(SIMPLIFIED.replace("五", "\ufffd"), encoding="utf-8")
    assert detect(path).lost == 1
    assert any("丢失" in note for note in read_tables(path)[0].notes)


@settings(max_examples=200, deadline=None)
@given(text=st.text(min_size=1, max_size=200), name=st.sampled_from(["utf-8", "gb18030", "utf-16", "utf-8-sig"]))
def test_whatever_is_found_loses_nothing(tmp_path_factory, text, name):
    path = tmp_path_factory.mktemp("e") / "a.csv"
    raw = text.encode(name, "ignore")
    path.write_bytes(raw or b"x")
    try:
        found = detect(path)
    except BadInput:
        return
    assert path.read_bytes().decode(found.name, "strict").encode(found.name) == path.read_bytes()
