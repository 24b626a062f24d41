"""Training and writing over a real library: what is accepted, what is kept, what is written."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from engine import trained
from engine.events import Train, Write
from engine.generate.train import TrainConfig, Trainer
from engine.jobs import base, writing
from engine.paths import EMBEDDER
from engine.records import Description
from engine.store import commands
from engine.store.library import Library
from tests.unit.store.makers import scanned

pytestmark = pytest.mark.skipif(not EMBEDDER.exists(), reason="the embedding model is not built")

STORIES = (
    "A lonely baker follows a strange map into the mountains and finds a village where nobody sleeps. "
    "She learns to read the stars.",
    "Two sisters cross a frozen sea to find their father, who left them a box of letters. They meet a bear on the ice.",
    "An old pilot teaches a shy girl to fly over the desert, and she teaches him to read. The engine fails at night.",
    "A village doctor hides a wounded soldier in her cellar, although her own brother hunts him. Snow falls.",
)


class Outbox:
    """Records go straight to the writer; nothing is cancelled."""

    rested_s = 0.0

    def __init__(self, library):
        self.library = library
        self.sent = []

    def send(self, event):
        self.sent.append(event)

    def store(self, *records):
        self.library.do(commands.store_batch, records, at=time.time())

    def settle(self):
        pass

    def cancelled(self):
        return False

    def rest(self):
        pass

    def check(self):
        pass


@pytest.fixture
def library(tmp_path):
    with Library.open(tmp_path / "library", owner="a test") as opened:
        opened.do(commands.add_root, "/films", 1.0)
        said = [Description(title=f"Film {i}", text=STORIES[i % 4]) for i in range(12)]
        videos = [scanned(f"/films/{i}.mkv", f"c{i}", said=one) for i, one in enumerate(said)]
        opened.do(commands.store_batch, videos, at=1.0)
        yield opened


@pytest.fixture
def brief(monkeypatch):
    def few(videos, *, seed=0, based=False):
        return TrainConfig(seed=seed, steps=4, evaluate_every=2, batch=4, held_out_examples=8, learning_rate=4e-4)

    monkeypatch.setattr(TrainConfig, "for_library", staticmethod(few))


def train(library):
    return writing.train(Train(device="cpu"), library, Outbox(library)).counts


def test_a_training_counts_only_where_it_gains(library, brief, monkeypatch):
    gained = True
    monkeypatch.setattr(Trainer, "has_gained", property(lambda self: gained))
    assert train(library)["accepted"] == 1
    first = library.read.active_checkpoint()
    assert first is not None and (library.paths.models / first.path).exists()
    assert train(library) == {"steps": 0}  # nothing new to learn
    gained = False
    library.do(commands.rate, 1, 5.0, at=2.0)
    assert train(library)["accepted"] == 0
    assert library.read.active_checkpoint() == first
    assert (library.paths.models / first.path).exists()
    assert train(library) == {"steps": 0}  # nor is the same tried again


def test_a_training_tells_what_it_has_to_beat_and_every_examination(library, brief):
    outbox = Outbox(library)
    writing.train(Train(device="cpu"), library, outbox)
    told = [event for event in outbox.sent if getattr(event, "stage", "") == "train"]
    held = [(event.done, event.held_out) for event in told if event.held_out is not None]
    assert [step for step, _ in held] == [0, 2, 4]
    found = trained.gain(library.paths.models / library.read.checkpoints()[-1].path)
    assert found.before == held[0][1]
    assert found.after == min(nll for _, nll in held)


def test_weights_whose_lines_the_verifier_refuses_do_not_count(library, brief, monkeypatch):
    if base.shipped("writer") is None:
        pytest.skip("no weights are shipped")
    monkeypatch.setattr(Trainer, "has_gained", property(lambda self: True))
    refusals = iter([1.0, 0.0] * 100)  # of what is written now, and before
    monkeypatch.setattr(writing.Writer, "refused", lambda self, lattices, **_: next(refusals))
    assert train(library)["accepted"] == 0
    assert library.read.active_checkpoint() is None


def test_blurbs_are_written_once_for_a_state(library):
    ids = tuple(library.read.video_ids())
    task = Write(ids[:3], profile_version="p1")
    assert writing.write(task, library, Outbox(library)).counts == {"blurbs": 3}
    assert writing.write(task, library, Outbox(library)).counts == {"blurbs": 0}
    assert writing.write(replace(task, profile_version="p2"), library, Outbox(library)).counts == {"blurbs": 3}
