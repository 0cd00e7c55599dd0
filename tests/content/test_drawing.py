"""Questions drawn from the bank, and what the checker says of a bank."""

from collections import Counter
from pathlib import Path

import pytest
from checking import faults

from widerwindow.content.core.problems import ContentError
from widerwindow.content.core.reading import parse
from widerwindow.content.course import Course
from widerwindow.content.questions import Question
from widerwindow.content.quizzes.bank import Bank
from widerwindow.content.quizzes.drawing import pick, shortages
from widerwindow.content.quizzes.quiz import Quiz


def question(name: str, tags: str, outcome: str = "make", key: str = "a", long: str = "a") -> str:
    texts = {option: "A longer text" if option == long else "Short" for option in "abc"}
    options = ", ".join(f"{{id: {option}, text: {text}, feedback: Yes.}}" for option, text in texts.items())
    return (
        f"  - {{id: {name}, type: single, outcome: {outcome}, tags: [{tags}], prompt: Which {name}?, "
        f"options: [{options}], key: {key}}}\n"
    )


def bank_text(*questions: str, name: str = "teas", use: str = "") -> str:
    return f"id: {name}\ntitle: Teas\n{use}questions:\n{''.join(questions)}"


def bank(*questions: str) -> dict[str, Question]:
    return {one.id: one for one in parse(bank_text(*questions), Path("teas.yml"), Bank).questions}


def quiz(*draws: tuple[str, int], questions: str = "") -> Quiz:
    draw = "".join(f"  - {{tag: {tag}, count: {count}}}\n" for tag, count in draws)
    text = f"id: tea\ntitle: Tea\nintro: Some.\noutcomes: {{make: Make tea}}\ndraw:\n{draw}"
    return parse(text + (f"questions:\n{questions}" if questions else ""), Path("tea.yml"), Quiz)


EASY = [question(f"e{number}", "easy") for number in range(6)]
HARD = [question(f"h{number}", "hard") for number in range(3)]


def test_the_same_seed_draws_the_same_in_the_order_of_the_draws() -> None:
    asked, there = quiz(("hard", 2), ("easy", 3)), bank(*EASY, *HARD)
    drawn = pick(asked, there, seed=7)
    assert drawn is not None
    assert drawn == pick(asked, there, seed=7)
    assert [name[0] for name in drawn] == ["h", "h", "e", "e", "e"]
    assert len(set(drawn)) == 5
    assert len({tuple(pick(asked, there, seed) or []) for seed in range(20)}) > 10


def test_every_question_has_the_same_chance() -> None:
    asked, there = quiz(("easy", 2)), bank(*EASY)
    counts = Counter(name for seed in range(3000) for name in pick(asked, there, seed) or [])
    assert set(counts) == set(there)
    assert all(abs(count - 1000) < 130 for count in counts.values())  # five standard deviations


def test_a_question_with_two_tags_gives_way_to_one_that_is_free() -> None:
    asked = quiz(("easy", 2), ("hard", 1))
    there = bank(question("both", "easy, hard"), question("e1", "easy"), question("e2", "easy"))
    assert all(pick(asked, there, seed) in (["e1", "e2", "both"], ["e2", "e1", "both"]) for seed in range(20))


def test_what_stands_in_the_quiz_or_has_another_outcome_is_not_drawn() -> None:
    there = bank(question("e1", "easy"), question("e2", "easy", "other"), question("e3", "easy"))
    asked = quiz(("easy", 1), questions=question("e1", "easy"))
    assert {tuple(pick(asked, there, seed) or []) for seed in range(9)} == {("e3",)}
    (fault,) = shortages(quiz(("easy", 3)), there, {})
    assert fault.message == "3 questions with the tag `easy` are asked for; the bank has 2 that fit."
    assert fault.where == ("draw", 0)


def test_too_few_for_all_draws_together_are_told_once() -> None:
    asked = quiz(("easy", 1), ("hard", 1))
    (fault,) = shortages(asked, bank(question("both", "easy, hard")), {})
    assert "too few for all draws together" in fault.message
    assert pick(asked, bank(question("both", "easy, hard")), seed=1) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (bank_text(question("e1", "")), "The question `e1` has no tag, so no quiz can draw it."),
        (bank_text(EASY[0].replace("outcome: make, ", "")), "The question `e0` names no outcome."),
        (bank_text(EASY[0], EASY[0]), "The id `e0` is used twice."),
    ],
)
def test_a_bank_that_cannot_be_drawn_from_is_told(text: str, said: str) -> None:
    with pytest.raises(ContentError) as error:
        parse(text, Path("teas.yml"), Bank)
    assert said in [problem.message for problem in error.value.problems]


