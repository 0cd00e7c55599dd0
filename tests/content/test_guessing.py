"""How often a stranger is right who goes by how the options sound, and what the check says of it."""

import random
from collections.abc import Callable

import pytest
from checking import faults

from widerwindow.content.checks.guessing import Guess, Tone, guesses, odds, rules
from widerwindow.content.course import Course
from widerwindow.content.questions import Offer

TONE = """
tone:
  hedging: [may, perhaps]
  asking: ["*?", ask]
  kindness: [please]
  absolutes: [always, never]
  reasons: [because]
  all_of_these: [all of these]
"""
WORDS = ["may", "perhaps", "Really?", "ask", "please", "always", "never", "because", "all of these", "kettle", "pours"]
LISTS = Tone(
    hedging=["may", "perhaps"],
    asking=["*?", "ask"],
    kindness=["please"],
    absolutes=["always", "never"],
    reasons=["because"],
    all_of_these=["all of these"],
)
FIRM, HEDGED = (
    "Pour it into the pot.",
    "Perhaps pour it now.",
)  # neither is the longer one by much, and the place changes


def offer(texts: list[str], *right: int, stem: str = "Which?", shared: bool = False) -> Offer:
    return Offer("tea", stem, texts, frozenset(right), shared)


def found(*offers: Offer) -> dict[str, Guess]:
    return {guess.name: guess for guess in guesses(offers, rules(LISTS))}


@pytest.mark.parametrize(
    ("chosen", "text"),
    [
        ("most_hedged", "Perhaps."),
        ("most_asking", "What is it?"),
        ("most_asking", "“Is it?”"),
        ("kindest", "Please, sit."),
        ("most_absolutes", "Never pour."),
        ("most_reasons", "Because."),
        ("all_of_these", "All of these"),
        ("longest", "A very long text indeed"),
        ("echo", "A teapot"),
        ("softest", "May I?"),
        ("hardest", "Always"),
    ],
)
def test_each_rule_chooses_by_what_it_is_called_after(chosen: str, text: str) -> None:
    texts = ["Cups", text, "Milk"]
    assert found(offer(texts, 1, stem="Which teapot is hers?"))[chosen].score == 1
    other = found(offer(texts, 0, stem="Which teapot is hers?"))[chosen]
    assert other.score == 0
    assert other.chance == pytest.approx(1 / 3)


def test_without_the_courses_own_words_only_length_and_the_stem_are_looked_at() -> None:
    assert [rule.high for rule in rules(None)] == ["longest", "echo"]


def test_options_that_are_level_share_the_choice_and_the_opposite_chooses_the_others() -> None:
    texts = ["May do", "Perhaps", "Will do", "Will be"]
    for place, hedged, firm in [(0, 1 / 2, 0), (3, 0, 1 / 2)]:
        guess = found(offer(texts, place))
        assert (guess["most_hedged"].score, guess["least_hedged"].score) == (hedged, firm)
        assert guess["most_hedged"].chance == 1 / 4


def test_of_several_right_ones_each_is_set_against_each_wrong_one() -> None:
    guess = found(offer(["May", "Perhaps, please", "Will", "Please"], 0, 1))
    assert guess["most_hedged"].score == 1
    assert guess["kindest"].score == pytest.approx((1 / 2 + 0 + 1 + 1 / 2) / 4)
    assert guess["kindest"].chance == 1 / 2


def test_answers_that_other_items_share_are_chosen_by_their_item_alone() -> None:
    guess = found(offer(["May", "Milk"], 1, stem="A cup of white coffee", shared=True))
    assert guess["most_hedged"].count == guess["longest"].count == 0
    assert guess["echo"].count == 1


