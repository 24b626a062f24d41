"""The language of the window: translators for words, a locale for numbers and dates."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from engine.paths import RESOURCES
from engine.settings import Language

TRANSLATIONS = RESOURCES / "translations"


def tr(text: str) -> str:
    """A text outside of a QObject, in the chosen language. `make translations` finds it by this function's name."""
    return QCoreApplication.translate("", text)


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
    # Not by the system's list of languages: English text, which has no file, would lose to a later one of that list.
    simplified = (
        locale.language() == QLocale.Language.Chinese and locale.script() != QLocale.Script.TraditionalChineseScript
    )
    words = QLocale("zh_CN") if simplified else locale
    for name, folder in (
        ("qtbase", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)),  # dialogs, buttons
        ("matinee", str(TRANSLATIONS)),
    ):
        translator = QTranslator(app)
        if translator.load(f"{name}_{words.name()}", folder):
            app.installTranslator(translator)
        else:
            translator.deleteLater()
