"""Every key of the window and the player, with what it does: bound from here, and shown from here on `?`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from desktop.language import tr

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
        Key("find", ("Ctrl+F", "/"), tr("Search titles, people and every spoken line"), everywhere=True),
        Key("refresh", ("F5", "Ctrl+R"), tr("Look for new videos, learn, write anew")),
        Key("ask_for_folder", ("Ctrl+O",), tr("Add a folder of videos")),
        Key("toggle_sidebar", ("Ctrl+B",), tr("Show or hide the sidebar")),
        Key("toggle_detail", ("Ctrl+I",), tr("Show or hide the details")),
        Key("toggle_jobs", ("Ctrl+J",), tr("Show or hide the jobs")),
        Key("toggle_table", ("G",), tr("Posters or a table")),
        Key("zoom_in", ("Ctrl++", "Ctrl+="), tr("Larger posters")),
        Key("zoom_out", ("Ctrl+-",), tr("Smaller posters")),
        Key("zoom_reset", ("Ctrl+0",), tr("Posters as large as at first")),
        Key("undo", ("Ctrl+Z",), tr("Undo the last change"), everywhere=True),
        Key("import_ratings", ("Ctrl+Shift+I",), tr("Import ratings from another program")),
        Key("show_settings", ("Ctrl+,",), tr("Settings"), everywhere=True),
        Key("show_keys", ("?", "F1"), tr("This map of the keys"), everywhere=True),
        Key("toggle_full_screen", ("F11",), tr("Full screen"), everywhere=True),
        Key("escape", ("Escape",), tr("One step back"), everywhere=True),
        Key("quit", ("Ctrl+Q",), tr("Close Matinee"), everywhere=True),
    )


def video_keys() -> tuple[Key, ...]:
    """What the window does with the video that is chosen."""
    return (
        *(Key(f"rate_{stars}", (str(stars),), tr("Rate with so many stars")) for stars in range(1, 6)),
        Key("rate_0", ("0",), tr("Take the rating back")),
        Key("edit_note", ("N",), tr("Write a note")),
        Key("edit_tag", ("T",), tr("Add a tag")),
        Key("toggle_watched", ("W",), tr("Mark as watched, or not watched")),
    )


def poster_keys() -> tuple[Key, ...]:
    """What a card and a poster answer to when the keyboard is on them."""
    return (Key("play", ("Return", "Enter", "Space"), tr("Play, from where you left it")),)


def player_keys() -> tuple[Key, ...]:
    """What the player answers to."""
    return (
        Key("toggle", ("Space", "K"), tr("Play or pause")),
        Key("back", ("Left",), tr("10 seconds back")),
        Key("on", ("Right",), tr("10 seconds on")),
        Key("start", ("Home",), tr("Back to the start")),
        Key("previous_chapter", ("PgUp",), tr("The chapter before")),
        Key("next_chapter", ("PgDown",), tr("The next chapter")),
        Key("show_chapters", ("L",), tr("The list of chapters")),
        Key("frame_back", (",",), tr("One frame back")),
        Key("frame_on", (".",), tr("One frame on")),
        Key("slower", ("[",), tr("Slower")),
        Key("faster", ("]",), tr("Faster")),
        Key("show_speeds", ("P",), tr("Speed and single frames")),
        Key("louder", ("Up",), tr("Louder")),
        Key("quieter", ("Down",), tr("Quieter")),
        Key("mute", ("M",), tr("Sound on or off")),
        Key("next_sound", ("A",), tr("The next sound track")),
        Key("next_subtitles", ("C",), tr("The next subtitles, or none")),
        Key("next_second", ("Shift+C",), tr("The next subtitles in a second language, or none")),
        Key("subtitles_earlier", ("Z",), tr("Subtitles earlier")),
        Key("subtitles_later", ("X",), tr("Subtitles later")),
        Key("smaller_subtitles", ("-",), tr("Smaller subtitles")),
        Key("larger_subtitles", ("+", "="), tr("Larger subtitles")),
        Key("show_subtitles", ("S",), tr("Subtitles: languages, style and delay")),
        Key("previous_video", ("Shift+P",), tr("The part before in the series")),
        Key("next_video", ("Shift+N",), tr("The next part of the series")),
        Key("full_screen", ("F",), tr("Full screen")),
        Key("open_elsewhere", ("O",), tr("Open in the system's player")),
        Key("step_back", ("Escape", "Back"), tr("Out of the full screen, or close the player")),
    )


def tip(says: str, key: Key) -> str:
    """What a control says of itself, with the key that does the same."""
    return f"{says} ({_native(key.keys[0])})"


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
            (tr("Everywhere"), window_keys()),
            (tr("The chosen video"), (*video_keys(), *poster_keys())),
            (tr("Player"), player_keys()),
        )
    )


def _rows(keys: Sequence[Key]) -> tuple[tuple[tuple[str, ...], str], ...]:
    rows: dict[str, tuple[str, ...]] = {}
    for key in keys:
        rows[key.says] = (*rows.get(key.says, ()), *map(_native, key.keys))
    return tuple((spellings, says) for says, spellings in rows.items())


def _native(key: str) -> str:
    """As this system writes it, with arrows instead of their names, which some languages make long."""
    spelled = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
    last = key.rpartition("+")[2]
    arrow = {"Left": "←", "Right": "→", "Up": "↑", "Down": "↓"}.get(last)
    if arrow is None:
        return spelled
    return spelled.removesuffix(QKeySequence(last).toString(QKeySequence.SequenceFormat.NativeText)) + arrow


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
