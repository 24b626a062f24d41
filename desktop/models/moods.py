"""Words of a mood and what they mean: from those that were read before, else from the job process that embeds texts."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from desktop.bridge import Background
from desktop.models.jobs import JobRow, JobsModel
from engine.events import Done, Failed, ReadMood
from engine.mood import KnownMoods, Mood, parts_of


class Moods(QObject):
    """Of several words wanted in a row only the last are told of."""

    found = Signal(object)  # Mood, or None where there are no words
    failed = Signal()  # what was wanted cannot be read; the error goes its own way

    def __init__(
        self,
        jobs: JobsModel,
        known: KnownMoods,
        model: Callable[[], str],
        background: Background,
        parent: QObject | None = None,
    ) -> None:
        """``model`` reads which embedding model the library's texts were read by, on any thread."""
        super().__init__(parent)
        self._jobs, self._known, self._model, self._background = jobs, known, model, background
        self._words = ""
        self._job = 0
        jobs.ended.connect(self._ended)

    def want(self, words: str) -> None:
        """Find out what some words mean, and tell."""
        self._words = words
        self._job = 0
        if not parts_of(words):
            self.found.emit(None)
            return

        def land(mood: Mood | None) -> None:
            if words != self._words:
                return
            if mood is not None:
                self.found.emit(mood)
            elif not self._job:
                self._job = self._jobs.start(ReadMood(words))

        self._background.run(lambda: self._known.mood(words, model=self._model()), land)

    def _ended(self, row: JobRow, end: Done | Failed) -> None:
        if row.number != self._job or not self._job:
            return
        self._job = 0
        answer = end.answer if isinstance(end, Done) else None
        if isinstance(answer, Mood):
            self.found.emit(answer)
        else:
            self.failed.emit()
