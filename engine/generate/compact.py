"""Weights as they are shipped: matrices in eight bits with one scale a row, all else in fp16.

``tests/bench/compress.py`` tells what that costs beside fp16 and fp32.
"""

from __future__ import annotations

from collections.abc import Mapping

import torch
from torch import Tensor

LEVELS = 127  # either way
_SCALE = ".scale"  # behind a matrix's name


def pack(tensors: Mapping[str, Tensor], *, matrices: bool = True) -> dict[str, Tensor]:
    """A quarter of fp32's bytes; half where ``matrices`` stay in fp16, too. ValueError where a number does not fit."""
    packed: dict[str, Tensor] = {}
    for name, tensor in tensors.items():
        if matrices and tensor.ndim == 2:
            packed[name], packed[name + _SCALE] = rounded(tensor)
        else:
            packed[name] = tensor.half()
    for name, tensor in packed.items():
        if not tensor.isfinite().all():
            raise ValueError(f"{name} does not fit eight bits or fp16")
    return packed


def unpack(tensors: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """What ``pack`` kept, in fp32; tensors that are not packed become fp32 too."""
    return {
        name: tensor.float() * tensors[name + _SCALE][:, None] if name + _SCALE in tensors else tensor.float()
        for name, tensor in tensors.items()
        if not name.endswith(_SCALE)
    }


def rounded(matrix: Tensor) -> tuple[Tensor, Tensor]:
    """Whole numbers (N, M) in int8 and the rows' scales (N,) in fp32."""
    matrix = matrix.detach().float()
    scale = (matrix.abs().amax(1) / LEVELS).clamp(min=1e-12)
    return (matrix / scale[:, None]).round().to(torch.int8), scale
