"""The floors: a bare window, and a plain list of as many rows. Run by tests/bench/window.py, each in a process."""

from __future__ import annotations

import sys
import time

from PySide6.QtCore import QStringListModel, QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QListView, QWidget

from tests.bench.desk.measures import SIZE, frames, memory, tell

PAINTED = "painted"


class Bare(QWidget):
    """A window with nothing in it that tells when it is painted."""

    def paintEvent(self, event: QPaintEvent) -> None:
        tell({PAINTED: time.monotonic()})
        QTimer.singleShot(0, QApplication.quit)


def main(what: str, rows: int) -> None:
    app = QApplication([])
    if what == "window":
        window = Bare()
        window.resize(*SIZE)
        window.show()
        app.exec()
        tell({"memory": memory()})
        return
    view = QListView()
    view.setModel(QStringListModel([f"Video {number}" for number in range(rows)]))
    view.setUniformItemSizes(True)
    view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
    view.resize(*SIZE)
    view.show()
    tell({"frames": frames(view.verticalScrollBar())})


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
