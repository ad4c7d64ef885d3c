"""Making the QApplication ready before the first window: OpenGL format, fonts, translations of Qt itself."""

from __future__ import annotations

import os
import sys

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtGui import QIcon, QSurfaceFormat
from PySide6.QtWidgets import QApplication

from app.garbage import Collector
from app.qt_words import QtWords
from data.paths import resource

# Seconds after which a thread that computes lets another have the interpreter. The window asks for it at every word that
# Python paints, and long work must not make it wait ten times for each: Python's own 5 ms would be seen.
TURN = 0.0001


def has_screen() -> bool:
    """Whether a window could be shown here."""
    if os.environ.get("QT_QPA_PLATFORM") in ("offscreen", "minimal"):
        return False
    if sys.platform.startswith("linux"):
        return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    return True


def application(*, offscreen: bool = False) -> QApplication:
    """Return the QApplication, made if there is none.

    The surface format and shared contexts must be set before it exists, else the 3D view stays black on some drivers.
    """
    running = QApplication.instance()
    if isinstance(running, QApplication):
        return running
    if offscreen:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    prepare_gl()
    sys.setswitchinterval(TURN)
    app = QApplication(sys.argv[:1])
    Collector(app)
    app.setApplicationName("Watchroom")
    app.setDesktopFileName("watchroom")
    icon = resource("icons", "watchroom.svg")
    if icon.exists():
        app.setWindowIcon(QIcon(str(icon)))
    return app


def prepare_gl() -> None:
    """Set what the 3D view needs; only before there is a QApplication."""
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
    # A page over the map has a surface of its own; what lies beside it, the map, must go without.
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_DontCreateNativeWidgetSiblings)
    QSurfaceFormat.setDefaultFormat(surface_format())


def surface_format() -> QSurfaceFormat:
    """Return the OpenGL format that VTK's Qt view needs (3.2 core; samples are VTK's own affair)."""
    wanted = QSurfaceFormat()
    wanted.setRenderableType(QSurfaceFormat.RenderableType.OpenGL)
    wanted.setVersion(3, 2)
    wanted.setProfile(QSurfaceFormat.OpenGLContextProfile.CoreProfile)
    wanted.setSwapBehavior(QSurfaceFormat.SwapBehavior.DoubleBuffer)
    wanted.setDepthBufferSize(24)
    wanted.setStencilBufferSize(8)
    wanted.setAlphaBufferSize(8)
    wanted.setSamples(0)
    return wanted


def translate_qt(app: QApplication, language: str) -> None:
    """Let Qt's own dialogs speak the language too."""
    for old in app.findChildren(QTranslator):
        app.removeTranslator(old)
        old.deleteLater()
    locale = QLocale(QLocale.Language.Chinese, QLocale.Country.China) if language == "zh" else QLocale(QLocale.Language.English)
    QLocale.setDefault(locale)
    if language == "zh":
        translator = QTranslator(app)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if translator.load("qtbase_zh_CN", folder):
            app.installTranslator(translator)
        app.installTranslator(QtWords(app))
