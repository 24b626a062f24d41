"""The parts of ``tests/bench/blurbs.py``: one figure, or one thing that the figures need, a module."""
