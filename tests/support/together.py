"""A short training of a prepared file, alone or as one of the processes that torchrun started.

python -m tests.support.together DATA OUT
"""

from __future__ import annotations

import itertools
import json
import sys
from pathlib import Path

from engine.generate.losses import Latent
from engine.generate.model import GeneratorConfig
from engine.generate.team import Team, joined
from engine.generate.train import TrainConfig, Trainer
from engine.jobs import prepared, pretrain
from engine.jobs.prepared import Corpus


def steady(videos: int, *, seed: int) -> TrainConfig:
    """Six steps without dropout, which would hide other words in each process. Shares are uneven: 5 examples."""
    return TrainConfig(
        generator=GeneratorConfig(word=16, encoder=8, state=16, latent=4, taste=4, dropout=0.0, word_dropout=0.0),
        seed=seed,
        batch=5,
        steps=6,
        latent=Latent(free_nats=0.05),  # some units have used up what is free, some have not
        evaluate_every=3,
        held_out_examples=40,
    )


def train(data: Path, out: Path, team: Team) -> None:
    """Every step's figures into OUT/PLACE.json, then weights into OUT/PLACE by a training that one process stops."""
    videos = list(Corpus(prepared.load(data)).part(held_out=False))
    config = steady(len(videos), seed=1)
    steps = [(r.loss, r.nll, r.kl, r.held_out) for r in Trainer(videos, config=config, device="cpu", team=team).run()]
    (out / f"{team.place}.json").write_text(json.dumps(steps), "utf-8")
    asked = itertools.count()
    last = team.place == team.size - 1
    ways = {"seed": 1, "device": "cpu", "config": steady, "team": team}
    assert not pretrain.train(data, out / str(team.place), cancelled=lambda: last and next(asked) == 3, **ways)
    team.any(False)  # the first has written what the others will look for
    assert pretrain.train(data, out / str(team.place), **ways)


if __name__ == "__main__":
    with joined("cpu") as joined_team:
        train(Path(sys.argv[1]), Path(sys.argv[2]), joined_team)
