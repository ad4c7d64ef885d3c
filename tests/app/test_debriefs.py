"""A report becomes a PDF, and where it cannot be written that is said."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QPalette, QTextDocument

from app.commands import names_record
from app.debriefs import draw, html_of, write_debrief
from data.duty.incidents.debrief import Debrief, Table
from data.errors import BadInput

REPORT = Debrief("处置报告：打架斗殴", ("<b>原话</b> & 其他",), (Table("间隔", ("间隔", "用时"), (("到场用时", "4 分 30 秒"),)),))


def test_a_report_is_written_with_its_picture(tmp_path, qapp):
    image = QImage(64, 36, QImage.Format.Format_RGB32)
    image.fill(0)
    out = tmp_path / "报告.pdf"
    write_debrief(out, REPORT, [("11月21日 21:47", image)], "金沙派出所")
    assert out.read_bytes().startswith(b"%PDF")


def test_each_picture_has_its_words():
    html = html_of(REPORT, ["11月21日 20:00", "11月21日 21:47"])
    assert [html.count(said) for said in ("map0.png", "map1.png", "20:00", "21:47")] == [1, 1, 1, 1]


def test_what_people_wrote_is_text_and_no_markup():
    assert "&lt;b&gt;原话&lt;/b&gt; &amp; 其他" in html_of(REPORT)


def test_a_place_that_cannot_be_written_is_named(tmp_path, qapp):
    with pytest.raises(BadInput, match="PDF"):
        write_debrief(tmp_path / "none" / "a.pdf", REPORT, [], "")


def test_a_report_is_asked_for_of_a_case_that_is_named_or_chosen():
    assert names_record({"case": 7})
    assert names_record({"kind": "case", "id": 7})
    assert not names_record({"case": 0, "path": "a.pdf"})


def test_the_words_are_dark_on_paper_though_the_window_is_dark(qapp):
    window, dark = qapp.palette(), QPalette()
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText):
        dark.setColor(role, QColor("#dfe8f2"))
    qapp.setPalette(dark)
    try:
        paper = QImage(600, 400, QImage.Format.Format_RGB32)
        paper.fill(QColor("white"))
        with QPainter(paper) as painter:
            document = QTextDocument()
            document.setTextWidth(600)
            document.setHtml(html_of(REPORT))
            draw(document, painter, QRectF(0, 0, 600, 400))
    finally:
        qapp.setPalette(window)
    seen = np.frombuffer(paper.constBits(), np.uint8).reshape(400, 600, 4)
    title = seen[:40, :, :3].copy()
    assert title.min() < 100
