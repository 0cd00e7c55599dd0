"""What a quiz draws from the bank: which questions fit, one random choice of them, and whether there are enough."""

import random
from collections.abc import Iterator, Mapping, Sequence

from widerwindow.content.core.problems import Fault
from widerwindow.content.core.reading import File, Id
from widerwindow.content.questions import Question
from widerwindow.content.quizzes.quiz import Draw, Quiz
from widerwindow.messages import Messages

_say = Messages(__package__)

Questions = Mapping[str, Question]
"""Questions of the bank, by their ids."""


class Drawn(File):
    """`exercises/draws/<quiz>.yml`: what was drawn for a quiz, kept so that everybody has the same paper.

    `draw` is what the quiz asked for then. The same `seed` draws the same from the same bank.
    """

    seed: int
    draw: list[Draw]
    questions: list[Id]


def pick(quiz: Quiz, bank: Questions, seed: int) -> list[str] | None:
    """Return the ids of questions drawn at random, in the order of the quiz's draws; None where there are too few.

    No question comes twice. One with several tags may be needed for another draw, so a place that was given can be
    given up for a question that is free (augmenting paths: Kuhn 1955, doi:10.1002/nav.3800020109).
    """
    chance = random.Random(seed)
    places = [draw.tag for draw in quiz.draw for _ in range(draw.count)]
    fitting = {tag: _fitting(quiz, bank, tag) for tag in places}
    wishes = [chance.sample(fitting[tag], len(fitting[tag])) for tag in places]
    given: dict[str, int] = {}
    for place in range(len(places)):
        if not _seated(place, wishes, given, set()):
            return None
    return sorted(given, key=lambda question: given[question])


def shortages(quiz: Quiz, bank: Questions, practice: Questions) -> Iterator[Fault]:
    """Yield why the bank cannot give what `quiz` asks of it: what is for `practice` is never drawn."""
    enough = True
    for position, draw in enumerate(quiz.draw):
        there = len(_fitting(quiz, bank, draw.tag))
        if there < draw.count:
            enough = False
            kept = len(_fitting(quiz, practice, draw.tag))
            if kept:
                advice = _say.advice("too_few_beside_practice", count=draw.count, tag=draw.tag, there=there, kept=kept)
            else:
                advice = _say.advice("too_few", count=draw.count, tag=draw.tag, there=there)
            yield Fault(("draw", position), *advice)
    if enough and pick(quiz, bank, seed=0) is None:
        yield Fault(("draw",), *_say.advice("too_few_together"))


def _fitting(quiz: Quiz, bank: Questions, tag: str) -> list[str]:
    fixed = {question.id for question in quiz.questions}
    fits = (question for question in bank.values() if tag in question.tags and question.outcome in quiz.outcomes)
    return sorted(question.id for question in fits if question.id not in fixed)


def _seated(place: int, wishes: Sequence[list[str]], given: dict[str, int], tried: set[str]) -> bool:
    for question in wishes[place]:
        if question in tried:
            continue
        tried.add(question)
        if question not in given or _seated(given[question], wishes, given, tried):
            given[question] = place
            return True
    return False
