"""The widget that deals questions to practise with: it answers back at once, and nobody collects anything."""

from functools import partial
from typing import Any, ClassVar, TypedDict, cast

import traitlets

from widerwindow.content.activities.selfcheck import RevealedQuestion, revealed
from widerwindow.content.core.markdown import to_inline_html
from widerwindow.content.course import Course
from widerwindow.content.deck import Card, deck, taught
from widerwindow.widgets.base import CourseWidget, course_here, exit_of
from widerwindow.widgets.links import from_folder, throughout


class PracticeContent(TypedDict):
    """All that can be dealt, and for each question by its id where it comes from and where its answer is taught.

    `earlier` has links to the modules of those that do not belong to this one. `pages` has lists of links, and `taught`
    says for each question which of the lists leads to what it asks.
    """

    id: str
    questions: list[RevealedQuestion]
    earlier: dict[str, str]
    taught: dict[str, int]
    pages: list[list[str]]


class Practice(CourseWidget):
    """The practice of a module, by the module's id. `deal` holds what was dealt to her, and what she answered."""

    kind: ClassVar[str] = "practice"
    remembered: ClassVar[str] = "deal"

    deal = traitlets.Dict().tag(sync=True)

    def __init__(self, name: str) -> None:
        course = course_here()
        super().__init__(name, _content(course, name), exit_of(course))


def _content(course: Course, name: str) -> PracticeContent:
    cards = deck(course, name)
    pages = {card.question.id: taught(course, card) for card in cards}
    lists = list(dict.fromkeys(map(tuple, pages.values())))
    return {
        "id": name,
        "questions": [_as_in(name, card) for card in cards],
        "earlier": {card.question.id: _to_module(course, card.module) for card in cards if card.module != name},
        "taught": {question: lists.index(tuple(each)) for question, each in pages.items()},
        "pages": [[_to_page(course, page) for page in each] for each in lists],
    }


def _as_in(name: str, card: Card) -> RevealedQuestion:
    """Return what is revealed of a question, with its links leading on from the folder of the module `name`."""
    change: Any = partial(from_folder, folder=f"../{card.module}")
    shown = revealed(card.question)
    return shown if card.module == name else cast(RevealedQuestion, throughout(shown, change))


def _to_module(course: Course, module: str) -> str:
    return to_inline_html(f"[{course.module(module).title}](../{module}/index.md)")


def _to_page(course: Course, page: str) -> str:
    return to_inline_html(f"[{course.page(page).title}](../{page}.md)")
