"""Words of Qt's own dialogs that its Chinese translation leaves out, or says otherwise than people do."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTranslator

from data.i18n import tr


class QtWords(QTranslator):
    """Beside Qt's own translator, and asked before it when installed after it."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        files = {"Folder": tr("文件夹"), "File": tr("文件"), "Drive": tr("磁盘"), "File Folder": tr("文件夹"),
                 "Shortcut": tr("快捷方式"), "Alias": tr("快捷方式"), "Folder Alias": tr("快捷方式"), "Unknown": tr("不明"),
                 "%1 File": tr("%1 文件")}  # fmt: skip
        self._words = {("QAbstractFileIconProvider", word): said for word, said in files.items()}
        self._words[("QFileDialog", "&Look in:")] = tr("位置：")
        self._words[("QFileDialog", "Files of &type:")] = tr("文件类型：")
        self._words[("QFileSystemModel", "Size")] = tr("大小")

    def translate(self, context: str, source: str, note: str | None = None, count: int = -1) -> str:
        """Return the word; nothing leaves it to Qt's translator."""
        return self._words.get((context, source))  # type: ignore[return-value]
