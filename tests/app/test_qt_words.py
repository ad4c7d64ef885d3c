"""Qt's own dialogs speak Chinese in a Chinese window."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton, QToolButton

from app.start import translate_qt


@pytest.fixture
def dialog(qtbot):
    app = QApplication.instance()
    translate_qt(app, "zh")
    made = QFileDialog()
    made.setOption(QFileDialog.Option.DontUseNativeDialog)
    qtbot.addWidget(made)
    return made


def test_no_word_of_the_file_dialog_is_english(dialog):
    said = [w.text() for w in dialog.findChildren(QLabel) + dialog.findChildren(QPushButton)]
    said += [w.toolTip() for w in dialog.findChildren(QToolButton)]
    assert "位置：" in said
    assert not [text for text in said if text.strip() and text.isascii()]


def test_a_folder_is_called_so(dialog):
    assert QApplication.translate("QAbstractFileIconProvider", "Folder") == "文件夹"
