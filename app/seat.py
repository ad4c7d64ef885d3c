"""Who sits at the desk: the sign-in page, locking by hand and when nobody is there, the change of shift, the second person."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QCursor, QGuiApplication, QWindow
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from data.accounts.approval import Approval
from data.accounts.idle import MINUTES, SETTING, Idle
from data.accounts.session import Session
from data.i18n import tr
from data.kinds import Kind
from data.records import ChangeSet, Record
from data.store.in_time import TOWN_KINDS, AnyOf
from widgets.background import Subscriptions, ask, forget, write

if TYPE_CHECKING:
    from app.console import Console
    from widgets.accounts.lock_cover import LockCover
    from widgets.settings_page import SettingsPage

LOOK_MS = 5_000  # between two looks at whether anybody is there
FOUND = "found_accounts"  # setting of a station that was made a moment ago
HANDED = "handover"  # setting of the station: the note of who left, until it was read
TOUCHES = (
    QEvent.Type.KeyPress, QEvent.Type.MouseMove, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel, QEvent.Type.TouchBegin,
    QEvent.Type.TabletMove, QEvent.Type.ShortcutOverride,  # a key that is a command never comes as a press
)  # fmt: skip


class Seat(QObject):
    """The seat at one console. A station without accounts has nobody to ask for: then it does nothing."""

    def __init__(self, console: Console) -> None:
        super().__init__(console)
        self._console, self._live = console, console.live
        self.workspace = console.workspace  # where failures of the background work are told
        self.cover: LockCover | None = None
        self.session = console.live.session
        self._mode = ""
        self.idle = Idle(console.live.clock, int(console.live.setting(SETTING, MINUTES)))
        self._pointer = QCursor.pos()
        self._watched: set[QWindow] = set()
        self._tick = QTimer(self, interval=LOOK_MS)
        self._tick.timeout.connect(self.look)
        self._heard = Subscriptions(self)
        self._heard.add(console.live.session_changed, self._changed)

    @property
    def locked(self) -> bool:
        """Whether the window is covered: nothing but signing in can be done."""
        return self.cover is not None

    @property
    def who(self) -> str:
        """Who is signed in, "" where there are no accounts."""
        return self._live.session.who

    def begin(self) -> None:
        """Ask who it is, where the station has accounts and nobody is signed in."""
        if self._live.session.open:
            ask(self, self._live, lambda: self._live.setting(FOUND), self._offer_accounts, "found")
            return
        if not self._live.session.signed_in and not self.locked:
            self._cover("first")
        if not self._tick.isActive():
            self._tick.start()
            app = QGuiApplication.instance()
            assert isinstance(app, QGuiApplication)
            app.focusWindowChanged.connect(self._watch)
        self._watch(self._console.window.windowHandle())

    def _offer_accounts(self, new: bool | None) -> None:
        """Let whoever made a station make its first account; who does not want to is not asked again."""
        if new and self._live.session.open and not self._live.read_only:
            write(self, self._live, lambda: self._live.set_setting(FOUND, None), lambda _: None)
            self._console.run("accounts")

    # Locking

    def lock(self, *, idle: bool = False) -> None:
        """Cover the window until who was there, or another, signs in; what was typed stays under it."""
        if not self.locked and self._live.session.signed_in:
            self._note_lock(idle)
            self._cover("locked")

    def switch(self) -> None:
        """Let the next officer take over: the workspace stays, and who leaves may leave a note."""
        if not self.locked and self._live.session.signed_in:
            self._note_lock(False)
            self._cover("switch")

    def sign_out(self) -> None:
        """Let whoever is there leave: the window is covered, and under it nothing of theirs stays; the wall is put away."""
        if not self.locked and self._live.session.signed_in:
            self._live.people.sign_out()

    def _note_lock(self, idle: bool) -> None:
        write(self, self._live, lambda: self._live.people.lock(idle=idle), lambda _: None)

    def look(self) -> None:
        """Lock where nobody was there for long; the wall goes on."""
        pointer = QCursor.pos()
        if pointer != self._pointer:
            self._pointer = pointer
            self.idle.touch()
        if not self.locked and self.idle.due:
            self.lock(idle=True)

    def set_minutes(self, minutes: int) -> None:
        """Take another length of time until the desk is locked, for everybody at this station."""
        self.idle.minutes = minutes
        write(self, self._live, lambda: self._live.set_setting(SETTING, minutes), lambda _: None)

    def _watch(self, window: QWindow | None) -> None:
        """Hear keys and pointer of a window of the program; it gets few events, unlike the widgets in it."""
        if window is not None and window not in self._watched:
            self._watched.add(window)
            window.installEventFilter(self)
            window.destroyed.connect(lambda _=None, gone=window: self._watched.discard(gone))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice that somebody is there."""
        if event.type() in TOUCHES:
            self.idle.touch()
        return False

    # The page over the window

    def _cover(self, mode: str) -> None:
        from widgets.accounts.lock_cover import LockCover

        _close_what_floats()
        window = self._console.window
        self._mode, self._had = mode, window.focusWidget()
        language = self._console.settings.language if mode == "first" else ""
        self.cover = cover = LockCover(window, self._live, language=language)
        cover.language_chosen.connect(lambda chosen: self._console.change_settings(language=chosen))
        cover.quit_wanted.connect(window.close)
        window.hide_map(True)
        beneath = window.centralWidget()
        assert beneath is not None
        self._console.notices.toasts.lie_over(beneath)
        self._ask_who()

    def _ask_who(self) -> None:
        from widgets.accounts.sign_in_page import SignInPage
        from widgets.backups.draft import keep_typed

        account = self._live.session.account
        login, name = (account.login, account.name) if account is not None else ("", "")
        page = SignInPage(self._live, self._mode, login=login, name=name)
        if self._mode == "switch":
            drafts = keep_typed(page, self._live, self._console.workspace, "handover", 0, {"note": page.note})
            page.signed_in.connect(drafts.forget)
        page.signed_in.connect(lambda: self._come_in(page.note.toPlainText().strip()))
        assert self.cover is not None
        self.cover.show_page(page)

    def _come_in(self, note: str = "") -> None:
        """Show the window again; somebody with a password to be used once first chooses another."""
        account = self._live.session.account
        if account is None or self.cover is None:
            return
        if not self._live.session.roles:
            from widgets.accounts.password_page import PasswordPage

            page = PasswordPage(self._live, once=True)
            page.changed.connect(lambda: self._come_in(note))
            self.cover.show_page(page)
            return
        self._uncover()
        if note:
            left = {"text": note, "who": self._left_by or self.who, "at": self._live.clock.now().isoformat()}
            write(self, self._live, lambda: self._live.set_setting(HANDED, left), lambda _: self._hand_over(left))
        elif self._mode in ("first", "switch"):
            ask(self, self._live, lambda: self._live.setting(HANDED), self._hand_over, "hand over")

    def _uncover(self) -> None:
        cover, self.cover = self.cover, None
        window = self._console.window
        self.idle.touch()
        window.hide_map(False)
        self._console.notices.toasts.lie_over(window.uppermost)
        if cover is not None:
            cover.uncover()
        if window.where is not None:
            window.where.begin()
        had, self._had = self._had, None
        if had is not None and shiboken6.isValid(had) and had.isVisible():
            had.setFocus()  # who was locked out goes on where they typed, on a page over the window too
        else:
            window.take_focus()

    def window_made(self) -> None:
        """A window was made anew, as in another language: cover it where the old one was covered."""
        if self.cover is not None:
            self.cover.dispose()
            self.cover = None
            self._cover(self._mode)
        self._watch(self._console.window.windowHandle())

    # Who it is now

    def _changed(self, session: Session) -> None:
        before, self.session = self.session, session
        console = self._console
        console.take_name()
        if not session.open and not self._tick.isActive():
            self.begin()
        if before.account is not None and session.account is not None and before.account.id != session.account.id:
            self._left_by = before.who
        if session.open or (before.account, before.roles) == (session.account, session.roles):
            return
        if not session.signed_in:
            self._left_alone()
        if not before.open and _number(before) != _number(session) and self._met:
            self._forget_person()
        self._met = self._met or session.signed_in
        kinds = frozenset(self._live.kinds) - (TOWN_KINDS - {"building"})
        self._live.changed.emit(ChangeSet(0, "", "", "", "sign_in", AnyOf(kinds)))
        console.window.show_allowed()
        console.window.inspector.forget()
        chosen = self.workspace.selection
        if chosen:
            ask(self, self._live, lambda: self._live.get(chosen.kind, chosen.id), self._keep_chosen, "chosen")

    def _left_alone(self) -> None:
        """Cover the window, for nobody is signed in any more: by signing out, or because an administrator disabled the account."""
        console = self._console
        if console.wall is not None:
            console.wall.close()
        self.workspace.use_tool()
        self.workspace.seek(None)
        self.workspace.forget()
        if not self.locked:
            self._cover("first")

    def _forget_person(self) -> None:
        """Let go of what one person searched for, was told and copied: the next one need not know."""
        console = self._console
        console.window.put_away()
        console.notices.forget()
        console.copied.forget()

    def _keep_chosen(self, found: Record | None) -> None:
        """Let go of what is chosen where the one who came may not see it."""
        if found is None:
            self.workspace.select()

    _left_by = ""  # who was signed in before
    _met = False  # whether somebody has signed in: what was told before, as of a clock that was set back, is for the first
    _had: QWidget | None = None  # had the keyboard when the window was covered

    def _hand_over(self, left: dict[str, str] | None) -> None:
        """Show the note that who left wrote, until it was read."""
        if not left or self.locked:
            return
        from widgets.accounts.handover_page import HandoverPage
        from widgets.sheet import Sheet

        page = HandoverPage(left, self._live.zone, self._live.clock.now())
        sheet = Sheet(self._console.window.uppermost, tr("交接留言"), page, width=520)
        page.read.connect(lambda: write(self, self._live, lambda: self._live.set_setting(HANDED, None), lambda _: None))
        page.read.connect(sheet.close_sheet)

    # Settings

    def add_settings(self, page: SettingsPage) -> None:
        """Add what belongs to accounts to the settings: making the first, the page of all, and when the desk is locked."""
        from widgets.accounts.settings_rows import accounts_button, lock_choice

        session, console = self._live.session, self._console
        page.user.setEnabled(session.open)
        if console.commands["accounts"].offered(console):
            nobody, some = tr("每人登录，按角色看和做；现在谁都能看、能改。"), tr("添加、停用、改角色和网格、重置密码。")
            button = accounts_button(open_=session.open)
            button.clicked.connect(lambda: console.run("accounts"))
            page.add_row(tr("人员账号"), nobody if session.open else some, button)
        if not session.open and session.may_change_accounts:
            choice = lock_choice(self.idle.minutes)
            choice.chosen.connect(self.set_minutes)
            page.add_row(tr("自动锁定"), tr("没人操作多久就锁上；大屏不锁。对本站所有人有效。"), choice)

    # The second person

    def with_second(self, act: str, what: str, kinds: Iterable[Kind], count: int, then: Callable[[Approval | None], None],
                    *, uncovered: bool = False) -> None:  # fmt: skip
        """Go on with ``then``: at once where nobody else must agree, else when a second person has; its value goes into `given`."""
        wanted = tuple(kinds)
        ask(self, self._live, lambda: self._live.people.needs_second(act, wanted, count, uncovered=uncovered),
            lambda needed: self._with_second(act, what, then) if needed else then(None), f"second {act}")  # fmt: skip

    def _with_second(self, act: str, what: str, then: Callable[[Approval | None], None]) -> None:
        from widgets.accounts.second_page import SecondPage
        from widgets.sheet import Sheet

        page = SecondPage(self._live, act, what)
        sheet = Sheet(self._console.window.uppermost, tr("需要第二人同意"), page, width=520)
        page.refused.connect(sheet.close_sheet)
        page.agreed.connect(sheet.close_sheet)
        page.agreed.connect(then)
        page.take_focus()

    def close(self) -> None:
        """Stop watching."""
        self._tick.stop()
        self._heard.close()
        forget(self)
        for window in filter(shiboken6.isValid, list(self._watched)):  # one that was made anew for another language has ended
            window.removeEventFilter(self)
        self._watched.clear()
        if self.cover is not None:
            self.cover.dispose()
            self.cover = None


def _number(session: Session) -> int:
    return session.account.id if session.account is not None else 0


def _close_what_floats() -> None:
    """Close menus and dialogs: they are windows of their own, and would lie over the cover."""
    popup = QApplication.activePopupWidget()
    while popup is not None and popup.close() and QApplication.activePopupWidget() is not popup:
        popup = QApplication.activePopupWidget()
    for window in QApplication.topLevelWidgets():
        if isinstance(window, QDialog) and window.isVisible():
            window.reject()
