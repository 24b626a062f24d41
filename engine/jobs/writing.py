"""The tasks around blurbs: lattices of what is to be said, training, writing."""

from __future__ import annotations

import hashlib
import itertools
import math
import time
from collections.abc import Sequence

import numpy as np

from engine import settings
from engine.blurbs.evidence import with_facts
from engine.blurbs.write import Writer, seed_of
from engine.events import Done, Train, Write
from engine.generate import checkpoint as checkpoints
from engine.generate.checkpoint import Saved
from engine.generate.dataset import EncodedVideo, encode
from engine.generate.discriminator import Judge
from engine.generate.int8 import quick
from engine.generate.train import TrainConfig, Trainer
from engine.index.embed import Embedder
from engine.jobs import base
from engine.jobs.indexing import chosen_embedder, own_embedder
from engine.jobs.lattices import evidence_of, lattices_of, marked
from engine.jobs.outbox import Outbox, Pace
from engine.jobs.power import Mains
from engine.records import Checkpoint, Note, Source, Vector, Video, VideoLattices, WrittenBlurb
from engine.store.library import Library
from engine.store.queries import Reader
from engine.text import cuts

SAVE_EVERY_S = 10.0
KEPT_MODELS = 2
_CHECKED = 16  # videos on which a training is compared with what it began from


def _prepare(library: Library, video_ids: Sequence[int], embedder: Embedder, outbox: Outbox) -> str:
    """Store the lattices of those of the videos that lack them; the version under which they are kept."""
    judge = _judge()
    version = f"{cuts.VERSION}/{embedder.model}/{judge.version if judge else ''}"
    reader = library.read
    left = [video_id for video_id in video_ids if reader.lattices(video_id, version) is None]
    notes = {note.video_id: note for note in reader.notes()} if left else {}
    pace = Pace("parse", len(left), outbox)
    for video_id in left:
        outbox.check()
        text_version = reader.text_version(video_id)
        lattices = lattices_of(_evidence(reader, reader.video(video_id), notes.get(video_id)))
        vectors = embedder.encode([lattice.source.text for lattice in lattices])
        outbox.store(VideoLattices(video_id, version, text_version, marked(lattices, vectors, judge), vectors))
        pace.step()
    outbox.settle()
    return version


def _judge() -> Judge | None:
    """It reads lines as the shipped embedding model does, whichever model was chosen for the library."""
    return base.judge(own_embedder().states)


def _evidence(reader: Reader, video: Video, note: Note | None) -> list[tuple[Source, str]]:
    return evidence_of(video, cues=reader.cues(video.id), note=note)


def train(task: Train, library: Library, outbox: Outbox) -> Done:
    """Fit the generator to the library, going on from where an unfinished training of the same texts was."""
    reader, models = library.read, library.paths.models
    version = _prepare(library, reader.video_ids(), chosen_embedder(library.paths), outbox)
    stars = {rating.video_id: rating.stars for rating in reader.ratings() if rating.stars}
    known = {video.id: video for video in reader.videos()}
    videos = [
        encode(with_facts(told, known[told.video_id], series_size=reader.series_size(known[told.video_id])))
        for told in reader.all_lattices(version)
    ]
    lesson = _digest(version, task.seed, sorted(stars.items()), [(v.id, reader.text_version(v.id)) for v in videos])
    target = models / f"generator-{lesson}.safetensors"
    if target.exists() and any(known.path == target.name for known in reader.checkpoints()):
        return Done({"steps": 0})  # nothing new to learn
    unfinished = models / f"training-{lesson}.safetensors"
    start = _base(videos)
    trainer = Trainer(
        videos,
        config=TrainConfig.for_library(len(videos), seed=task.seed, based=start is not None),
        stars=stars,
        taste=task.taste,
        device=task.device if task.device != "auto" else settings.read(library.paths.settings)[0].device,
        base=start,
        resume=checkpoints.load(unfinished) if unfinished.exists() else None,
    )
    step = 0
    mains = Mains(outbox, may_drain=lambda: settings.read(library.paths.settings)[0].train_on_battery)
    pace: Pace | None = None
    saved_at = time.monotonic()
    for report in trainer.run(cancelled=outbox.cancelled, minutes=task.minutes):
        if pace is None:
            pace = Pace("train", report.total, outbox, done=report.step - 1)
            pace.step(0, held_out=_told(trainer.untrained_nll))  # what the training has to beat
        pace.step(value=report.nll, held_out=report.held_out)
        step = report.step
        if time.monotonic() - saved_at > SAVE_EVERY_S:
            checkpoints.save(unfinished, trainer.state())
            saved_at = time.monotonic()
        outbox.rest()
        mains.wait()
    if not trainer.finished:
        checkpoints.save(unfinished, trainer.state())
        outbox.check()
    state = trainer.state()
    checkpoints.save(target, state)
    accepted = trainer.has_gained and (start is None or _is_as_true(state, start, library, version, task.taste))
    outbox.store(Checkpoint(target.name, state.model_version, step, trainer.held_out_nll, accepted, time.time()))
    outbox.settle()
    active = reader.active_checkpoint()
    keep = {target.name} | {checkpoint.path for checkpoint in reader.checkpoints()[-KEPT_MODELS:]}
    keep |= {active.path} if active else set()
    for old in models.glob("*.safetensors"):
        if old.name not in keep:
            old.unlink(missing_ok=True)
    return Done({"steps": step, "accepted": int(accepted)})


