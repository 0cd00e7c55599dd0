"""Where the readers of a scenario end, by how they choose."""

from pathlib import Path

import pytest
from test_scenario import GOOD

from widerwindow.content.activities.odds import Odds, evenly, odds, with_care
from widerwindow.content.activities.scenario import Draft, Scenario
from widerwindow.content.core.reading import parse

STRAIGHT = GOOD.replace("feedback: You do.\n        next: hall\n", "feedback: You do.\n        next: end\n")
"""The same story without its loop."""


def of(text: str) -> Scenario:
    return parse(text, Path("door.yml"), Scenario)


def careful(text: str) -> Odds:
    return odds(of(text), with_care(["trust"]))


def test_shares_are_worked_out_along_every_path() -> None:
    found = odds(of(STRAIGHT), evenly)
    assert found.met == {"hall": 1, "hall-again": 0.5, "end": 1}
    assert found.taken["hall-again", "listen"] == 0.25
    assert found.ends == {"end": 1}
    assert found.walking == 0


def test_care_takes_what_adds_most_to_what_is_better_and_where_several_do_each_of_them() -> None:
    found = careful(STRAIGHT)
    assert found.met["hall-again"] == 1
    assert found.taken == {("hall", "ask"): 1, ("hall-again", "again"): 1}
    even = STRAIGHT.replace("        effects: {trust: 1}\n", "        effects: {trust: 0}\n")
    assert careful(even).taken["hall", "ask"] == careful(even).taken["hall", "leave"] == 0.5


def test_who_goes_round_in_a_loop_for_ever_is_counted_at_no_ending() -> None:
    found = careful(GOOD)
    assert found.walking == 1
    assert found.ends == {}
    others = odds(of(GOOD), evenly)
    assert others.ends["end"] == pytest.approx(1)
    assert others.met["hall"] == pytest.approx(4 / 3)


def test_a_draft_is_read_and_its_dead_ends_and_what_nobody_comes_to_are_found() -> None:
    text = STRAIGHT.replace('when: {trust: ">= 1"}', 'when: {trust: "> 1"}').replace(
        "    choices:\n      - id: listen", "    kind: scene\n    choices:\n      - id: listen"
    )
    text = text.replace("  - id: end\n", "  - {id: cellar, title: Below, text: It is dark.}\n  - id: end\n")
    draft = parse(text, Path("door.yml"), Draft)
    found = draft.survey()
    assert found.unoffered == [("hall-again", "listen")]
    assert [scene for scene, states in found.states.items() if not states] == ["cellar"]
    closed = text.replace("next: hall-again", "next: cellar")
    found = parse(closed, Path("door.yml"), Draft).survey()
    assert found.closed == found.hopeless - {"hall"} == {"cellar"}
    assert odds(parse(closed, Path("door.yml"), Draft), evenly).ends == {"cellar": 0.5, "end": 0.5}
