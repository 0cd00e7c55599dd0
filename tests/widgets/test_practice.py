"""What a page holds of a module's practice: nothing graded, and without a script each answer a click away."""

import json
import re
import shutil
from pathlib import Path

import pytest

from practising import CUPS, TEA, write
from widerwindow.content.core.problems import ContentError
from widerwindow.widgets import Practice


@pytest.fixture(autouse=True)
def course(tiny_course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    copy = Path(shutil.copytree(tiny_course, tmp_path / "course"))
    write(copy)
    monkeypatch.chdir(copy / "book" / "tea")
    return copy


def test_it_holds_the_module_s_questions_and_some_of_earlier_modules() -> None:
    content = Practice("tea").content
    assert [question["id"] for question in content["questions"]][:5] == TEA
    assert sorted(content["earlier"]) == CUPS
    assert set(content["earlier"].values()) == {"About cups"}  # a notebook has nowhere for links to lead
    assert "earlier" in Practice("cups").content
    assert Practice("cups").content["earlier"] == {}


def test_it_leads_to_the_pages_that_teach_what_is_asked() -> None:
    html = Practice("tea").page_html()
    found = re.search(r'<script type="application/json">(.*?)</script>', html)
    assert found
    content = json.loads(found[1])["content"]
    taught = {question: content["pages"][place] for question, place in content["taught"].items()}
    assert taught["mint"] == ['<a href="../tea/rules.html">The rules of tea</a>']
    assert [re.sub("<[^>]+>", "", link) for link in taught["red-cup"]] == ["About cups", "The rules of cups"]
    assert html.count('<a href="rules.html">rules</a>') == len(TEA)
    assert html.count('<a href="../cups/rules.html">rules</a>') == len(CUPS)


def test_nothing_graded_and_nothing_that_a_person_marks_is_in_it() -> None:
    html = Practice("tea").page_html()
    assert "secret" not in html
    assert "letter" not in html


@pytest.mark.parametrize("quizzed", ["id: smoky", "id: another"])
def test_a_question_that_is_graded_too_is_refused(course: Path, quizzed: str) -> None:
    bank = (course / "exercises/bank/tea.yml").read_text(encoding="utf-8")
    asked = re.search(r"  - id: smoky\n.*?key: ask\n", bank, re.DOTALL)
    assert asked
    quiz = "id: late\ntitle: Late\nintro: Go.\noutcomes: {pour: Pour}\nquestions:\n"
    graded = asked[0].replace("id: smoky", quizzed, 1)
    (course / "exercises/quizzes/late.yml").write_text(quiz + graded, encoding="utf-8")
    with pytest.raises(ContentError, match=r"late\.yml:6: .*`(smoky|another)`"):
        Practice("tea")


def test_a_module_without_such_questions_is_said_plainly() -> None:
    with pytest.raises(ContentError, match="`coffee` has no question to practise with") as told:
        Practice("coffee")
    assert "Modules that have some: cups, tea." in told.value.problems[0].hint


def test_without_a_script_each_answer_is_a_click_away() -> None:
    html = Practice("tea").fallback()
    assert html.count("<summary>Open the answer</summary>") == len(TEA) + len(CUPS)
    asked, answer = html.split("<summary>Open the answer</summary>")[:2]
    assert "What of black?" in asked
    assert "Yes, ask about black." not in asked
    assert "Yes, ask about black." in answer
    assert 'From an earlier module: <a href="../cups/index.html">About cups</a>.' in html