def test_the_check_looks_at_the_bank_and_at_what_quizzes_ask_of_it(small: Course) -> None:
    folder = small.exercises / "bank"
    folder.mkdir()
    keys = [question(f"k{number}", "easy", key="a", long="b") for number in range(4)]
    longest = [question(f"l{number}", "easy", key=key, long=key) for number, key in enumerate("aabbc")]
    for name, questions in (("firsts", keys), ("longs", longest), ("twice", keys[:1])):
        (folder / f"{name}.yml").write_text(bank_text(*questions, name=name))
    (small.exercises / "quizzes" / "tea.yml").write_text(
        "id: tea\ntitle: Tea\nintro: Some.\noutcomes: {make: Make tea}\ndraw:\n  - {tag: easy, count: 90}\n"
    )
    (small.exercises / "quizzes" / "none.yml").write_text("id: none\ntitle: Tea\nintro: Some.\noutcomes: {make: Tea}\n")
    (small.exercises / "extensions.yml").write_text(
        "extensions:\n  - quiz: tea\n    learner: L1\n    until: 2026-12-04 17:00\n"
    )
    found = [(problem.file.name, problem.line, problem.message) for problem in faults(small)]
    assert found == [
        ("firsts.yml", 3, "In 4 of 4, the right one stands in place 1."),
        ("longs.yml", 3, "Who chooses the longest option is right in 5 of 5 here, and by chance in 1.67."),
        ("twice.yml", 4, "The bank has two questions `k0`: here and in firsts.yml."),
        ("extensions.yml", 2, "The quiz `tea` has no deadline, so there is nothing to extend."),
        ("none.yml", 1, "This quiz has no questions yet, so it cannot be released."),
        ("tea.yml", 6, "90 questions with the tag `easy` are asked for; the bank has 9 that fit."),
    ]


PRACTICE = "use: practice\n"
DRAWN_AND_NOW_FOR_PRACTICE = "`e1` was drawn for this quiz, and the bank says now that it is for practice."


def for_practice(one: str) -> str:
    return one.replace("{id", "{use: practice, id", 1)


def test_what_is_for_practice_is_never_drawn_whether_its_file_says_so_or_itself(small: Course) -> None:
    folder = small.exercises / "bank"
    folder.mkdir()
    (folder / "mixed.yml").write_text(bank_text(EASY[0], for_practice(EASY[1]), name="mixed"))
    graded = EASY[3].replace("{id", "{use: graded, id", 1)
    (folder / "own.yml").write_text(bank_text(EASY[2], graded, name="own", use=PRACTICE))
    assert (set(small.bank()), set(small.bank("practice"))) == ({"e0", "e3"}, {"e1", "e2"})
    (fault,) = shortages(quiz(("easy", 3)), small.bank(), small.bank("practice"))
    assert fault.message == (
        "3 questions with the tag `easy` are asked for; the bank has 2 that fit, and 2 for practice."
    )
    assert fault.hint.startswith("What learners practise with is never drawn.")


def test_a_question_for_practice_needs_no_tag() -> None:
    untagged = question("e1", "").replace("tags: [], ", "")
    assert parse(bank_text(untagged, use=PRACTICE), Path("teas.yml"), Bank).used_for("practice")


def test_what_was_drawn_and_is_now_for_practice_stops_the_quiz_in_words(small: Course) -> None:
    (small.exercises / "bank").mkdir()
    file = small.exercises / "bank" / "teas.yml"
    file.write_text(bank_text(question("e1", "easy")))
    head = "id: tea\ntitle: Tea\nintro: Some.\noutcomes: {make: Make tea}\n"
    (small.exercises / "quizzes" / "tea.yml").write_text(f"{head}draw: [{{tag: easy, count: 1}}]\n")
    small.draw_file("tea").parent.mkdir()
    small.draw_file("tea").write_text("seed: 1\ndraw: [{tag: easy, count: 1}]\nquestions: [e1]\n")
    assert [each.id for each in small.quiz("tea").questions] == ["e1"]
    file.write_text(bank_text(for_practice(question("e1", "easy"))))
    with pytest.raises(ContentError, match=DRAWN_AND_NOW_FOR_PRACTICE):
        small.quiz("tea")


