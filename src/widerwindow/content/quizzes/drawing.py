"""What a quiz draws from the bank: which questions fit, one random choice of them, and whether there are enough."""

import random
from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from widerwindow.content.core.problems import Fault
from widerwindow.content.core.reading import File, Id
from widerwindow.content.questions import Question
from widerwindow.content.quizzes.quiz import Draw, Quiz
from widerwindow.messages import Advice, Messages

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
    wishes = [wish for draw in quiz.draw for wish in _wishes(draw, quiz, bank, chance)]
    given: dict[str, int] = {}
    for place in range(len(wishes)):
        if not _seated(place, wishes, given, set()):
            return None
    return sorted(given, key=lambda question: given[question])


def shortages(quiz: Quiz, bank: Questions, practice: Questions) -> Iterator[Fault]:
    """Yield why the bank cannot give what `quiz` asks of it: what is for `practice` is never drawn."""
    short = [
        Fault(("draw", position), *advice)
        for position, draw in enumerate(quiz.draw)
        for advice in (_unequal(draw, quiz, bank) if draw.one_of else _too_few(draw, quiz, bank, practice))
    ]
    yield from short
    if not short and any(pick(each, bank, seed=0) is None for each in _ways(quiz)):
        yield Fault(("draw",), *_say.advice("too_few_together"))


def _too_few(draw: Draw, quiz: Quiz, bank: Questions, practice: Questions) -> Iterator[Advice]:
    there, kept = (len(_fitting(quiz, questions, draw.tag)) for questions in (bank, practice))
    if there < draw.count and kept:
        yield _say.advice("too_few_beside_practice", count=draw.count, tag=draw.tag, there=there, kept=kept)
    elif there < draw.count:
        yield _say.advice("too_few", count=draw.count, tag=draw.tag, there=there)


def _unequal(draw: Draw, quiz: Quiz, bank: Questions) -> Iterator[Advice]:
    """Yield why the sets of a draw are not each other's equals."""
    sets = {tag: _fitting(quiz, bank, tag) for tag in draw.one_of}
    for tag, names in sets.items():
        if len(names) != draw.count:
            yield _say.advice("other_size", tag=tag, there=len(names), count=draw.count)
    points = {tag: sum(bank[name].points for name in names) for tag, names in sets.items()}
    if len(set(points.values())) > 1:
        yield _say.advice(
            "other_points", points=[_say("points_of", tag=tag, points=f"{each:g}") for tag, each in points.items()]
        )


def _ways(quiz: Quiz) -> Iterator[Quiz]:
    """Yield the quiz with each of its sets that chance may take."""
    each = [[draw.model_copy(update={"take": tag}) for tag in draw.one_of] or [draw] for draw in quiz.draw]
    for way in product(*each):
        yield quiz.model_copy(update={"draw": list(way)})


def _wishes(draw: Draw, quiz: Quiz, bank: Questions, chance: random.Random) -> list[list[str]]:
    """Return which questions may come to each place of a draw; those of a set stand as in the bank, as one leads on."""
    if draw.one_of:
        return [[name] for name in _fitting(quiz, bank, draw.take or chance.choice(draw.one_of))]
    fitting = sorted(_fitting(quiz, bank, draw.tag))
    return [chance.sample(fitting, len(fitting)) for _ in range(draw.count)]


def _fitting(quiz: Quiz, bank: Questions, tag: str) -> list[str]:
    fixed = {question.id for question in quiz.questions}
    fits = (question for question in bank.values() if tag in question.tags and question.outcome in quiz.outcomes)
    return [question.id for question in fits if question.id not in fixed]


def _seated(place: int, wishes: Sequence[list[str]], given: dict[str, int], tried: set[str]) -> bool:
    for question in wishes[place]:
        if question in tried:
            continue
        tried.add(question)
        if question not in given or _seated(given[question], wishes, given, tried):
            given[question] = place
            return True
    return False
