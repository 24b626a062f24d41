"""Mix in a few picks of which little is known and much may be hoped for."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from engine.rank.diversify import arrange
from engine.records import Vector

EVERY = 5  # one place in so many is for new ground; never one of the first two
_MOST = 12
_BEST = 50


def picks(
    worth: Vector, deviation: Vector, *, usual: float, likeness: Callable[[npt.NDArray[np.intp]], Vector]
) -> npt.NDArray[np.intp]:
    """Candidates of new ground, the most promising first, up to twelve, unlike each other.

    Upper confidence (Auer 2002): the highest ``worth + deviation`` (C,), both in spreads of the scores, of those that
    are worth more than the library's mean, 0, and less sure than is ``usual`` in it. No lot is drawn, as Thompson's
    rule would: an exploratory pick must stay on the page while nothing changes, and move little when something
    does. ``likeness`` gives that of some candidates (B,) to each other, (B, B).
    """
    open_ = np.flatnonzero((worth > 0) & (deviation > usual))
    upper = (worth + deviation)[open_]
    if len(upper) > _BEST:  # the highest ones alone, equal ones by their place
        enough = upper >= np.partition(upper, -_BEST)[-_BEST]
        open_, upper = open_[enough], upper[enough]
    best = np.argsort(-upper, kind="stable")[:_BEST]
    return np.asarray(open_[best][arrange(upper[best], likeness(open_[best]), limit=_MOST)])


def woven(
    order: npt.NDArray[np.intp], new: npt.NDArray[np.intp], *, limit: int
) -> tuple[npt.NDArray[np.intp], frozenset[int]]:
    """``order`` with the picks ``new`` put in at every fifth place, and those that stand there.

    A pick that stands higher by itself needs no help, and the next one takes its turn. Up to ``limit`` places; a
    longer list begins with the shorter one.
    """
    rest, chances = iter(order.tolist()), iter(new.tolist())
    shown: dict[int, bool] = {}  # in order; whether it is there to explore
    while len(shown) < limit:
        explores = len(shown) % EVERY == EVERY - 1
        pick = next((one for one in chances if one not in shown), None) if explores else None
        best = pick if pick is not None else next((one for one in rest if one not in shown), None)
        if best is None:
            break
        shown[best] = pick is not None
    return np.fromiter(shown, np.intp), frozenset(one for one, is_new in shown.items() if is_new)
