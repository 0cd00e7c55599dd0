"""The directives `{outcomes}` and `{outcomes-table}`: what a module is for, and where each outcome is worked on."""

from pathlib import Path

from docutils import nodes
from typing_extensions import override

from widerwindow.content.about.module import Module
from widerwindow.content.core.reading import read
from widerwindow.content.quizzes.quiz import Quiz
from widerwindow.messages import Messages
from widerwindow.site.directives.directive import CourseDirective, line, table

_say = Messages(__package__)


class _OfModule(CourseDirective):
    """A directive that shows something of the module whose page it stands on."""

    def read(self) -> tuple[Module, Quiz | None]:
        """Return the module and its quiz, and let Sphinx read the page again when one of them changes."""
        course = self.course
        folder = Path(self.env.doc2path(self.env.docname)).parent
        self.note(folder / "module.yml", Path(__file__))
        if not (folder / "module.yml").is_file():
            raise self.error(_say("no_module"))
        module = course.module(folder.name)
        if not module.quiz:
            return module, None
        self.note(course.path(Quiz, module.quiz))
        return module, course.quiz(module.quiz)


class OutcomesDirective(_OfModule):
    """Lists what a learner will be able to do."""

    @override
    def show(self) -> list[nodes.Node]:
        module, quiz = self.read()
        texts = module.texts(quiz).values()
        return [nodes.bullet_list("", *(nodes.list_item("", line(text)) for text in texts))]


class OutcomesTableDirective(_OfModule):
    """Shows for each outcome its pages, its practice and its questions."""

    @override
    def show(self) -> list[nodes.Node]:
        module, quiz = self.read()
        heads = [_say(head) for head in ("outcome", "pages", "practice", *(["quiz_items"] if quiz else []))]
        rows = []
        for name, text in module.texts(quiz).items():
            outcome = module.outcomes[name]
            pages = [self.link(f"{module.id}/{page}") for page in outcome.taught]
            row = [[line(text)], pages, [line(self._title(exercise)) for exercise in outcome.practised]]
            rows.append([*row, *([_questions(quiz, name)] if quiz else [])])
        return [table(heads, rows)]

    def _title(self, name: str) -> str:
        exercises = self.course.practice()
        if name not in exercises:
            raise self.error(_say("no_exercise", name=name))
        file, kind = exercises[name]
        self.note(file)
        return read(file, kind).title


def _questions(quiz: Quiz, outcome: str) -> list[nodes.paragraph]:
    found = [question for question in quiz.questions if question.outcome == outcome]
    return [_question(question.id, not question.marked_by_machine) for question in found]


def _question(name: str, written: bool) -> nodes.paragraph:
    by_hand = [nodes.Text(f" {_say('written')}")] if written else []
    return nodes.paragraph("", "", nodes.literal(name, name), *by_hand)
