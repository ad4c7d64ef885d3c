"""What the person at the desk looks at and searches for, noted in the journal; nobody waits for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from data.kinds import Kinds
from data.query import Query
from data.workspace import Sought
from widgets.background import Subscriptions
from widgets.records.panel import Panel
from widgets.search_rows import PLACEHOLDER, Found

if TYPE_CHECKING:
    from app.console import Console
    from widgets.drawer import Drawer
    from widgets.records.inspector import Inspector
    from widgets.search_bar import SearchBar
    from widgets.side_panel import SidePanel

PANELS = {"tasks": "task", "cases": "case", "forces": "force"}  # what a panel at the rail lists
TABS = {"tasks": "task", "incidents": "case"}  # what a page of the drawer lists
STANDS = 1200  # ms after which what was typed or drawn counts as searched for: until then somebody is still at it


class Looks(QObject):
    """Between one window's parts and the journal."""

    def __init__(self, console: Console, inspector: Inspector, search: SearchBar) -> None:
        super().__init__(inspector)
        self._console, self._search = console, search
        self._noted = ""  # the text in the box that was noted already
        self._typed = QTimer(self, interval=STANDS, singleShot=True)
        self._typed.timeout.connect(self._searched)
        self._drawn = QTimer(self, interval=STANDS, singleShot=True)
        self._drawn.timeout.connect(self._sought)
        self._seen_list: Query | None = None  # a list of a panel that is not noted yet
        self._followed: set[Panel] = set()
        self._seen = QTimer(self, interval=STANDS, singleShot=True)
        self._seen.timeout.connect(self._list_stands)
        inspector.opened.connect(self.opened)
        search.shown.connect(self._listed)
        search.going.connect(self._going)
        self._heard = Subscriptions(self)
        self._heard.add(console.workspace.sought_changed, self._area_changed)

    def opened(self, kind: str, id: int) -> None:
        """A record was opened."""
        if id > 0:
            self.note("view", kind, (id,))

    def listed(self, query: Query) -> None:
        """A list of records was opened."""
        fields = sorted({w.field for w in query.where})
        personal = self._console.station.kinds[query.kind].personal if query.text else None
        self.note("list", query.kind, said={"fields": fields or None, "text": query.text or None, "personal": personal})

    def follow_panels(self, side: SidePanel, drawer: Drawer) -> None:
        """Note the lists that panels show: at the rail, and in the drawer."""
        side.shown.connect(lambda key: self._panel_shown(key, side.page(key)))
        drawer.opened.connect(lambda key: self._list_seen(Query(TABS[key])) if key in TABS else None)

    def _panel_shown(self, key: str, page: QWidget | None) -> None:
        if key in PANELS:
            self._list_seen(Query(PANELS[key]))
        elif isinstance(page, Panel) and (listing := getattr(page, "listing", None)) is not None:
            if page not in self._followed:
                self._followed.add(page)
                listing.connect(self._list_seen)
            self._list_seen(page.query)  # type: ignore[attr-defined]

    def _list_seen(self, query: Query) -> None:
        """Note a list once it stands: not each letter that is typed to narrow it, and not while nobody sees it."""
        self._seen_list = query
        self._seen.start()

    def _list_stands(self) -> None:
        if self._seen_list is not None and not self._console.seat.locked:
            self.listed(self._seen_list)
        self._seen_list = None

    def forget(self) -> None:
        """Somebody else sits at the desk: what was typed before was another's."""
        self._typed.stop()
        self._seen.stop()
        self._noted, self._seen_list = "", None

    def note(self, act: str, kind: str = "", ids: tuple[int, ...] = (0,), said: dict[str, Any] | None = None) -> None:
        """Note something that the person did."""
        self._console.station.note(act, kind, ids, said, who=self._console.who)

    def dispose(self) -> None:
        """Note what is still standing in the box, and listen no longer."""
        if self._typed.isActive():
            self._searched()
        self._drawn.stop()
        if self._seen.isActive():
            self._list_stands()
        self._seen.stop()
        self._heard.close()

    def _listed(self) -> None:
        """The list shows something else: what was found for the text in the box, or what was searched for before."""
        self._typed.start() if self._search.edit.text().strip() else self._typed.stop()

    def _searched(self) -> None:
        self._typed.stop()
        text, found = self._search.edit.text().strip(), self._search.found()
        if text and text != self._noted:
            self._noted = text
            personal = tells_person(self._console.station.kinds, found)
            self.note("search", said={"text": text, "personal": personal, "found": len(found)})

    def _going(self) -> None:
        """A line was chosen: what is searched for next is another search."""
        self._searched()
        self._noted = ""

    def _area_changed(self, sought: Sought | None) -> None:
        self._drawn.start() if sought is not None else self._drawn.stop()

    def _sought(self) -> None:
        sought = self._console.workspace.sought
        if sought is not None:
            middle = sought.shape.centroid
            self.note("search", said={"area": sought.words, "lon": round(middle.x, 5), "lat": round(middle.y, 5)})


def tells_person(kinds: Kinds, found: list[Found]) -> bool:
    """Whether a search was for somebody by name, as far as what it found tells."""
    return any(row.span != (0, 0) and _names_person(kinds, row.kind) for row in found)


def _names_person(kinds: Kinds, kind: str) -> bool:
    declared = kinds[kind]
    fields = (declared.fields.get(name) for name in PLACEHOLDER.findall(declared.title))
    return any(field is not None and field.sensitivity != "open" for field in fields)
