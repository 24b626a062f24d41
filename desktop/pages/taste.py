"""The taste page: what Matinee has learned, with its evidence, and everything that a person can do about it."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QDateTime, QLocale, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QMessageBox,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from desktop import actions
from desktop.actions import Hands
from desktop.bridge import Background
from desktop.language import tr
from desktop.models.moods import Moods
from desktop.models.suggestions import Ranked, Ranking
from desktop.models.taste import (
    ENOUGH,
    Event,
    Learned,
    Preview,
    Studied,
    TasteReads,
    learn,
    preview,
    said_of,
    study,
    timeline,
)
from desktop.theme import Look
from desktop.views import wording
from desktop.views.card import reason_text
from desktop.views.cards import Card, Deck, EvidenceLine, Liking, LikingRow
from desktop.views.controls import Button, CheckBox, Hairline, Label
from desktop.views.dials import DialsCard
from desktop.views.paragraph import Paragraph
from desktop.views.plots import Bar, BarPlot, Column, CurvePlot, Mark, MixPlot, Pair, PairPlot
from desktop.views.scrolling import ScrollColumn
from desktop.views.timeline import TimelineCard, day_text
from engine.events import Changes
from engine.mood import Mood, parts_of
from engine.rank.explain import Effect
from engine.rank.fairness import Exposure
from engine.rank.portrait import Trait
from engine.rank.report import Line
from engine.recommend import Dials
from engine.settings import Settings

_REST_MS = 600  # after a change, before what takes a while is worked out anew
_WORDS = 4  # note sentences shown for, and against
_FACETS = 5  # groups shown of each facet


class TastePage(QWidget):
    """Reads when it is shown, and again when something changes meanwhile."""

    left = Signal()
    video_chosen = Signal(int)
    rate_requested = Signal()  # to the videos that wait for a rating
    import_requested = Signal()  # of what was rated elsewhere

    def __init__(
        self,
        look: Look,
        hands: Hands,
        ranking: Ranking,
        reads: Callable[[], TasteReads],
        background: Background,
        *,
        preferences: Callable[[], Settings],
        keep: Callable[[Mapping[str, Any]], None],
        moods: Moods,
        prior_card: Path | None,
        training: Card,
        parent: QWidget | None = None,
    ) -> None:
        """``background`` is for what takes a while; two workers let what is quick pass it.

        ``keep`` changes settings. ``prior_card`` is the text about what people in general like, None without it.
        ``training`` tells of the training.
        """
        super().__init__(parent)
        self._look, self._hands, self._ranking, self._reads = look, hands, ranking, reads
        self._background, self._keep = background, keep
        self._preferences, self._moods = preferences, moods
        chosen = preferences()
        self._dials = Dials.of(chosen)
        self._learned: Learned | None = None
        self._asked = self._refreshed = 0
        self._is_stale = True
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.back = Button(look, kind="icon", icon="arrow-left", tip=self.tr("Back to the library (Esc)"))
        self.back.clicked.connect(self.left)
        self.summary = Paragraph(look, role="small", color="tertiary", max_lines=2)
        self.topics = Card(look, self.tr("What you like, and what you don't"))
        self.others = Card(look, self.tr("People, series, times and kinds"))
        self.words = Card(look, self.tr("What your own words taught"))
        self.dials = DialsCard(look)
        self.report = Card(look, self.tr("Does it know you?"))
        self.growth = Card(look, self.tr("How it learned"))
        self.growth.hide()
        self.mix = Card(look, self.tr("What you watched, over time"))
        self.news = Card(look, self.tr("What changed in the last week"))
        self.fair = Card(look, self.tr("Whom the list shows"))
        self.start = Card(look, self.tr("Where it starts"))
        self.invite = Card(look, self.tr("Nothing learned yet"))
        self.training = training
        self.timeline = TimelineCard(look)
        self.rate = Button(look, self.tr("Choose videos to rate"), kind="primary")
        self.crowd = CheckBox(look, self.tr("Start from what people in general like"))
        self._report_plot, self._growth_plot = BarPlot(look), CurvePlot(look)
        self._mix_plot, self._fair_plot = MixPlot(look), PairPlot(look)
        self._likings: dict[Card, list[QWidget]] = {}
        self._open: set[tuple[str, str]] = set()
        self._lay(chosen, prior_card)
        self.dials.show_dials(self._dials)
        self._study_timer = QTimer(self, singleShot=True, interval=_REST_MS)
        self._study_timer.timeout.connect(self._study)
        ranking.ready.connect(self._take_ranked)
        self.dials.turned.connect(self._turn)
        self.dials.mood_wanted.connect(moods.want)
        moods.found.connect(self._take_mood)
        moods.failed.connect(lambda: self.dials.show_dials(self._dials))
        self.dials.video_chosen.connect(self.video_chosen)
        self.rate.clicked.connect(self.rate_requested)
        self.timeline.video_chosen.connect(self.video_chosen)
        self.timeline.forget_requested.connect(self.confirm_forgetting)
        self.timeline.undo_requested.connect(self.confirm_undo)
        self.timeline.preview_requested.connect(self.show_preview)
        self.timeline.import_requested.connect(self.import_requested)

    # --- being shown ---------------------------------------------------------------------------------

    def open(self) -> None:
        """Show what is known now. What takes a while follows."""
        if self._is_stale:
            self._refresh(rest_ms=0)

    def take_changes(self, changes: Changes) -> None:
        """Something was said, or the library changed."""
        if changes.ratings or changes.notes or changes.tags or changes.videos or changes.embeddings:
            self._is_stale = True
            if self.isVisible():
                self._refresh(rest_ms=_REST_MS)

    def take_preferences(self) -> None:
        """A setting was changed elsewhere: rank by it, and show it."""
        chosen = self._preferences()
        if _words(self._dials) != (words := parts_of(chosen.mood)):
            self._moods.want(", ".join(words))
        if _kept(self._dials) != _kept(Dials.of(chosen)):
            self._dials = replace(self._dials, **_kept(Dials.of(chosen)))
            self.dials.show_dials(self._dials)
            self._ranking.turn(self._dials)
            if self._learned is not None:
                self._show_learned(self._learned)
        if chosen.crowd_prior != self.crowd.isChecked():
            blocked = self.crowd.blockSignals(True)
            self.crowd.setChecked(chosen.crowd_prior)
            self.crowd.blockSignals(blocked)
            self._remake()

    def _refresh(self, *, rest_ms: int) -> None:
        self._is_stale = False
        self._refreshed += 1
        refreshed = self._refreshed

        def land(learned: Learned) -> None:
            if refreshed == self._refreshed:
                self._show_learned(learned)

        self._ranking.study(lambda recommender: self._background.run(lambda: learn(recommender, self._reads()), land))
        self._background.run(lambda: timeline(self._reads()), self.timeline.show_events)
        for card in (self.report, self.growth, self.mix, self.news):
            card.set_note(self.tr("working it out…"))
        self._study_timer.start(rest_ms)

    def _study(self) -> None:
        self._asked += 1
        asked = self._asked

        def land(studied: Studied) -> None:
            if asked == self._asked:
                self._show_studied(studied)

        self._ranking.study(
            lambda recommender: self._background.run(lambda: study(recommender, self._reads(), now=time.time()), land)
        )

    # --- what a person can do ---------------------------------------------------------------------------

    def _turn(self, dials: Dials) -> None:
        self._dials = dials
        self._ranking.turn(dials)
        self._keep(_kept(dials) | {"mood": ", ".join(_words(dials))})

    def _take_mood(self, mood: Mood | None) -> None:
        """The words that were wanted, and what they mean."""
        if mood is not None or self._dials.mood is not None:
            self._turn(replace(self._dials, mood=mood))
        self.dials.show_dials(self._dials)

    def weigh(self, topic: str, weight: float) -> None:
        """Boost (1) or mute (-1) a topic, or let it be (0)."""
        interests = {name: value for name, value in self._dials.interests.items() if name != topic}
        if weight:
            interests[topic] = weight
        self._turn(replace(self._dials, interests=interests))
        self.dials.show_dials(self._dials)
        if self._learned is not None:
            self._show_learned(self._learned)

    def confirm_forgetting(self, video_id: int) -> None:
        """Ask, saying what goes; then leave no trace of what was said of a video."""
        events = self.timeline.events()
        title = next((event.title for event in events if event.video_id == video_id), "")
        counts = said_of(events, video_id)
        names = {
            "ratings": self.tr("ratings"),
            "notes": self.tr("notes"),
            "tags": self.tr("tags of your own"),
            "viewings": self.tr("viewings and marks"),
        }
        going = [f"{wording.number(counts[kind])} {name}" for kind, name in names.items() if counts[kind]]
        self._confirm(
            self.tr("Forget a video"),
            self.tr("Forget all that you said about {}?").format(title),
            self.tr(
                "These go for good, with their history: {}. Its file stays, and so does what its files say of it. "
                "This can't be undone."
            ).format(wording.listed(going)),
            self.tr("Forget"),
            lambda: actions.forget(self._hands, video_id),
        )

    def confirm_undo(self, event: Event) -> None:
        """Ask, then take back an import."""
        import_id = event.import_id
        if import_id is None:
            return
        self._confirm(
            self.tr("Undo an import"),
            self.tr("Undo the import of {}?").format(event.said),
            self.tr("All {} ratings, notes and viewings that it brought go. What you said here stays.").format(
                wording.number(event.count)
            ),
            self.tr("Undo the import"),
            lambda: actions.undo_import(self._hands, import_id),
        )

    def show_preview(self, until: float) -> None:
        """The list as of a day, beside the list now."""
        now, dials = self.dials.first(), self._dials
        self._background.run(
            lambda: preview(self._reads(), until, dials=dials, now=now),
            lambda found: PreviewDialog(self._look, found, self).open(),
        )

    def _confirm(self, title: str, text: str, details: str, verb: str, then: Callable[[], None]) -> None:
        box = QMessageBox(self)
        box.setWindowTitle(title)
        box.setText(text)
        box.setInformativeText(details)
        yes = box.addButton(verb, QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(QMessageBox.StandardButton.Cancel)
        box.buttonClicked.connect(lambda button: then() if button is yes else None)
        box.finished.connect(box.deleteLater)
        box.open()

    def _set_crowd(self, wanted: bool) -> None:
        self._keep({"crowd_prior": wanted})
        self._remake()

    def _remake(self) -> None:
        self._ranking.remake()
        self._refresh(rest_ms=0)

    # --- showing -----------------------------------------------------------------------------------------

    def _take_ranked(self, ranked: Ranked) -> None:
        self.dials.show_first([(found.video_id, found.title) for found in ranked.suggestions[:6]])

    def _show_learned(self, learned: Learned) -> None:
        self._learned = learned
        said = learned.ratings + learned.notes > 0
        self.summary.set_text(_summary(learned))
        self.invite.setVisible(not said)
        for card in (self.topics, self.others, self.words, self.report, self.mix, self.news, self.fair):
            card.setVisible(said)
        if not said:
            self.growth.hide()  # it comes when there is a curve to show
        traits = learned.portrait.traits
        self._show_traits(self.topics, [trait for trait in traits if trait.block == "topic"], weighs=True)
        self._show_traits(self.others, [trait for trait in traits if trait.block != "topic"])
        self._show_words(learned.portrait.words)
        pairs = _pairs(learned.exposure)
        self._fair_plot.show_pairs(pairs)
        self._fair_plot.describe(
            "; ".join(
                self.tr("{}: {} of the list, {} of the library").format(
                    pair.name, f"{pair.shown:.0%}", f"{pair.library:.0%}"
                )
                for pair in pairs
                if not pair.is_heading
            )
        )
        self.fair.setVisible(said and bool(pairs))

    def _show_traits(self, card: Card, traits: Sequence[Trait], *, weighs: bool = False) -> None:
        rows: list[QWidget] = []
        scale = max((abs(trait.stars) + trait.doubt for trait in traits), default=1.0)
        for liked in (True, False):
            some = [trait for trait in traits if (trait.stars > 0) == liked][:6]
            if some:
                rows.append(_heading(self._look, self.tr("Liked") if liked else self.tr("Not so much")))
            rows += [self._liking(trait, scale, weighs=weighs) for trait in some]
        named = {trait.label for trait in traits} if weighs else set(self._dials.interests)
        rest = [topic for topic in self._dials.interests if topic not in named]
        if rest:  # muted so well that nothing says it any more
            rows.append(_heading(self._look, self.tr("Weighed by hand")))
        rows += [self._liking(Trait("topic", topic, topic, 0, 0.0, 0.0, ()), scale, weighs=True) for topic in rest]
        card.say("" if rows else self.tr("Nothing stands out yet. A few more ratings will show it."))
        self._replace(card, rows)

    def _liking(self, trait: Trait, scale: float, *, weighs: bool) -> Liking:
        key = (trait.block, trait.label)
        weight = self._dials.interests.get(trait.label, 0.0) if weighs else 0.0
        stars, doubt = (QLocale().toString(value, "f", 1) for value in (abs(trait.stars), trait.doubt))
        frame = (
            self.tr("{}: videos like this are expected to get {} stars more than your average one, give or take {}")
            if trait.stars > 0
            else self.tr(
                "{}: videos like this are expected to get {} stars less than your average one, give or take {}"
            )
        )
        says = frame.format(trait_name(trait), stars, doubt)
        mark = self.tr("boosted") if weight > 0 else self.tr("muted") if weight < 0 else ""
        row = LikingRow(self._look, trait_name(trait), trait.stars, trait.doubt, scale, mark=mark, says=says)
        lead = says.partition(": ")[2]
        liking = Liking(
            self._look,
            row,
            [(*reason_text((why.reason,)), why.reason.video_id) for why in trait.evidence],
            weight=weight if weighs else None,
            lead=lead[:1].upper() + lead[1:] + self.tr(". What taught this:") if trait.evidence else "",
        )
        row.setChecked(key in self._open)
        row.toggled.connect(lambda on: self._open.add(key) if on else self._open.discard(key))
        liking.weighed.connect(lambda weight: self.weigh(trait.label, weight))
        liking.video_chosen.connect(self.video_chosen)
        return liking

    def _show_words(self, words: Sequence[Effect]) -> None:
        rows: list[QWidget] = []
        for liked in (True, False):
            some = [one for one in words if (one.stars > 0) == liked and abs(one.stars) >= 0.02][:_WORDS]
            if some:
                rows.append(_heading(self._look, self.tr("For") if liked else self.tr("Against")))
            for one in some:
                text, spans = reason_text((one.reason,))
                video_id = one.reason.video_id
                if video_id is not None:
                    verb = partial(self.video_chosen.emit, video_id)
                    rows.append(EvidenceLine(self._look, text, spans, verb))
        self.words.setVisible(bool(rows))
        self._replace(self.words, rows)

    def _show_studied(self, studied: Studied) -> None:
        for card in (self.report, self.growth, self.mix, self.news):
            card.set_note("")
        self._show_report(studied)
        self._show_growth(studied)
        mix = studied.mix
        self._mix_plot.setVisible(bool(mix.spans))
        columns = [Column(_span_name(span.start, mix.unit), span.shares) for span in mix.spans]
        kinds = [_label_name("kind", label) for label in mix.labels]
        self._mix_plot.show_mix(kinds, columns)
        self._mix_plot.describe(self.tr("Shares of {}, over time").format(wording.listed(kinds)))
        self.mix.say(
            self.tr("Shares of what you rated or watched, by {}.").format(_unit_name(mix.unit))
            if mix.spans
            else self.tr("This shows once you have rated or watched on more than one day.")
        )
        rows: list[QWidget] = []
        for move in studied.moves[:6]:
            title = studied.titles.get(move.video_id, "")
            frame = self.tr("{} rose from {} to {}") if move.after < move.before else self.tr("{} fell from {} to {}")
            text = frame.format(title, wording.number(move.before), wording.number(move.after))
            if move.through:
                text += self.tr(". {}").format(wording.told(move.through[0].reason.text))
            verb = partial(self.video_chosen.emit, move.video_id)
            rows.append(EvidenceLine(self._look, text, (), verb))
        self.news.say("" if rows else self.tr("Nothing has moved in the last seven days."))
        self._replace(self.news, rows)

    def _show_report(self, studied: Studied) -> None:
        card = studied.card
        told = card.ratings >= ENOUGH and bool(card.lines) and card.lines[0].pairs is not None
        self._report_plot.setVisible(told)
        if not told:
            missing = ENOUGH - card.ratings
            self.report.say(
                self.tr("Rate {} more videos, and Matinee can check itself on your own ratings.").format(
                    wording.number(missing)
                )
                if missing > 0
                else self.tr("Your ratings are all alike. Give some videos more or fewer stars, and it can be checked.")
            )
            return
        own, *others = [line for line in card.lines if line.pairs is not None]
        share = f"{own.pairs:.0%}"
        text = self.tr(
            "Of two videos whose ratings were hidden from it, it knew the better one in {} of cases. Guessing gets 50%."
        ).format(share)
        if not card.helps:
            best = max(others, key=lambda line: line.pairs or 0.0)
            better = self.tr(
                "“{}” does as well or better so far. The list still follows your taste, kept varied and with your own "
                "mix of topics; more ratings and notes will help."
            ).format(_line_name(best))
            text = wording.sentences(text, better)
        self.report.say(text)
        bars = [
            Bar(_line_name(line), line.pairs or 0.0, line.error or 0.0, f"{line.pairs:.0%}", own=line is own)
            for line in (own, *others)
        ]
        self._report_plot.show_bars(bars)
        self._report_plot.describe("; ".join(f"{bar.name}: {bar.said}" for bar in bars))

    def _show_growth(self, studied: Studied) -> None:
        told = studied.card.ratings >= ENOUGH and len(studied.curve) > 1
        self._growth_plot.setVisible(told)
        self.growth.setVisible(told)
        marks = [Mark(point.ratings, point.pairs, point.error) for point in studied.curve]
        self._growth_plot.show_curve(marks, self.tr("guessing"))
        self._growth_plot.describe(
            "; ".join(
                self.tr("after {} ratings: {}").format(point.ratings, f"{point.pairs:.0%}") for point in studied.curve
            )
        )
        self.growth.say(self.tr("How often it knew the better of two videos, after so many ratings."))

    def _replace(self, card: Card, rows: Sequence[QWidget]) -> None:
        for row in self._likings.get(card, ()):
            row.setParent(None)
            row.deleteLater()
        self._likings[card] = list(rows)
        for row in rows:
            card.body.addWidget(row)
            row.show()
        card.body.setSpacing(0)
        card.updateGeometry()

    # --- layout ------------------------------------------------------------------------------------------

    def _lay(self, chosen: Settings, prior_card: Path | None) -> None:
        look = self._look
        for card, plot in (
            (self.report, self._report_plot),
            (self.growth, self._growth_plot),
            (self.mix, self._mix_plot),
            (self.fair, self._fair_plot),
        ):
            card.body.addWidget(plot)
            plot.hide()
        self._fair_plot.show()
        self.fair.say(self.tr("How much of the list each group gets (upper bar), and of your library (lower bar)."))
        self.invite.say(
            self.tr(
                "Rate three videos that you know, good ones and bad ones. Matinee begins to learn with the first, and "
                "this page then shows what, and from what."
            )
        )
        self.invite.body.addWidget(self.rate, 0, Qt.AlignmentFlag.AlignLeft)
        deck = Deck(look.theme.space["gap"])
        for card, side in (
            (self.invite, "left"),
            (self.topics, "left"),
            (self.others, "left"),
            (self.words, "left"),
            (self.dials, "right"),
            (self.report, "right"),
            (self.growth, "right"),
            (self.mix, "right"),
            (self.news, "left"),
            (self.training, "right"),
            (self.fair, "right"),
            (self.start, "right"),
            (self.timeline, "all"),
        ):
            deck.add(card, side)
        self._lay_start(chosen, prior_card)
        for card in (self.topics, self.others, self.words, self.report, self.growth, self.mix, self.news, self.fair):
            card.hide()
        self.invite.hide()
        area = ScrollColumn()
        area.setWidget(deck)
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # so that the keys scroll
        area.setAccessibleName(self.tr("Your taste"))
        self.area = area
        head = QHBoxLayout()
        head.setContentsMargins(24, 16, 24, 12)
        head.setSpacing(12)
        head.addWidget(self.back, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(look, self.tr("Your taste"), role="display"))
        words.addWidget(self.summary)
        head.addLayout(words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(area, 1)

    def _lay_start(self, chosen: Settings, prior_card: Path | None) -> None:
        self.crowd.setChecked(chosen.crowd_prior)
        self.start.setVisible(prior_card is not None)
        if prior_card is None:
            return
        self.start.say(
            self.tr(
                "While Matinee knows little of you, it can lean on what others liked. Your ratings soon count more."
            )
        )
        self.crowd.toggled.connect(self._set_crowd)
        licence = Button(self._look, self.tr("Where this comes from, and its licence"), kind="link", role="small")
        licence.clicked.connect(lambda: CardDialog(self._look, prior_card, self).open())
        self.start.body.addWidget(self.crowd)
        self.start.body.addWidget(licence, 0, Qt.AlignmentFlag.AlignLeft)


class PreviewDialog(QDialog):
    """The list as of a day, beside the list now. Nothing is rolled back."""

    def __init__(self, look: Look, found: Preview, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        day = day_text(found.at)
        self.setWindowTitle(self.tr("As of {}").format(day))
        self.setMinimumWidth(560)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(12)
        column.addWidget(Label(look, self.tr("As of {}").format(day), role="title"))
        told = wording.learned(found.ratings, found.notes)
        self.lead = Paragraph(look, told + self.tr(". Nothing is changed by looking."), color="secondary")
        column.addWidget(self.lead)
        lists = QHBoxLayout()
        lists.setSpacing(24)
        for name, titles in ((self.tr("The list then"), found.then), (self.tr("The list now"), found.now)):
            side = QVBoxLayout()
            side.setSpacing(4)
            side.addWidget(Label(look, name, role="strong"))
            side.addWidget(Hairline(look))
            for number, title in enumerate(titles, start=1):
                side.addWidget(Label(look, f"{number}.  {title}", color="secondary", elide=True))
            side.addStretch()
            lists.addLayout(side, 1)
        column.addLayout(lists)
        close = Button(look, self.tr("Close"))
        close.clicked.connect(self.accept)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        close.setFocus()


class CardDialog(QDialog):
    """A text file as it stands."""

    def __init__(self, look: Look, file: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("What people in general like"))
        self.resize(640, 520)
        text = QPlainTextEdit(file.read_text("utf-8"))
        text.setReadOnly(True)
        text.setFont(look.font("body"))
        text.setAccessibleName(self.tr("Where this comes from, and its licence"))
        close = Button(look, self.tr("Close"))
        close.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.addWidget(text)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)


def _kept(dials: Dials) -> dict[str, Any]:
    """What the settings keep of the dials; the time there is holds for the evening."""
    return {"novelty": dials.novelty, "balance": dials.balance, "interests": dict(dials.interests)}


def _words(dials: Dials) -> tuple[str, ...]:
    return dials.mood.words if dials.mood else ()


def trait_name(trait: Trait) -> str:
    """As a row names it."""
    return _label_name(trait.block, trait.name)


def _label_name(facet: str, label: str) -> str:
    if facet == "length":
        return tr("About {}").format(wording.label(facet, label))
    if facet == "source":
        return label.replace("\\", "/").rstrip("/").rpartition("/")[2] or label
    return wording.label(facet, label)


def _line_name(line: Line) -> str:
    return {
        "profile": tr("Matinee"),
        "nearest neighbour": tr("The most alike video"),
        "tag overlap": tr("Shared genres and tags"),
        "newest": tr("Newest first"),
        "random": tr("Guessing"),
    }.get(line.name, line.name)


def _pairs(exposure: Sequence[Exposure]) -> list[Pair]:
    names = {
        "language": tr("Language"),
        "length": tr("Length"),
        "age": tr("Age"),
        "source": tr("Folder"),
        "kind": tr("Kind"),
    }
    pairs: list[Pair] = []
    for facet, name in names.items():
        own = sorted((one for one in exposure if one.facet == facet), key=lambda one: -one.library)[:_FACETS]
        if own:
            pairs.append(Pair(name, is_heading=True))
        pairs += [
            Pair(_label_name("" if facet in ("length", "age") else facet, one.label), one.shown, one.library)
            for one in own
        ]
    return pairs


def _summary(learned: Learned) -> str:
    text = wording.learned(learned.ratings, learned.notes)
    if learned.changed_at is not None:
        text += tr("; last changed on {}").format(day_text(learned.changed_at))
    return text


def _span_name(start: float, unit: str) -> str:
    form = {"year": tr("yyyy"), "month": tr("MMM")}.get(unit, tr("d MMM"))
    return QLocale().toString(QDateTime.fromSecsSinceEpoch(int(start)).date(), form)


def _unit_name(unit: str) -> str:
    return {
        "day": tr("day"),
        "week": tr("week"),
        "month": tr("month"),
        "year": tr("year"),
    }[unit]


def _heading(look: Look, text: str) -> Label:
    label = Label(look, text, role="small", color="tertiary")
    label.setIndent(8)
    label.setFixedHeight(look.theme.line("small") + 10)
    return label
