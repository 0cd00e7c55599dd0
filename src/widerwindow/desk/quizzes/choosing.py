"""What the pages share on which questions of the bank are chosen: which are shown, and which are ticked."""

from collections import Counter
from collections.abc import Mapping, Sequence

from widerwindow.content.banked import Banked
from widerwindow.content.core.reading import read
from widerwindow.content.questions.parts import in_brief
from widerwindow.desk.quizzes.page import QuizPage
from widerwindow.grading.giving_back.item_figures import InClass, ItemFigures
from widerwindow.grading.storage import bank_figures_file

_BY = ("module", "outcome", "tag", "difficulty")
"""What the questions of the bank can be chosen by."""


class Choosing(QuizPage):
    """A page with questions of the bank to tick."""

    def ticked(self, offered: Sequence[Banked]) -> list[Banked]:
        """Return those that are ticked, whether they are shown just now or not."""
        chosen = self.get_body_arguments("chosen")
        return [each for each in offered if each.question.id in chosen]

    def choice(self, offered: Sequence[Banked]) -> dict[str, object]:
        """Return what the page shows of what is `offered`, by what it was narrowed down to."""
        by, chosen, figures = {name: self.field(name) for name in _BY}, self.ticked(offered), self._figures()
        shown = [each for each in offered if all(not value or value in _of(each)[name] for name, value in by.items())]
        return {
            "by": by,
            "choices": {name: self._choices(offered, name) for name in _BY},
            "rows": [
                (each, in_brief(each.question.prompt), figures.get(each.question.id), each in chosen) for each in shown
            ],
            "kept": [each.question.id for each in chosen if each not in shown],
        }

    def _choices(self, offered: Sequence[Banked], name: str) -> list[tuple[str, str]]:
        """Return what the questions can be narrowed down to, as (value, label)."""
        values = sorted({value for each in offered for value in _of(each)[name]})
        if name == "module":
            return [(each, self.course.module(each).title) for each in self.course.modules() if each in values]
        return [(value, called(value) if name == "tag" else value) for value in values]

    def _figures(self) -> dict[str, tuple[int, int]]:
        """Return what share of the points classes got for each question, in percent, and of how many answers."""
        file = bank_figures_file(self.course)
        known = read(file, ItemFigures).questions if file.is_file() else {}
        return {question: _together(classes) for question, classes in known.items() if classes}


def groups(offered: Sequence[Banked]) -> dict[str, int]:
    """Return how many questions have each tag."""
    return dict(sorted(Counter(tag for each in offered for tag in each.question.tags).items()))


def called(tag: str) -> str:
    """Return a tag as words."""
    return tag.replace("-", " ")


def _of(each: Banked) -> Mapping[str, Sequence[str]]:
    """Return what a question can be chosen by."""
    question = each.question
    one = {"module": each.module, "outcome": each.outcome, "difficulty": question.difficulty or ""}
    return {name: [value] if value else [] for name, value in one.items()} | {"tag": question.tags}


def _together(classes: Sequence[InClass]) -> tuple[int, int]:
    count = sum(each.facility_n for each in classes)
    return round(100 * sum(each.facility * each.facility_n for each in classes) / count), count
