"""The ledger of what a module takes from its sources, held against what its pages and stories say."""

from collections.abc import Callable
from pathlib import Path

import pytest
from checking import faults
from small_course import cell, edit

from widerwindow.content.checks import ledger
from widerwindow.content.course import Course

PAGE = """\
# Tea

In 1999, 27 people drank tea {cite:p}`a1`. Others did not {cite:t}`b2,c3`.
"""
STORY = "id: story\ndebrief:\n  text: Tea at 5.\n  sources: [a1]\n"
CLAIM = """\
claims:
  - {id: first, on: [index], claim: 27 people drank tea in 1999., source: a1, locator: page 3, status: confirmed}
  - {id: second, on: [index], claim: Some did not., source: b2, locator: abstract, status: confirmed}
  - {id: third, on: [index], claim: They say so., source: c3, locator: "B2, page 4", status: reported}
  - {id: fourth, on: [scenarios/story], claim: They drink it at 5., source: a1, locator: page 4, status: confirmed}
"""
YEAR = "  - {id: fifth, on: [index], claim: So they say., source: b1999, locator: page 5, status: confirmed}\n"
SOURCES = {"a1", "b2", "c3", "b1999"}
Told = Callable[..., list[str]]


@pytest.fixture
def told(tmp_path: Path) -> Told:
    """Writes a module, and returns what the checker says of its ledger."""

    def told(page: str = PAGE, story: str = STORY, claims: str | None = CLAIM, figures: str = "") -> list[str]:
        (tmp_path / "scenarios").mkdir(exist_ok=True)
        (tmp_path / "index.md").write_text(page, encoding="utf-8")
        (tmp_path / "scenarios" / "story.yml").write_text(story, encoding="utf-8")
        if claims is not None:
            (tmp_path / "claims.yml").write_text(claims, encoding="utf-8")
        found = ledger.problems_in(tmp_path, SOURCES, lambda _: figures)
        return [f"{problem.file.name}:{problem.line}: {problem.message} {problem.hint}" for problem in found]

    return told


def test_a_ledger_that_its_pages_and_stories_bear_out_has_no_fault(told: Told) -> None:
    assert told() == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("source: b2", "source: z9", "claims.yml:3: `z9` is no source in book/references.bib."),
        (
            "on: [scenarios/story]",
            "on: [scenarios/tale]",
            "claims.yml:5: This module has no page or file `scenarios/tale`.",
        ),
        ("on: [scenarios/story]", "on: [story]", "claims.yml:5: This module has no page or file `story`."),
        ("on: [scenarios/story]", "on: [../story]", "claims.yml:5: `on` is `../story`."),
        ("status: reported", "status: unconfirmed", "claims.yml:4: `third` is not confirmed, and index says it."),
        ("status: reported", "status: sure", "claims.yml:4: `status` is `sure`."),
        ("id: second", "id: first", "claims.yml:3: The id `first` is used twice."),
        ("27 people", "28 people", "claims.yml:2: “28” in the claim `first` does not stand on index."),
        ("at 5.", "at 5.30.", "claims.yml:5: “5.30” in the claim `fourth` does not stand on scenarios/story."),
        ("source: c3", "source: a1", "index.md:3: No claim in {}/claims.yml says what is taken from `c3` here."),
        ("They drink it at 5., source: a1", "They do., source: b2", "claims.yml:5: scenarios/story does not cite `b2`"),
        (
            "They drink it at 5., source: a1",
            "They do., source: b2",
            "story.yml:4: No claim in {}/claims.yml says what is",
        ),
    ],
)
def test_a_planted_fault_is_told_with_its_line(told: Told, tmp_path: Path, old: str, new: str, expected: str) -> None:
    assert old in CLAIM
    found = told(claims=CLAIM.replace(old, new, 1))
    assert any(problem.startswith(expected.format(tmp_path.name)) for problem in found), found


def test_what_is_cited_without_any_ledger_is_told_once_for_each_place(told: Told) -> None:
    found = told(page=f"{PAGE}\nMore {{cite:p}}`a1`.\n", claims=None)
    assert [problem.split(": ")[0] for problem in found] == ["index.md:3", "index.md:3", "index.md:3", "story.yml:4"]
    assert found[0].endswith("Add an entry with `on: [index]` and `source: a1`.")


def test_the_year_in_a_key_is_no_number_of_the_page(told: Told) -> None:
    [found] = told(page=PAGE.replace("In 1999, 27", "27").replace("b2", "b2,b1999"), claims=f"{CLAIM}{YEAR}")
    assert "“1999” in the claim `first`" in found


@pytest.mark.parametrize("quoting", ["{number}`tea:drinkers`", "\n\n" + cell('Chart("tea")')])
def test_a_number_that_a_page_takes_from_a_table_stands_on_it(told: Told, quoting: str) -> None:
    page = PAGE.replace("27 people", f"Some {quoting} people")
    assert told(page=page, figures="count: 27") == []
    assert "“27” in the claim `first` does not stand on index." in told(page=page, figures="count: 26")[0]


def test_a_module_s_ledger_is_read_by_the_check_of_the_course(small: Course) -> None:
    edit(small.book / "tea" / "index.md", "12 pots", "13 pots")
    found = faults(small)
    assert "“12” in the claim" in "".join(problem.message for problem in found)


def test_pages_outside_the_modules_need_no_ledger(small: Course) -> None:
    assert "{cite:p}" in (small.book / "glossary.md").read_text(encoding="utf-8")
    found = faults(small)
    assert [problem for problem in found if problem.file.name == "glossary.md"] == []


def test_a_worked_out_percentage_is_given_by_its_table(small: Course) -> None:
    (small.book / "tea" / "data" / "cups.yml").write_text(
        "id: cups\ntitle: C\nsource: leaf1999\nabout: Cups.\nrows:\n  - {id: full, label: Full, count: 25, of: 27}\n",
        encoding="utf-8",
    )
    edit(small.book / "tea" / "claims.yml", "12 pots", "12 pots and 93 per cent")
    assert "“93” in the claim" in "".join(problem.message for problem in faults(small))
    edit(small.book / "tea" / "index.md", "\n## ", "\nFull: {number}`cups:full`.\n\n## ")
    found = faults(small)
    assert [problem for problem in found if problem.file.name == "claims.yml"] == []
