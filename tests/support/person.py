"""A program to be killed: scans, trains and rates at once, and journals what was acknowledged.

python -m tests.support.person LIBRARY JOURNAL    (one JSON line per acknowledged rating or note)
"""

from __future__ import annotations

import itertools
import json
import os
import sys
import time
from pathlib import Path

from engine.events import ReadNotes, Scan, Train
from engine.jobs.client import JobClient
from engine.store import commands
from engine.store.library import Library


def main(folder: Path, journal: Path) -> None:
    with Library.open(folder, owner="the window") as library, journal.open("a") as log:
        batch, live = JobClient(library, name="batch"), JobClient(library, name="live")
        batch.start(Scan())
        batch.start(Train())
        for turn in itertools.count():
            ids = library.read.video_ids()
            for video_id in ids[:: max(1, len(ids) // 5)]:
                stars, note = 0.5 + turn % 10 / 2, f"Note {turn} of {os.getpid()}, quite good."
                library.do(commands.rate, video_id, stars, at=time.time())
                log.write(json.dumps({"video": video_id, "stars": stars}) + "\n")
                log.flush()
                library.do(commands.write_note, video_id, note, at=time.time())
                log.write(json.dumps({"video": video_id, "note": note}) + "\n")
                log.flush()
            if turn % 20 == 10:
                live.start(ReadNotes())
            time.sleep(0.01)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
