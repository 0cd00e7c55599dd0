"""A scenario's rules, and what an author is told when hers does not hold together."""

from pathlib import Path

import pytest

from stories import holds
from widerwindow.content.activities.scenario import Scenario
from widerwindow.content.activities.walk import Moment
from widerwindow.content.core.problems import ContentError
from widerwindow.content.core.reading import parse

GOOD = """\
id: door
title: At the door
minutes: 5
intro: You work in a refuge.
variables:
  trust: {label: Trust, start: 0, min: -1, max: 1, low: none, high: some}
start: hall
scenes:
  - id: hall
    title: In the hall
    text: She waits.
    choices:
      - id: ask
        text: Ask her.
        effects: {trust: 1}
        feedback: She answers.
        next: hall-again
      - id: leave
        text: Go away.
        feedback: She stays alone.
        next: end
  - id: hall-again
    title: Still in the hall
    text: She waits again.
    choices:
      - id: listen
        text: Listen.
        when: {trust: ">= 1"}
        feedback: She goes on.
        next:
          - {when: {trust: "> 3"}, to: hall}
          - {to: end}
      - id: again
        text: Start again.
        effects: {trust: 5}
        feedback: You do.
        next: hall
  - id: end
    kind: ending
    title: Later
    text: It is evening.
debrief:
  text: What happened.
  person:
    name: Mina
    views:
      - {text: I was tired.}
  evidence: None is needed here.
support: Talk to your manager.
"""


def scenario(text: str = GOOD) -> Scenario:
    return parse(text, Path("door.yml"), Scenario)


def refused(old: str, new: str) -> list[tuple[int, str]]:
    """Return (line, what is wrong) for the good scenario with `old` written as `new`."""
    assert GOOD.count(old) >= 1
    with pytest.raises(ContentError) as caught:
        scenario(GOOD.replace(old, new, 1))
    assert all(problem.hint for problem in caught.value.problems)
    return [(problem.line, problem.message) for problem in caught.value.problems]


def line(text: str, after: str = "") -> int:
    """Return the line of the good scenario on which `text` first stands after `after`."""
    start = GOOD.index(after)
    return GOOD.count("\n", 0, GOOD.index(text, start)) + 1


def test_a_good_scenario_is_read() -> None:
    assert scenario().scene("end").kind == "ending"


def test_effects_are_added_and_kept_within_bounds() -> None:
    story = scenario()
    ask = story.offered(story.beginning())[0]
    assert story.after(story.beginning(), ask) == Moment("hall-again", (1,))
    again = story.offered(Moment("hall-again", (1,)))[1]
    assert story.after(Moment("hall-again", (1,)), again) == Moment("hall", (1,))


def test_a_choice_is_offered_only_when_its_conditions_hold() -> None:
    story = scenario()
    assert [choice.id for choice in story.offered(Moment("hall-again", (0,)))] == ["again"]
    assert [choice.id for choice in story.offered(Moment("hall-again", (1,)))] == ["listen", "again"]


@pytest.mark.parametrize(
    ("text", "value", "true"),
    [
        (">= 1", 1, True),
        ("<= 1", 2, False),
        ("> 1", 1, False),
        ("< 1", 0, True),
        ("= -1", -1, True),
        ("!= 0", 0, False),
    ],
)
def test_each_comparison(text: str, value: int, true: bool) -> None:
    assert holds({"trust": text}, {"trust": value}) is true


