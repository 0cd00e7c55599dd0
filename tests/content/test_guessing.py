"""How often a stranger is right who goes by how the options sound, and what the check says of it."""

import random
import re
from itertools import combinations
from statistics import fmean, pvariance

import pytest
from checking import faults
from typer.testing import CliRunner

from widerwindow.cli import app
from widerwindow.content.checks import balance
from widerwindow.content.checks.guessing import Guess, Tone, guesses, odds, rules, together
from widerwindow.content.core.problems import Problem
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
    if size >= len(numbers):
        size = len(numbers) - 1
    every = [odds(numbers, frozenset(key)) for key in combinations(range(len(numbers)), size)]
    assert fmean(one.score for one in every) == pytest.approx(every[0].chance)
    assert pvariance([one.score for one in every]) == pytest.approx(every[0].variance)


def test_random_keys_fail_no_rule_more_often_than_five_times_in_a_hundred() -> None:
    """With eighty choices the eight points and the sampling error are nearly the same, so neither hides the other."""
    chance, times = random.Random(13), 1000
    asked = [[" ".join(chance.choices(WORDS, k=chance.randint(2, 9))) for _ in range(3 + at % 2)] for at in range(80)]
    keys = [[chance.randrange(len(texts)) for texts in asked] for _ in range(times)]
    for rule in rules(LISTS):
        numbers = [rule.of(offer(texts, 0, stem="kettle")) for texts in asked]
        for sign in (1, -1):
            table = [[odds([sign * n for n in row], frozenset({key})) for key in range(len(row))] for row in numbers]
            expected, variance = (sum(row[0][which] for row in table) for which in (1, 2))
            scores = [[row[key].score for row, key in zip(table, drawn, strict=True)] for drawn in keys]
            told = sum(Guess("tea", [("", each) for each in some], expected, variance).tells for some in scores)
            assert 0 < told <= 0.05 * times, (rule.high, sign)


def planted(course: Course, *, hedged: int, of: int = 24) -> dict[str, Problem]:
    """Plant a quiz `of` so many questions with a careful and a firm option, of which the careful one is the key in
    `hedged`. Return what is wrong with the course as a whole, by the way to guess that it is about.
    """
    language = course.book / "language.yml"
    language.write_text(language.read_text().replace(TONE, "") + TONE)
    options = "[{id: a, text: Perhaps pour., feedback: A.}, {id: b, text: Pour it soon., feedback: B.}]"
    questions = "".join(
        f"  - {{id: q{number}, type: single, outcome: make, prompt: Which?, key: {'a' if number < hedged else 'b'}, "
        f"options: {options}}}\n"
        for number in range(of)
    )
    file = course.exercises / "quizzes" / "tones.yml"
    file.write_text(f"id: tones\ntitle: Tea\nintro: Some.\noutcomes: {{make: Make tea}}\nquestions:\n{questions}")
    told = [problem for problem in faults(course) if problem.file.name == "course.yml"]
    assert not any(problem.advice for problem in told)
    return {problem.message.removeprefix("Who chooses ").partition(" is right")[0]: problem for problem in told}


def test_a_course_whose_keys_all_hedge_has_a_mistake_and_is_told_where(small: Course) -> None:
    told = planted(small, hedged=24)["the option with the most careful words"]
    assert re.search(r"is right in 2\d\.?\d? of the course's \d+ choices, and by chance in", told.message)
    assert "Begin with exercises/quizzes/tones.yml" in told.hint


def test_a_course_whose_keys_never_hedge_has_the_opposite_mistake(small: Course) -> None:
    told = planted(small, hedged=0)
    assert "the option with the fewest careful words" in told
    assert "the option with the most careful words" not in told


def test_a_course_whose_keys_hedge_as_often_as_not_has_none(small: Course) -> None:
    assert planted(small, hedged=12) == {}


def test_without_a_list_of_words_no_tone_is_looked_for(small: Course) -> None:
    assert "the option with the most careful words" in planted(small, hedged=24)
    language = small.book / "language.yml"
    language.write_text(language.read_text().replace(TONE, ""))
    told = [problem.message for problem in faults(small) if problem.file.name == "course.yml"]
    assert told == []


def test_few_choices_prove_nothing_of_a_course() -> None:
    hedged = offer(["Perhaps", "Tea"], 0)
    assert list(balance.in_course({"tea": [hedged] * 9}, rules(LISTS))) == []
    assert list(balance.in_course({"tea": [hedged] * 10}, rules(LISTS))) != []


def test_in_one_quiz_it_is_advice(small: Course) -> None:
    planted(small, hedged=24)
    told = [problem for problem in faults(small) if problem.file.name == "tones.yml"]
    assert told
    assert all(problem.advice for problem in told)
    assert "Who chooses the option with the most careful words is right in 24 of 24 here, and by chance in 12." in [
        problem.message for problem in told
    ]


def test_the_command_shows_every_way_to_guess_and_where_it_is_right(
    small: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    planted(small, hedged=2, of=4)
    monkeypatch.chdir(small.root)
    whole = CliRunner().invoke(app, ["guesses"]).output
    assert [line for line in whole.splitlines() if line.startswith("the option with the most careful words: ")]
    one = CliRunner().invoke(app, ["guesses", "tones"]).output.splitlines()
    assert "the option with the most careful words: 2 of 4, by chance 2." in one
    assert len(one) == 2 * len(rules(LISTS))
    planted(small, hedged=4, of=4)
    one = CliRunner().invoke(app, ["guesses", "tones"]).output.splitlines()
    at = one.index("the option with the most careful words: 4 of 4, by chance 2. That is too often.")
    assert one[at + 1] == "  right in q0, q1, q2, q3"


def test_files_added_up_are_what_all_their_choices_score_together() -> None:
    files = [[offer(["May.", "Never."], 0), offer(["A", "B", "Perhaps"], 1)], [], [offer(["A", "Ask?", "C"], 0, 2)]]
    added = together(guesses(some, rules(LISTS)) for some in files)
    for guess, of_all in zip(added, guesses([one for some in files for one in some], rules(LISTS)), strict=True):
        assert (guess.name, guess.scores, guess.tells) == (of_all.name, of_all.scores, of_all.tells)
        assert (guess.chance, guess.variance) == pytest.approx((of_all.chance, of_all.variance))
