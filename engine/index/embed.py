"""Turn texts into vectors with the local embedding model."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, Literal, Protocol

import numpy as np

from engine import paths
from engine.errors import EnvironmentFault
from engine.records import Cue, Vector, Video

GRAPH = "matinee-int8.onnx"  # tokens -> unit vectors; made by installer/embedder.py
MAX_TOKENS = 512
BATCH_TOKENS = 2048  # padded tokens in one run of the network
