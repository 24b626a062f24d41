"""The detail pane: everything known and said of one video. Layout only."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from desktop.language import tr
from desktop.models.cues import CueModel
from desktop.models.pictures import Pictures
from desktop.theme import Look
from desktop.views import wording
from desktop.views.controls import Button, Label
from desktop.views.cuelist import CueList
from desktop.views.evidence import EvidenceList, clause_spans
from desktop.views.note import NoteEditor
from desktop.views.paragraph import Paragraph, Span
from desktop.views.scrolling import ScrollColumn
from desktop.views.stars import StarRating
from desktop.views.strip import Hero
from desktop.views.tags import TagChips
from engine.records import Blurb, Cue, Source, VideoDetail

_PAD = 18


class DetailPane(QWidget):
    """Shows a VideoDetail; says what the person wants done with it."""

    play_requested = Signal(object)  # seconds, or None: from where it was left
    rated = Signal(object)
    tag_added = Signal(str)
    tag_removed = Signal(str)
    note_written = Signal(int, str)
    menu_requested = Signal(QPoint)
    close_requested = Signal()

    def __init__(self, look: Look, pictures: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setObjectName("detail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(300)
        self.setMaximumWidth(560)
        self._detail: VideoDetail | None = None
        self._blurb_shown: Blurb | None = None
        self.cue_model = CueModel(self)
        self.hero = Hero(look, pictures)
        self.title = Paragraph(look, role="title", max_lines=3)
        self.facts = Paragraph(look, role="small", color="secondary", max_lines=3)
        self.problem = Paragraph(look, role="small", color="danger")
        self.play = Button(look, self.tr("Play"), kind="primary", icon="play", icon_color="on_accent")
        self.resume = Button(look)
        self.more = Button(look, kind="icon", icon="more", name=self.tr("More"), tip=self.tr("More"))
        self.stars = StarRating(look, size=20)
        self.tags = TagChips(look)
        self.blurb = Paragraph(look)
        self.quoted = Label(look, self.tr("In the video's own words"), role="small", color="tertiary")
        self.evidence = EvidenceList(look)
        self.note = NoteEditor(look)
        self.cues = CueList(look, self.cue_model)
        self.about = Paragraph(look, color="secondary")
        self.files = Paragraph(look, role="small", color="secondary")
        self._scroll = ScrollColumn()
        self._scroll.setWidget(self._compose())
        self._empty = Paragraph(
            look,
            self.tr("Choose a video to see everything about it."),
            color="tertiary",
            align=Qt.AlignmentFlag.AlignHCenter,
        )
        nothing = QWidget()
        middle = QVBoxLayout(nothing)
        middle.setContentsMargins(_PAD, 0, _PAD, 0)
        middle.addStretch(2)
        middle.addWidget(self._empty)
        middle.addStretch(3)
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(1, 0, 0, 0)
        self._stack.addWidget(nothing)
        self._stack.addWidget(self._scroll)
        self._connect()

    @property
    def video_id(self) -> int | None:
        return self._detail.video.id if self._detail is not None else None

    def show_detail(self, detail: VideoDetail, blurb: Blurb | None, cues: Sequence[Cue]) -> None:
        video = detail.video
        new = self.video_id != video.id
        self._detail = detail
        self._stack.setCurrentWidget(self._scroll)
        self.hero.show_video(video)
        self.title.set_text(video.title)
        self.facts.set_text(wording.long_facts(video, detail.tracks))
        problem = wording.long_status(video)
        self.problem.set_text(problem)
        self._problem_box.setVisible(bool(problem))
        self.play.setEnabled(not problem)
        self._show_resume(problem)
        self.stars.set_stars(video.stars)
        self.tags.show_tags(video.genres[:4], video.tags)
        self._show_blurb(blurb)
        self.note.show_note(video.id, video.note)
        if new or len(cues) != self.cue_model.total:
            self.cues.search.clear()
            self.cue_model.show(cues)
        self._section_cues.setVisible(bool(cues))
        self.about.set_text(_paragraphs(video.text))
        self._section_about.setVisible(bool(video.text))
        self.files.set_text(file_facts(detail))
        if new:
            self._scroll.verticalScrollBar().setValue(0)

    def clear(self) -> None:
        """Nothing is chosen."""
        self.note.flush()
        self._detail = None
        self._stack.setCurrentIndex(0)

    def show_sentence(self, source: Source) -> None:
        """Bring a sentence of the description before the eye."""
        assert self._detail is not None
        text = _paragraphs(self._detail.video.text)
        start = text.find(source.text)
        if start < 0:  # its white space may have been put in order
            words = source.text.split()
            start = text.find(" ".join(words[:4])) if words else -1
        if start >= 0:
            self.about.set_text(text, [Span(start, len(source.text), "text", 500)])
        self.ensure_seen(self.about)

    def ensure_seen(self, widget: QWidget) -> None:
        self._scroll.ensureWidgetVisible(widget, 0, 24)

    def _show_resume(self, problem: str) -> None:
        assert self._detail is not None
        at = self._detail.video.resume_s
        self.resume.setVisible(bool(at) and not problem)
        self.play.setText(self.tr("Play"))
        if at:
            self.resume.setText(self.tr("From {}").format(wording.clock(at)))

    def _show_blurb(self, blurb: Blurb | None) -> None:
        assert self._detail is not None
        video = self._detail.video
        self._blurb_shown = blurb
        if blurb is not None:
            self.blurb.set_text(blurb.text, clause_spans(blurb), color="text")
        else:
            self.blurb.set_text(video.tagline, color="text")
        self.blurb.setVisible(bool(self.blurb.text()))
        self.quoted.setVisible(blurb is not None and blurb.quoted)
        evidence = blurb.evidence if blurb is not None else ()
        self.evidence.show_evidence(evidence)
        self._section_from.setVisible(bool(evidence))

    def _connect(self) -> None:
        self.play.clicked.connect(lambda: self.play_requested.emit(0.0 if self._has_resume() else None))
        self.resume.clicked.connect(lambda: self.play_requested.emit(None))
        self.hero.play_requested.connect(self.play_requested)
        self.cues.play_requested.connect(self.play_requested.emit)
        self.more.clicked.connect(
            lambda: self.menu_requested.emit(self.more.mapToGlobal(QPoint(0, self.more.height() + 4)))
        )
        self.stars.rated.connect(self.rated)
        self.tags.added.connect(self.tag_added)
        self.tags.removed.connect(self.tag_removed)
        self.note.written.connect(self.note_written)
        self.blurb.link_activated.connect(self._follow_clause)
        self.blurb.link_hovered.connect(self._light)
        self.evidence.chosen.connect(self._follow)

    def _has_resume(self) -> bool:
        return self._detail is not None and bool(self._detail.video.resume_s)

    def _follow_clause(self, number: int) -> None:
        if self._blurb_shown is not None and number < len(self._blurb_shown.evidence):
            self._follow(self._blurb_shown.evidence[number].source)

    def _light(self, number: int) -> None:
        pieces = self._blurb_shown.evidence if self._blurb_shown is not None else ()
        self.evidence.light(pieces[number].source if 0 <= number < len(pieces) else None)

    def _follow(self, source: Source) -> None:
        if source.kind == "cue" and source.start_s is not None:
            self.play_requested.emit(source.start_s)
        elif source.kind == "note":
            self.note.setFocus()
            self.ensure_seen(self.note)
        elif source.kind == "description":
            self.show_sentence(source)

    def _compose(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 20)
        column.setSpacing(0)
        column.addWidget(self.hero)
        body = QVBoxLayout()
        body.setContentsMargins(_PAD, 16, _PAD, 0)
        body.setSpacing(0)
        column.addLayout(body)
        column.addStretch()
        body.addWidget(self.title)
        body.addSpacing(4)
        body.addWidget(self.facts)
        body.addSpacing(12)
        self._problem_box = QWidget()
        holder = QVBoxLayout(self._problem_box)
        holder.setContentsMargins(0, 0, 0, 12)
        holder.addWidget(self.problem)
        body.addWidget(self._problem_box)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.play, self.resume, self.more):
            buttons.addWidget(button)
        buttons.addStretch()
        body.addLayout(buttons)
        body.addSpacing(10)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.addSpacing(-4)
        row.addWidget(self.stars)
        row.addStretch()
        body.addLayout(row)
        body.addSpacing(10)
        body.addWidget(self.tags)
        body.addSpacing(14)
        body.addWidget(self.blurb)
        body.addWidget(self.quoted)
        self._section_from = self._section(self.tr("From"), self.evidence, inset=-8)
        self._section_note = self._section(self.tr("Your note"), self.note)
        self._section_cues = self._section(self.tr("Spoken lines"), self.cues, inset=-8)
        self._section_about = self._section(self.tr("About"), self.about)
        self._section_files = self._section(self.tr("File"), self.files)
        for section in (
            self._section_from,
            self._section_note,
            self._section_cues,
            self._section_about,
            self._section_files,
        ):
            body.addWidget(section)
        return page

    def _section(self, title: str, content: QWidget, *, inset: int = 0) -> QWidget:
        box = QWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        box.setSizePolicy(policy)
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 18, 0, 0)
        column.setSpacing(6)
        column.addWidget(Label(self._look, title.upper(), role="label", color="tertiary"))
        if inset:
            row = QHBoxLayout()
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(0)
            row.addWidget(content)
            content.setContentsMargins(0, 0, 0, 0)
            column.addLayout(row)
        else:
            column.addWidget(content)
        return box


def file_facts(detail: VideoDetail) -> str:
    """Streams, size and place of the file, a line each."""
    lines = []
    for track in detail.tracks:
        if track.kind == "video":
            size = f"{track.width}×{track.height}" if track.width and track.height else ""
            lines.append(" ".join(p for p in (tr("Picture"), track.codec.upper(), size) if p))
        elif track.kind == "audio":
            channels = {1: tr("mono"), 2: tr("stereo"), 6: "5.1", 8: "7.1"}.get(track.channels or 0, "")
            parts = (tr("Sound"), track.codec.upper(), channels, track.language, track.title)
            lines.append(" ".join(p for p in parts if p))
    languages = [
        " ".join(p for p in (t.language or tr("unknown"), t.title) if p) for t in detail.tracks if t.kind == "subtitle"
    ]
    if languages:
        lines.append(tr("Subtitles {}").format(wording.listed(languages)))
    if detail.chapters:
        lines.append(tr("{} chapters").format(len(detail.chapters)))
    if detail.fingerprint.size_bytes:
        lines.append(wording.size(detail.fingerprint.size_bytes))
    lines.append(detail.video.path)
    return "\n".join(lines)


def _paragraphs(text: str) -> str:
    return "\n".join(" ".join(line.split()) for line in text.strip().splitlines() if line.strip())
