"""Shows a trainer a quiz before anybody else sees it: as learners will, and with its key. No site holds any of it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from markupsafe import Markup

from widerwindow.content.core.markdown import to_html, to_inline_html
from widerwindow.content.questions import Question
from widerwindow.content.quizzes.quiz import Quiz
from widerwindow.frontend.palette import with_palette
from widerwindow.site.alone.lone_page import fill
from widerwindow.site.page.shell import STYLE
from widerwindow.widgets import Quiz as QuizWidget
from widerwindow.widgets import bundle

_HERE = Path(__file__).parent


class _Part(NamedTuple):
    """An option or an item: its id and text, where it belongs if that is not nowhere, and what is said to it."""

    id: str
    text: Markup
    right: Markup | None
    feedback: Markup


def write_preview(quiz: Quiz, notebook: dict[str, Any], folder: Path) -> None:
    """Write the preview into `folder`: `index.html` with the widget that fills in `notebook`, and `key.html`."""
    for name, text in preview(quiz, notebook).items():
        (folder / name).write_text(text, encoding="utf-8")


def preview(quiz: Quiz, notebook: dict[str, Any], back: str | None = None) -> dict[str, str]:
    """Return the files of the preview by their names; `back` is the address that its pages lead back to."""
    widget = Markup(QuizWidget(quiz.id, notebook).page_html())
    keyed = {"opening": _blocks(quiz.opening), "questions": _with_keys(quiz)}
    pages = {
        "index.html": fill("preview.html", quiz=quiz, widget=widget, questions=[], back=back),
        "key.html": fill("preview.html", quiz=quiz, widget=None, back=back, **keyed),
    }
    return pages | {
        "shell.css": with_palette(STYLE.read_text(encoding="utf-8")),
        "preview.css": (_HERE / "preview.css").read_text(encoding="utf-8"),
        "quiz.css": bundle.style("quiz"),
        "quiz.js": bundle.script("quiz"),
    }


def _with_keys(quiz: Quiz) -> list[dict[str, Any]]:
    return [
        {
            "id": question.id,
            "points": question.points,
            "outcome": quiz.outcomes[str(question.outcome)],
            "note": _blocks(question.note.text) if question.note else None,
            "prompt": _blocks(question.prompt),
            "parts": list(_parts(question)),
            "rubric": [(row.title, [_inline(level) for level in row.levels]) for row in question.rubric_rows()],
        }
        for question in quiz.questions
    ]


def _parts(question: Question) -> Iterator[_Part]:
    for part in question.explained():
        right = _inline(part.right) if part.right else None
        yield _Part(part.id, _inline(part.text), right, _blocks(part.feedback))


def _blocks(text: str) -> Markup:
    return Markup(to_html(text))


def _inline(text: str) -> Markup:
    return Markup(to_inline_html(text))
