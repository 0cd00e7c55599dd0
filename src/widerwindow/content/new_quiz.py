"""Starts a quiz: a file that works as it is, with notes that say what each part of it is for."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from widerwindow.content.banked import Banked, banked
from widerwindow.content.core import yaml_style
from widerwindow.content.core.problems import ContentError, Problem
from widerwindow.content.core.reading import Id
from widerwindow.content.core.rewriting import held, rewritten
from widerwindow.content.course import Course
from widerwindow.content.quiz_text import file_of, read_quiz
from widerwindow.messages import Messages

_say = Messages(__package__)

_TEMPLATE = "quiz-template.yml"


def start(course: Course, name: str, title: str | None) -> Path:
    """Write the file of a new quiz and return it. Raises ContentError where the name is taken or is none."""
    try:
        TypeAdapter(Id).validate_python(name)
    except ValidationError:
        raise ContentError([Problem(course.exercises, 1, *_say.advice("bad_quiz_name", name=name))]) from None
    return _written(file_of(course, name), _example(name, title or name.replace("-", " ").capitalize()))


@dataclass(frozen=True)
class FromBank:
    """What a new quiz is to have of the bank."""

    taken: Sequence[Banked]
    draw: Mapping[str, int]
    """How many questions of each tag are to be drawn."""

    after_example: bool
    """Whether they come after the questions of the example."""


def start_from_bank(course: Course, name: str, title: str, wanted: FromBank) -> Path:
    """Write the file of a new quiz with copies of questions of the bank, or with none. Raises ContentError."""
    tags = {tag for tag, count in wanted.draw.items() if count}
    drawn = [each for each in banked(course) if tags & set(each.question.tags)]
    draw = [{"tag": tag, "count": wanted.draw[tag]} for tag in wanted.draw if tag in tags]
    if wanted.after_example:
        text = _example(name, title)
        text = rewritten(text, with_questions(held(text), wanted.taken, drawn, draw))
    else:
        bare = {"id": name, "title": title, "intro": _say("new_intro"), "outcomes": {}}
        text = f"{yaml_style.mapping(with_questions(bare, wanted.taken, drawn, draw), 0)}\n"
    read_quiz(course, name, text)
    return _written(file_of(course, name), text)


def with_questions(
    quiz: Mapping[str, Any],
    taken: Sequence[Banked],
    drawn: Sequence[Banked] = (),
    draw: Sequence[Mapping[str, object]] = (),
) -> dict[str, Any]:
    """Return the data of a quiz with copies of the questions `taken` after its own, and with more to `draw`.

    It gets the outcomes of these and of all that may be `drawn` too, in the words of the quizzes that have them.
    """
    new = sorted({str(each.question.outcome): each.outcome for each in [*taken, *drawn]}.items())
    more: dict[str, Any] = {
        "outcomes": {**dict(new), **(quiz.get("outcomes") or {})},
        "draw": [*(quiz.get("draw") or []), *draw],
        "questions": [*(quiz.get("questions") or []), *(each.copied() for each in taken)],
    }
    return {**quiz, **{name: value for name, value in more.items() if value}}


def _example(name: str, title: str) -> str:
    """Return the text of the example as that of a quiz of one's own."""
    text = files(__package__).joinpath(_TEMPLATE).read_text(encoding="utf-8")
    text = text.replace("id: my-quiz", f"id: {name}", 1)
    return text.replace('title: "My quiz"', f"title: {json.dumps(title, ensure_ascii=False)}", 1)


def _written(file: Path, text: str) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        with file.open("x", encoding="utf-8") as new:
            new.write(text)
    except FileExistsError:
        raise ContentError([Problem(file, 1, *_say.advice("quiz_exists", name=file.stem))]) from None
    except OSError:
        file.unlink(missing_ok=True)  # half of it is no quiz
        raise
    return file
