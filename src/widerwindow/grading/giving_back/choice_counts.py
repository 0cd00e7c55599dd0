"""Counts how often each thing that a question offers was chosen."""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from itertools import product

from widerwindow.content.questions import Answer, Multiple, Number, Ordering, Placing, Question, Single


@dataclass(frozen=True)
class ChoiceCount:
    """An option, or one of the places that an `item` can be put. Both are Markdown; `count` says how many chose it."""

    item: str | None
    text: str
    is_key: bool
    count: int


def count_choices(question: Question, given: Iterable[Answer]) -> list[ChoiceCount]:
    """Return all that `question` offers, in its order, as the answers `given` chose it; nothing for a written one."""
    counted = Counter(pick for answer in given for pick in _picks(question, answer))
    return [ChoiceCount(*words, is_key, counted[pick]) for pick, words, is_key in _offered(question)]


def _offered(question: Question) -> Iterator[tuple[Hashable, tuple[str | None, str], bool]]:
    """Yield (what an answer says where it is chosen, its item and its words, whether it is in the key)."""
    match question:
        case Single() | Multiple():
            for option in question.options:
                yield option.id, (None, option.text), option.id in question.right
        case Placing():
            for item, place in product(question.items, question.places):
                yield (item.id, place.id), (item.text, place.text), place.id in question.key[item.id]
        case Ordering():
            for item, (number, right) in product(question.items, enumerate(question.key, 1)):
                yield (number, item.id), (item.text, str(number)), item.id == right
        case Number():
            for part in question.ranges:
                yield part.id, (None, part.text), part.id == "right"


def _picks(question: Question, answer: Answer) -> Iterable[Hashable]:
    """Return each thing chosen in `answer` once."""
    match question, answer:
        case Ordering(), list():
            return set(enumerate(answer, 1))
        case Number(), int() | float():
            return {question.range_of(answer).id}
        case _, str():
            return {answer}
        case _, list():
            return set(answer)
        case _, dict():
            return set(answer.items())
        case _:
            return ()
