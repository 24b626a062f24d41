"""A scan in its own process: a file that ends its reader is found and recorded, and the others are indexed."""

import subprocess
import sys
from pathlib import Path

from engine.jobs.suspects import GIVEN_UP
from engine.store import commands
from engine.store.library import Library
from tests.support.clips import make_clip
from tests.support.program import ROOT

# A worker whose decoder dies on one file, as a crafted one could make it; records go straight to the writer.
WORKER = """
import os, sys, time
from pathlib import Path
from engine.events import Scan
from engine.index import scan as scanning
from engine.jobs import tasks
from engine.store import commands
from engine.store.library import Library

read = scanning._read
def deadly(found, *rest):
    if "hostile" in found.file.path:
        os._exit(9)
    return read(found, *rest)
scanning._read = deadly

class Outbox:
    rested_s = 0.0
    def __init__(self, library): self.library = library
    def send(self, event): pass
    def store(self, *records): self.library.do(commands.store_batch, records, at=time.time())
    def settle(self): pass
    def cancelled(self): return False
    def rest(self): pass
    def check(self): pass

folder = Path(sys.argv[1])
with Library.open(folder, owner="a test") as library:
    print(tasks.run(Scan(), folder=folder, outbox=Outbox(library)).counts)
"""


def test_a_file_that_ends_its_reader_is_recorded_and_the_rest_goes_on(tmp_path: Path) -> None:
    library = tmp_path / "library"
    for number in range(4):
        make_clip(tmp_path / "videos" / f"good {number}.mp4", seconds=1, colour=(60 * number, 80, 20))
    make_clip(tmp_path / "videos" / "hostile.mp4", seconds=1, colour=(9, 9, 9))
    with Library.open(library, owner="a test") as opened:
        opened.do(commands.add_root, str(tmp_path / "videos"), at=1.0)
    deaths = 0
    while subprocess.run([sys.executable, "-c", WORKER, library], cwd=ROOT, check=False).returncode:
        deaths += 1
        assert deaths <= 3
    assert deaths >= 2
    with Library.open_for_reading(library) as opened:
        states = {Path(video.path).name: video.status for video in opened.read.videos()}
    assert states.pop("hostile.mp4") == f"unreadable: {GIVEN_UP}"
    assert len(states) == 4 and set(states.values()) == {"ok"}
