"""What a page holds of questions to match, to order and to answer with a number."""

from pathlib import Path

import pytest

from widerwindow.widgets import Quiz, SelfCheck


@pytest.fixture(autouse=True)
def _on_a_page(tiny_course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tiny_course / "book" / "tea")


def test_the_questions_to_read_have_their_answers_below() -> None:
    questions, answers = SelfCheck("pouring-check").fallback().split("<h3>Answers</h3>")
    assert "Sam told us." not in questions
    assert "2.9" not in questions
    assert "<li>Green tea &amp; <em>mint</em></li>" in questions
    assert '<span class="ww-blank"></span> minutes' in questions
    assert "<li>Jo <strong>Belongs with: Black tea / Green tea &amp; <em>mint</em>.</strong>" in answers
    assert answers.index("Boil the <em>water</em>") < answers.index("<li>Pour ") < answers.index("<li>Wait ")
    assert "<li>2.9 to 3.7 minutes <strong>This fits.</strong>" in answers
    assert "<li>More than 3.7 minutes <strong>Fits less well.</strong>" in answers


def test_a_quiz_holds_no_key() -> None:
    html = Quiz("pouring").page_html()
    assert [word for word in ('"key"', '"feedback"', "bounds", "2.9", "3.3", "Sam told us") if word in html] == []
