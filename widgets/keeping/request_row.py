"""One request for correction: what is asked, until when, and the two ways to answer it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from data.i18n import tr
from data.keeping.correction import Request
from data.kinds import Kinds
from data.kinds.moments import show_date
from widgets.parts.button import Button
from widgets.parts.label import Label
from widgets.records.pieces import row


class RequestRow(QFrame):
    """`answered` tells task, answer, and whether the wished values are to be set; `shown` the record that it is about."""

    answered = Signal(int, str, bool)
    shown = Signal(str, int)

    def __init__(self, asked: Request, title: str, kinds: Kinds, zone: str, *, may_answer: bool,
                 parent: QWidget | None = None) -> None:  # fmt: skip
        super().__init__(parent)
        self.asked = asked
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 10, 0, 10)
        box.setSpacing(4)
        fields = kinds[asked.kind].fields if kinds.knows(asked.kind) else {}
        what = tr("、").join(fields[n].label for n in asked.wished if n in fields)
        box.addWidget(Label(" · ".join(t for t in (title, what) if t) or tr("更正个人信息"), "strong", wrap=True))
        if asked.text:
            box.addWidget(Label(asked.text, "quiet", wrap=True))
        self.state = Label(_said(asked, zone), "quiet" if not asked.open else "soon", wrap=True)
        box.addWidget(self.state)
        self.answer = QLineEdit()
        self.answer.setPlaceholderText(tr("处理结果，或不予更正的理由"))
        self.answer.setAccessibleName(tr("答复"))
        self.do = Button(tr("按要求更正"), "primary", "check")
        self.do.setEnabled(bool(asked.wished))
        self.close_it = Button(tr("只答复"))
        self.look = Button(tr("查看记录"), "link")
        self.do.clicked.connect(lambda: self.answered.emit(asked.task, self.answer.text().strip(), True))
        self.close_it.clicked.connect(lambda: self.answered.emit(asked.task, self.answer.text().strip(), False))
        self.look.clicked.connect(lambda: self.shown.emit(asked.kind, asked.id))
        self.may_answer = asked.open and may_answer
        if self.may_answer:
            box.addWidget(self.answer)
            verbs = row(self.do, self.close_it, self.look)
            verbs.addStretch(1)
            box.addLayout(verbs)


def _said(asked: Request, zone: str) -> str:
    if asked.open:
        return tr("{day} 前答复", day=show_date(asked.day(zone)))
    return tr("已答复：{feedback}", feedback=asked.feedback)
