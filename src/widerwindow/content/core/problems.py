"""How the package tells an author or a trainer that something they wrote cannot be used."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to mend: where it is, what is wrong, and what to write instead.

    `advice` is no mistake: an author may think it over, and nothing waits for that.
    """

    file: Path
    line: int
    message: str
    hint: str
    advice: bool = False

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message} {self.hint}"


def mistakes(problems: Iterable[Problem]) -> list[Problem]:
    """Return those `problems` that have to be mended."""
    return [problem for problem in problems if not problem.advice]


class ContentError(Exception):
    """Raised when a file cannot be used; `problems` holds everything found in it, in the order of its lines."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


@dataclass(frozen=True)
class Fault:
    """A `Problem` before its file and line are known.

    `where` is the way to the value from the top of the file: keys and list positions, as in
    `("scenes", 2, "choices", 0, "next")`.
    """

    where: tuple[str | int, ...]
    message: str
    hint: str
