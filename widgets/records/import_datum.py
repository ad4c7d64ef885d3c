"""The datums and systems that coordinates may be in: what speaks for each, where each puts them, and any other by code or name."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from data.exchange.conversation import Part
from data.exchange.conversation.sorts import GROUND, TABLE
from data.exchange.conversation.systems import guess_of, layers_of
from data.exchange.datum import Choice
from data.exchange.datum.hypothesis import Hypothesis, datum_label
from data.exchange.report import DatumGuess
from data.i18n import tr
from data.store.station import Station
from widgets.background import ask
from widgets.parts import Card
from widgets.parts.controls import Combo
from widgets.records.import_datum_map import DatumMap, Scenery, scenery_of
from widgets.records.pieces import clear, column, push, scroll, words

PAUSE = 250  # ms after the last key before it is searched


class DatumView(QWidget):
    """The choices at the left, the map at the right; ``chosen`` with a `Choice`, its layer, and whether it is for all."""

    chosen = Signal(object, str, bool)

    def __init__(self, station: Station, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._station = station
        self._part: Part | None = None
        self._alike = False  # whether the parcel has other tables that the same answer may be given for
        self._about: object = None  # what the choices shown are of
        self._scenery: Scenery | None = None
        self._soon = QTimer(self, singleShot=True, interval=PAUSE)
        self._soon.timeout.connect(self._ask)
        self.layers = Combo()
        self.layers.setAccessibleName(tr("哪个图层"))
        self.layers.activated.connect(lambda _: self._ask())
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("其他坐标系：代号或名称，例如 4549、西安 80"))
        self.search.setAccessibleName(tr("按代号或名称找坐标系"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(lambda _: self._soon.start())
        self.map = DatumMap()
        self._build()

    def _build(self) -> None:
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(16)
        left = QWidget()
        side = column(left, gap=8)
        head = QHBoxLayout()
        head.addWidget(self.layers, 2)
        head.addWidget(self.search, 3)
        side.addLayout(head)
        inner = QWidget()
        self._list = QVBoxLayout(inner)
        self._list.setContentsMargins(0, 0, 8, 0)
        self._list.setSpacing(8)
        side.addWidget(scroll(inner), 1)
        box.addWidget(left, 3)
        box.addWidget(self.map, 2)

    @property
    def layer(self) -> str:
        """The layer that is asked about; "" is all of the file."""
        return str(self.layers.currentData() or "")

    def show_part(self, part: Part, *, alike: bool = False) -> None:
        """Ask what the coordinates may be in; the same again changes nothing. ``alike``: other tables may be in it as well."""
        if part is self._part and alike == self._alike:
            return
        other = self._part is None or (part.file, part.sheet) != (self._part.file, self._part.sheet)
        self._part, self._alike = part, alike
        if other:
            self.search.clear()
        self._show_layers(part, anew=other)
        self.search.setVisible(part.file.suffix.lower() != ".mbtiles")
        self._ask()

    def seek(self) -> None:
        """Put the keyboard into the search."""
        self.search.setFocus()

    def _show_layers(self, part: Part, *, anew: bool) -> None:
        """Offer the layers; the one shown stays unless it is answered and another is not."""
        names, before = layers_of(part), "" if anew else self.layer
        open_ones = [name for name in names if (guess := guess_of(part, name)) is not None and guess.asks] or (
            [part.asked_layer] if part.asked_layer else [])  # fmt: skip
        self.layers.clear()
        if names:
            self.layers.addItem(tr("全部图层"), "")
        for name in names:
            said = _said(part, name, asked=name in open_ones)
            self.layers.addItem(tr("{layer}：{datum}", layer=name, datum=said), name)
        wanted = before if before in names and (before in open_ones or not open_ones) else next(iter(open_ones), "")
        self.layers.setCurrentIndex(max(0, self.layers.findData(wanted)))
        self.layers.setVisible(bool(names))

    def _ask(self) -> None:
        """Ask for the choices unless they are shown already; only which of them is taken may have changed."""
        part, layer, text = self._part, self.layer, self.search.text().strip()
        if part is None:
            return
        about = _about(part, layer, text)
        if about == self._about and self._scenery is not None:
            self._fill()
            return
        self._about, self._scenery = about, None
        clear(self._list)
        self._list.addWidget(words(tr("正在比较各种坐标系…"), "quiet"))
        self._list.addStretch(1)
        self.map.show_points(None, 0)
        ask(self, self._station, lambda: scenery_of(self._station, part, layer, text), self._show, "datums")

    def _show(self, scenery: Scenery) -> None:
        self._scenery = scenery
        self._fill()

    def _fill(self) -> None:
        clear(self._list)
        scenery, part = self._scenery, self._part
        if scenery is None or part is None:
            return
        open_yet = part.asked and part.taken is None and self.layer in ("", part.asked_layer)
        guess = None if open_yet else guess_of(part, self.layer)
        now = next((n for n, c in enumerate(scenery.choices) if guess is not None and _same(c, guess)), -1)
        self.map.show_points(scenery, max(now, 0))
        if not scenery.choices:
            none = tr("没有这样的坐标系") if self.search.text().strip() else tr("这些行没有能用的坐标")
            self._list.addWidget(words(none, "quiet"))
        for n, choice in enumerate(scenery.choices):
            self._list.addWidget(self._card(n, choice, chosen=guess is not None and n == now and not guess.asks))
        self._list.addStretch(1)

    def _card(self, n: int, choice: Choice, *, chosen: bool) -> Card:
        card = Card(margin=10)
        card.body.setSpacing(4)
        line = column(gap=2)
        line.addWidget(words(choice.label + (tr(" · 现在按它处理") if chosen else ""), "accent" if chosen else "strong"))
        line.addWidget(words(choice.words, _tone(choice)))
        card.body.addLayout(line)
        buttons = QHBoxLayout()
        if choice.lon:
            buttons.addWidget(push(self._look_words(), lambda: self.map.show_points(self._scenery, n), "link"))
        if not chosen and (choice.lon or choice.metres is None):
            buttons.addWidget(push(tr("就用它"), lambda: self.chosen.emit(choice, self.layer, False)))
        if self.layer or (self._alike and choice.lon):
            every = tr("所有图层都用它") if self.layer else tr("所有表都用它")
            buttons.addWidget(push(every, lambda: self.chosen.emit(choice, "", True), "link"))
        buttons.addStretch(1)
        card.body.addLayout(buttons)
        return card

    def _look_words(self) -> str:
        return tr("看它落在哪里") if self._part is not None and self._part.sort == GROUND else tr("看这些点")


def _about(part: Part, layer: str, text: str) -> object:
    """Return what the choices depend on: of tables what is read as coordinates, of maps the shapes as they were read."""
    if part.sort == TABLE and part.known is not None:
        return part.file, id(part.known.table), tuple(sorted(part.known.mapping.items())), text
    features = part.places.features if part.places is not None else None
    return part.file, layer, text, id(features) if features is not None else 0


def _said(part: Part, layer: str, *, asked: bool) -> str:
    """Return what a layer is taken for, in words."""
    guess = guess_of(part, layer)
    if asked:
        return tr("要定")
    if layer in part.datums:
        return Hypothesis.meant(part.datums[layer]).label
    return datum_label(guess.chosen) if guess is not None and part.places is not None else tr("还没读")


def _tone(choice: Choice) -> str:
    """Return how to say what speaks for a choice: loud where it puts the coordinates elsewhere."""
    if "why" in choice.guess.evidence:
        return "small"  # a hypothesis with its evidence, which speaks for itself
    if not choice.lon or (choice.metres or 0.0) > 0:
        return "late"
    return "calm" if choice.metres == 0 else "small"


def _same(choice: Choice, now: DatumGuess) -> bool:
    guess = choice.guess
    return (guess.chosen, guess.swapped, guess.packed) == (now.chosen, now.swapped, now.packed)
