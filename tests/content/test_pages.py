"""Pages as Markdown's and Python's own parsers read them, and the contents as YAML: nothing of it is matched."""

from pathlib import Path

import pytest
from checking import faults
from small_course import HEAD, edit, list_pages

from widerwindow.content.course import Course
from widerwindow.content.pages.page import Page, page_at

PAGE = """\
---
title: A page
---
# Tea

[One](cups.md) and `[two](cups.md)`, {number}`cups:tea`
and `{number}`, \\
[three
 words](../milk.md#hot), {cite:p}`leaf1999,
hue2001` [four](https://www.example.org/cups.md).

```
[five](cups.md) ![six](six.svg) {number}`cups:no`
```

```{note}
> [seven](seven.md)

| ![eight](eight.svg) |
| --- |
| [nine](nine.md) |
```

```{figure} ten.svg
:alt: Ten

Words with [eleven](eleven.md).
```
"""


@pytest.fixture
def page(tmp_path: Path) -> Page:
    (tmp_path / "page.md").write_text(PAGE, encoding="utf-8")
    return page_at(tmp_path / "page.md")


def test_links_and_images_are_found_with_their_lines_and_not_in_code(page: Page) -> None:
    assert [(target.address, target.line) for target in page.targets] == [
        ("cups.md", 6),
        ("../milk.md#hot", 8),
        ("https://www.example.org/cups.md", 10),
        ("seven.md", 17),
        ("eight.svg", 19),
        ("nine.md", 21),
        ("ten.svg", 24),
        ("eleven.md", 27),
    ]


def test_roles_are_found_with_their_lines_and_not_in_code(page: Page) -> None:
    assert [tuple(role) for role in page.roles] == [
        ("number", "cups:tea", 6),
        ("cite:p", "leaf1999, hue2001", 9),
    ]


def test_a_page_is_read_again_only_when_it_has_changed(page: Page) -> None:
    assert page_at(page.path) is page
    page.path.write_text("# Coffee\n", encoding="utf-8")
    assert page_at(page.path).title == "Coffee"


CELL = f"""\
{HEAD}# X

```{{code-cell}} python
:tags: [remove-input]
from widerwindow.widgets import Scenario as Story

%s
```
"""
CODE_SHOWN = "8: Readers would see the code of this cell. Write `:tags: [remove-input]`"


@pytest.mark.parametrize(
    ("options", "is_told"),
    [
        ("", True),
        (":tags: [thebe]\n", True),
        (":tags: [hide-input]\n", False),
        ("---\ntags: [remove-input]\n---\n", False),
    ],
)
def test_that_a_cell_shows_its_code_is_advice(small: Course, options: str, is_told: bool) -> None:
    (small.book / "x.md").write_text(CELL.replace(":tags: [remove-input]\n", options) % "Story('tea-round')", "utf-8")
    list_pages(small)
    found = faults(small)
    assert [each.advice for each in found] == [True] * is_told
    assert all(f"{each.line}: {each.message} {each.hint}".startswith(CODE_SHOWN) for each in found)


WELL = "[A](help.md#lines) [B](/tea/index) [C](#lines) [D](lines) [E](mailto:a@b.example) <https://a.example/b.md>"


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("Story('nope')", '11: `Scenario("nope")` names no file. Write one of: tea-round, tea-spill.'),
        ("Story(name='nope')", '11: `Scenario("nope")` names no file. Write one of: tea-round, tea-spill.'),
        ("Story(\n  'nope',\n)", '11: `Scenario("nope")` names no file. Write one of: tea-round, tea-spill.'),
        ("x = 1\nx; Story('nope')", '12: `Scenario("nope")` names no file. Write one of: tea-round, tea-spill.'),
        ("import widerwindow.widgets as w; w.Chart('nope')", '11: `Chart("nope")` names no file.'),
        ("Story('tea' + '-round')", "11: What `Scenario` shows here cannot be read. Write its id between quotes"),
        ("Story()", "11: What `Scenario` shows here cannot be read."),
        ("x = 1\nStory('tea-round'", "12: This cell is not readable as Python: '(' was never closed."),
        (
            "Story('tea-round')\nStory('tea-spill')",
            "11: A cell shows its last line alone, so this `Scenario` would not be seen.",
        ),
        ("Story('tea-round'), Story('tea-spill')", "11: A cell shows its last line alone"),
        ("Story('tea-round');", "11: A cell shows its last line alone"),
        ("story = Story('tea-round')", "11: A cell shows its last line alone"),
        ("story = Story('tea-round')\nstory", None),
        ("display(Story('tea-round'))\nStory('tea-spill')", None),
        (
            "from widerwindow.widgets import Quizz\nQuizz('x')",
            "11: There is nothing called `Quizz` to import. Write one of: ",
        ),
        ("SelfCheck('tea-check')", "11: Nothing on this page says what `SelfCheck` is. Begin the cell with"),
        ("Stroy('tea-round')", "11: Nothing on this page says what `Stroy` is."),
        ("from widerwindow.widget import SelfCheck", "11: There is no package `widerwindow.widget`."),
        ("x = 1\nStory('tea-round)", "12: This cell is not readable as Python: unterminated string literal"),
        ("from pathlib import Path\ndef shown(name): return Story(name='tea-round')\nshown(Path('a').name)", None),
        ("Story('tea-round')", None),
        ("# Story('nope')\nprint('Story(\"nope\")')", None),
    ],
)
def test_what_a_cell_shows_is_read_from_its_syntax(small: Course, code: str, expected: str | None) -> None:
    (small.book / "x.md").write_text(CELL % code, encoding="utf-8")
    list_pages(small)
    found = [f"{problem.line}: {problem.message} {problem.hint}" for problem in faults(small)]
    assert found == [] if expected is None else found[0].startswith(expected) and len(found) == 1, found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[A](nowhere.md)", "3: This link leads to `nowhere.md`, and there is no such file."),
        ("[A](tea/nowhere.md#part)", "3: This link leads to `tea/nowhere.md`, and there is no such file."),
        ("[A](/tea/nowhere)", "3: This link leads to `/tea/nowhere`, and there is no such file."),
        ("![A](nowhere.svg)", "3: There is no image `nowhere.svg`."),
        ("```{figure} nowhere.svg\n:alt: A\n\nB.\n```", "3: There is no image `nowhere.svg`."),
        (WELL, None),
    ],
)
def test_a_link_or_an_image_that_leads_nowhere_is_told(small: Course, text: str, expected: str | None) -> None:
    edit(small.book / "index.md", "# Home\n", f"# Home\n\n{text}\n")
    found = [f"{problem.line}: {problem.message}" for problem in faults(small)]
    assert found == ([expected] if expected else [])


