"""The widget for a graded quiz: it fills in the release notebook, and never holds a key."""

import json
from pathlib import Path
from typing import Any, ClassVar, NamedTuple

import traitlets

from widerwindow.content.about.organisation import PublicExit
from widerwindow.content.core.problems import ContentError, Problem
from widerwindow.content.quizzes.quiz import PublicQuiz
from widerwindow.messages import Messages
from widerwindow.widgets.base import CourseWidget, course_here, exit_of

_FORMAT = 1
_say = Messages(__package__)


class QuizContent(PublicQuiz):
    """A quiz with what stands in the cell of an answer in words that nobody has touched."""

    blank: str


class Quiz(CourseWidget):
    """A quiz, by its id. `answers` holds what is answered, by the id of its question.

    The questions come from the release notebook: the one in the working directory, where a student works in her own
    copy, or else the course's. Only the latter is sent along, as `notebook`, for the page to fill in and hand over. A
    `notebook` that is given stands for the course's: a preview has none that is released. Where the course has not
    released the quiz, a sentence says so in its place.
    """

    kind: ClassVar[str] = "quiz"
    remembered: ClassVar[str] = "answers"

    answers = traitlets.Dict().tag(sync=True)
    notebook = traitlets.Dict(default_value=None, allow_none=True).tag(sync=True)

    def __init__(self, name: str, notebook: dict[str, Any] | None = None) -> None:
        release = _given(notebook, name) if notebook else _students_copy(name) or _of_course(name)
        quiz: PublicQuiz = release.data["quiz"]
        content: QuizContent = {**quiz, "blank": release.data["blank"]}
        super().__init__(name, content, release.leave, notebook=release.notebook)

    def page_data(self, content: dict[str, Any]) -> dict[str, Any]:
        """Return what the page's script needs, the notebook to fill in included."""
        return super().page_data(content) | ({"notebook": self.notebook} if self.notebook else {})

    def _repr_mimebundle_(self, **kwargs: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
        if self.content["questions"]:
            return super()._repr_mimebundle_(**kwargs)
        said = _say("not_open")
        return {"text/html": f"<p>{_say.html('not_open')}</p>", "text/plain": said}, {}


class _Release(NamedTuple):
    data: dict[str, Any]
    notebook: dict[str, Any] | None
    leave: PublicExit | None


def _given(notebook: dict[str, Any], name: str) -> _Release:
    return _Release(_data_in(notebook, Path(f"{name}.ipynb"), name), notebook, None)


def _students_copy(name: str) -> _Release | None:
    path = Path.cwd() / f"{name}.ipynb"
    if not path.is_file():
        return None
    data = _data_in(_read(path, name), path, name)
    return _Release(data, None, data.get("exit"))


def _of_course(name: str) -> _Release:
    course = course_here()
    path = course.exercises / "release" / name / f"{name}.ipynb"
    if not path.is_file():
        title = course.quiz_as_written(name).title
        return _Release({"quiz": {"id": name, "title": title, "intro": "", "questions": []}, "blank": ""}, None, None)
    notebook = _read(path, name)
    return _Release(_data_in(notebook, path, name), notebook, exit_of(course))


def _read(path: Path, name: str) -> dict[str, Any]:
    try:
        notebook = json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        notebook = None
    if not isinstance(notebook, dict):
        raise ContentError([Problem(path, 1, *_say.advice("no_notebook", name=name))])
    return notebook


def _data_in(notebook: dict[str, Any], path: Path, name: str) -> dict[str, Any]:
    data = notebook.get("metadata", {}).get("widerwindow")
    if not isinstance(data, dict) or data.get("format") != _FORMAT or data.get("quiz", {}).get("id") != name:
        raise ContentError([Problem(path, 1, *_say.advice("other_notebook", name=name))])
    return data