@pytest.mark.parametrize("numbers", [[3, 1, 2, 0], [1, 1, 0, 0], [1, 0, 0], [0, 0, 0], [2, 2, 2, 1, 0], [1, 0]])
@pytest.mark.parametrize("size", [1, 2])
def test_mean_and_variance_by_chance_are_those_of_all_keys_there_could_be(numbers: list[int], size: int) -> None:
    from itertools import combinations
    from statistics import fmean, pvariance

    if size >= len(numbers):
        size = len(numbers) - 1
    every = [odds(numbers, frozenset(key)) for key in combinations(range(len(numbers)), size)]
    assert fmean(one.score for one in every) == pytest.approx(every[0].chance)
    assert pvariance([one.score for one in every]) == pytest.approx(every[0].variance)


def test_random_keys_fail_a_rule_no_more_often_than_five_times_in_a_hundred() -> None:
    """Eight points are more than the error of the sampling here only where there are many choices, so 80 is a hard case."""
    chance = random.Random(13)
    texts = [
        [" ".join(chance.choices(WORDS, k=chance.randint(2, 9))) for _ in range(chance.choice([3, 4]))]
        for _ in range(80)
    ]
    told: dict[str, int] = dict.fromkeys(found(offer(texts[0], 0)), 0)
    per_rule = [(rule, [rule.of(offer(each, 0, stem="kettle pours")) for each in texts]) for rule in rules(LISTS)]
    for _ in range(400):
        keys = [frozenset({chance.randrange(len(each))}) for each in texts]
        for rule, numbers in per_rule:
            for name, sign in ((rule.high, 1), (rule.low, -1)):
                all_odds = [odds([sign * n for n in row], key) for row, key in zip(numbers, keys, strict=True)]
                guess = Guess(
                    name, [("", one.score) for one in all_odds], *map(sum, list(zip(*all_odds, strict=True))[1:])
                )
                told[name] += guess.tells
    assert {name for name, times in told.items() if times > 0.05 * 400} == set()
    assert any(told.values())


def planted(folder: Course, right: Callable[[int], bool], count: int = 24) -> list[str]:
    """Plant a quiz whose option with a hedge is the key where `right` says so; return what the check says of the course."""
    language = folder.book / "language.yml"
    language.write_text(language.read_text() + TONE)
    questions = ""
    for number in range(count):
        place, soft = number % 4, (number + 1 if not right(number) else number) % 4
        texts = [HEDGED if option == soft else f"{FIRM} {option}"[:20] for option in range(4)]
        options = ", ".join(f"{{id: o{at}, text: {text!r}, feedback: Yes.}}" for at, text in enumerate(texts))
        questions += (
            f"  - {{id: q{number}, type: single, outcome: make, prompt: Which?, key: o{place}, options: [{options}]}}\n"
        )
    file = folder.exercises / "quizzes" / "tones.yml"
    file.write_text(f"id: tones\ntitle: Tea\nintro: Some.\noutcomes: {{make: Make tea}}\nquestions:\n{questions}")
    return [problem.message for problem in faults(folder) if problem.file.name == "course.yml"]


def test_a_course_whose_keys_all_hedge_has_a_mistake(small: Course) -> None:
    messages = planted(small, lambda number: True)
    assert any("Who chooses the option with the most careful words is right in" in message for message in messages)


def test_a_course_whose_keys_never_hedge_has_the_opposite_mistake(small: Course) -> None:
    messages = planted(small, lambda number: False)
    assert any("Who chooses the option with the fewest careful words is right in" in message for message in messages)


def test_a_course_whose_keys_hedge_as_often_as_chance_has_none(small: Course) -> None:
    assert planted(small, lambda number: number % 4 == 1) == []


def test_a_small_course_is_not_judged(small: Course) -> None:
    assert planted(small, lambda number: True, count=5) == []


def test_what_to_do_names_the_file_and_the_command_that_shows_more(small: Course) -> None:
    planted(small, lambda number: True)
    (hint,) = {
        problem.hint
        for problem in faults(small)
        if "most careful" in problem.message and problem.file.name == "course.yml"
    }
    assert hint.startswith(
        "Write right options that this would pass over, and wrong ones that it would choose. Begin with"
    )
    assert "exercises/quizzes/tones.yml" in hint
