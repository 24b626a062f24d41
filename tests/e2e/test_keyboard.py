"""The program itself, on a screen, by keyboard alone: from the first start to the second that a blurb is from.

With MATINEE_COMMAND it drives another program than this source tree, such as an installed one, which must see pytest's
temporary folder under the same path.
"""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from desktop.memory import Memory
from engine.paths import EMBEDDER, LibraryPaths
from engine.records import Source, Video
from engine.store.library import Library
from engine.store.queries import Reader
from tests.support import screen
from tests.support.checker import ungrounded
from tests.support.clips import make_clip
from tests.support.program import ROOT, WINDOW
from tests.support.screen import Screen, wait_for
from tests.support.shelf import ASTRONOMY, COOKING

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(600),
    pytest.mark.skipif(bool(screen.missing()), reason=screen.missing()),
    pytest.mark.skipif(
        "MATINEE_COMMAND" not in os.environ and not EMBEDDER.exists(), reason="the embedding model is not built"
    ),
]

SECONDS = 160  # of a video: a second that is told must differ from its start
LINES = {  # said in each, in its first quarter, which blurbs may quote
    "Bread at Dawn": (
        "My grandmother taught me to listen to the crust when it leaves the oven.",
        "A baker who hurries the dough will eat stones for breakfast.",
    ),
    "The Soup Kitchen": (
        "We feed two hundred neighbours from one copper pot every winter evening.",
        "An onion needs an hour of patience before it tastes of anything.",
    ),
    "Knife and Board": (
        "A dull knife is far more dangerous than a sharp one.",
        "You hold the carrot like a small bird that must not fly away.",
    ),
    "Rings of Saturn": (
        "Every piece of ice in the rings falls around the planet and never lands.",
        "A moon no larger than a village keeps the edge of the ring sharp.",
    ),
    "The Quiet Telescope": (
        "The light that we catch tonight left its galaxy before there were eyes.",
        "An astronomer learns to wait for clouds to pass over the mountain.",
    ),
    "Comet Season": (
        "The comet was last seen by people who thought it carried the plague.",
        "Its tail points away from the sun, even when the comet flies backwards.",
    ),
}
FIRST_S, BETWEEN_S = 16, 12  # when the lines are said


def make_videos(folder: Path) -> None:
    """Six described films with subtitles."""
    folder.mkdir()
    texts = COOKING | ASTRONOMY
    for number, (title, lines) in enumerate(LINES.items()):
        make_clip(folder / f"{title}.mp4", seconds=SECONDS, fps=3, colour=(40 * number, 90, 200), key_every_s=2)
        plot = escape(texts[title].partition(". ")[0] + ".")
        about = f"<movie><title>{title}</title><year>2011</year><plot>{plot}</plot></movie>"
        (folder / f"{title}.nfo").write_text(about, "utf-8")
        starts = [FIRST_S + BETWEEN_S * place for place in range(len(lines))]
        cues = [
            f"{place}\n{clock(start)} --> {clock(start + 5)}\n{line}\n"
            for place, (start, line) in enumerate(zip(starts, lines, strict=True), 1)
        ]
        (folder / f"{title}.en.srt").write_text("\n".join(cues), "utf-8")


def clock(seconds: int) -> str:
    return f"00:{seconds // 60:02}:{seconds % 60:02},000"


@pytest.fixture
def display(tmp_path: Path) -> Iterator[Screen]:
    with screen.opened(tmp_path / "screen") as opened:
        yield opened


class Person:
    """Somebody with a keyboard, a window, and a look into the library's database."""

    def __init__(self, library: Path, display: Screen, log: Path) -> None:
        self.display = display
        self._log = log
        self.paths = LibraryPaths(library)
        plain = {
            name: value for name, value in os.environ.items() if not name.startswith(("QT_", "XDG_CURRENT", "WAYLAND"))
        }
        # No desktop: Qt's own dialog, no bus, no other person's settings.
        ours = {"DISPLAY": display.name, "QT_QPA_PLATFORM": "xcb", "DBUS_SESSION_BUS_ADDRESS": "disabled:"}
        with log.open("wb") as said:
            self.program = subprocess.Popen(
                [*WINDOW, "--library", library], cwd=ROOT, env=plain | ours | {"LC_ALL": "C.UTF-8"}, stderr=said
            )
        wait_for(lambda: "Matinee" in display.titles(), 60, saying="a window")
        wait_for(lambda: self.guide() == "folders", 60, saying="the welcome in it")
        self.opened = Library.open_for_reading(library)

    @property
    def reads(self) -> Reader:
        return self.opened.read

    def guide(self) -> str:
        """Where the first steps are, as the window remembers it."""
        return Memory(self.paths.window).text("guide")

    def unrated(self) -> list[Video]:
        return [video for video in self.reads.videos() if video.stars is None]

    def is_written(self, ids: Sequence[int]) -> bool:
        """Whether each has a blurb, by what was learned last."""
        active, blurbs = self.reads.active_checkpoint(), self.reads.latest_blurbs(ids)
        version = active.model_version if active is not None else ""
        return len(blurbs) == len(ids) and all(known.model_version.startswith(version) for known in blurbs.values())

    def quit(self) -> None:
        """Close the window by its key."""
        self.display.press("ctrl+q")
        code, said = self.program.wait(60), self._log.read_text("utf-8")
        assert code == 0 and "Traceback" not in said, said

    def close(self) -> None:
        """End what is left."""
        self.opened.close()
        if self.program.poll() is None:
            self.program.terminate()
            self.program.wait(30)


