"""Whether a guess would do: the right answer must not give itself away by its length, its place or its tone."""

import math
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from widerwindow.content.activities.scenario import Scenario
from widerwindow.content.activities.selfcheck import SelfCheck
from widerwindow.content.checks.guessing import Guess, Rule, guesses, together
from widerwindow.content.core.problems import Fault
from widerwindow.content.core.reading import Where
from widerwindow.content.questions import Offer, Question
from widerwindow.content.quizzes.bank import Bank
from widerwindow.content.quizzes.quiz import Quiz
from widerwindow.messages import Advice, Messages

_say = Messages(__package__)

_FEWEST = 4
_ENOUGH = 5
"""How many a guess has right by chance alone where a course is judged by it: with fewer, no sum is close to normal."""
_NAMED = 5
"""The most files that are named as those to begin with."""


def offers(part: object, better: Collection[str]) -> list[Offer]:
    """Return what a file has to choose among; in a scenario, more of the variables `better` is better."""
    if isinstance(part, Scenario):
        return list(_scenes(part, better))
    if isinstance(part, SelfCheck | Quiz | Bank):
        return [offer for question in part.questions for offer in question.offers()]
    return []


def in_questions(questions: Sequence[Question], ways: Sequence[Rule]) -> Iterator[Fault]:
    """Yield what gives the keys of the `questions` away, of all together and of each alone; `ways` are how to guess."""
    given = [offer for question in questions for offer in question.offers()]
    yield from _told(given, ("questions",), ways)
    for position, question in enumerate(questions):
        yield from question.giveaways(("questions", position))


def in_scenes(scenario: Scenario, better: Collection[str], ways: Sequence[Rule]) -> Iterator[Fault]:
    """Yield what gives the choices away that do most for the variables of which more is `better`."""
    yield from _told(list(_scenes(scenario, better)), ("scenes",), ways)


def in_course(given: Mapping[str, Sequence[Offer]], ways: Sequence[Rule]) -> Iterator[Advice]:
    """Yield what gives the right choices of a whole course away; `given` has those of each file by its name."""
    each = {name: guesses(some, ways) for name, some in given.items()}
    for guess in together(each.values()):
        if guess.tells and guess.chance >= _ENOUGH:
            yield _say.advice(
                "guessed_in_course",
                rule=guess.rule,
                score=guess.score,
                count=guess.count,
                chance=guess.chance,
                files=_most(guess.name, each),
            )


def _most(rule: str, each: Mapping[str, Sequence[Guess]]) -> list[str]:
    """Return the names of the files in which the rule has most beyond chance, of `each` that was measured."""
    beyond = {name: next(one for one in found if one.name == rule).beyond for name, found in each.items()}
    return sorted((name for name in beyond if beyond[name] > 0), key=lambda name: -beyond[name])[:_NAMED]


def _scenes(scenario: Scenario, better: Collection[str]) -> Iterator[Offer]:
    for scene in scenario.scenes:
        good = [choice.adds(better) for choice in scene.choices]
        if good and good.count(max(good)) == 1:
            right = frozenset({good.index(max(good))})
            yield Offer(scene.id, scene.text, [choice.text for choice in scene.choices], right)


def _told(given: Sequence[Offer], where: Where, ways: Sequence[Rule]) -> Iterator[Fault]:
    if len(given) < _FEWEST:
        return
    for guess in guesses(given, ways):
        if guess.tells:
            advice = _say.advice("guessed", rule=guess.rule, score=guess.score, count=guess.count, chance=guess.chance)
            yield Fault(where, *advice)
    yield from _in_place([offer for offer in given if len(offer.right) == 1 and not offer.shared], where)


def _in_place(given: Sequence[Offer], where: Where) -> Iterator[Fault]:
    if len(given) < _FEWEST:
        return
    [(place, times)] = Counter(place for offer in given for place in offer.right).most_common(1)
    even = any(len(offer.texts) == 2 for offer in given)  # with an odd number of those, one place has the more
    if times > (math.ceil(len(given) / 2) if even else len(given) / 2):
        yield Fault(where, *_say.advice("in_place", times=times, all=len(given), place=place + 1))
