"""The one image provider: posters and contact sheets, scaled, cropped and rounded off the GUI thread."""

from __future__ import annotations

import zlib
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QRect, QRectF, QRunnable, QSize, Qt, QThreadPool, Signal
from PySide6.QtGui import QBrush, QColor, QImage, QImageReader, QPainter, QPainterPath, QPixmap

from desktop.theme import Look
from desktop.views.paragraph import TextBlock

_CACHE_BYTES = 40 * 2**20
_WAITING = 256  # requests kept; older ones are asked for again by the next paint that needs them


@dataclass(frozen=True, slots=True)
class Frame:
    """How a picture is to be cut: size in device pixels, corner radii (top, bottom), part of the file.

    ``part``: (column, row, columns, rows) of a contact sheet.
    """

    width: int
    height: int
    top: float = 0
    bottom: float = 0
    part: tuple[int, int, int, int] | None = None


class Pictures(QObject):
    """Pixmaps by name in the library's ``pictures`` folder.

    ``get`` answers at once: the picture, or None while it is loaded; then ``loaded`` names it. A picture
    that cannot be read stays None, and its video shows a typographic poster.
    """

    loaded = Signal(str)

    def __init__(self, folder: Path, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._look = look
        self._cache: OrderedDict[tuple[str, Frame], QPixmap] = OrderedDict()
        self._bytes = 0
        self._latest: dict[str, QPixmap] = {}  # any size, shown while the right one is on its way
        self._broken: set[str] = set()
        self._wanted: OrderedDict[tuple[str, Frame], None] = OrderedDict()
        self._running: set[tuple[str, Frame]] = set()
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(2)
        self._arrived.connect(self._keep)
        look.changed.connect(self._forget_drawn)

    _arrived = Signal(object, QImage)

    @property
    def busy(self) -> bool:
        return bool(self._running or self._wanted)

    @property
    def held_bytes(self) -> int:
        return self._bytes

    def get(self, name: str | None, frame: Frame) -> QPixmap | None:
        """The picture cut to ``frame``, or the nearest thing at hand, or None."""
        if not name or name in self._broken or frame.width < 1 or frame.height < 1:
            return None
        key = (name, frame)
        if key in self._cache:
            self._cache.move_to_end(key)
            return self._cache[key]
        if key not in self._running:
            self._wanted[key] = None
            self._wanted.move_to_end(key)
            while len(self._wanted) > _WAITING:
                self._wanted.popitem(last=False)
            self._start()
        return self._latest.get(name) if frame.part is None else None

    def is_broken(self, name: str | None) -> bool:
        return not name or name in self._broken

    def lettered(self, title: str, kind: str, frame: Frame, ratio: float) -> QPixmap:
        """A typographic poster made of the title, for a video without a good frame."""
        key = (f"\0{title}\0{kind}\0{ratio}", frame)
        if key not in self._cache:
            self._put(key, self._letter(title, kind, frame, ratio))
        self._cache.move_to_end(key)
        return self._cache[key]

    def close(self) -> None:
        self._wanted.clear()
        self._pool.waitForDone()

    def _start(self) -> None:
        while self._wanted and len(self._running) < 2:
            key, _ = self._wanted.popitem()  # what was asked for last is what is on screen now
            self._running.add(key)
            self._pool.start(_Load(self, self._folder / key[0], key))

    def _keep(self, key: tuple[str, Frame], image: QImage) -> None:
        self._running.discard(key)
        if image.isNull():
            self._broken.add(key[0])
        else:
            pixmap = QPixmap.fromImage(image)
            self._put(key, pixmap)
            if key[1].part is None:
                self._latest[key[0]] = pixmap
        self._start()
        self.loaded.emit(key[0])

    def _put(self, key: tuple[str, Frame], pixmap: QPixmap) -> None:
        self._cache[key] = pixmap
        self._bytes += _size(pixmap)
        while self._bytes > _CACHE_BYTES and len(self._cache) > 1:
            old, gone = self._cache.popitem(last=False)
            self._bytes -= _size(gone)
            if self._latest.get(old[0]) is gone:
                del self._latest[old[0]]

    def _forget_drawn(self) -> None:
        for key in [key for key in self._cache if key[0].startswith("\0")]:
            self._bytes -= _size(self._cache.pop(key))

    def _letter(self, title: str, kind: str, frame: Frame, ratio: float) -> QPixmap:
        theme = self._look.theme
        image = QImage(frame.width, frame.height, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        image.setDevicePixelRatio(ratio)
        width, height = frame.width / ratio, frame.height / ratio
        painter = QPainter(image)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        paper = QColor(theme.papers[zlib.crc32(title.encode()) % len(theme.papers)])
        painter.fillPath(rounded_path(QRectF(0, 0, width, height), frame.top / ratio, frame.bottom / ratio), paper)
        role = "display" if width > 220 else "title" if width > 170 else "heading"
        margin = max(10.0, width * 0.07)
        ink = QColor(theme.poster_ink)
        text = TextBlock(
            self._look,
            title,
            role=role,
            width=width - 2 * margin,
            color=theme.poster_ink,
            max_lines=max(1, int((height - 2 * margin - 5) // theme.line(role))),
        )
        text.paint(painter, margin, height - margin - 5 - text.height)  # above the bar of one that was begun
        line = theme.line("tiny") + 1
        if height - text.height > 2 * margin + 5 + line + 8:
            ink.setAlphaF(0.9)
            painter.setPen(ink)
            painter.setFont(self._look.font("tiny"))
            painter.drawText(QRectF(margin, margin - 2, width - 2 * margin, line), Qt.AlignmentFlag.AlignLeft, kind)
        painter.end()
        image.setDevicePixelRatio(1)
        return QPixmap.fromImage(image)


class _Load(QRunnable):
    """Reads one picture on a pool thread."""

    def __init__(self, provider: Pictures, path: Path, key: tuple[str, Frame]) -> None:
        super().__init__()
        self._provider = provider
        self._path = path
        self._key = key

    def run(self) -> None:
        self._provider._arrived.emit(self._key, _read(self._path, self._key[1]))


def _read(path: Path, frame: Frame) -> QImage:
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid() or size.isEmpty():
        return QImage()
    if frame.part is not None:
        column, row, columns, rows = frame.part
        cell = QSize(size.width() // columns, size.height() // rows)
        reader.setClipRect(QRect(column * cell.width(), row * cell.height(), cell.width(), cell.height()))
        size = cell
    target = QSize(frame.width, frame.height)
    scaled = size.scaled(target, Qt.AspectRatioMode.KeepAspectRatioByExpanding)
    if frame.part is None:
        reader.setScaledSize(scaled)  # a JPEG is decoded at about the size wanted
    image = reader.read()
    if image.isNull():
        return image
    if image.size() != scaled:
        image = image.scaled(scaled, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
    left = (image.width() - frame.width) // 2
    top = (image.height() - frame.height) // 3  # faces stand in the upper half
    return _rounded(image.copy(left, top, frame.width, frame.height), frame)


def _rounded(image: QImage, frame: Frame) -> QImage:
    if not frame.top and not frame.bottom:
        return image.convertToFormat(QImage.Format.Format_RGB32)
    result = QImage(frame.width, frame.height, QImage.Format.Format_ARGB32_Premultiplied)
    result.fill(Qt.GlobalColor.transparent)
    painter = QPainter(result)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillPath(rounded_path(QRectF(result.rect()), frame.top, frame.bottom), QBrush(image))
    painter.end()
    return result


def rounded_path(box: QRectF, top: float, bottom: float) -> QPainterPath:
    """A rectangle with one radius above and one below."""
    path = QPainterPath()
    path.moveTo(box.left() + top, box.top())
    path.lineTo(box.right() - top, box.top())
    if top:
        path.arcTo(QRectF(box.right() - 2 * top, box.top(), 2 * top, 2 * top), 90, -90)
    path.lineTo(box.right(), box.bottom() - bottom)
    if bottom:
        path.arcTo(QRectF(box.right() - 2 * bottom, box.bottom() - 2 * bottom, 2 * bottom, 2 * bottom), 0, -90)
    path.lineTo(box.left() + bottom, box.bottom())
    if bottom:
        path.arcTo(QRectF(box.left(), box.bottom() - 2 * bottom, 2 * bottom, 2 * bottom), 270, -90)
    path.lineTo(box.left(), box.top() + top)
    if top:
        path.arcTo(QRectF(box.left(), box.top(), 2 * top, 2 * top), 180, -90)
    path.closeSubpath()
    return path


def _size(pixmap: QPixmap) -> int:
    return pixmap.width() * pixmap.height() * 4
