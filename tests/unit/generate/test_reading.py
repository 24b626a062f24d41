"""Sequences of about one length are read together: the same numbers as packed ones give, and the same gradients."""

import torch
from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

from engine.generate.reading import read_both_ways


def test_it_reads_as_packed_sequences_are_read():
    torch.manual_seed(0)
    lstm = nn.LSTM(6, 5, bidirectional=True, batch_first=True)
    length = torch.tensor([3, 17, 1, 40, 16, 2, 39])
    inputs = torch.randn(len(length), 40, 6, requires_grad=True)
    packed = pack_padded_sequence(inputs, length, batch_first=True, enforce_sorted=False)
    expected, _ = pad_packed_sequence(lstm(packed)[0], batch_first=True)
    wanted = torch.autograd.grad(expected.square().sum(), [inputs, *lstm.parameters()])
    read = read_both_ways(lstm, inputs, length)
    found = torch.autograd.grad(read.square().sum(), [inputs, *lstm.parameters()])
    torch.testing.assert_close(read, expected, atol=1e-6, rtol=1e-5)
    torch.testing.assert_close(found, wanted, atol=1e-5, rtol=1e-4)
    assert not read[2, 1:].any()
