"""The tasks that read what the person wrote: notes, and the words of a mood."""

from __future__ import annotations

from engine import mood
from engine.events import Done
from engine.jobs.indexing import chosen_embedder
from engine.jobs.outbox import Outbox, Pace
from engine.mood import KnownMoods, Mood
from engine.paths import LibraryPaths
from engine.records import ReadNote
from engine.store.library import Library
from engine.text.opinion import OpinionReader


def read_notes(library: Library, outbox: Outbox) -> Done:
    """Make every unread note into sentences with sign and vector; newest first, each stored at once."""
    embedder = chosen_embedder(library.paths)
    reader = library.read
    unread = reader.unread_notes(embedder.model)
    stars = {rating.video_id: rating.stars for rating in reader.ratings()} if unread else {}
    opinions = OpinionReader(embedder.encode)
    pace = Pace("notes", len(unread), outbox)
    for note in unread:
        outbox.check()
        read = opinions.read(note.text, stars=stars.get(note.video_id))
        outbox.store(ReadNote(note.id, embedder.model, read))
        pace.step()
    return Done({"notes": len(unread)})


def read_mood(words: str, paths: LibraryPaths) -> Mood | None:
    """What some words mean, and remember it. None for no words."""
    embedder = chosen_embedder(paths)
    read = mood.read(mood.parts_of(words), lambda texts: embedder.encode(texts, kind="query"))
    known = KnownMoods(paths.moods)
    known.learn(read, model=embedder.model)
    return known.mood(words, model=embedder.model)
