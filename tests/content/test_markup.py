"""What a page says that the build would refuse, or that its readers would see as it is written: `check` names it."""

import subprocess
import sys
from pathlib import Path

import pytest
from checking import faults
from small_course import HEAD, cell, edit, list_pages

from widerwindow.content.checks.markup import DIRECTIVES, WITH_WORDS
from widerwindow.content.checks.options import OPTIONS
from widerwindow.content.course import Course

STOCK = """
import sys
from docutils.frontend import get_default_settings
from docutils.parsers.rst import Parser, directives
from docutils.parsers.rst.languages import en
from docutils.utils import new_document
from sphinx.application import Sphinx
from sphinx.util.docutils import sphinx_domains
extensions = ["myst_nb", "sphinxcontrib.bibtex", "widerwindow.site.directives.markup"]
settings = {"extensions": extensions, "bibtex_bibfiles": []}
app = Sphinx(".", None, "out", "trees", "html", settings, status=None, warning=None)
document = new_document("", get_default_settings(Parser()))
with sphinx_domains(app.env):
    for name in sys.argv[1:]:
        found, _ = directives.directive(name, en, document)
        print(name + "!" * found.required_arguments, *sorted(found.option_spec or {}))
"""
"""Prints each block that it is given, with a `!` where it needs something behind its name, and its options."""

