"""Raised where only the trainer can say whose a file is, with what she needs to decide it."""

from collections.abc import Mapping

from widerwindow.grading.notebook.submission import LEARNER, NotAHandIn


class Asked(NotAHandIn):
    """Raised where only the trainer can say whose a file is."""

    def __init__(self, said: str, sides: Mapping[str, str] | None = None, *, why: str) -> None:
        super().__init__(said)
        self.why = why
        """What is in doubt, without what to do about it at the command line."""
        self.sides = {code: says for code, says in (sides or {}).items() if LEARNER.fullmatch(code)}
        """Whose it may be, by the code, and what says so."""