def _told(nll: float) -> float | None:
    return nll if math.isfinite(nll) else None


def _base(videos: Sequence[EncodedVideo]) -> Saved | None:
    """The shipped weights, if they know the embedding model that the library uses."""
    saved = base.shipped("writer")
    sizes = {video.vectors.shape[1] for video in videos if len(video.vectors)}
    return saved if saved and sizes == {saved.facts["generator"]["vector"]} else None


def _is_as_true(state: Saved, start: Saved, library: Library, version: str, taste: Vector | None) -> bool:
    """Whether the verifier refuses no more of what is written now than of what was before."""
    reader, refused = library.read, [0.0, 0.0]
    told = itertools.islice(reader.all_lattices(version), _CHECKED)
    for lattices in told:
        video = reader.video(lattices.video_id)
        for place, saved in enumerate((state, start)):
            writer = Writer(checkpoints.networks(saved))
            refused[place] += writer.refused(lattices, video=video, taste_vector=taste, seed=0)
    return refused[0] <= refused[1] + 0.02 * _CHECKED


def write(task: Write, library: Library, outbox: Outbox) -> Done:
    """Write the blurbs that are missing for this state of the profile, in the order asked for."""
    reader = library.read
    active = reader.active_checkpoint()
    saved = library.paths.models / active.path if active else None
    start = base.shipped("writer")
    state = checkpoints.load(saved) if saved and saved.exists() else start
    writer = Writer(quick(checkpoints.networks(state) if state else checkpoints.untrained()), _judge())
    there = reader.blurbs(task.profile_version, writer.version)
    missing = [video_id for video_id in task.video_ids if video_id not in there]
    if not missing:
        return Done({"blurbs": 0})
    version = _prepare(library, missing, chosen_embedder(library.paths), outbox)
    notes = {note.video_id: note for note in reader.notes()}
    pace = Pace("write", len(missing), outbox)
    for video in reader.videos(ids=missing):
        outbox.check()
        lattices = reader.lattices(video.id, version) or _no_lattices(video.id, version)
        blurb = writer.write(
            lattices,
            video=video,
            sentences=[source for source, _ in _evidence(reader, video, notes.get(video.id))],
            taste_vector=task.taste,
            seed=seed_of(video.id, task.profile_version),
            series_size=reader.series_size(video),
        )
        outbox.store(WrittenBlurb(video.id, writer.version, task.profile_version, blurb))
        pace.step(text=video.title)
    return Done({"blurbs": len(missing)})


def _no_lattices(video_id: int, version: str) -> VideoLattices:
    return VideoLattices(video_id, version, "", (), np.zeros((0, 0), np.float32))


def _digest(*facts: object) -> str:
    return hashlib.blake2b(repr(facts).encode(), digest_size=6).hexdigest()
