"""What a module's practice deals: its own questions for practice, and some of the modules before it."""

from typing import NamedTuple

from widerwindow.content.checks import practised
from widerwindow.content.core.problems import ContentError, Problem
from widerwindow.content.core.reading import locate
from widerwindow.content.course import Course
from widerwindow.content.questions import KeyedQuestion
from widerwindow.content.quizzes.bank import Bank
from widerwindow.content.quizzes.quiz import Quiz
from widerwindow.messages import Messages

_say = Messages(__package__)

EARLIER = 6
"""How many questions of earlier modules a page carries at most: two of them are dealt."""

Keyed = list[KeyedQuestion]


class Card(NamedTuple):
    """A question that a machine can mark, and the module it belongs to."""

    question: KeyedQuestion
    module: str


def deck(course: Course, module: str) -> list[Card]:
    """Return what can be dealt in `module`, its own cards first.

    Raises ContentError where the module has no question to practise with, and where one for practice is graded too.
    """
    _refuse_graded(course)
    found = to_practise(course)
    if module not in found:
        advice = _say.advice("nothing_to_practise", module=module, known=list(found) or [_say("none_yet")])
        raise ContentError([Problem(course.exercises / "bank", 1, *advice)])
    before = list(found)[: list(found).index(module)]
    return [Card(question, module) for question in found[module]] + _earlier(found, before)


def taught(course: Course, card: Card) -> list[str]:
    """Return the pages that teach what a card asks, by their names in the book. Raises ContentError."""
    outcome = course.module(card.module).outcomes.get(card.question.outcome or "")
    return [f"{card.module}/{page}" for page in outcome.taught] if outcome else []


def _refuse_graded(course: Course) -> None:
    parts = {file: course.read(file, model) for model in (Bank, Quiz) for file in course.files(model)}
    marks = practised.marks(parts)
    wrong = [problem for file, part in parts.items() for problem in locate(practised.graded_too(part, marks), file)]
    if wrong:
        raise ContentError(wrong)


def to_practise(course: Course) -> dict[str, Keyed]:
    """Return what is for practice and marked by machine, by module in the course's order. Raises ContentError."""
    found: dict[str, Keyed] = {name: [] for name in course.modules()}
    for file in course.files(Bank):
        bank = course.read(file, Bank)
        for question in bank.used_for("practice"):
            module = question.module or bank.module
            if module in found and isinstance(question, KeyedQuestion):
                found[module].append(question)
    return {name: questions for name, questions in found.items() if questions}


def _earlier(found: dict[str, Keyed], before: list[str]) -> list[Card]:
    """Return some cards of the modules `before`, in turn from the nearest on; each page takes others of them."""
    nearest = before[: -EARLIER - 1 : -1]
    cards: list[Card] = []
    while nearest and len(cards) < EARLIER:
        name = nearest[len(cards) % len(nearest)]
        at = (len(before) + len(cards)) % len(found[name])
        card = Card(found[name][at], name)
        if card in cards:
            break
        cards.append(card)
    return cards
