"""Matinee's engine: everything but the window. Usable alone, from the command line."""

__version__ = "0.1.0"
