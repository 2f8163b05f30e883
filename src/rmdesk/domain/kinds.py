"""Closed lists of words that the command line needs before anything else: no model here, which would cost 0.1 s."""

from typing import Literal, get_args

TrainingKind = Literal["compliance", "product", "service", "other"]
TRAINING_KINDS: tuple[TrainingKind, ...] = get_args(TrainingKind)
