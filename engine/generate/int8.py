"""A decoder that computes in whole numbers of eight bits, which takes an x86 CPU less than half of the time.

Weights get one scale a row; what comes in is rounded anew at each call ("dynamic quantisation"). It writes, and
cannot be trained. ``tests/bench/compress.py`` tells what it gains and what it costs.
"""

from __future__ import annotations

import copy
import warnings
from dataclasses import replace
from typing import Any

import torch
from torch import Tensor, nn

from engine.generate.checkpoint import Networks
from engine.generate.compact import rounded

_ENGINES = ("x86", "fbgemm")  # PyTorch's, for CPUs with AVX2; what others gain nobody has measured


def quick(networks: Networks) -> Networks:
    """Networks whose decoder computes in int8, where this machine's CPU is one that gains; else the same ones.

    The encoder stays as it is: few rows, long ones, of which rounding takes the time that it saves.
    """
    generator = networks.generator
    if generator.closed.weight.device.type != "cpu" or torch.backends.quantized.engine not in _ENGINES:
        return networks
    made = copy.deepcopy(generator).eval().requires_grad_(False)
    for name, module in (
        ("decoder", Lstm8(generator.decoder)),
        ("attend", Linear8(generator.attend.weight, generator.attend.bias)),
        ("point", Linear8(generator.point.weight, generator.point.bias)),
    ):
        setattr(made, name, module)
    return replace(networks, generator=made)


class Linear8(nn.Module):
    """As nn.Linear."""

    def __init__(self, weight: Tensor, bias: Tensor) -> None:
        super().__init__()
        self.packed = _packed(weight, bias)

    def forward(self, inputs: Tensor) -> Tensor:
        outputs: Tensor = torch.ops.quantized.linear_dynamic(inputs, self.packed, True)
        return outputs


class Lstm8(nn.Module):
    """As an nn.LSTM of one layer and one direction, batch first."""

    def __init__(self, like: nn.LSTM) -> None:
        super().__init__()
        ih, hh, bias_ih, bias_hh = like.all_weights[0]
        packed, biases = (_packed(ih, bias_ih), _packed(hh, bias_hh)), (bias_ih.detach(), bias_hh.detach())
        self.cell: Any = torch.ops.quantized.make_quantized_cell_params_dynamic(*packed, *biases, True)

    def forward(self, inputs: Tensor, state: tuple[Tensor, Tensor]) -> tuple[Tensor, tuple[Tensor, Tensor]]:
        outputs, h, c = torch.quantized_lstm(
            inputs, state, [self.cell], True, 1, 0.0, False, False, True, dtype=torch.qint8, use_dynamic=True
        )
        return outputs, (h, c)


def _packed(weight: Tensor, bias: Tensor) -> Any:
    whole, scale = rounded(weight)
    zero = torch.zeros(len(scale), dtype=torch.long)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # that a later PyTorch will have no such tensors; ours is pinned
        tensor = torch._make_per_channel_quantized_tensor(whole, scale.double(), zero, 0)
    return torch.ops.quantized.linear_prepack(tensor, bias.detach())
