"""What the ranking computes with: one number an entry."""

import numpy as np
import numpy.typing as npt

Column = npt.NDArray[np.float64]
