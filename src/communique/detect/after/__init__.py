"""What overrules the decoder: named steps, each of which can be left out and measured."""

from collections.abc import Callable

from communique.detect.after.frames import FRAME_STEPS
from communique.detect.after.runs import RUN_STEPS
from communique.detect.after.titles import ABOVE_STEPS, BLOCK_STEPS, TEXT_STEPS

AFTER: tuple[Callable[..., object], ...] = (
    *RUN_STEPS,
    *BLOCK_STEPS,
    *FRAME_STEPS,
    *TEXT_STEPS,
    *ABOVE_STEPS,
)
"""All of these steps, in the order in which they run. `make ablation` says what each is worth."""

__all__ = ["AFTER"]
