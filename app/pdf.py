"""A PDF about to be written."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QPdfWriter

from data.disk_words import why_not
from data.errors import BadInput
from data.exchange.out.mark import Mark
from data.i18n import tr


def pdf_writer(out: Path, title: str, mark: Mark | None = None) -> QPdfWriter:
    """Return a writer of a file that can be written; its properties keep the number of a mark.

    Raises
    ------
    BadInput
        If it cannot, with the reason.
    """
    try:
        with out.open("ab"):  # QPdfWriter would not say why it cannot
            pass
    except OSError as error:
        raise BadInput(tr("PDF 写不到 {file}：{why}", file=out, why=why_not(error)), file=out) from error
    writer = QPdfWriter(str(out))
    writer.setTitle(title)
    writer.setCreator(f"{tr('值班一张图')} {mark.hidden if mark is not None else ''}".strip())
    return writer
