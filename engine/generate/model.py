"""The generator: a network that points into a video's evidence.

Nothing here reads, writes or keeps anything; sizes stand in the config. The generator is a
pointer network (Vinyals et al. 2015; See et al. 2017) whose output is never a vocabulary: it scores the
tokens of the evidence and a few closed words, and only those that ``paths.Paths`` allows take part in the
softmax. Where one continuation is allowed its log-probability is 0, so nll counts decisions alone.

Letters in shapes: B videos, Q sentences in the batch, T tokens a sentence, N tokens a video, L steps,
C choices a step, A = CLOSED_ROOM + N, D embedding, H state, Z latent.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional

from engine.generate.dataset import ASKED, BUCKETS, FEATURES, SHAPES, Batch
from engine.generate.paths import CLOSED_ROOM
from engine.generate.reading import read_both_ways


@dataclass(frozen=True, slots=True)
class GeneratorConfig:
    """Sizes of the generator: about 2.6 million weights as they stand."""

    word: int = 96
    encoder: int = 96  # each way
    state: int = 192
    latent: int = 24
    taste: int = 32
    vector: int = 384  # of the sentence embeddings
    dropout: float = 0.25
    word_dropout: float = 0.15  # whole words hidden from the encoder (Bowman et al. 2016)


class Memory(NamedTuple):
    """What the encoder made of the sources. Decoding needs nothing else of them."""

    keys: Tensor  # (B, A, H) closed words, then the evidence's tokens
    appeal: Tensor  # (B, A) how much speaks for a token's sentence, before anything is said
    present: Tensor  # (B, N) bool
    content: Tensor  # (B, N) the word's hash where it is a content word, else 0
    summary: Tensor  # (B, H)
    asked: Tensor  # (B, ASKED + taste) the condition


class Choices(NamedTuple):
    """What a generator thinks of all that was allowed, at the S steps at which something was decided."""

    log_p: Tensor  # (B, S, C) the action that was taken first; -inf where padded
    decided: Tensor  # (B, S) bool: False pads
    at: Tensor  # (B, S) the step, 0 ... L - 1


class Output(NamedTuple):
    """Parts of the loss, one row an example."""

    choices: Choices
    latent: Tensor  # (B, Z)
    nll: Tensor  # (B,) nats of the decisions
    kl: Tensor  # (B,) nats from the posterior of the latent to its prior
    kl_units: Tensor  # (B, Z)
    decisions: Tensor  # (B,) steps at which more than one continuation was allowed


class Generator(nn.Module):
    """Conditional LSTM with attention, coverage and a VAE latent, decoding over given choices."""

    def __init__(self, config: GeneratorConfig) -> None:
        super().__init__()
        c = self.config = config
        both = 2 * c.encoder
        asked = ASKED + c.taste
        self.words = nn.Embedding(BUCKETS + 1, c.word, padding_idx=0)
        self.shapes = nn.Embedding(SHAPES, c.word, padding_idx=0)
        self.encoder = nn.LSTM(c.word, c.encoder, bidirectional=True, batch_first=True)
        self.meaning = nn.Linear(c.vector, c.state)
        self.sentence = nn.Linear(both + c.state + FEATURES, c.state)
        self.context = nn.Linear(c.state, c.state)
        self.token = nn.Linear(both + c.word + c.state, c.state)
        self.closed = nn.Embedding(CLOSED_ROOM, c.state)
        self.taste = nn.Linear(c.vector, c.taste)
        self.appeal = nn.Linear(FEATURES, 1)
        self.posterior = nn.Sequential(
            nn.Linear(2 * c.state + asked, c.state), nn.Tanh(), nn.Linear(c.state, 2 * c.latent)
        )
        self.initial = nn.Linear(c.latent + asked + c.state, 2 * c.state)
        self.decoder = nn.LSTM(c.state + c.latent + asked, c.state, batch_first=True)
        self.attend = nn.Linear(c.state, c.state)
        self.point = nn.Linear(2 * c.state + c.latent + asked, c.state)
        self.coverage = nn.Parameter(torch.zeros(2))  # on attention, on pointing
        self.dropout = nn.Dropout(c.dropout)
        nn.init.normal_(self.words.weight, std=0.3)
        nn.init.normal_(self.shapes.weight, std=0.3)
        nn.init.normal_(self.closed.weight, std=0.3)
        nn.init.zeros_(self.appeal.weight)

    def forward(self, batch: Batch, noise: Tensor) -> Output:
        """Score the ways that people went. ``noise``: (B, Z) standard normal, for the latent."""
        memory = self.encode(batch)
        mean, log_variance = self.infer(memory, batch)
        latent = mean + noise * torch.exp(0.5 * log_variance)
        kl_units = 0.5 * (mean.square() + log_variance.exp() - 1 - log_variance)  # (B, Z)
        choices = self.choose(memory, latent, batch)
        nll = -(choices.log_p[..., 0] * choices.decided).sum(1)
        return Output(choices, latent, nll, kl_units.sum(1), kl_units, choices.decided.sum(1))

    def encode(self, batch: Batch) -> Memory:
        """Read the evidence: words by a BiLSTM within each sentence, sentences by vector and features."""
        words = batch.words
        if self.training and self.config.word_dropout:
            hidden = torch.rand(words.shape[:2], device=words.device) < self.config.word_dropout
            words = words.masked_fill(hidden[..., None], 0)
        embedded = self.dropout(self.words(words).sum(2) + self.shapes(batch.shapes))  # (Q, T, word)
        read = read_both_ways(self.encoder, embedded, batch.own)  # (Q, T, 2E), zero behind the own words
        pooled = read.sum(1) / batch.own[:, None]
        meaning = torch.tanh(self.meaning(self.dropout(batch.vectors * batch.vectors.shape[1] ** 0.5 / 4)))
        sentence = torch.tanh(self.sentence(torch.cat([pooled, meaning, batch.features], 1)))  # (Q, H)
        rows = batch.taste.shape[0]
        count = torch.zeros(rows, 1, device=words.device).index_add_(
            0, batch.video, torch.ones(len(batch.video), 1, device=words.device)
        )
        summary = torch.zeros(rows, sentence.shape[1], device=words.device)
        summary = summary.index_add_(0, batch.video, sentence) / count
        sentence = sentence + self.context(summary)[batch.video]

        of, at = batch.sentence, batch.token  # (B, N)
        parts = [self.dropout(read[of, batch.origin]), embedded[of, at]]
        width, weight = self.config.state, self.token.weight
        of_words = functional.linear(torch.cat(parts, -1), weight[:, :-width], self.token.bias)  # (B, N, H)
        of_sentences = functional.linear(self.dropout(sentence), weight[:, -width:])  # once a sentence, not a token
        tokens = torch.tanh(of_words + of_sentences[of])
        keys = torch.cat([torch.tanh(self.closed.weight).expand(rows, -1, -1), tokens], 1)
        appeal = self.appeal(batch.features).squeeze(-1)[of] * batch.present
        appeal = torch.cat([appeal.new_zeros(rows, CLOSED_ROOM), appeal], 1)
        script, size = batch.shapes[of, at] % 8, batch.shapes[of, at] // 8 % 4  # see dataset.word_shape
        is_content = ((script == 1) | ((script >= 5) & (size >= 1))) & batch.present
        content = batch.words[of, at, 0] * is_content
        asked = torch.cat([batch.asked, torch.tanh(self.taste(batch.taste * 4))], 1)
        return Memory(keys, appeal, batch.present, content, summary, asked)

    def infer(self, memory: Memory, batch: Batch) -> tuple[Tensor, Tensor]:
        """The posterior q(z | target, source): mean and log-variance, each (B, Z)."""
        said = self._keys_of(memory, batch.actions) * batch.steps[..., None]
        target = said.sum(1) / batch.steps.sum(1, keepdim=True)
        both = self.posterior(torch.cat([target, memory.summary, memory.asked], 1))
        mean, log_variance = both.chunk(2, 1)
        return mean, log_variance.clamp(-6, 2)

    def decode(self, memory: Memory, latent: Tensor, batch: Batch) -> Tensor:
        """Log-probability of each action of the batch among its choices, (B, L); 0 where padded or forced."""
        choices = self.choose(memory, latent, batch)
        taken = choices.log_p[..., 0] * choices.decided
        return taken.new_zeros(batch.actions.shape).scatter(1, choices.at, taken)

    def choose(self, memory: Memory, latent: Tensor, batch: Batch) -> Choices:
        """Log-probabilities of all that was allowed at the decisions of the batch."""
        start = torch.zeros_like(batch.actions[:, :1])  # joins.BEGIN
        before = torch.cat([start, batch.actions[:, :-1]], 1)
        said = self.hashes_of(memory, before)  # (B, L)
        covered = (said[:, :, None] == memory.content[:, None, :]) & (memory.content > 0)[:, None, :]
        covered = covered.float().cumsum(1).clamp(max=1)  # (B, L, N)
        state = self.begin(memory, latent)
        steady = self.steady(memory, latent)
        hidden, _ = self.advance(memory, steady, before, state)
        # Only steps at which something is decided need attention; they are brought to the front.
        decided = (batch.choices >= 0).sum(-1) > 1  # (B, L)
        most = max(int(decided.sum(1).max()), 1)
        at = decided.int().argsort(dim=1, descending=True, stable=True)[:, :most]

        def picked(x: Tensor) -> Tensor:
            return x.gather(1, at[..., None].expand(-1, -1, x.shape[-1]))

        logits = self.score(memory, steady, picked(hidden), picked(covered), picked(batch.choices))
        return Choices(functional.log_softmax(logits, -1), decided.gather(1, at), at)

    def begin(self, memory: Memory, latent: Tensor) -> tuple[Tensor, Tensor]:
        """First state of the decoder: h and c, each (1, B, H)."""
        both = self.initial(torch.cat([latent, memory.asked, memory.summary], 1))
        h, c = torch.tanh(both).chunk(2, 1)
        return h[None].contiguous(), c[None].contiguous()

    def advance(
        self, memory: Memory, steady: Tensor, actions: Tensor, state: tuple[Tensor, Tensor]
    ) -> tuple[Tensor, tuple[Tensor, Tensor]]:
        """Read what was said, (B, L); give the decoder's outputs (B, L, H) and its new state.

        ``memory``: of one row, too, where all read the same video.
        """
        steady = steady.expand(-1, actions.shape[1], -1)
        inputs = torch.cat([self.dropout(self._keys_of(memory, actions)), steady], -1)
        read: tuple[Tensor, tuple[Tensor, Tensor]] = self.decoder(inputs, state)
        return read

    def score(self, memory: Memory, steady: Tensor, hidden: Tensor, covered: Tensor, choices: Tensor) -> Tensor:
        """Logits of the choices (B, L, C), -inf where padded (place 0 always stands).

        Candidates of one video may stand side by side as L: no step looks at another one.

        Coverage (See et al. 2017) is not summed attention here: a pointer says exactly which words were
        printed, so attention and pointing see those, and nothing recurrent is needed.
        """
        tokens = memory.keys[:, CLOSED_ROOM:]
        scale = hidden.shape[-1] ** -0.5
        scores = self.attend(hidden) @ tokens.transpose(1, 2) * scale + self.coverage[0] * covered
        weights = scores.masked_fill(~memory.present[:, None], -1e9).softmax(-1)
        steady = steady.expand(-1, hidden.shape[1], -1)
        query = self.point(self.dropout(torch.cat([hidden, weights @ tokens, steady], -1)))
        every = query @ memory.keys.transpose(1, 2) * scale + memory.appeal[:, None]  # (B, L, A)
        seen = functional.pad(covered, (CLOSED_ROOM, 0))
        logits: Tensor = (every + self.coverage[1] * seen).gather(2, choices.clamp(min=0))
        padded = choices < 0
        padded[..., 0] = False
        return logits.masked_fill(padded, -torch.inf)

    @staticmethod
    def steady(memory: Memory, latent: Tensor) -> Tensor:
        """What every step is told, (B, 1, Z + ASKED + taste)."""
        return torch.cat([latent, memory.asked], 1)[:, None]

    @staticmethod
    def _keys_of(memory: Memory, actions: Tensor) -> Tensor:
        keys = memory.keys.expand(len(actions), -1, -1)
        return keys.gather(1, actions[..., None].expand(-1, -1, keys.shape[-1]))

    @staticmethod
    def hashes_of(memory: Memory, actions: Tensor) -> Tensor:
        padded = functional.pad(memory.content, (CLOSED_ROOM, 0))
        return padded.expand(len(actions), -1).gather(1, actions)
