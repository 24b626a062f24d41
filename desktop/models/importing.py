"""An import before it is made: what the rows of a file mean here, what of that is news, and what the person chose."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from PySide6.QtCore import QAbstractTableModel, QDateTime, QLocale, QModelIndex, QObject, Qt

from desktop.language import tr
from desktop.models.videos import Index
from desktop.views import wording
from engine.records import (
    ImportRow,
    ImportSurvey,
    Marked,
    Mention,
    Misread,
    RatedHere,
    Said,
    Sitting,
    Stars,
    Tagged,
    TwoStars,
    Words,
)

# new: is told of; rated: has other stars here; known: holds nothing new; unsure: one of several videos, or of another
# year; missed: no video here; misread: could not be read.
Fate = Literal["new", "rated", "known", "unsure", "missed", "misread"]
FATES: tuple[Fate, ...] = ("new", "rated", "unsure", "missed", "misread", "known")
FateRole = Qt.ItemDataRole.UserRole + 4


class Plan:
    """What is to be imported. Videos that the person picks by hand count as if they had been found."""

    def __init__(self, survey: ImportSurvey) -> None:
        self.survey = survey
        self.rated_here: RatedHere = "newer"
        self._picked: dict[int, int] = {}

    def pick(self, number: int, video_id: int | None) -> None:
        """Say which video a row means, of its candidates; None takes that back."""
        if video_id is None:
            self._picked.pop(number, None)
        else:
            self._picked[number] = video_id

    def picked(self, number: int) -> int | None:
        return self._picked.get(number)

    def video(self, number: int) -> int | None:
        """The video that a row means."""
        found = self.survey.rows[number].video_id
        return self._picked.get(number) if found is None else found

    def fate(self, number: int) -> Fate:
        """What becomes of a row."""
        row, video_id = self.survey.rows[number], self.video(number)
        if video_id is None:
            return "unsure" if row.candidates and not row.is_near else "missed"
        if self.two_stars(number) is not None:
            return "rated"
        return "new" if video_id in self.survey.news else "known"

    def two_stars(self, number: int) -> TwoStars | None:
        """The stars of the video of a row here and in the file, where they are not the same and the row tells some."""
        video_id = self.video(number)
        gives = any(isinstance(one, Stars) for one in self.survey.rows[number].mention.said)
        return self.survey.rated_here.get(video_id) if gives and video_id is not None else None

    def counts(self) -> Counter[Fate]:
        """How many rows have each fate."""
        found: Counter[Fate] = Counter(self.fate(number) for number in range(len(self.survey.rows)))
        found["misread"] = len(self.survey.misread)
        return found

    def said(self) -> dict[int, tuple[Said, ...]]:
        """What the file says of each video, to be imported."""
        said: dict[int, tuple[Said, ...]] = {}
        for number, row in enumerate(self.survey.rows):
            video_id = self.video(number)
            if video_id is not None:
                said[video_id] = (*said.get(video_id, ()), *row.mention.said)
        return said

    def videos(self) -> int:
        """Of how many videos something would be added."""
        return sum(self._adds(video_id, said) for video_id, said in self.said().items())

    def standing(self, two: TwoStars) -> float:
        """The stars that will stand, as the person chose."""
        return {"mine": two.mine, "theirs": two.theirs, "newer": two.newer}[self.rated_here]

    def _adds(self, video_id: int, said: Sequence[Said]) -> bool:
        two = self.survey.rated_here.get(video_id)
        if two is None:
            return video_id in self.survey.news
        if self.rated_here == "mine":
            return video_id in self.survey.news and not all(isinstance(one, Stars) for one in said)
        return video_id in self.survey.news or self.standing(two) != two.mine

    def left_out(self) -> str:
        """The rows that mean no video here, as CSV with the reason of each; Matinee can read it again."""
        out = io.StringIO()
        table = csv.writer(out, lineterminator="\r\n")
        table.writerow(("title", "year", "rating (5)", "review", "rated at", "watched at", "place", "reason"))
        for number, row in enumerate(self.survey.rows):
            if self.video(number) is None:
                table.writerow((*_cells(row.mention), wording.told(row.mention.place), wording.told(row.reason)))
        for one in self.survey.misread:
            table.writerow(("",) * 6 + (wording.told(one.place), wording.told(one.reason)))
        return out.getvalue()


class ImportModel(QAbstractTableModel):
    """The rows of a file: what it names, what it says, and what that means here."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._plan: Plan | None = None
        self._shown: list[int] = []  # rows, and behind them the places that could not be read
        self._fate: Fate | None = None

    def show(self, plan: Plan | None, fate: Fate | None = None) -> None:
        """Show the rows of a plan, all or those of one fate."""
        self.beginResetModel()
        self._plan, self._fate = plan, fate
        rows = len(plan.survey.rows) if plan else 0
        every = range(rows + len(plan.survey.misread)) if plan else range(0)
        self._shown = [number for number in every if fate in (None, self._fate_of(number))]
        self.endResetModel()

    def tell_changed(self) -> None:
        """Show what the person chose. Rows stay where they are, so that one can go on from there."""
        if self._shown:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._shown) - 1, 2))

    def number(self, index: Index) -> int | None:
        """The row of the file, for ``Plan``; None for a place that could not be read."""
        if self._plan is None or not index.isValid() or not 0 <= index.row() < len(self._shown):
            return None
        number = self._shown[index.row()]
        return number if number < len(self._plan.survey.rows) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 3

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (self.tr("In the file"), self.tr("What you said"), self.tr("In your library"))[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if self._plan is None or not index.isValid() or not 0 <= index.row() < len(self._shown):
            return None
        number = self._shown[index.row()]
        if role == FateRole:
            return self._fate_of(number)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self._cells(number)[index.column()]
        return None

    def _fate_of(self, number: int) -> Fate:
        assert self._plan is not None
        return self._plan.fate(number) if number < len(self._plan.survey.rows) else "misread"

    def _cells(self, number: int) -> tuple[str, str, str]:
        assert self._plan is not None
        survey = self._plan.survey
        if number >= len(survey.rows):
            return _misread(survey.misread[number - len(survey.rows)])
        row = survey.rows[number]
        return named(row.mention), said_text(row.mention.said), here_text(self._plan, number)


def named(mention: Mention) -> str:
    """The video as the file names it."""
    name = f"{mention.titles[0]} ({mention.year})" if mention.year else mention.titles[0]
    return f"{mention.series}: {name}" if mention.series and mention.series != mention.titles[0] else name


def said_text(said: Sequence[Said]) -> str:
    """What a row says, in one line."""
    parts = []
    for one in said:
        match one:
            case Stars(stars=stars):
                parts.append(wording.stars(stars) if stars else tr("no rating"))
            case Words(text=text):
                parts.append(tr("“{}”").format(" ".join(text.split())))
            case Sitting(at=at):
                parts.append(tr("seen on {}").format(_day(at)))
            case Marked(mark=mark, at=at):
                parts.append(tr("seen") if mark == "watched" else _MARKS[mark]())
            case Tagged(name=name):
                parts.append(name)
    return " · ".join(dict.fromkeys(parts))


def here_text(plan: Plan, number: int) -> str:
    """What a row means in the library."""
    row, video_id = plan.survey.rows[number], plan.video(number)
    titles = plan.survey.titles
    if video_id is None:
        if row.is_near:
            return tr("{}; perhaps {}").format(wording.told(row.reason), titles[row.candidates[0]])
        return wording.told(row.reason)
    title = titles[video_id]
    two = plan.two_stars(number)
    if two is not None:
        return tr("{}: yours {}, in the file {}; {} will stand").format(
            title, wording.stars(two.mine), wording.stars(two.theirs), wording.stars(plan.standing(two))
        )
    return title if video_id in plan.survey.news else tr("{}: nothing new").format(title)


def candidates(row: ImportRow, titles: Mapping[int, str]) -> list[tuple[int, str]]:
    """The videos among which the person may pick; numbered where their titles are the same."""
    names = Counter(titles[video_id] for video_id in row.candidates)
    seen: Counter[str] = Counter()
    found = []
    for video_id in row.candidates[:_MOST_PICKED]:
        title = titles[video_id]
        seen[title] += 1
        found.append((video_id, f"{title} · {seen[title]}" if names[title] > 1 else title))
    return found


_MOST_PICKED = 8
_MARKS = {
    "unwatched": lambda: tr("not seen"),
    "hidden": lambda: tr("never suggested"),
    "later": lambda: tr("put off"),
    "shown": lambda: tr("suggested again"),
}


def _misread(one: Misread) -> tuple[str, str, str]:
    return wording.told(one.place), "", wording.told(one.reason)


def _cells(mention: Mention) -> tuple[str, ...]:
    stars = next((one for one in reversed(mention.said) if isinstance(one, Stars)), None)
    note = next((one.text for one in mention.said if isinstance(one, Words)), "")
    seen = next((one.at for one in mention.said if isinstance(one, Sitting)), None)
    return (
        mention.titles[0],
        str(mention.year or ""),
        f"{stars.stars:g}" if stars and stars.stars else "",
        note,
        _stamp(stars.at if stars else None),
        _stamp(seen),
    )


def _stamp(at: float | None) -> str:
    return "" if at is None else QDateTime.fromSecsSinceEpoch(int(at)).toUTC().toString(Qt.DateFormat.ISODate)


def _day(at: float) -> str:
    """Of the day as the file tells it, which is in UTC."""
    return QLocale().toString(QDateTime.fromSecsSinceEpoch(int(at)).toUTC().date(), QLocale.FormatType.ShortFormat)
