"""Measurements, each a command of its own."""

import os

os.environ.setdefault("OMP_WAIT_POLICY", "passive")  # as in the job processes; read when torch is first imported
