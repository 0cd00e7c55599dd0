"""Words of the glossary that stand on a page before anything explains them."""

import pytest
from checking import faults
from small_course import HEAD, cell, edit

from widerwindow.content.course import Course

GLOSSARY = """\
# Glossary

```{glossary}
Brew
  Tea on its way. See [a spill](tea/noted.md).

Caddy
  A box for tea.

Mash
  Here: to let tea stand. See [a spill](tea/noted.md#afterwards).

NICE
  An institute.
```
"""
CADDY = """\
id: caddies
title: Boxes
questions:
  - id: which
    type: single
    prompt: Which caddy?
    options: [{id: tin, text: The tin, feedback: Yes.}, {id: jar, text: The jar, feedback: No.}]
    key: tin
"""


@pytest.fixture
def explained(small: Course) -> Course:
    (small.book / "glossary.md").write_text(GLOSSARY, encoding="utf-8")
    edit(small.book / "course.yml", "everyday: none", "everyday: Here")
    return small


def named(course: Course) -> list[str]:
    said = "comes here for the first time."
    return [f"{each.file}:{each.line} {each.message.split()[0]}" for each in faults(course) if said in each.message]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("## A brew", ["book/tea/index.md:7 `Brew`"]),
        ('## A brew\n\nShe says "a brew".', ["book/tea/index.md:7 `Brew`"]),
        ("## A brew\n\nThere are brews.", []),
        ("## A brew\n\nSee {term}`brew`.", []),
        ("## A brew\n\nWhat it is stands on [the next page](noted.md).", []),
        ("## So nice\n\n> A mash\n", ["book/tea/index.md:9 `Mash`"]),
    ],
)
def test_a_word_that_comes_before_its_page_is_told_where_nothing_leads_to_its_meaning(
    explained: Course, text: str, expected: list[str]
) -> None:
    with (explained.book / "tea" / "index.md").open("a", encoding="utf-8") as page:
        page.write(f"\n{text}\n")
    edit(explained.book / "tea" / "noted.md", "## Afterwards\n", "## Brew and mash\n")
    edit(explained.book / "quiet" / "place.md", "Nothing", "## A mash\n\nNothing")
    assert named(explained) == expected


def test_a_word_in_a_task_is_told_where_no_page_explains_it_and_its_own_page_does_not_lead_to_it(
    explained: Course,
) -> None:
    (explained.book / "tea" / "checks" / "caddies.yml").write_text(CADDY, encoding="utf-8")
    page = explained.book / "tea" / "index.md"
    shown = cell("SelfCheck('caddies')")
    page.write_text(f"{HEAD}{page.read_text(encoding='utf-8')}\n{shown}", encoding="utf-8")
    assert named(explained) == ["book/tea/checks/caddies.yml:6 `Caddy`"]
    edit(page, "# Tea\n", "# Tea\n\nA caddy is a box.\n")
    assert named(explained) == []