def test_a_page_that_the_contents_leave_out_is_told(small: Course) -> None:
    (small.book / "tea" / "left.md").write_text("# Left out\n", encoding="utf-8")
    [found] = faults(small)
    assert str(found).startswith("book/tea/left.md:1: This page is not in `_toc.yml`, so nobody sees it.")
    assert "`- file: tea/left`" in found.hint


def test_what_jupyterlab_keeps_beside_a_page_is_no_page(small: Course) -> None:
    kept = small.book / "tea" / ".ipynb_checkpoints" / "index-checkpoint.md"
    kept.parent.mkdir()
    kept.write_text("# Tea\n\n[A](nowhere.md)\n", encoding="utf-8")
    assert faults(small) == []


def test_a_page_that_the_contents_name_and_that_is_not_there_is_told(small: Course) -> None:
    edit(small.root / "_toc.yml", "  - file: glossary\n", '  - file: glossary\n    sections: [{"file": "milk.md"}]\n')
    [found] = faults(small)
    line = (small.root / "_toc.yml").read_text(encoding="utf-8").partition('{"file"')[0].count("\n") + 1
    assert str(found).startswith(f"_toc.yml:{line}: There is no page `book/milk.md`.")


def test_contents_that_are_missing_or_no_yaml_are_told(small: Course) -> None:
    (small.root / "_toc.yml").write_text("root: [index\n", encoding="utf-8")
    assert str(faults(small)[0]).startswith("_toc.yml:2: Between braces or brackets, a comma ends a text")
    (small.root / "_toc.yml").unlink()
    assert str(faults(small)[0]).startswith("_toc.yml:1: This file is missing.")


@pytest.mark.parametrize("quoted", ["tea/index", "'tea/index'", '"tea/index"', "tea/index.md"])
def test_a_path_in_quotes_keeps_the_order_of_the_modules(tmp_path: Path, quoted: str) -> None:
    for name in ("cake", "tea"):
        (tmp_path / "book" / name).mkdir(parents=True)
        (tmp_path / "book" / name / "index.md").touch()
    (tmp_path / "_toc.yml").write_text(f"root: index\nchapters:\n  - file: {quoted}\n  - glob: cake/*\n")
    assert Course(tmp_path).modules() == ["tea", "cake"]


FOR_TRAINERS = "---\nfor: trainers\n---\n# Answers\n"
_KEPT_OUT = "This page is for trainers, and the learners' edition cannot be without it."


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("tea/answers", None),
        ("index", f"book/index.md:2: {_KEPT_OUT}"),
        ("help", f"book/help.md:2: {_KEPT_OUT}"),
        ("glossary", f"book/glossary.md:2: {_KEPT_OUT}"),
    ],
)
def test_a_page_for_trainers_is_none_that_every_learner_needs(small: Course, page: str, expected: str | None) -> None:
    (small.book / f"{page}.md").write_text(FOR_TRAINERS, encoding="utf-8")
    list_pages(small)
    found = [f"{each.file}:{each.line}: {each.message}" for each in faults(small)]
    assert expected in found if expected else not found


def test_a_page_for_learners_does_not_lead_to_one_for_trainers(small: Course) -> None:
    for name in ("answers", "more"):
        (small.book / "tea" / f"{name}.md").write_text(f"{FOR_TRAINERS}\n[A](answers.md)\n", encoding="utf-8")
    edit(small.book / "index.md", "# Home\n", "# Home\n\n[A](tea/answers.md#part)\n")
    list_pages(small)
    [found] = faults(small)
    assert str(found).startswith("book/index.md:3: This link leads to `tea/answers.md`, a page for trainers")


def test_a_page_for_learners_does_not_stand_beneath_one_for_trainers(small: Course) -> None:
    (small.book / "tea" / "answers.md").write_text(FOR_TRAINERS, encoding="utf-8")
    edit(small.root / "_toc.yml", "  - file: help\n", "  - sections: [{file: help}]\n    file: tea/answers\n")
    [found] = faults(small)
    assert str(found).startswith("_toc.yml:5: `help` stands beneath `tea/answers`, which is for trainers")


def test_an_outcome_is_taught_on_pages_for_learners(small: Course) -> None:
    (small.book / "tea" / "answers.md").write_text(FOR_TRAINERS, encoding="utf-8")
    edit(small.book / "tea" / "module.yml", "taught: [index]", "taught: [answers]")
    list_pages(small)
    assert str(faults(small)[0]).startswith("book/tea/module.yml:9: There is no page `answers`.")


def test_a_page_is_for_trainers_or_for_learners(small: Course) -> None:
    edit(small.book / "tea" / "index.md", "# Tea", "---\nfor: trainer\n---\n# Tea")
    assert "book/tea/index.md:2: `for`: should be 'learners' or 'trainers'." in str(faults(small)[0])
