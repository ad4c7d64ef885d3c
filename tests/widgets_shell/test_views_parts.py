"""Parts of views: a row without a picture still shows what it is, and the card of the second map cuts no words."""

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QStyle, QStyleOptionComboBox

from data.i18n import set_language
from data.views import KeptView
from data.views.view import Camera, SavedView
from widgets.views_row import PICTURE, ViewRow
from widgets.views_split import SplitCard


def test_a_view_without_a_picture_has_a_sign_in_its_place(window, qtbot):
    row = ViewRow(KeptView(1, "全辖区", 1, SavedView(Camera(102.7, 25.0, 0.0, 900.0, 0.0, 40.0))), window)
    row.resize(300, 80)
    row.show()
    image = row.grab().toImage()
    height = image.height() // 2
    seen = {image.pixelColor(x, height).name() for x in range(20, PICTURE[0] - 20)}
    assert len(seen) > 1


def test_the_choices_of_a_narrow_card_are_not_cut_in_english(demo, window, qtbot):
    set_language("en")
    card = SplitCard(demo.zone, demo.clock, window)
    card.fit(298)  # half of the map at 1366 pixels
    card.setGeometry(0, 0, 298, card.sizeHint().height())
    card.show()
    qtbot.waitUntil(lambda: card.theme.width() > 60)
    for box in (card.period, card.theme):
        option = QStyleOptionComboBox()
        box.initStyleOption(option)
        room = box.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, box)
        assert QFontMetrics(box.font()).horizontalAdvance(box.currentText()) <= room.width()
    assert card.moment.y() < card.period.y() < card.theme.y()
