"""Setting quizzes: all of them with how they stand, and for each a preview, its release, its rules and questions."""

from abc import abstractmethod
from collections.abc import Sequence
from datetime import date

from tornado import web
from typing_extensions import override

from widerwindow.content.core.problems import ContentError
from widerwindow.content.course import Course
from widerwindow.content.questions import KINDS, Question
from widerwindow.content.questions.parts import in_brief
from widerwindow.content.quizzes.quiz import Quiz
from widerwindow.desk.quizzes.listed import standing, standings
from widerwindow.desk.quizzes.opening import OPENING
from widerwindow.desk.quizzes.page import QuizPage, reasons, told
from widerwindow.desk.quizzes.questions import QUESTIONS
from widerwindow.desk.quizzes.setting import SETTING
from widerwindow.desk.quizzes.showing import SHOWING
from widerwindow.desk.quizzes.starting import STARTING
from widerwindow.desk.quizzes.texts import TEXTS
from widerwindow.grading.keeping.removing import can_be_taken_back, remove, take_back
from widerwindow.grading.keeping.trouble import Trouble
from widerwindow.grading.keeping.writing import writing
from widerwindow.grading.marking.moves import moves
from widerwindow.grading.setting.changes import changes
from widerwindow.grading.setting.release import is_fresh, refuse_empty, refuse_other_questions
from widerwindow.grading.setting.saving import stamp, text_of


class _All(QuizPage):
    @web.authenticated
    def get(self) -> None:
        course = self.course
        quizzes = standings(course, course.quizzes())
        self.show("quizzes/all.html.j2", quizzes=quizzes, gone=self.get_query_argument("gone", ""))


class _One(QuizPage):
    @web.authenticated
    def get(self, name: str) -> None:
        self.show_quiz(name)

    def show_quiz(self, name: str, refused: Sequence[str] = ()) -> None:
        """Show the quiz, and why something was `refused`."""
        course, problems, of_bank = self.course, [], 0
        questions: list[tuple[Question, str]] = []
        drawn: list[tuple[Question, str]] = []
        try:
            as_written = course.quiz_as_written(self.known(name))
            written, of_bank = len(as_written.questions), sum(draw.count for draw in as_written.draw)
            found = [(question, in_brief(question.prompt)) for question in course.quiz(name).questions]
            questions, drawn = found[:written], found[written:]
        except ContentError as error:
            problems = told(error.problems)
        self.show(
            "quizzes/one.html.j2",
            quiz=standing(course, name),
            problems=problems,
            questions=questions,
            drawn=drawn,
            of_bank=of_bank,
            kinds=[(kind, model.form().called) for kind, model in KINDS.items()],
            seen=stamp(text_of(course, name)),
            saved=self.get_query_argument("saved", ""),
            taken=self.get_query_argument("taken", ""),
            can_be_taken_back=can_be_taken_back(course, name),
            refused=refused,
        )


class _TakeAway(_One):
    """Takes something away that has an address of its own; the quiz's page says beforehand what goes."""

    @abstractmethod
    def take_away(self, name: str) -> str:
        """Take it away, and return the address that tells of it. Raises ContentError and Trouble."""

    @web.authenticated
    def get(self, name: str) -> None:
        self.lead(f"/desk/quiz/{self.known(name)}")

    @web.authenticated
    def post(self, name: str) -> None:
        self.known(name)
        try:
            with writing(self.shared, "desk"):
                at = self.take_away(name)
        except (ContentError, Trouble) as error:
            self.show_quiz(name, reasons(error))
        else:
            self.lead(at)


class _Delete(_TakeAway):
    @override
    def take_away(self, name: str) -> str:
        remove(self.course, name, date.today())
        return "/desk/quizzes?gone=1"


class _TakeBack(_TakeAway):
    @override
    def take_away(self, name: str) -> str:
        take_back(self.course, name)
        return f"/desk/quiz/{name}?taken=1"


class _Release(QuizPage):
    @web.authenticated
    def get(self, name: str) -> None:
        quiz, refused = self.quiz(name), []
        of_bank, would = sum(draw.count for draw in quiz.draw), changes(self.course, name)
        changed = would.changed if would else ()
        try:
            refuse_empty(self.course, quiz)
            refuse_other_questions(self.course, quiz)
        except ContentError as error:
            refused = reasons(error)
        self.show(
            "quizzes/release.html.j2",
            quiz=standing(self.course, name),
            changes=would,
            changed=[(each.prompt, [self.messages(f"part_{part}") for part in each.parts]) for each in changed],
            is_fresh=is_fresh(self.course, name),
            count=len(self.course.quiz_as_written(name).questions) + of_bank,
            of_bank=of_bank,
            draws=_draws(self.course, quiz),
            moves=moves(self.course, quiz),
            refused=refused,
        )


def _draws(course: Course, quiz: Quiz) -> int:
    """Return how many questions a release would draw from the bank: none where those that were drawn stay."""
    drawn = course.drawn(quiz.id)
    return 0 if drawn and drawn.draw == quiz.draw else sum(draw.count for draw in quiz.draw)


_AT = r"/desk/quiz/([\w-]+)"
QUIZZES = [
    (r"/desk/quizzes/?", _All),
    *STARTING,
    (_AT, _One),
    (rf"{_AT}/delete", _Delete),
    (rf"{_AT}/take-back", _TakeBack),
    (rf"{_AT}/release", _Release),
    *SHOWING,
    *SETTING,
    *OPENING,
    *TEXTS,
    *QUESTIONS,
]
"""The addresses of the list of quizzes, and of the pages of each."""
