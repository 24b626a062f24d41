"""Every key of the window and the player, with what it does: bound from here, and shown from here on `?`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

Verb = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Key:
    """A verb with its keys in Qt's portable spelling; the first is the one to learn."""

    verb: str  # its name, by which the owner of the verbs binds it
    keys: tuple[str, ...]
    says: str
    everywhere: bool = False  # also while a page such as the player has the whole window


def window_keys() -> tuple[Key, ...]:
    """What the window answers to wherever the keyboard is; a text field keeps what it can type."""
    return (
        Key("find", ("Ctrl+F", "/"), _tr("Search titles, people and every spoken line"), everywhere=True),
        Key("refresh", ("F5", "Ctrl+R"), _tr("Look for new videos, learn, write anew")),
        Key("ask_for_folder", ("Ctrl+O",), _tr("Add a folder of videos")),
        Key("toggle_sidebar", ("Ctrl+B",), _tr("Show or hide the sidebar")),
        Key("toggle_detail", ("Ctrl+I",), _tr("Show or hide the details")),
        Key("toggle_jobs", ("Ctrl+J",), _tr("Show or hide the jobs")),
        Key("toggle_table", ("G",), _tr("Posters or a table")),
        Key("zoom_in", ("Ctrl++", "Ctrl+="), _tr("Larger posters")),
        Key("zoom_out", ("Ctrl+-",), _tr("Smaller posters")),
        Key("zoom_reset", ("Ctrl+0",), _tr("Posters as large as at first")),
        Key("undo", ("Ctrl+Z",), _tr("Undo the last change"), everywhere=True),
        Key("show_settings", ("Ctrl+,",), _tr("Settings"), everywhere=True),
        Key("show_keys", ("?", "F1"), _tr("This map of the keys"), everywhere=True),
        Key("toggle_full_screen", ("F11",), _tr("Full screen"), everywhere=True),
        Key("escape", ("Escape",), _tr("One step back"), everywhere=True),
        Key("quit", ("Ctrl+Q",), _tr("Close Matinee"), everywhere=True),
    )


def video_keys() -> tuple[Key, ...]:
    """What the window does with the video that is chosen."""
    return (
        *(Key(f"rate_{stars}", (str(stars),), _tr("Rate with so many stars")) for stars in range(1, 6)),
        Key("rate_0", ("0",), _tr("Take the rating back")),
        Key("edit_note", ("N",), _tr("Write a note")),
        Key("edit_tag", ("T",), _tr("Add a tag")),
        Key("toggle_watched", ("W",), _tr("Mark as watched, or not watched")),
    )


def poster_keys() -> tuple[Key, ...]:
    """What a card and a poster answer to when the keyboard is on them."""
    return (Key("play", ("Return", "Enter", "Space"), _tr("Play, from where you left it")),)


def player_keys() -> tuple[Key, ...]:
    """What the player answers to."""
    return (
        Key("toggle", ("Space", "K"), _tr("Play or pause")),
        Key("back", ("Left",), _tr("10 seconds back")),
        Key("on", ("Right",), _tr("10 seconds on")),
        Key("start", ("Home",), _tr("Back to the start")),
        Key("louder", ("Up",), _tr("Louder")),
        Key("quieter", ("Down",), _tr("Quieter")),
        Key("mute", ("M",), _tr("Sound on or off")),
        Key("next_subtitles", ("C",), _tr("The next subtitles, or none")),
        Key("full_screen", ("F",), _tr("Full screen")),
        Key("open_elsewhere", ("O",), _tr("Open in the system's player")),
        Key("close", ("Escape", "Back"), _tr("Close the player")),
    )


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of the map: a heading, and what each group of keys does."""

    heading: str
    rows: tuple[tuple[tuple[str, ...], str], ...]


def chapters() -> tuple[Chapter, ...]:
    """The map, with the keys as this system writes them; verbs that say the same share a row."""
    return tuple(
        Chapter(heading, _rows(keys))
        for heading, keys in (
            (_tr("Everywhere"), window_keys()),
            (_tr("The chosen video"), (*video_keys(), *poster_keys())),
            (_tr("Player"), player_keys()),
        )
    )


def _rows(keys: Sequence[Key]) -> tuple[tuple[tuple[str, ...], str], ...]:
    rows: dict[str, tuple[str, ...]] = {}
    for key in keys:
        native = [QKeySequence(one).toString(QKeySequence.SequenceFormat.NativeText) for one in key.keys]
        rows[key.says] = (*rows.get(key.says, ()), *native)
    return tuple((spellings, says) for says, spellings in rows.items())


def bound(keys: Sequence[Key], verbs: Mapping[str, Verb]) -> Iterator[tuple[Key, Verb]]:
    """Each key with its verb. Raises KeyError when a key has no verb, or a verb no key."""
    if unreachable := verbs.keys() - {key.verb for key in keys}:
        raise KeyError(f"no key leads to {', '.join(sorted(unreachable))}")
    return ((key, verbs[key.verb]) for key in keys)


def by_spelling(keys: Sequence[Key], verbs: Mapping[str, Verb]) -> dict[str, Verb]:
    """Verbs by each spelling of their keys, for a widget that reads key events (see ``spelled``)."""
    return {QKeySequence(one).toString(): verb for key, verb in bound(keys, verbs) for one in key.keys}


def spelled(event: QKeyEvent) -> str:
    """The key of an event, as ``by_spelling`` spells it; the keypad counts as the keys that it repeats."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return QKeySequence(QKeyCombination(modifiers, Qt.Key(event.key()))).toString()


def _tr(text: str) -> str:
    return QCoreApplication.translate("Keys", text)
