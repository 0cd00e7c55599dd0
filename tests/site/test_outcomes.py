"""What pages say of a module's outcomes, and when they say it anew."""

from collections.abc import Callable

import pytest
from small_book import Book, write

QUIZ = """\
id: tea
title: Tea
intro: Hello.
outcomes: {pour: Pour a cup, wait: Wait for it}
questions:
  - id: first
    outcome: pour
    type: single
    prompt: Where?
    options: [{id: a, text: A, feedback: A}, {id: b, text: B, feedback: B}]
    key: a
  - {id: second, outcome: pour, type: written, prompt: A, rubric: [{id: a, title: A, levels: [a, b, c, d]}], points: 3}
"""
SHEET = "id: sheet\ntitle: My cup\nintro: Write.\nsections: [{title: A, fields: [{id: a, label: A}]}]\n"
FILES = {
    "book/index.md": "# Home\n\n```{toctree}\ntea/index\ntea/notes\n```\n",
    "book/tea/index.md": "# Tea\n\n```{outcomes}\n```\n",
    "book/tea/notes.md": "# Notes\n\n```{outcomes-table}\n```\n",
    "book/tea/module.yml": """\
id: tea
title: Tea
about: All of it
minutes: 10
quiz: tea
outcomes:
  pour: {taught: [index, notes], practised: [sheet]}
  wait: {taught: [notes], practised: [sheet]}
""",
    "book/tea/worksheets/sheet.yml": SHEET,
    "exercises/quizzes/tea.yml": QUIZ,
}
Built = Callable[..., str]


@pytest.fixture
def built(book: Book) -> Built:
    write(book.folder, FILES)
    return book.built


def test_the_overview_lists_the_outcomes_as_the_quiz_words_them_and_again_when_they_change(built: Built) -> None:
    assert "<li><p>Pour a cup</p></li>\n<li><p>Wait for it</p></li>" in built("tea/index")
    changed = built("tea/index", "exercises/quizzes/tea.yml", QUIZ.replace("Wait for it", "Wait a while"))
    assert "<li><p>Wait a while</p></li>" in changed


def test_the_table_says_where_each_outcome_is_taught_practised_and_assessed(built: Built) -> None:
    html = built("tea/notes")
    for head in ("Outcome", "Pages", "Practice", "Quiz items"):
        assert f"<p>{head}</p></th>" in html
    assert 'href="index.html"><span class="doc">Tea</span></a>' in html
    assert "<p>My cup</p>" in html
    assert ">first</span></code></p>" in html
    assert ">second</span></code> (written)</p>" in html


def test_the_table_is_made_again_when_the_module_or_an_exercise_changes(built: Built) -> None:
    built("tea/notes")
    module = FILES["book/tea/module.yml"]
    assert "<p>Our cup</p>" in built(
        "tea/notes",
        "book/tea/worksheets/sheet.yml",
        SHEET.replace("My cup", "Our cup"),
    )
    html = built("tea/notes", "book/tea/module.yml", module.replace("[index, notes]", "[notes]"))
    assert 'href="index.html"><span class="doc">Tea</span></a>' not in html


def test_a_module_without_a_quiz_shows_its_own_texts_and_no_column_for_questions(built: Built) -> None:
    module = (
        "id: tea\ntitle: Tea\nabout: All of it\nminutes: 1\n"
        "outcomes: {sip: {text: Sip it, taught: [index], practised: [sheet]}}\n"
    )
    html = built("tea/notes", "book/tea/module.yml", module)
    assert "<p>Sip it</p>" in html
    assert "Quiz items" not in html


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("book/index.md", "# Home\n\n```{outcomes}\n```\n", "index.md:3: ERROR: This page is in no module"),
        ("book/tea/module.yml", "id: tea\n", "module.yml:1: `title` is missing."),
        ("exercises/quizzes/tea.yml", "id: tea\n", "tea.yml:1: `title` is missing."),
        (
            "book/tea/module.yml",
            FILES["book/tea/module.yml"].replace("[sheet]", "[shet]"),
            "`practised` in module.yml names no exercise `shet`.",
        ),
        ("book/tea/worksheets/sheet.yml", "id: sheet\n", "sheet.yml:1: `title` is missing."),
    ],
    ids=["no module", "module", "quiz", "exercise", "worksheet"],
)
def test_what_cannot_be_shown_is_told_in_plain_words(built: Built, name: str, text: str, expected: str) -> None:
    told = built("tea/notes", name, text)
    assert expected in told
    assert "Traceback" not in told
