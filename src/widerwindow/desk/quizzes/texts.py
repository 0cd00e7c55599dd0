"""The text of a quiz, to be written by hand: with what is wrong at its line, and with its preview beside it."""

import secrets
from collections.abc import Sequence
from http import HTTPStatus

from tornado import web

from widerwindow.content.core.problems import ContentError, Problem
from widerwindow.content.quiz_text import advice, read_quiz
from widerwindow.desk.frame import POLICY
from widerwindow.desk.quizzes.changing import Changing, Held
from widerwindow.desk.quizzes.listed import standing
from widerwindow.desk.quizzes.showing import Showing
from widerwindow.grading.notebook.without_key import sample_of
from widerwindow.grading.setting.saving import stamp, text_of
from widerwindow.site.alone.preview import preview

_KEPT = 20
"""How many texts are kept for their previews."""


class _Typed(Changing):
    @property
    def drafts(self) -> dict[str, str]:
        """What was typed and is to be looked at, by names that nobody guesses. It stands in no file."""
        found: dict[str, str] = self.settings.setdefault("widerwindow_typed", {})
        return found

    @property
    def text(self) -> str:
        """What was typed."""
        return self.get_body_argument("text", "", strip=False).replace("\r\n", "\n")

    def found(self, name: str, text: str) -> list[Problem]:
        """Return what is wrong with a text, or what its author may think over."""
        try:
            read_quiz(self.course, name, text)
            return advice(self.course, name, text)
        except ContentError as error:
            return error.problems

    def keep(self, draft: str, text: str) -> None:
        """Keep a text for its preview."""
        while len(self.drafts) >= _KEPT:
            self.drafts.pop(next(iter(self.drafts)))
        self.drafts[draft] = text


class _Text(_Typed):
    @web.authenticated
    def get(self, name: str) -> None:
        text = text_of(self.course, self.known(name))
        self._show(name, text, self.found(name, text), seen=stamp(text))

    @web.authenticated
    def post(self, name: str) -> None:
        self.known(name)
        text, seen = self.text, self.field("seen")
        if self.field("what") == "look":
            self._show(name, text, self.found(name, text), seen=seen)
            return
        held = self.saved(name, text)
        if held == Held():
            self.lead(f"/desk/quiz/{name}/text?saved=1")
        else:
            self._show(name, text, held.problems, seen=seen, held=held)

    def _show(
        self,
        name: str,
        text: str,
        problems: Sequence[Problem],
        *,
        seen: str,
        held: Held = Held(),  # noqa: B008 - it is never changed
    ) -> None:
        draft, is_sound = self.field("draft") or secrets.token_hex(8), all(problem.advice for problem in problems)
        if is_sound:
            self.keep(draft, text)
        self.set_header("Content-Security-Policy", "; ".join([POLICY, "frame-src 'self'"]))
        self.show(
            "quizzes/text.html.j2",
            quiz=name,
            title=standing(self.course, name).title,
            text=text,
            problems=[(problem, _line(text, problem.line)) for problem in problems],
            seen=seen,
            draft=draft,
            held=held,
            moves=held.moves,
            refused=[held.trouble] if held.trouble else [],
            is_sound=is_sound,
            saved=self.get_query_argument("saved", ""),
        )


class _Look(_Typed):
    """Answers with what is wrong with what is being typed, and keeps it for its preview where nothing is."""

    @web.authenticated
    def post(self, name: str, draft: str) -> None:
        self.known(name)
        problems = self.found(name, self.text)
        is_sound = all(problem.advice for problem in problems)
        if is_sound:
            self.keep(draft, self.text)
        told = [{"line": each.line, "said": f"{each.message} {each.hint}"} for each in problems]
        self.finish({"sound": is_sound, "problems": told})


class _Shown(_Typed, Showing):
    """A file of the preview of what was typed."""

    @web.authenticated
    def get(self, name: str, draft: str, file: str) -> None:
        if draft not in self.drafts:
            raise web.HTTPError(HTTPStatus.NOT_FOUND)
        quiz = read_quiz(self.course, self.known(name), self.drafts[draft])
        self.answer(preview(quiz, sample_of(self.course, quiz)), file)


def _line(text: str, number: int) -> str:
    """Return what stands on a line of `text`, from 1."""
    lines = text.splitlines()
    return lines[number - 1].strip() if 0 < number <= len(lines) else ""


_AT = r"/desk/quiz/([\w-]+)/text"
TEXTS = [
    (_AT, _Text),
    (rf"{_AT}/([0-9a-f]{{16}})", _Look),
    (rf"{_AT}/([0-9a-f]{{16}})/([\w.]+)", _Shown),
]
"""The addresses of a quiz's text, and of the preview of what is being typed."""
