"""The language of the window: translators for words, a locale for numbers and dates."""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from engine.paths import RESOURCES
from engine.settings import Language

TRANSLATIONS = RESOURCES / "translations"


def locale_of(language: Language) -> QLocale:
    """The locale of a choice. Where the system names none, English: the C locale does not group digits."""
    locale = QLocale.system() if language == "system" else QLocale(language)
    return QLocale(QLocale.Language.English) if locale.language() == QLocale.Language.C else locale


def speak(app: QApplication, language: Language) -> None:
    """Speak a language from now on. Widgets keep the words that they were made with until the next start."""
    locale = locale_of(language)
    QLocale.setDefault(locale)
    for old in app.findChildren(QTranslator):
        app.removeTranslator(old)
        old.deleteLater()
    for name, folder in (
        ("qtbase", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)),  # dialogs, buttons
        ("matinee", str(TRANSLATIONS)),
    ):
        translator = QTranslator(app)
        if translator.load(locale, name, "_", folder):
            app.installTranslator(translator)
        else:
            translator.deleteLater()