NO_PLACE = "There is no place called"
NOT_DRAWN = "Formulas are not drawn on these pages:"
ON_THE_PAGE = "This would put `../exercises/quizzes/tiny-quiz.yml` on the page, with right answers"
WORKSHEET = cell("Worksheet('tea-sheet')")
NO_FILE = "and there is no such file."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Words.\nA formula, $E=mc^2$.", f"4: {NOT_DRAWN} `$E=mc^2$` would be shown as it is written."),
        ("$$\nE=mc^2\n$$", f"3: {NOT_DRAWN} `$$ E=mc^2 $$`"),
        ("It costs $5 and sometimes $6.", f"3: {NOT_DRAWN} `$5 and sometimes $` would be shown as it is written."),
        ("Either $5\nor $6.", f"3: {NOT_DRAWN} `$5 or $`"),
        ("{math}`x^2`", f"3: {NOT_DRAWN} `x^2`"),
        ("```{math}\nx^2\n```", f"3: {NOT_DRAWN} `x^2`"),
        ("Between `$5` and \\$6, or 7 $.", None),
        ("Hello {{ name }}.", "3: `{{ name }}` would not be filled in."),
        ("Tea is **hot.", "3: This `**` would be shown as it is written: none closes it"),
        ("Tea\nis ** hot** now.", "4: This `**` would be shown as it is written"),
        ("Tea is __hot.", "3: This `__` would be shown as it is written"),
        ("Tea is **hot** and __dear__, *so* ***very***, 5 \\*\\* 2 and `**`.", None),
        ("Press `Tab and\ngo on.", "3: This ``` would be shown as it is written: none closes it"),
        ("Press ``a ` b`` and \\`.", None),
        ("Tea :smile: and :+1: more.", "3: `:smile:` would be shown as it is written."),
        ("Tea is ready :tea:.", "3: `:tea:` would be shown as it is written."),
        ("At 10:30:15, see {kbd}`a`: so: it is.", None),
        ("Write to <name> now.", "3: A browser would show nothing of `<name>`."),
        ("Write to <https://a.example> and<br>so, if 1 <b and c> 2.", None),
        ("from widerwindow.widgets import Quiz\nQuiz('a')", "3: `from widerwindow.widgets import Quiz` would be shown"),
        (
            'See:\nScenario("tea-round")',
            '4: `Scenario("tea-round")` would be shown as it is written. Put it into a block',
        ),
        (
            "```python\nfrom widerwindow.widgets import Quiz\n```",
            "3: This block would be shown as code, and not what it shows.",
        ),
        ("`Scenario('a')` is a Scenario (or Quiz).\n\n```python\nprint(1)\n```", None),
        ("1. One\n3. Three\n4. Four", "4: This item is numbered 3, and would be shown as 2. Write 2"),
        ("1. One\n2. Two\n   1. In it\n   1. Too\n3. Three\n\nWords.\n\n5. Five\n6. Six", None),
        (
            "````{note}\n1. One\n\n   ```\n   a\n   ```\n\n3. Three\n````",
            "10: This item is numbered 3, and would be shown as 2.",
        ),
        ("| A | B |\n| - | - |\n| 1 | 2 | 3 |\n| 1 |", "5: This row has 3 cells, and its table 2 columns"),
        ("> A | B\n> - | -\n> 1 | `2\\|3`", None),
        (
            "| A | B | C |\n| - | - |\n| 1 | 2 |",
            "4: This would be no table: the line `| - | - |` does not have as many",
        ),
        ("```{note}\nWords.\n\nMore.", "3: What begins here is not closed"),
        ("```{note}\nWords.\n\n```{tip}\nMore.\n```\n", "6: What begins here is not closed"),
        ("> ```{note}\n> Words.\n> ```\n\n- ```\n  a\n  ```", None),
        (
            "```\na",
            "3: What begins here is not closed, so all that follows would be taken into it. Write ````` on a line",
        ),
        (":::{note}\nWords.\n\nMore.", "3: What begins here is not closed"),
        ("::::{note}\n:::{tip}\nWords.\n:::\n\nMore.\n::::", None),
        ("<!-- A remark\n\nWords.", "3: What begins here is not closed"),
        ("<!-- A remark -->", None),
        ("A ~~word~~.", "3: `~~word~~` would be shown with its tildes."),
        ("> [!NOTE]\n> Words.", "3: `[!NOTE]` would be shown as it is written."),
        ("[A]{.soft}", "3: `]{.soft}` would be shown as it is written."),
        ("Term\n: What it means", "4: This line would be shown with its colon."),
        ("```{tab-set}\n```", "3: These pages have no block `{tab-set}`."),
        ("Words.\n\n:::{dropdown} More\nWords.\n:::", "5: These pages have no block `{dropdown}`."),
        (":::{note}\nWords.\n:::", None),
        (
            "```{figure} a.svg\n:alt: A\n:widht: 20em\n\nA.\n```",
            "5: The block `{figure}` has no option `:widht:`. Mend its name, or take it out. It has: align, ",
        ),
        (
            "```{note}\n:class: tip\n:collapsible: true\n\nA.\n```",
            "5: The block `{note}` has no option `:collapsible:`.",
        ),
        (
            "````{note}\n```{image} a.svg\n---\nalt: A\nwide: 1\n---\n```\n````",
            "7: The block `{image}` has no option `:wide:`.",
        ),
        ("```{note}\n:class: tip\nIt is so: :not: an option.\n```", None),
        ("```{code-block} pyhton\na = 1\n```", "3: Code in `pyhton` cannot be shown in colours"),
        ("```pyhton\na = 1\n```", "3: Code in `pyhton` cannot be shown in colours"),
        ("Words.\n\n> ```yalm\n> a: 1\n> ```", "5: Code in `yalm` cannot be shown in colours"),
        ("```{literalinclude} a.svg\n:language: xlm\n```", "4: Code in `xlm` cannot be shown in colours"),
        (
            "```\nplain\n```\n\n```none\na\n```\n\n```{code} YAML\na: 1\n```\n\n```{code-block}\n:linenos:\n\nb\n```",
            None,
        ),
        ("{badge}`new`", "3: These pages have no role `{badge}`."),
        ("{kbd}`Tab` {sup}`2` {abbr}`A (B)`", None),
        ("### Deep", "3: This heading skips a level. Begin it with `##`."),
        ("```{outcomes}\n```", "3: `{outcomes}` shows what a module is for, and this folder has no `module.yml`."),
        ("```{exit} hidden\nA.\n```", "3: `{exit}` does not say when its text is shown."),
        ('<iframe src="https://a.example/"></iframe>', "3: This would ask another site for something."),
        ("![A](https://a.example/b.png)", "3: This picture would be asked of another site:"),
        ("![](a.svg)", "3: The picture `a.svg` has no words for whoever does not see it."),
        ("![A](a.svg)\n\n```{image} a.svg\n:alt:\n```", None),
        ("![A](a.heic)", "3: Not every browser shows a picture of this kind: `a.heic`."),
        ("![A](page.png)", "3: No browser would show this picture, as its file holds something else: `page.png`."),
        ("![A](old.svg)", "3: No browser would show this picture, as its file holds something else: `old.svg`."),
        ("![A](tea)", "3: There is no image `tea`."),
        ("```{figure} a.svg\n:width: 9em\n\nA.\n```", "3: This picture has no words for whoever does not see it."),
        ("```{image} a.svg\n---\nalt: A\n---\n```", None),
        ("<img src='data:,'>", "3: This picture has no words for whoever does not see it."),
        ("![A](käse.svg)", "3: The build cannot read a picture of this name here: `käse.svg`. Rename the file"),
        ("![A](<two words.svg>)", "3: The build cannot read a picture of this name here: `two words.svg`."),
        ("```{image} käse.svg\n:alt: A\n```", None),
        ("[A](#nowhere)", f"3: {NO_PLACE} `nowhere`."),
        ("[A](nowhere)", f"3: {NO_PLACE} `nowhere`."),
        ("[A](help.md#nowhere)", f"3: {NO_PLACE} `nowhere` in help.md."),
        ("## Here\n\n[A](#here)", f"5: {NO_PLACE} `here`. Name it: write `(here)=` on a line of its own above"),
        ("(here)=\n## Here\n\n[A](#here) {ref}`here` {ref}`there <lines>`", None),
        ("```{figure} a.svg\n:name: pic\n:alt: A\n\nA.\n```\n\n{numref}`pic`", None),
        ("```\n(here)=\n```\n\n[A](#here)", f"7: {NO_PLACE} `here`."),
        ("{ref}`nowhere`", f"3: {NO_PLACE} `nowhere`."),
        ("{doc}`nowhere`", f"3: This link leads to `nowhere`, {NO_FILE}"),
        ("{doc}`tea/index` {doc}`A <help>`", None),
        ("{download}`nowhere.txt`", f"3: This link leads to `nowhere.txt`, {NO_FILE}"),
        ("```{include} nowhere.md\n```", f"3: This link leads to `nowhere.md`, {NO_FILE}"),
        ("{term}`nothing`", "3: The glossary does not explain `nothing`."),
        ("{term}`kettle` and {term}`kettles <Kettle>`", None),
        ("{cite:p}`nobody2000,leaf1999`", "3: `nobody2000` is no source in book/references.bib."),
        ("A note.[^1]\n\n[^1]: Words.", None),
        ("A note.[^1] `[^2]`\n\n[^1]: Words.\n\n```\n[^3]: Code.\n```", None),
        ("A note.[^1]", "3: There is no footnote `1`, so its mark would be shown as it is written."),
        ("Words.\n\n[^1]: Lost words.", "5: No text has the mark `[^1]`, so this footnote would not be shown."),
        ("A.[^1]\n\n[^1]: One.\n\n[^1]: Two.", "7: There are two footnotes `1`"),
        ("Tea.\n[A](two words.md)", "4: This would be no link, and be shown as it is written: `(two words.md)`"),
        (
            "[A](javascript:alert(1))",
            "3: This would be no link, and be shown as it is written: `(javascript:alert(1))`",
        ),
        ("[A][nobody]", "3: This would be no link, and be shown as it is written: `[nobody]`"),
        ("[A](<help.md>) [B][b] a[1] (so) \\[C\\](c d) `[D](e f)` [sic] [E](help.md 'F g').\n\n[b]: help.md", None),
        (
            "(here)=\n## Here\n\n(Here)=\n## There",
            "6: Two places are called `Here`, and a link could lead to one alone.",
        ),
        (
            "(lines)=\n## Here",
            "3: Two places are called `lines`, and a link could lead to one alone. The other is in help",
        ),
        ("[A](../exercises/quizzes/tiny-quiz.yml)", f"3: {ON_THE_PAGE}"),
        ("{download}`../exercises/quizzes/tiny-quiz.yml`", f"3: {ON_THE_PAGE}"),
        ("```{literalinclude} ../exercises/quizzes/tiny-quiz.yml\n```", f"3: {ON_THE_PAGE}"),
        ("```{csv-table}\n:file: ../exercises/quizzes/tiny-quiz.yml\n```", f"4: {ON_THE_PAGE}"),
        ("{download}`tea`", f"3: This link leads to `tea`, {NO_FILE}"),
        ("{glue:}`tea`", "3: These pages have no role `{glue:}`."),
        ("```{admonition}\nWords.\n```", "3: The block `{admonition}` says nothing behind its name"),
        ("``` {tip}\nWords.\n\n```{note}\nA.\n```", "6: What begins here is not closed"),
        ("Words.\n\n    ```{note}\n    Words.\n    ```", "5: Four blanks make code of this"),
        ("1. One\n\n    ```{note}\n    Words.\n    ```\n\nSo:\n\n    a = 1", None),
        ("<div>\n<script>a()</script>\n</div>", "4: Browsers would pass over this: `<script`"),
        ("Tea is <b style='color: red'>hot</b>.", "3: Browsers would pass over this: `<b style=`"),
        ("```{raw} html\n<style>p {}</style>\n```", "4: Browsers would pass over this: `<style`"),
        (
            "<video src='a.mp4'></video>",
            "3: The build would not take along the file that this shows: `<video src='a.mp4`",
        ),
    ],
)
def test_it_is_told_with_its_line(small: Course, text: str, expected: str | None) -> None:
    for picture in ("a.svg", "käse.svg", "two words.svg", "a.heic"):
        (small.book / picture).touch()
    (small.book / "page.png").write_text("<html>Not found</html>", encoding="utf-8")
    (small.book / "old.svg").write_text("<svg><text>Käse</text></svg>", encoding="latin-1")
    edit(small.book / "glossary.md", "# Glossary\n", "# Glossary\n\n```{glossary}\nKettle\n: It boils.\n```\n")
    edit(small.book / "index.md", "# Home\n", f"# Home\n\n{text}\n")
    found = [f"{each.line}: {each.message} {each.hint}" for each in faults(small) if each.file.name == "index.md"]
    assert found == [] if expected is None else found[0].startswith(expected) and len(found) == 1, found


