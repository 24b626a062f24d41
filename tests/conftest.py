"""What every test runs under. Set before torch is loaded, which reads it once."""

import os

# Two spinning threads collapse when anything else runs on the two cores that a test machine has.
os.environ.setdefault("OMP_NUM_THREADS", "1")
