"""The guide of the first start: folders, a look through them, a few ratings, the first suggestions."""

from __future__ import annotations

from collections.abc import Callable
from typing import get_args

from PySide6.QtCore import QObject, Signal

from desktop import actions
from desktop.actions import Hands
from desktop.bridge import Background
from desktop.memory import Memory
from desktop.models.firststart import Step, varied
from desktop.models.jobs import stage_title
from desktop.models.pictures import Pictures
from desktop.models.preferences import Preferences
from desktop.models.shelf import Counted, Reads
from desktop.pages.settings import prior_notice
from desktop.theme import Look
from desktop.views import wording
from desktop.views.firststart import GuideView
from engine.events import Scan
from engine.paths import PRIOR
from engine.records import Video

ENOUGH = 3  # ratings, from which on suggestions differ from chance
MOST = 5
_ASKED = 12  # videos looked out at a time
_CHUNK = 2000  # of the newest videos, from which they are looked out


class FirstStart(QObject):
    """Opens its page when the first folder is added, and goes on where it was when Matinee was closed meanwhile."""

    opened = Signal()
    finished = Signal()
    add_requested = Signal()

    def __init__(
        self,
        look: Look,
        pictures: Pictures,
        memory: Memory,
        preferences: Preferences,
        hands: Hands,
        reads: Callable[[], Reads],
        background: Background,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._memory = memory
        self._hands = hands
        self._reads = reads
        self._background = background
        self._counted: Counted | None = None
        self._waiting: list[Video] = []
        self._seen: set[int] = set()  # shown here, rated or not
        self._rated: set[int] = set()
        self._is_open = False
        self._asks = False
        self._is_scanning = True  # until it is known
        notice = prior_notice(PRIOR.with_suffix(".md")) if PRIOR.exists() else None
        view = self.view = GuideView(look, pictures, notice)
        view.skipped.connect(self.skip)
        view.scan.next_requested.connect(lambda: self._go_to("rate"))
        view.scan.add_requested.connect(self.add_requested)
        view.rate.rated.connect(self._rate)
        view.rate.passed.connect(self._pass)
        view.rate.done_requested.connect(self.finish)
        if view.question is not None:
            view.question.switch.show_value(preferences.now.crowd_prior)
            view.question.answered.connect(lambda on: preferences.set(crowd_prior=on))
        hands.jobs.altered.connect(self._show_progress)

    @property
    def step(self) -> Step:
        """Where the guide is; "" in a library that is older than it."""
        kept = self._memory.text("guide")
        return next((step for step in get_args(Step) if step == kept), "")

    def take_counted(self, counted: Counted) -> None:
        """The library was counted: begin, go on, or tell what was found."""
        first, self._counted = self._counted is None, counted
        if not counted.roots:
            if first and not self.step:
                self._memory.keep(guide="folders")
        elif self.step == "folders":
            self._go_to("scan")
        elif first and self.step in ("scan", "rate"):
            self._go_to(self.step)
        elif self._is_open:
            self._show_found()

    def skip(self) -> None:
        """Past this step. Before there is anything to rate, past the guide."""
        if self.step == "scan" and self._counted is not None and self._counted.places["all"]:
            self._go_to("rate")
        else:
            self.finish()

    def finish(self) -> None:
        """On to the suggestions, and never again."""
        self._memory.keep(guide="done")
        self.leave()

    def leave(self) -> None:
        """The page was closed; the guide goes on at the next start unless it is done."""
        was_open, self._is_open = self._is_open, False
        if was_open:
            self.finished.emit()

    # --- the steps -----------------------------------------------------------------------------------

    def _go_to(self, step: Step) -> None:
        self._memory.keep(guide=step)
        if step == "scan":
            self.view.show_step(
                "scan",
                self.tr("Looking through your folders"),
                self.tr("You need not wait: as soon as some videos are found, you can rate a few."),
            )
        else:
            self.view.show_step(
                "rate",
                self.tr("How did you like it?"),
                self.tr("Three to five are enough for first suggestions."),
            )
            self.view.rate.show_count(len(self._rated), enough=ENOUGH, most=MOST)
            self._next()
        if not self._is_open:
            self._is_open = True
            self.opened.emit()
        (self.view.scan.go_on if step == "scan" else self.view).setFocus()
        self._show_found()
        self._show_progress()

    def _show_found(self) -> None:
        if self.step != "scan" or self._counted is None:
            return
        counted = self._counted.places
        total = counted["all"]
        if total:
            said = self.tr("1 video found") if total == 1 else self.tr("{} videos found").format(wording.number(total))
        else:
            said = self.tr("Nothing found yet") if self._is_scanning else self.tr("No video in these folders")
        kinds = (
            ("films", self.tr("Films {}")),
            ("series", self.tr("Episodes {}")),
            ("talks", self.tr("Talks and lessons {}")),
        )
        of_which = " · ".join(text.format(wording.number(counted[kind])) for kind, text in kinds if counted.get(kind))
        self.view.scan.go_on.setEnabled(total > 0)

        def latest() -> list[Video]:
            reads = self._reads()
            return reads.videos(ids=reads.video_ids()[: len(self.view.scan.posters)])

        self._background.run(latest, lambda videos: self.view.scan.show_found(said, of_which, videos))

    def _show_progress(self) -> None:
        if not self._is_open or self.step != "scan":
            return
        job = next(iter(self._hands.jobs.open(Scan)), None)
        progress = job.progress if job is not None else None
        share = progress.done / progress.total if progress is not None and progress.total else None
        if progress is not None:
            doing = " · ".join(part for part in (stage_title(progress), progress.text) if part)
        else:
            doing = "" if job is not None else self.tr("All looked through.")
        self.view.scan.show_progress(doing, share, running=job is not None)
        if self._is_scanning != (job is not None):
            self._is_scanning = job is not None
            self._show_found()

    def _next(self) -> None:
        """Show the next video; where none is left, look some out."""
        while self._waiting:
            video = self._waiting.pop(0)
            if video.id not in self._seen:
                self._seen.add(video.id)
                self.view.rate.show_video(video)
                return
        if self._asks:
            return
        self._asks = True
        seen = set(self._seen)

        def look_out() -> list[Video]:
            reads = self._reads()
            return varied(reads.videos(ids=reads.video_ids()[:_CHUNK]), limit=_ASKED, without=seen)

        self._background.run(look_out, self._found)

    def _found(self, videos: list[Video]) -> None:
        self._asks = False
        if videos:
            self._waiting = videos
            self._next()
        elif self._is_open and self.step == "rate":
            self.finish()  # all were shown

    def _rate(self, video_id: int, stars: float) -> None:
        actions.rate(self._hands, video_id, stars)
        self._rated.add(video_id)
        if len(self._rated) >= MOST:
            self.finish()
            return
        self.view.rate.show_count(len(self._rated), enough=ENOUGH, most=MOST)
        self._next()

    def _pass(self, video_id: int) -> None:
        self._next()