@pytest.mark.parametrize(
    ("old", "new", "expected_line", "expected"),
    [
        ("minutes: 5", "minutes: 5\ncolour: red", 4, "`colour` is not known here."),
        ("title: At the door\n", "", 1, "`title` is missing."),
        ("id: door", "id: window", 1, "The id is `window`, but the file is called `door.yml`."),
        ("next: end", "next: garden", line("next: end"), "The choice `leave` goes to `garden`, which is no scene."),
        ("start: hall", "start: garden", line("start: hall"), "The start `garden` is no scene."),
        ("id: leave", "id: ask", line("id: leave"), "The id `ask` is used twice."),
        ("id: hall-again", "id: hall", line("id: hall-again"), "The id `hall` is used twice."),
        ("next: hall-again", "next: end", line("id: hall-again"), "No path reaches the scene `hall-again`."),
        ("feedback: She answers.", "feedback:", line("feedback: She"), "`feedback` is empty."),
        ("          - {to: end}\n", "", line("next:", "id: listen"), "The choice `listen` may lead nowhere."),
        ("kind: ending", "kind: scene", line("- id: end"), "The scene `end` leads nowhere."),
        ('when: {trust: ">= 1"}', 'when: {safety: ">= 1"}', line('when: {trust: ">= 1"}'), "`safety` is not among"),
        ('">= 1"', '"about 1"', line('">= 1"'), "`about 1` is no comparison"),
        ("start: 0,", "start: 4,", line("start: 0"), "`trust` starts at 4, outside -1 to 1."),
        ("support: Talk to your manager.\n", "", 1, "`support` is missing."),
        ("title: At the door", "title: At\ntitle: the door", 3, "`title` stands here twice."),
        ("start: hall\n", "start: [hall\n", line("start: hall") + 1, "Between braces or brackets, a comma ends a text"),
    ],
)
def test_a_fault_is_told_with_its_line(old: str, new: str, expected_line: int, expected: str) -> None:
    found = refused(old, new)
    assert any(at == expected_line and expected in wrong for at, wrong in found), found


NOTED = GOOD.replace(
    "    title: Still in the hall\n",
    "    title: Still in the hall\n    note: {themes: [doors], intensity: low, text: A door., summary: She waits.}\n"
    "    way_round: round\n",
).replace(
    "  - id: end\n",
    "  - id: round\n    title: Outside\n    text: You wait.\n    choices:\n"
    "      - {id: go, text: Go., feedback: You go., next: end}\n  - id: end\n",
)


def test_a_way_round_is_reached_with_nothing_changed() -> None:
    story = scenario(NOTED)
    assert Moment("round", (1,)) in story.moments()
    public = story.public({})["scenes"][1]
    assert public["way_round"] == "round"
    assert public["note"]["summary"] == "<p>She waits.</p>"


@pytest.mark.parametrize(
    ("old", "new", "at", "expected"),
    [
        ("    way_round: round\n", "", "note:", "The scene `hall-again` has a note, but no way round it."),
        ("way_round: round", "way_round: cellar", "way_round:", "The way round `cellar` is no scene without a note."),
        ("way_round: round", "way_round: hall-again", "way_round:", "The way round `hall-again` is no scene without"),
        ("title: Outside\n", "title: Outside\n    way_round: end\n", "way_round: end", "`round` needs no way round."),
        ("kind: ending\n", "kind: ending\n    way_round: hall\n", "way_round: hall", "`end` needs no way round."),
    ],
)
def test_a_wrong_way_round_is_told(old: str, new: str, at: str, expected: str) -> None:
    text = NOTED.replace(old, new, 1)
    assert text != NOTED
    with pytest.raises(ContentError) as caught:
        scenario(text)
    found = [(problem.line, problem.message) for problem in caught.value.problems]
    expected_line = text.count("\n", 0, text.index(at)) + 1
    assert any(line == expected_line and expected in wrong for line, wrong in found), found


def test_a_loop_that_only_a_way_round_leaves_is_found() -> None:
    text = NOTED.replace("          - {to: end}\n", "          - {to: hall-again}\n")
    text = text.replace("feedback: You do.\n        next: hall\n", "feedback: You do.\n        next: hall-again\n")
    with pytest.raises(ContentError, match="no ending can be reached from the scene `hall-again`"):
        scenario(text)


def test_a_scene_that_offers_nothing_on_some_path_is_found() -> None:
    text = GOOD.replace("        effects: {trust: 1}\n", "").replace(
        "      - id: again\n        text: Start again.\n        effects: {trust: 5}\n        feedback: You do.\n"
        "        next: hall\n",
        "",
    )
    with pytest.raises(ContentError, match="offers no choice"):
        scenario(text)


def test_a_loop_without_a_way_out_is_found() -> None:
    text = GOOD.replace("          - {to: end}\n", "          - {to: hall-again}\n")
    text = text.replace("next: hall\ndebrief", "next: hall-again\ndebrief")
    text = text.replace(
        "        feedback: You do.\n        next: hall\n", "        feedback: You do.\n        next: hall-again\n"
    )
    with pytest.raises(ContentError, match="no ending can be reached from the scene `hall-again`"):
        scenario(text)


def test_markdown_from_an_author_never_becomes_markup() -> None:
    story = scenario(GOOD.replace("text: She waits.", "text: She <script>waits</script>."))
    assert "<script>" not in story.public({})["scenes"][0]["text"]
