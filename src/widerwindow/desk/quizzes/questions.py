"""The questions of a quiz by form: added, changed, moved and deleted, without a look at the file they stand in."""

from collections.abc import Callable, Sequence
from http import HTTPStatus
from pathlib import Path
from typing import Any, ClassVar

from tornado import web
from typing_extensions import override

from widerwindow.content.core.reading import read, read_text
from widerwindow.content.core.rewriting import held, rewritten
from widerwindow.content.questions import KINDS
from widerwindow.content.questions.form import Typed
from widerwindow.content.questions.form_rows import new_row
from widerwindow.content.quizzes.question_form import Lessons, NewOutcome, QuestionForm
from widerwindow.content.quizzes.quiz import Quiz
from widerwindow.desk.quizzes.changing import NOTHING_ELSE, Changing, Held
from widerwindow.grading.setting.saving import stamp, text_of
from widerwindow.grading.setting.saving_in_bank import file_of

Questions = list[dict[str, Any]]
"""The questions in a quiz's own file, as plain data."""


class _Questions(Changing):
    def changed(self, name: str, change: Callable[[Questions], Questions], outcome: NewOutcome | None = None) -> Held:
        """Save the quiz with its questions changed, and perhaps with a new outcome, or return why not."""
        text = text_of(self.course, name)
        data = held(text)
        data["questions"] = change(data.get("questions") or [])
        if outcome:
            data["outcomes"][outcome.id] = outcome.text
        return self.saved(name, rewritten(text, data), self._taught(name, outcome) if outcome else NOTHING_ELSE)

    def _taught(self, name: str, outcome: NewOutcome) -> dict[Path, str]:
        """Return what the file of the quiz's module says once it teaches the outcome, if it is a module's quiz."""
        module = self.module_of(name)
        if not module:
            return {}
        file = self.course.book / module.id / "module.yml"
        text = read_text(file)
        data = held(text)
        data["outcomes"][outcome.id] = {"taught": list(outcome.taught), "practised": list(outcome.practised)}
        return {file: rewritten(text, data)}

    def lessons(self, name: str) -> Lessons | None:
        """Return by what the module of a quiz teaches, if it has one."""
        module = self.module_of(name)
        if not module:
            return None
        course, folder = self.course, f"{module.id}/"
        for_learners = course.page_files().keys() - course.for_trainers()
        pages = [page for page in course.contents().order() if page.startswith(folder) and page in for_learners]
        practice = [
            (name, found) for name, found in course.practice().items() if course.name(found[0]).startswith(folder)
        ]
        return Lessons(
            [(page.removeprefix(folder), course.page(page).title) for page in pages],
            [(name, read(file, kind).title) for name, (file, kind) in practice],
        )

    def readable(self, name: str) -> Quiz:
        """Return the quiz that an address names, as it is written. Raises ContentError where it has mistakes."""
        return self.course.quiz_as_written(self.known(name))

    def place(self, name: str, question: str) -> int:
        """Return where a question stands, which an address names. Raises HTTPError where there is none."""
        self.readable(name)
        ids = [each["id"] for each in held(text_of(self.course, name)).get("questions") or []]
        if question not in ids:
            raise web.HTTPError(HTTPStatus.NOT_FOUND)
        return ids.index(question)


class _Question(_Questions):
    """The form of a question: one that is there, or a new one of a kind."""

    is_of_bank: ClassVar[bool] = False

    def text(self, name: str) -> str:
        """Return the text in which the question stands."""
        return text_of(self.course, name)

    def data(self, name: str, question: str) -> dict[str, Any]:
        """Return the question as plain data."""
        place = self.place(name, question)
        found: dict[str, Any] = held(text_of(self.course, name))["questions"][place]
        return found

    def form(self, name: str, kind: str) -> QuestionForm:
        """Return the form of a kind. Raises HTTPError where there is none."""
        if kind not in KINDS:
            raise web.HTTPError(HTTPStatus.NOT_FOUND)
        return QuestionForm(kind, self.readable(name).outcomes, self.lessons(name))

    @web.authenticated
    def get(self, name: str, question: str) -> None:
        data = self.data(name, question)
        form = self.form(name, data["type"])
        self.ask(name, form, form.filled(data), question=question)

    @web.authenticated
    def post(self, name: str, question: str) -> None:
        data = self.data(name, question)
        self.answer(name, self.form(name, data["type"]), data)

    def answer(self, name: str, form: QuestionForm, data: dict[str, Any]) -> None:
        """Do what the button says: save the question, or show the form with another row."""
        typed, question = self._typed(), data.get("id", "")
        what, *where = self.field("do").split(":")
        if what in _ROWS and where:
            _ROWS[what](typed, *where)
            self.ask(name, form, typed, question=question)
            return
        made, faults = form.read(typed, data, [each["id"] for each in self._all(name)])
        held_back = Held() if faults else self.keep(name, made, question, form.new_outcome(typed))
        if faults or held_back != Held():
            refused = [*faults, *held_back.refused]
            self.ask(name, form, typed, question=question, refused=refused, held_back=held_back)
        else:
            self.lead(f"/desk/quiz/{name}?saved=1")

    def keep(self, name: str, made: dict[str, Any], question: str, outcome: NewOutcome | None) -> Held:
        """Save what was made of the question, or return why not."""

        def change(questions: Questions) -> Questions:
            if question:
                return [made if each["id"] == question else each for each in questions]
            return [*questions, made]

        return self.changed(name, change, outcome)

    def _all(self, name: str) -> Sequence[dict[str, Any]]:
        found: Questions = held(text_of(self.course, name)).get("questions") or []
        return found

    def _typed(self) -> Typed:
        return {name: self.get_body_arguments(name) for name in self.request.body_arguments}

    def ask(  # noqa: PLR0913 - what stands on the page
        self,
        name: str,
        form: QuestionForm,
        typed: Typed,
        *,
        question: str = "",
        refused: Sequence[str] = (),
        held_back: Held = Held(),  # noqa: B008 - it is never changed
    ) -> None:
        """Show the form as it was typed."""
        self.show(
            "quizzes/question.html.j2",
            quiz=name,
            title=held(text_of(self.course, name))["title"],
            is_of_bank=self.is_of_bank,
            called=form.called,
            question=question,
            parts=[part for field in form.fields for part in field.shown(typed)],
            seen=self.field("seen") or stamp(self.text(name)),
            refused=refused,
            held=held_back,
            moves=held_back.moves,
        )