@pytest.mark.parametrize("text", ["Words without a title.\n", "## Too deep\n\nWords.\n"])
def test_a_page_without_a_title_is_told(small: Course, text: str) -> None:
    (small.book / "help.md").write_text(f"{text}\n(lines)=\n", encoding="utf-8")
    assert any("book/help.md:1: This page does not begin with a title." in str(each) for each in faults(small))


@pytest.mark.parametrize("name", ["search", "Search", "genindex", "all-pages"])
def test_a_page_that_the_site_would_replace_is_told(small: Course, name: str) -> None:
    (small.book / f"{name}.md").write_text("# Search tips\n", encoding="utf-8")
    list_pages(small)
    [found] = faults(small)
    assert str(found).startswith(f"book/{name}.md:1: The site makes a page called `{name}` itself")


def test_two_pages_that_many_computers_take_for_one_are_told(small: Course) -> None:
    (small.book / "tea" / "Index.md").write_text("# Tea\n", encoding="utf-8")
    list_pages(small)
    assert "has the same name but for small and capital letters" in "".join(map(str, faults(small)))


def test_a_page_that_the_contents_name_twice_and_contents_of_another_shape_are_told(small: Course) -> None:
    edit(small.root / "_toc.yml", "chapters:\n", "chapters:\n  - file: help\n")
    twice = [str(each) for each in faults(small)]
    assert any("`help` stands here twice." in each for each in twice)
    edit(small.root / "_toc.yml", "chapters:\n", "chapter:\n")
    assert "_toc.yml:1: The contents cannot be read: " in str(faults(small)[0])


