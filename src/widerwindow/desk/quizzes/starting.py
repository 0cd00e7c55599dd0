"""Questions of the bank: for a new quiz, which may begin from an example too, and for one that is there."""

from collections.abc import Sequence

from tornado import web

from widerwindow.content import new_quiz
from widerwindow.content.banked import Banked, banked
from widerwindow.content.core.problems import ContentError
from widerwindow.content.core.rewriting import held, rewritten
from widerwindow.content.questions.form_rows import made_id
from widerwindow.desk.quizzes.changing import Changing, Held
from widerwindow.desk.quizzes.choosing import Choosing, called, groups
from widerwindow.desk.quizzes.page import Refused, reasons
from widerwindow.grading.keeping.trouble import Trouble
from widerwindow.grading.keeping.writing import writing
from widerwindow.grading.setting.saving import stamp, text_of
from widerwindow.messages import Messages

_say = Messages(__package__)


class _New(Choosing):
    @web.authenticated
    def get(self) -> None:
        self._show()

    @web.authenticated
    def post(self) -> None:
        if self.field("do") == "filter":
            self._show()
            return
        try:
            name = self._made()
        except (Refused, ContentError, Trouble) as error:
            self._show(reasons(error))
        else:
            self.lead(f"/desk/quiz/{name}?saved=1")

    def _made(self) -> str:
        """Write the file of the quiz and return its name. Raises Refused, ContentError and Trouble."""
        title = self.field("title")
        if not title:
            raise Refused(_say("no_title"))
        name = made_id(title, [*self.course.quizzes(), "new"])
        with writing(self.shared, "desk"):
            taken, draw, example = self.ticked(banked(self.course)), self._draw(), bool(self.field("example"))
            if example and not taken and not draw:
                new_quiz.start(self.course, name, title)
            else:
                new_quiz.start_from_bank(self.course, name, title, new_quiz.FromBank(taken, draw, example))
        return name

    def _draw(self) -> dict[str, int]:
        """Return how many questions are to be drawn of each tag. Raises Refused."""
        tags = [name.removeprefix("draw-") for name in self.request.body_arguments if name.startswith("draw-")]
        counts = {tag: self.whole(f"draw-{tag}", _say("draw_refused", typed=self.field(f"draw-{tag}"))) for tag in tags}
        return {tag: count for tag, count in counts.items() if count}

    def _show(self, refused: Sequence[str] = ()) -> None:
        found = banked(self.course)
        self.show(
            "quizzes/new.html.j2",
            title=self.field("title"),
            example=bool(self.field("example")),
            draws=[(tag, called(tag), count, self.field(f"draw-{tag}")) for tag, count in groups(found).items()],
            refused=refused,
            **self.choice(found),
        )


class _Add(Choosing, Changing):
    """Adds questions of the bank to a quiz."""

    @web.authenticated
    def get(self, name: str) -> None:
        self._show(name)

    @web.authenticated
    def post(self, name: str) -> None:
        taken = self.ticked(self._offered(name))
        if self.field("do") == "filter":
            self._show(name)
        elif not taken:
            self._show(name, refused=[_say("nothing_ticked")])
        else:
            text = text_of(self.course, name)
            held_back = self.saved(name, rewritten(text, new_quiz.with_questions(held(text), taken)))
            if held_back == Held():
                self.lead(f"/desk/quiz/{name}?saved=1")
            else:
                self._show(name, refused=held_back.refused, held_back=held_back)

    def _offered(self, name: str) -> list[Banked]:
        """Return what the quiz does not have yet. That of a module asks for nothing else than the module teaches."""
        quiz = self.quiz(name)
        there, of_module = {each.id for each in quiz.questions}, self.module_of(name)
        offered = [each for each in banked(self.course) if each.question.id not in there]
        return [each for each in offered if not of_module or each.question.outcome in quiz.outcomes]

    def _show(
        self,
        name: str,
        *,
        refused: Sequence[str] = (),
        held_back: Held = Held(),  # noqa: B008 - it is never changed
    ) -> None:
        self.show(
            "quizzes/add.html.j2",
            quiz=name,
            title=self.quiz(name).title,
            of_module=self.module_of(name),
            seen=self.field("seen") or stamp(text_of(self.course, name)),
            refused=refused,
            held=held_back,
            moves=held_back.moves,
            **self.choice(self._offered(name)),
        )


STARTING = [(r"/desk/quizzes/new", _New), (r"/desk/quiz/([\w-]+)/bank", _Add)]
"""The addresses of the form of a new quiz, and of the bank's questions for one that is there."""