class _New(_Question):
    @web.authenticated
    def get(self, name: str, kind: str) -> None:
        form = self.form(name, kind)
        self.ask(name, form, form.filled({}))

    @web.authenticated
    def post(self, name: str, kind: str) -> None:
        self.answer(name, self.form(name, kind), {})


class _Drawn(_Question):
    """The form of a question that was drawn. It is saved in the bank's file, for every quiz that draws it."""

    is_of_bank = True

    @override
    def text(self, name: str) -> str:
        return read_text(self._file(name))

    @override
    def data(self, name: str, question: str) -> dict[str, Any]:
        questions: Questions = held(self.text(name))["questions"]
        return next(each for each in questions if each["id"] == question)

    @override
    def form(self, name: str, kind: str) -> QuestionForm:
        return QuestionForm(kind, None)

    @override
    def keep(self, name: str, made: dict[str, Any], question: str, outcome: NewOutcome | None) -> Held:
        text = self.text(name)
        data = held(text)
        data["questions"] = [made if each["id"] == question else each for each in data["questions"]]
        return self.saved_in_bank(self._file(name), rewritten(text, data))

    def _file(self, name: str) -> Path:
        """Return the file of the question that the address names. Raises HTTPError where none such was drawn."""
        question, drawn = self.path_kwargs["question"], self.course.drawn(self.known(name))
        file = file_of(self.course, question) if drawn and question in drawn.questions else None
        if file is None:
            raise web.HTTPError(HTTPStatus.NOT_FOUND)
        return file


class _Moved(_Question):
    """Moves a question a place up or down, or deletes it."""

    @web.authenticated
    def get(self, name: str, question: str) -> None:
        self.place(name, question)
        self.lead(f"/desk/quiz/{name}/questions/of/{question}")

    @web.authenticated
    def post(self, name: str, question: str) -> None:
        place, what = self.place(name, question), self.field("do")

        def change(questions: Questions) -> Questions:
            one = questions.pop(place)
            if what != "delete":
                questions.insert(max(0, place + (1 if what == "down" else -1)), one)
            return questions

        refused = self.changed(name, change).refused
        if refused:
            data = self.data(name, question)
            form = self.form(name, data["type"])
            self.ask(name, form, form.filled(data), question=question, refused=refused)
        else:
            self.lead(f"/desk/quiz/{name}?saved=1")


def _more(typed: Typed, name: str) -> None:
    rows = typed.setdefault(name, [])
    number = 0
    while new_row(name, number) in rows:
        number += 1
    rows.append(new_row(name, number))


def _less(typed: Typed, name: str, row: str) -> None:
    typed[name] = [each for each in typed.get(name, []) if each != row]


def _up(typed: Typed, name: str, row: str) -> None:
    rows = typed.get(name, [])
    if row in rows[1:]:
        place = rows.index(row)
        rows[place - 1 : place + 1] = [row, rows[place - 1]]


def _grow(typed: Typed, name: str, row: str) -> None:
    typed.setdefault(f"{name}-{row}-levels", []).append("")


_ROWS: dict[str, Callable[..., None]] = {"more": _more, "less": _less, "up": _up, "grow": _grow}
"""What the buttons beside rows do, by their names; nothing is saved by them."""

_AT = r"/desk/quiz/([\w-]+)/questions"
QUESTIONS = [
    (rf"{_AT}/new/([\w-]+)", _New),
    (rf"{_AT}/of/([\w-]+)", _Question),
    (rf"{_AT}/of/([\w-]+)/move", _Moved),
    (r"/desk/quiz/(?P<name>[\w-]+)/drawn/(?P<question>[\w-]+)", _Drawn),
]
"""The addresses of the form of a new question, of one that is there, of what moves it, and of one that was drawn."""
