"""What a format gives: a file with a name, and for whom it is."""

from typing import NamedTuple


class Made(NamedTuple):
    """A file that is not written yet."""

    name: str
    content: bytes
    has_answers: bool = False
    """Whether the right answers stand in it, so that no learner may have it."""
    said: tuple[str, ...] = ()
    """What a trainer has to know of it, in sentences."""
