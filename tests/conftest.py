"""What every test runs under."""

import os

from hypothesis import settings

# Set before torch is loaded, which reads it once: two spinning threads collapse when anything else runs on the two
# cores that a test machine has.
os.environ.setdefault("OMP_NUM_THREADS", "1")

# A change is judged on the same examples each time; a person's own runs look for new ones.
settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")
