"""Makes the page that a learner gets back: one file that asks nothing of any other.

The key is in it only where the quiz says so.
"""

import re
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from widerwindow.content.course import Course
from widerwindow.content.markdown import to_html, to_inline_html
from widerwindow.content.questions import Answer, Placing, Question, WrittenAnswer
from widerwindow.content.quiz import Quiz
from widerwindow.grading.arriving import read_one
from widerwindow.grading.classroom import (
    Progress,
    autograded_folder,
    feedback_file,
    no_progress,
    submitted_folder,
    write,
)
from widerwindow.grading.marks import Mark, Marks, marks
from widerwindow.grading.standing import standing
from widerwindow.grading.submission import NotAHandIn, Unread, Unreadable, answers, read

_HERE = Path(__file__).parent


@dataclass(frozen=True)
class GivenBack:
    """One learner's page, or the reason why there is none; `reason` beside a page says what is not in it."""

    learner: str
    page: Path | None
    reason: str | None = None


def feedback(course: Course, name: str, progress: Progress = no_progress) -> list[GivenBack]:
    """Make the page of every learner who has handed in the quiz `name`."""
    quiz = course.quiz(name)
    found = {each.learner: each for each in marks(course, quiz)}
    handed_in = {folder.parent.name for folder in (course.exercises / "submitted").glob(f"*/{name}")}
    learners = sorted(found.keys() | handed_in)
    given = []
    with_key = _key_is_open(course, quiz)
    for done, learner in enumerate(learners):
        progress(done, len(learners), learner)
        given.append(_give(course, quiz, learner, found.get(learner), with_key=with_key))
    progress(len(learners), len(learners), "")
    return given


def _key_is_open(course: Course, quiz: Quiz) -> bool:
    """Return whether learners may see the key now: nobody does as long as one of them has time. Pages are passed on."""
    if quiz.show_key == "after_deadline":
        last = course.extensions().last(quiz)
        return last is not None and datetime.now(UTC) > last
    return quiz.show_key == "always"


def _give(course: Course, quiz: Quiz, learner: str, marked: Marks | None, *, with_key: bool) -> GivenBack:
    not_marked = f"Not marked yet: run `widerwindow autograde {quiz.id}` first."
    if marked is None:
        return GivenBack(learner, None, not_marked)
    arrived = read_one(autograded_folder(course, learner, quiz.id) / f"{quiz.id}.ipynb")
    try:
        found = answers(read(arrived.data or b"", marked=True), quiz)
    except Unread as error:
        if marked.waits:
            return GivenBack(learner, None, f"Needs a look: {error}")
        found = {question.id: Unreadable(str(error)) for question in quiz.questions}
    except NotAHandIn:
        return GivenBack(learner, None, not_marked)
    path = feedback_file(course, learner, quiz.id)
    write(path, page(quiz, marked, found, with_key=with_key).encode())
    missing = _missing(course, quiz, learner)
    if missing is None:
        _keep_ready_for_the_exchange(course, quiz, learner)
    return GivenBack(learner, path, missing)


def _missing(course: Course, quiz: Quiz, learner: str) -> str | None:
    """Return what to say where a newer hand-in has come since: the page is about the one that was marked."""
    handed_in, marked = (
        folder(course, learner, quiz.id) / "timestamp.txt" for folder in (submitted_folder, autograded_folder)
    )
    if handed_in.is_file() and (not marked.is_file() or handed_in.read_bytes() != marked.read_bytes()):
        return f"A newer hand-in is not marked yet: run `widerwindow autograde {quiz.id}`."
    return None


def _keep_ready_for_the_exchange(course: Course, quiz: Quiz, learner: str) -> None:
    """Put beside the page what `nbgrader release_feedback` knows a hand-in by, where it came through the exchange."""
    for name in ("timestamp.txt", "submission_secret.txt"):
        data = read_one(submitted_folder(course, learner, quiz.id) / name).data
        if data is not None:
            write(feedback_file(course, learner, quiz.id).with_name(name), data)


def page(quiz: Quiz, marked: Marks, found: dict[str, Answer | Unreadable], *, with_key: bool) -> str:
    """Return the page: what was asked, what the learner answered, what there is to say to it, and the points."""
    style = (_HERE / "feedback.css").read_text(encoding="utf-8")
    return _template().render(
        title=quiz.title,
        learner=marked.learner,
        date=f"{marked.handed_in.day} {marked.handed_in:%B %Y}" if marked.handed_in else None,
        points=_number(marked.points),
        out_of=_number(marked.out_of),
        waits=marked.waits,
        standing=standing(quiz, marked),
        questions=[
            _question(question, marked.questions[question.id], found[question.id])
            | {"key": [_inline(text) for text in _key(question)] if with_key else []}
            for question in quiz.questions
        ],
        style=Markup(style),
        # Nothing may be fetched and nothing may run, whatever else comes into the page one day.
        policy=f"default-src 'none'; style-src 'sha256-{b64encode(sha256(style.encode()).digest()).decode()}'",
    )


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(_HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template("feedback.html.j2")


def _question(question: Question, mark: Mark, answer: Answer | Unreadable) -> dict[str, Any]:
    readable = None if isinstance(answer, Unreadable) else answer
    written = isinstance(question, WrittenAnswer)
    return {
        "note": _blocks(question.note.text) if question.note else None,
        "prompt": _blocks(question.prompt),
        "unreadable": isinstance(answer, Unreadable),
        "text": readable if written else None,
        "chosen": [(_inline(what), _blocks(said)) for what, said in question.feedback(readable)],
        "left": [_inline(text) for text in question.left_open(readable)],
        "rubric": list(_rubric(question)),
        "points": None if mark.points is None else _number(mark.points),
        "out_of": _number(mark.out_of),
        "one": mark.out_of == 1,
        "waits": mark.waits,
        "comment": _blocks(mark.comment) if mark.comment else None,
    }


def _key(question: Question) -> list[str]:
    """Return the answer that gives all the points, in Markdown, a line for each part. A written one has none."""
    if isinstance(question, WrittenAnswer):
        return []
    if isinstance(question, Placing):
        places = {place.id: place.text for place in question.places}
        return [
            f"{item.text}: {' or '.join(places[right] for right in question.key[item.id])}" for item in question.items
        ]
    return [what for what, _ in question.feedback(question.key)]


def _rubric(question: Question) -> Iterator[tuple[str, list[Markup]]]:
    for row in question.rubric if isinstance(question, WrittenAnswer) else []:
        yield row.title, [_inline(level) for level in row.levels]


def _blocks(text: str) -> Markup:
    return _without_pictures(to_html(text))


def _inline(text: str) -> Markup:
    return _without_pictures(to_inline_html(text))


def _without_pictures(html: str) -> Markup:
    """Return what came of Markdown with words in the place of each picture, which would have to be fetched."""
    return Markup(re.sub(r'<img [^>]*?alt="([^"]*)"[^>]*>', r"\1", html))


def _number(points: float) -> str:
    return f"{points:.2f}".rstrip("0").rstrip(".")
