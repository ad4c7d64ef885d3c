"""One part of a parcel: its guesses, its columns, datum and addresses, and below them the difference that it makes."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from data.exchange.conversation import Parcel, Part, RowChange, doubtful_keys
from data.exchange.conversation.sorts import GROUND, MODEL, PLACES
from data.exchange.datum import Choice
from data.exchange.report import DatumGuess
from data.exchange.tables.doubts import Decision
from data.exchange.tables.understand import Understanding
from data.i18n import tr
from data.store.station import Station
from data.workspace import Workspace
from widgets.parts import ElidedLabel, TabStrip, Toggle
from widgets.records.import_addresses import AddressView
from widgets.records.import_datum import DatumView
from widgets.records.import_files import asks
from widgets.records.import_guesses import Guesses
from widgets.records.import_ledger import NewLedger
from widgets.records.import_mapping import MappingView
from widgets.records.import_row_detail import RowDetail
from widgets.records.import_rows import RowList, action_words
from widgets.records.import_work import Talk
from widgets.records.pieces import column, row, words

SHOWN = ("add", "update", "unchanged", "doubt", "reject")


class PartView(QWidget):
    """What was understood above, what would change below; ``failed`` with a sentence."""

    failed = Signal(str)

    def __init__(self, station: Station, workspace: Workspace, talk: Talk, parent: QWidget | None = None, *,
                 whole: bool = True) -> None:  # fmt: skip
        super().__init__(parent)
        self._station, self._workspace, self._talk = station, workspace, talk
        self._key, self._at = 0, 0
        self._part: Part | None = None
        self._showing = False  # what is switched while it is shown was not switched by the person
        self._action = ""  # of the tab that the person chose; "" follows what there is
        self._seeking = False  # whether the person asked for another reference system
        self._pointed: Sequence[int] = ()  # the tables of the parcel that have coordinates
        self._box = column(self, gap=10)
        self._box.setContentsMargins(24, 12, 24, 0)
        steps = (self._make_head, self._make_split, self._make_guesses, self._make_pages, self._make_rows, self._connect)
        self._steps = deque(steps)
        if whole:
            self.finish()

    # Putting it together: all at once would be felt where it is made at rest

    def go_on(self) -> bool:
        """Make the next piece; return whether there are more."""
        if self._steps:
            self._steps.popleft()()
        return bool(self._steps)

    def finish(self) -> None:
        """Make what is not made yet."""
        while self.go_on():
            pass

    def _make_head(self) -> None:
        self.title = ElidedLabel("", "heading")
        self.used_words, self.used = words(tr("导入这张表"), "small", wrap=False), Toggle(tr("导入这张表"))
        head = row(self.title, self.used_words, self.used)
        head.setStretch(0, 1)
        self._box.addLayout(head)
        self.trouble = words("", "late", select=True)
        self._box.addWidget(self.trouble)

    def _make_split(self) -> None:
        """Make the halves, each in its place before anything is in it: what is moved with all that it holds takes long."""
        self.split = _splitter(Qt.Orientation.Vertical, self)
        self.split.setHandleWidth(1)
        self._box.addWidget(self.split, 1)
        self._upper_half, self._lower_half = QWidget(self.split), QWidget(self.split)
        self.split.setStretchFactor(0, 2)
        self.split.setStretchFactor(1, 3)
        self.split.setSizes([280, 420])
        self._rest = QWidget(self)  # keeps what is said of a file at the top where there are no rows
        self._box.addWidget(self._rest, 1)
        waiting = column(self._rest)
        self.waiting = words("", "quiet")
        waiting.addWidget(self.waiting)
        waiting.addStretch(1)

    def _make_guesses(self) -> None:
        self.guesses = Guesses(self._station, self)
        self.ledger = NewLedger(self._station, self)
        self._box.insertWidget(1, self.guesses)
        self._box.insertWidget(2, self.ledger)

    def _make_pages(self) -> None:
        upper = column(self._upper_half, gap=8)
        self.above, self.upper = TabStrip([("columns", tr("列的含义"))]), QStackedWidget()
        upper.addWidget(self.above)
        upper.addWidget(self.upper, 1)
        self.mapping, self.datum = MappingView(), DatumView(self._station)
        self.addresses = AddressView(self._station, self._workspace)
        for page in (self.mapping, self.datum, self.addresses):
            self.upper.addWidget(page)

    def _make_rows(self) -> None:
        lower = column(self._lower_half, gap=4)
        self.tabs = TabStrip([(action, action_words()[action]) for action in SHOWN])
        self.sampled = words("", "soon", wrap=False)
        strip = row(self.tabs, self.sampled)
        strip.setStretch(0, 1)
        lower.addLayout(strip)
        both = _splitter(Qt.Orientation.Horizontal, self._lower_half)
        lower.addWidget(both, 1)
        self.rows, self.detail = RowList(self._station, self._workspace, both), RowDetail(both)
        both.setStretchFactor(0, 3)
        both.setStretchFactor(1, 2)
        both.setSizes([900, 460])

    def _connect(self) -> None:
        guesses = self.guesses
        guesses.kind_chosen.connect(self._choose_kind)
        guesses.ledger_wanted.connect(self._want_ledger)
        self.ledger.made.connect(lambda found, name: self._talk.found_ledger(self._key, self._at, found, name))
        self.ledger.left.connect(guesses.kind.setFocus)
        guesses.header_chosen.connect(lambda number: self._change(lambda known: known.with_header(number)))
        guesses.encoding_chosen.connect(lambda name: self._change(lambda known: known.with_encoding(name)))
        guesses.datum_chosen.connect(self._choose_datum)
        guesses.system_wanted.connect(self._seek)
        guesses.hidden_chosen.connect(lambda on: self._change(lambda known: known.with_hidden(on)))
        guesses.building_said.connect(lambda text: self._talk.mean_building(self._key, self._at, text))
        guesses.forgotten.connect(lambda: self._talk.afresh(self._key, self._at))
        self.mapping.chosen.connect(lambda name, target: self._change(lambda known: known.with_mapping({name: target})))
        self.datum.chosen.connect(self._take_datum)
        self.addresses.failed.connect(self.failed)
        self.above.chosen.connect(self._go_above)
        self.tabs.chosen.connect(self._go)
        self.rows.looked_at.connect(self._look_at)
        self.detail.decided.connect(self._decide)
        self.detail.decided_all.connect(self._decide_all)
        self.used.toggled.connect(self._use)

    # Showing

    def show_part(self, parcel: Parcel, at: int) -> None:
        """Show a part of a parcel as it is now."""
        if (parcel.key, at) != (self._key, self._at):
            self._action, self._seeking = "", False
            self.ledger.hide()
        self._pointed = [n for n, each in enumerate(parcel.parts) if each.used and _has_points(each.known)]
        self._key, self._at = parcel.key, at
        self._part = part = parcel.parts[at] if at < len(parcel.parts) else None
        self.title.setText(_title(parcel, part))
        self._show_trouble(parcel, part)
        several = len(parcel.parts) > 1
        self.used.setVisible(several)
        self.used_words.setVisible(several)
        told = part is not None and not (part.known is None and part.trouble)  # what was understood, and not only why nothing was
        self.guesses.setVisible(part is not None and (told or part.sort == MODEL or part.asked or part.unknown))
        rows = part is not None and (part.known is not None or bool(part.by_action))
        self._lower_half.setVisible(rows)
        self.split.setVisible(rows or _systems_wanted(part, self._seeking))
        self._rest.setVisible(self.split.isHidden())
        self.waiting.setText("" if part is not None or parcel.trouble else self._reading(parcel))
        if part is None:
            return
        self._showing = True
        self.used.setChecked(part.used)
        self._showing = False
        self.guesses.show_part(part)
        self._show_above(part)
        self._show_difference(part)

    def _reading(self, parcel: Parcel) -> str:
        """Return what is to come of a file that is not read yet."""
        if self._talk.doing(parcel.key):
            return tr("正在读。读完这里会写明：把它当成了什么、每一列是什么意思、会改哪些记录；要改的都能改，确认之前不写入。")
        return tr("还没有读完，随时可以接着来。")

    def _show_trouble(self, parcel: Parcel, part: Part | None) -> None:
        said = [parcel.trouble, part.trouble if part is not None else "", *parcel.refused]
        if part is not None and part.report is not None and part.known is None and part.places is None:
            said += part.report.notes  # what has no rows to look at is told in words
        self.trouble.setText("\n".join(filter(None, said)))
        self.trouble.setVisible(any(said))
        asked = part is not None and (part.asked or part.unknown) and part.taken is None and not parcel.trouble
        self.trouble.set_tone("late" if any(said[:2]) and not asked else "soon" if asked or parcel.refused else "")

    def _show_above(self, part: Part) -> None:
        known = part.known
        self._upper_half.setVisible(bool(known.columns) if known is not None else _systems_wanted(part, self._seeking))
        if known is None and self._upper_half.isVisibleTo(self):
            self._show_systems()
        if known is None or not known.columns:
            return
        tabs = [("columns", tr("列的含义"))]
        if _has_points(known):
            tabs.append(("datum", tr("坐标系的依据")))
        if part.report is not None and part.report.unmatched:
            tabs.append(("addresses", tr("没对上的地址")))
        if tabs != self.above.tabs():
            self.above.set_tabs(tabs)
        if self.above.value not in dict(tabs):
            self.above.set_value("columns")
        self.above.set_count("columns", len(known.mapping))
        self.above.set_count("addresses", part.report.unmatched if part.report is not None else None)
        if known.datum.asks and self._part is part and self.above.value == "columns" and "datum" in dict(tabs):
            self.above.set_value("datum")
        self.mapping.show_understanding(known)
        self._go_above(self.above.value)

    def _show_systems(self) -> None:
        """Of what is no table there is only the reference system to be asked about."""
        self.above.set_tabs([("datum", tr("坐标系"))])
        self.above.set_value("datum")
        self._go_above("datum")

    def _go_above(self, key: str) -> None:
        page = {"columns": self.mapping, "datum": self.datum, "addresses": self.addresses}[key]
        self.upper.setCurrentWidget(page)
        part = self._part
        if part is None:
            return
        if page is self.datum:
            self.datum.show_part(part, alike=len(self._pointed) > 1)
        elif page is self.addresses:
            self.addresses.show_part(part)

    def _show_difference(self, part: Part) -> None:
        counts = {action: len(part.by_action.get(action, ())) for action in SHOWN}
        counts["doubt"] += len(part.by_action.get("skip", ()))
        for action, count in counts.items():
            self.tabs.set_count(action, count)
        if not self._action:
            urgent = next((a for a in ("doubt", "reject", "update", "add", "unchanged") if counts[a]), "add")
            self.tabs.set_value(urgent)
        self.sampled.setVisible(bool(part.sampled))
        self.sampled.setText(tr("先看前 {n} 行，其余正在核对", n=f"{part.sampled:,}"))
        if part.report is None and part.used and not part.trouble and not part.unknown:
            self.sampled.setVisible(True)
            self.sampled.setText(tr("正在核对…") if self._talk.doing(self._key) else tr("还没有核对"))
        self._list()

    def _go(self, action: str) -> None:
        self._action = action
        self._list()

    def _list(self) -> None:
        action = self.tabs.value
        self.rows.show_rows(self._part, ("doubt", "skip") if action == "doubt" else (action,))

    def _look_at(self, found: RowChange | None) -> None:
        part = self._part
        doubtful = len(part.by_action.get("doubt", ())) if part is not None else 0
        self.detail.show_row(found, doubtful, feature=part is not None and part.places is not None)

    # What the person says

    def _change(self, how: object) -> None:
        self._talk.change(self._key, self._at, how)  # type: ignore[arg-type]

    def _choose_kind(self, kind: str) -> None:
        part = self._part
        if part is None:
            return
        if part.known is None:
            self._talk.reread(self._key, self._at, kind, part.datum)
        elif kind:
            self._change(lambda known: known.with_kind(kind))

    def _want_ledger(self) -> None:
        if self._part is not None:
            self.ledger.begin(self._part)

    def _choose_datum(self, datum: str) -> None:
        part = self._part
        if part is None:
            return
        if part.known is None:
            self._talk.reread(self._key, self._at, part.kind, datum)
        else:
            self._change(lambda known: known.with_datum(datum))

    def _take_datum(self, choice: Choice, layer: str, every: bool) -> None:
        """Take a reference system for a table, a layer, or for all of them."""
        part = self._part
        if part is None:
            return
        if part.known is not None:
            ats = self._pointed if every else (self._at,)
            self._talk.change_all(self._key, ats, lambda known: _with_datum(known, choice.guess))
        elif layer:
            self._talk.say_datum(self._key, self._at, layer, choice.said)
        else:
            self._talk.reread(self._key, self._at, part.kind, choice.said)

    def _seek(self) -> None:
        """Let the person look for a reference system by code or name."""
        self._seeking = True
        part = self._part
        if part is None:
            return
        if part.known is not None:
            self.above.set_value("datum")
            self._go_above("datum")
        else:
            self.split.setVisible(True)
            self._rest.setVisible(False)
            self._show_above(part)
        self.datum.seek()

    def _decide(self, key: tuple[str, int], decision: Decision | None) -> None:
        self.rows.setFocus()  # the buttons go with the row: the keyboard goes on with the next one
        self._talk.decide(self._key, self._at, {key: decision})

    def _decide_all(self, decision: Decision) -> None:
        if self._part is None:
            return
        self.rows.setFocus()
        self._talk.decide(self._key, self._at, dict.fromkeys(doubtful_keys(self._part), decision))

    def _use(self, on: bool) -> None:
        if not self._showing:
            self._talk.leave_out(self._key, self._at, used=on)


def _splitter(along: Qt.Orientation, parent: QWidget) -> QSplitter:
    made = QSplitter(along, parent)
    made.setChildrenCollapsible(False)
    return made


def _title(parcel: Parcel, part: Part | None) -> str:
    if part is None or len(parcel.parts) < 2:
        return parcel.name
    inside = part.name if parcel.zipped else part.sheet
    return tr("{file} 里的 {part}", file=parcel.name, part=inside)


def _has_points(known: Understanding | None) -> bool:
    """Whether a table has coordinates."""
    return known is not None and known.pointed


def _systems_wanted(part: Part | None, seeking: bool) -> bool:
    """Whether the reference systems are to be seen: of a picture always, of a map where it is open, or was looked for."""
    if part is None or part.sort not in (GROUND, PLACES):
        return False
    said = part.sort == GROUND or seeking or bool(part.datum or part.datums)
    return part.asked or asks(part) or (said and part.report is not None)


def _with_datum(known: Understanding, guess: DatumGuess) -> Understanding:
    """Return the table with what a person chose among the hypotheses."""
    return replace(known, datum=replace(guess, asks=False, evidence={**guess.evidence, "given": True}))
