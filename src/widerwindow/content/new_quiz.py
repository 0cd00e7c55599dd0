"""Starts a quiz: a file that works as it is, with notes that say what each part of it is for."""

import json
from importlib.resources import files
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from widerwindow.content.core.problems import ContentError, Problem
from widerwindow.content.core.reading import Id
from widerwindow.content.course import PLACES, Course
from widerwindow.content.quizzes.quiz import Quiz
from widerwindow.messages import Messages

_say = Messages(__package__)

_TEMPLATE = "quiz-template.yml"


def start(course: Course, name: str, title: str | None) -> Path:
    """Write the file of a new quiz and return it. Raises ContentError where the name is taken or is none."""
    file = course.root / PLACES[Quiz].format(name)
    try:
        TypeAdapter(Id).validate_python(name)
    except ValidationError:
        raise ContentError([Problem(course.exercises, 1, *_say.advice("bad_quiz_name", name=name))]) from None
    text = files(__package__).joinpath(_TEMPLATE).read_text(encoding="utf-8")
    heading = title or name.replace("-", " ").capitalize()
    text = text.replace("id: my-quiz", f"id: {name}", 1)
    text = text.replace('title: "My quiz"', f"title: {json.dumps(heading, ensure_ascii=False)}", 1)
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        with file.open("x", encoding="utf-8") as new:
            new.write(text)
    except FileExistsError:
        raise ContentError([Problem(file, 1, *_say.advice("quiz_exists", name=name))]) from None
    except OSError:
        file.unlink(missing_ok=True)  # half of it is no quiz
        raise
    return file
