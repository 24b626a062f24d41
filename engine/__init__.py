"""Matinee's engine: everything but the window. Usable alone, from the command line."""

import os

__version__ = "0.1.0"

# onnxruntime would otherwise number this device and report its use. No request leaves the machine.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
