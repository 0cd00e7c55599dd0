"""The title of a quiz and what learners read first, by form."""

from collections.abc import Sequence

from tornado import web

from widerwindow.content.core.rewriting import held, rewritten
from widerwindow.desk.quizzes.changing import Changing
from widerwindow.grading.setting.saving import stamp, text_of
from widerwindow.messages import Messages

_say = Messages(__package__)


class _Opening(Changing):
    @web.authenticated
    def get(self, name: str) -> None:
        self._show(name)

    @web.authenticated
    def post(self, name: str) -> None:
        text = text_of(self.course, self.known(name))
        title, intro = self.field("title"), self.field("intro").replace("\r\n", "\n")
        missing = [*([] if title else [_say("no_title")]), *([] if intro else [_say("no_intro")])]
        now = {"title": title, "intro": intro}
        refused = missing or self.saved(name, rewritten(text, held(text) | now)).refused
        if refused:
            self._show(name, refused)
        else:
            self.lead(f"/desk/quiz/{name}?saved=1")

    def _show(self, name: str, refused: Sequence[str] = ()) -> None:
        quiz, text = self.course.quiz_as_written(self.known(name)), text_of(self.course, name)
        form = {"title": quiz.title, "intro": quiz.intro.strip(), "seen": stamp(text)}
        self.show("quizzes/opening.html.j2", quiz=name, title=quiz.title, form=form | self.typed(), refused=refused)


OPENING = [(r"/desk/quiz/([\w-]+)/opening", _Opening)]
"""The address of the form."""