@pytest.fixture
def person(tmp_path: Path, display: Screen) -> Iterator[Person]:
    somebody = Person(tmp_path / "library", display, tmp_path / "program.log")
    try:
        yield somebody
    finally:
        somebody.close()


def test_from_the_first_start_to_the_second_that_a_blurb_was_taken_from(person: Person, tmp_path: Path) -> None:
    videos = tmp_path / "videos"
    make_videos(videos)
    display, reads = person.display, person.reads
    # the welcome: its button has the keyboard
    display.rest()
    display.press("space")
    wait_for(lambda: len(display.titles()) == 2, 20, saying="the dialog that asks for a folder")
    display.type(str(videos))
    display.press("Return")
    wait_for(lambda: [root.path for root in reads.roots()] == [str(videos)], 20, saying="the folder in the library")
    # the scan
    wait_for(lambda: len(reads.videos()) == len(LINES), 120, saying="every video in the library")
    wait_for(lambda: not reads.to_embed(reads.embedding_model()), 120, saying="every text read")
    display.rest()
    assert person.guide() == "scan"
    display.press("Return")
    wait_for(lambda: person.guide() == "rate", 10, saying="the step that asks for stars")
    # three ratings
    display.rest()
    for number, key in enumerate(("5", "2", "4"), 1):
        display.press(key)
        wait_for(lambda number=number: len(reads.ratings()) == number, 20, saying=f"{number} ratings")  # type: ignore[misc]
    assert sorted(rating.stars or 0 for rating in reads.ratings()) == [2, 4, 5]
    display.press("Return")
    wait_for(lambda: person.guide() == "done", 10, saying="the end of the guide")
    # learn, and write
    display.rest(seconds=120)
    display.press("F5")
    wait_for(lambda: bool(reads.checkpoints()), 240, saying="a training")
    ids = [video.id for video in person.unrated()]
    wait_for(lambda: person.is_written(ids), 120, saying="a blurb for all that is not rated")
    display.rest(seconds=120)
    written = {video_id: known.blurb for video_id, known in reads.latest_blurbs(ids).items()}
    for video_id, blurb in written.items():
        video = reads.video(video_id)
        assert blurb.evidence and not ungrounded(
            blurb.text, [video.text, *(cue.text for cue in reads.cues(video_id))], video
        )
    # a video whose blurb has a spoken line, found by its title; its evidence stands above its note
    video_id, sources = next(
        (video_id, sources)
        for video_id, blurb in written.items()
        for sources in [list(dict.fromkeys(piece.source for piece in blurb.evidence))]
        if any(source.kind == "cue" for source in sources)
    )
    spoken = next(source for source in sources if source.kind == "cue")
    display.press("slash")
    display.type(reads.video(video_id).title)
    display.press("Return")
    display.rest()
    display.press("n", *["shift+Tab"] * (len(sources) - sources.index(spoken)))
    asked_at = time.monotonic()
    display.press("space")
    plays_at(person, video_id, spoken, asked_at)
    person.quit()


def plays_at(person: Person, video_id: int, spoken: Source, asked_at: float) -> None:
    """The player went on from where the line is said: what it keeps of the sitting lies between then and now."""
    assert spoken.start_s is not None and spoken.start_s >= FIRST_S
    wait_for(lambda: person.reads.video(video_id).resume_s is not None, 60, saying="the player's place")
    others = [video for video in person.reads.videos() if video.resume_s is not None and video.id != video_id]
    assert not others
    person.display.press("Escape")
    person.display.rest()
    stood_s = person.reads.video(video_id).resume_s
    assert stood_s is not None
    assert spoken.start_s - 0.5 <= stood_s <= spoken.start_s + (time.monotonic() - asked_at) + 0.5