@pytest.mark.parametrize("written", ["1", "010", "on", "2026-01-01", "", "[a, b]"])
def test_a_page_in_the_contents_whose_name_is_no_text_is_told_with_its_line(small: Course, written: str) -> None:
    edit(small.root / "_toc.yml", "chapters:\n", f"chapters:\n  - file: {written}\n")
    found = [str(each) for each in faults(small)]
    assert any(each.startswith("_toc.yml:4: `file` has to be one text") for each in found), found


@pytest.mark.parametrize("name", ["Tips.MD", "tips.markdown", "tips.md.txt", "tips.ipynb"])
def test_a_file_that_looks_like_a_page_and_is_none_is_told(small: Course, name: str) -> None:
    (small.book / "tea" / name).write_text("# Tips\n", encoding="utf-8")
    assert any(f"book/tea/{name}:1: Nothing reads this file as a page" in str(each) for each in faults(small))


def test_a_name_that_the_build_would_not_find_is_told(small: Course) -> None:
    (small.book / "cafe\u0301.md").write_text("# Tea house\n", encoding="utf-8")
    list_pages(small)
    [found] = faults(small)
    assert "letters that are put together of two signs" in str(found)


def test_the_options_that_are_known_are_those_of_the_build(tmp_path: Path) -> None:
    others = {"eval-rst", "class"}  # one is MyST's own, one Sphinx knows twice, with options for Python's classes alone
    asked = sorted(DIRECTIVES - others)
    (tmp_path / "index.md").write_text("# A page")
    ran = subprocess.run([sys.executable, "-c", STOCK, *asked], cwd=tmp_path, capture_output=True, text=True)
    found = {name: frozenset(options) for name, *options in map(str.split, ran.stdout.splitlines())}
    assert {name.strip("!"): options for name, options in found.items() if options} == OPTIONS, ran.stderr
    assert {name.strip("!") for name in found if "!" in name} == WITH_WORDS


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "Kettle\n  It boils.\n\nKettles\n  To pour.\n\nKettle\n  It boils.",
            ["9: `Kettle` is explained in glossary.md:3 too.", "advice 9: `Kettle` comes before `Kettles`"],
        ),
        ("Kettle\n  It boils.\n\nkettle\n  It boils.", ["6: `kettle` is explained in glossary.md:3 too."]),
        ("Mug\n  To drink.\n\nKettle\n  It boils.", ["advice 6: `Kettle` comes before `Mug` in the alphabet."]),
        (":sorted:\nMug\n  To drink.\n\nKettle\n  It boils.", []),
        ("Kettle\nPot\n  They boil.\n\nTea\n  Leaves.", []),
    ],
)
def test_a_glossary_has_each_word_once_and_in_its_place(small: Course, words: str, expected: list[str]) -> None:
    edit(small.book / "glossary.md", "# Glossary\n", f"# Glossary\n```{{glossary}}\n{words}\n```\n")
    found = [each for each in faults(small) if each.file.name == "glossary.md"]
    told = [f"{'advice ' * each.advice}{each.line}: {each.message}" for each in found]
    assert len(told) == len(expected)
    assert all(any(each.startswith(one) for each in told) for one in expected), told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Its **colour", "6: This `**` would be shown as it is written"),
        ("Its `colour", "6: This ``` would be shown as it is written"),
        ("Its {term}`colour`", "6: Only pages know `{term}`, so here it would be shown as it is written."),
        ("Its **colour** and `{shade}`", None),
        ("Its ![colour](a.svg)", "6: This would not be shown here as it is meant: `![colour]`"),
        ("Its colour[^1]", "6: This would not be shown here as it is meant: `[^1]`"),
        ("From $5 to $6 `$x$`", None),
    ],
)
def test_a_text_in_yaml_is_looked_at_likewise(small: Course, text: str, expected: str | None) -> None:
    edit(small.book / "tea" / "worksheets" / "tea-sheet.yml", "label: Its colour", f"label: '{text}'")
    found = [f"{each.line}: {each.message}" for each in faults(small)]
    assert found == [] if expected is None else [each[2:][: len(expected) - 2] for each in found] == [expected[2:]], (
        found
    )


def test_a_link_in_yaml_leads_on_from_the_page_that_shows_it(small: Course) -> None:
    sheet = small.book / "tea" / "worksheets" / "tea-sheet.yml"
    edit(small.book / "help.md", "# Help\n", f"{HEAD}# Help\n\n{WORKSHEET}")
    edit(sheet, "label: Its colour", "label: 'Its [hue](nowhere.md)'")
    [found] = faults(small)
    assert f"tea-sheet.yml:8: This link leads to `nowhere.md`, {NO_FILE}" in str(found)
    edit(sheet, "nowhere", "tea/index")
    edit(sheet, "id: tea-sheet", "# Nobody reads [this](nowhere.md).\nid: tea-sheet")
    assert faults(small) == []
