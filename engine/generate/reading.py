"""Sequences of many lengths through an LSTM that reads both ways."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

_ALIKE = 0.6  # of the longest one's length, for sequences that are read together


def read_both_ways(lstm: nn.LSTM, inputs: Tensor, length: Tensor) -> Tensor:
    """Outputs (B, L, 2H) of a bidirectional LSTM of one layer, batch first, zero behind each sequence's end.

    ``inputs``: (B, L, D). ``length``: (B,), at least 1. On a CPU, packed sequences are read a step at a time and
    cost twice as much as ones of about one length that lie padded; so these are read together, and backwards each
    is turned round within its length.
    """
    longest = inputs.shape[1]
    if inputs.device.type != "cpu":
        packed = pack_padded_sequence(inputs, length.cpu(), batch_first=True, enforce_sorted=False)
        outputs: Tensor = pad_packed_sequence(lstm(packed)[0], batch_first=True, total_length=longest)[0]
        return outputs
    order = length.argsort(descending=True, stable=True)
    lengths = length[order].tolist()
    starts = [0]
    for i, steps in enumerate(lengths):
        if steps < _ALIKE * lengths[starts[-1]]:
            starts.append(i)
    read = []
    for start, end in zip(starts, [*starts[1:], len(lengths)], strict=True):
        rows, steps = order[start:end], lengths[start]
        place = torch.arange(steps)
        turned = (length[rows, None] - 1 - place).clamp(min=0)[..., None]  # (rows, steps, 1)
        part = inputs[rows, :steps]
        forth = _one_way(lstm, part, "")
        back = _one_way(lstm, part.gather(1, turned.expand_as(part)), "_reverse")
        both = torch.cat([forth, back.gather(1, turned.expand_as(back))], 2)
        read.append(functional.pad(both * (place < length[rows, None])[..., None], (0, 0, 0, longest - steps)))
    return torch.cat(read)[order.argsort()]


def _one_way(lstm: nn.LSTM, inputs: Tensor, way: str) -> Tensor:
    weights = [getattr(lstm, f"{name}_l0{way}") for name in ("weight_ih", "weight_hh", "bias_ih", "bias_hh")]
    zero = inputs.new_zeros(1, len(inputs), lstm.hidden_size)
    outputs: Tensor = torch.lstm(inputs, (zero, zero), weights, True, 1, 0.0, lstm.training, False, True)[0]
    return outputs
