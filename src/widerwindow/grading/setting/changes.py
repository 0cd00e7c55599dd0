"""Says what a release would change: which questions are new, gone or other than learners have them now."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from markupsafe import Markup

from widerwindow.content.course import Course
from widerwindow.content.questions.parts import in_brief, shortened
from widerwindow.grading.notebook import source
from widerwindow.grading.storage import source_folder

Part = Literal["words", "key", "points"]
"""What of a question is another. Its feedback is none of it: no release holds that."""


@dataclass(frozen=True)
class Changed:
    """A question that stays, and what of it is another."""

    prompt: str
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Changes:
    """What a release would change. A question is told by its prompt in one line."""

    new: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    changed: tuple[Changed, ...] = ()
    moved: bool = False
    """Whether questions that stay come in another order."""

    opening: bool = False
    """Whether the title, the words above the questions or the rules are others."""

    @property
    def any(self) -> bool:
        """Whether learners would get anything else."""
        return self != Changes()


def changes(course: Course, name: str) -> Changes | None:
    """Return what a release of the quiz `name` would change; None where it was never released. Raises ContentError."""
    before, after = _released(course, name), _Paper(json.loads(source.notebook(course, name)))
    if before is None:
        return None
    prompts = {question.id: in_brief(question.prompt) for question in course.quiz(name).questions}
    stays = [each for each in after.ids if each in before.ids]
    changed = {each: _parts(before, after, each) for each in stays}
    return Changes(
        tuple(prompts[each] for each in after.ids if each not in before.ids),
        tuple(before.prompt(each) for each in before.ids if each not in after.ids),
        tuple(Changed(prompts[each], parts) for each, parts in changed.items() if parts),
        stays != [each for each in before.ids if each in after.ids],
        before.opening != after.opening,
    )


def first_words_released(course: Course, name: str) -> dict[str, str]:
    """Return how each question begins that was released, by its id; nothing where nothing was."""
    paper = _released(course, name)
    return {each: shortened(paper.prompt(each)) for each in paper.ids} if paper else {}


class _Paper:
    """The trainer's version of a quiz's notebook."""

    def __init__(self, notebook: Mapping[str, Any]) -> None:
        cells = [(cell["metadata"]["nbgrader"]["grade_id"], cell) for cell in notebook["cells"]]
        self._cells: dict[str, Any] = dict(cells)
        about = notebook["metadata"]["widerwindow"]
        self._questions: dict[str, dict[str, Any]] = {each["id"]: each for each in about["quiz"]["questions"]}
        self.ids = list(self._questions)
        self.opening = about["quiz"]["title"], about["quiz"]["intro"]

    def prompt(self, question: str) -> str:
        """Return the words that ask it, in one line."""
        return Markup(self._questions[question]["prompt"]).striptags()

    def words(self, question: str) -> dict[str, Any]:
        """Return what a learner sees of it, but its points."""
        return self._questions[question] | {"points": None}

    def points(self, question: str) -> int:
        return int(self._questions[question]["points"])

    def key(self, question: str) -> str:
        """Return what marks it, its points aside; "" where a person does."""
        return self._text(f"{question}_mark").replace(f"({self.points(question)} *", "(")

    def _text(self, cell: str) -> str:
        return str(self._cells[cell]["source"]) if cell in self._cells else ""


def _released(course: Course, name: str) -> _Paper | None:
    """Return what was released; None where nothing was, or where it cannot be read any more."""
    try:
        return _Paper(json.loads((source_folder(course, name) / f"{name}.ipynb").read_bytes()))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _parts(before: _Paper, after: _Paper, question: str) -> tuple[Part, ...]:
    looks: dict[Part, Callable[[_Paper], object]] = {
        "words": lambda paper: paper.words(question),
        "key": lambda paper: paper.key(question),
        "points": lambda paper: paper.points(question),
    }
    return tuple(part for part, look in looks.items() if look(before) != look(after))