def test_the_check_refuses_one_question_for_both_and_a_module_that_is_not_there(small: Course) -> None:
    folder = small.exercises / "bank"
    folder.mkdir()
    first = question("e0", "easy", long="b")
    (folder / "graded.yml").write_text(bank_text(first, EASY[1], name="graded"))
    there = question("own", "easy", long="b").replace("{id", "{module: coffee, difficulty: hard, id", 1)
    (folder / "practice.yml").write_text(bank_text(first, there, name="practice", use=f"{PRACTICE}module: tea\n"))
    head = "id: tea\ntitle: Tea\nintro: Some.\noutcomes: {make: Make tea}\nquestions:\n"
    (small.exercises / "quizzes" / "tea.yml").write_text(head + question("own", "easy"))
    marked = for_practice(question("e9", "easy"))
    (small.exercises / "quizzes" / "coffee.yml").write_text(head.replace("id: tea", "id: coffee") + marked)
    check = small.book / "tea" / "checks" / "sugar.yml"
    shown = question("s", "easy").replace("{id", "{use: graded, id", 1)
    check.write_text(f"id: sugar\ntitle: Sugar\nquestions:\n{shown}")
    found = {problem.file.name: problem.message for problem in faults(small) if problem.file.name != "practice.yml"}
    assert found == {
        "graded.yml": "Learners practise with the question `e0` in practice.yml, so they may know its key.",
        "tea.yml": "Learners practise with the question `own` in practice.yml, so they may know its key.",
        "coffee.yml": "The question `e9` is for practice, and a quiz is graded.",
        "sugar.yml": "The question `s` is graded, and here learners see its key.",
    }
    assert [problem.message for problem in faults(small) if problem.file.name == "practice.yml"] == [
        "The bank has two questions `e0`: here and in graded.yml.",
        "There is no module `coffee`.",
    ]


def test_a_question_that_is_practised_is_known_by_its_words_under_another_id(small: Course) -> None:
    folder = small.exercises / "bank"
    folder.mkdir()
    graded, other = (question(name, "easy", long="b").replace("outcome: make", "outcome: tea") for name in ("a1", "b1"))
    (folder / "graded.yml").write_text(bank_text(graded, other, name="graded"))
    (folder / "practice.yml").write_text(bank_text(graded.replace("id: a1", "id: a2"), name="practice", use=PRACTICE))
    assert [problem.message for problem in faults(small) if not problem.advice] == [
        "Learners practise with the question `a1` in practice.yml, so they may know its key.",
    ]


POTS = [question("pot-warm", "pot"), question("pot-pour", "pot")]
CUPS = [question("cup-wash", "cup"), question("cup-ask", "cup")]
ONE_OF = "{one_of: [pot, cup], count: 2}"


def sets(draw: str) -> Quiz:
    text = f"id: tea\ntitle: Tea\nintro: Some.\noutcomes: {{make: Make tea}}\ndraw: [{{tag: easy, count: 1}}, {draw}]\n"
    return parse(text, Path("tea.yml"), Quiz)


def test_a_set_is_drawn_whole_and_as_the_bank_has_it_by_chance_or_by_choice() -> None:
    there = bank(*EASY, *POTS, *CUPS)
    assert not list(shortages(sets(ONE_OF), there, {}))
    drawn = Counter(tuple((pick(sets(ONE_OF), there, seed) or [])[1:]) for seed in range(400))
    assert set(drawn) == {("pot-warm", "pot-pour"), ("cup-wash", "cup-ask")}
    assert all(abs(count - 200) < 50 for count in drawn.values())  # five standard deviations
    chosen = sets(ONE_OF.replace("count", "take: cup, count"))
    assert {tuple((pick(chosen, there, seed) or [])[1:]) for seed in range(20)} == {("cup-wash", "cup-ask")}


@pytest.mark.parametrize(
    ("questions", "said"),
    [
        ([*POTS, CUPS[0]], "`one_of` names `cup`: the bank has 1 that fit, and `count` says 2."),
        (
            [*POTS, CUPS[0], CUPS[1].replace("single", "multiple, points: 3").replace("key: a", "key: [a, b]")],
            "The sets of `one_of` are not worth the same: `pot` has 2, `cup` has 4.",
        ),
        (
            [*POTS, *(each.replace("[cup]", "[cup, easy]") for each in CUPS)],
            "Some questions have several of these tags, and there are too few for all draws together.",
        ),
    ],
)
def test_sets_that_are_not_each_others_equals_are_told(questions: list[str], said: str) -> None:
    easy = [] if "together" in said else EASY
    assert said in [fault.message for fault in shortages(sets(ONE_OF), bank(*easy, *questions), {})]


@pytest.mark.parametrize(
    ("draw", "said"),
    [
        ("{tag: pot, one_of: [pot, cup], count: 2}", "write either `tag` or `one_of`"),
        ("{count: 2}", "write either `tag` or `one_of`"),
        ("{one_of: [pot, cup], take: can, count: 2}", "`take` says `can`, which is not in the list"),
    ],
)
def test_a_draw_that_says_two_things_or_none_is_told(draw: str, said: str) -> None:
    with pytest.raises(ContentError, match=said):
        sets(draw)
