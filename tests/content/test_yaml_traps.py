"""YAML takes some texts for something else. `check` says so in plain words, with the line, and what to write."""

import pytest
from checking import faults
from small_course import edit

from widerwindow.content.core.problems import ContentError, mistakes
from widerwindow.content.course import Course

IN_QUOTES = "Put the whole text in quotes."


def said(course: Course) -> list[str]:
    return [f"{each.line}: {each.message} {each.hint}" for each in faults(course)]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Tea: a cup", "2: YAML takes a colon with a blank after it for the end of a name: title: Tea: a cup"),
        ("@home with tea", "2: YAML does not let a text begin with this character: title: @home with tea"),
        ("`tea`", "2: YAML does not let a text begin with this character"),
        ("%tea", "2: YAML does not let a text begin with this character"),
        ("!Tea", "2: "),
        ("*Tea* and milk", "2: YAML takes a `*` or `&` at the beginning of a text for a mark of its own"),
        ('"Tea", she said', "2: A quotation mark begins a text that does not end where it ends"),
        ("'Tea' is hot", "2: A quotation mark begins a text that does not end where it ends"),
        ("[a, b", "3: "),
        ("1:30", None),
        ("{{ tea }}", "2: No name of a value can be made of several parts."),
        ("&a [*a]", "1: This file goes on without an end"),
        ("Tea\n---\nmore: 1", "3: A line `---` begins another file, and what follows would not be read"),
        ("Tea\n  more: 1", "3: This line is set further in than the line above allows"),
        ("\u00a0Tea", None),
        ("Te\u2028a", "2: There is a sign here that only looks like a blank, a colon or the end of a line"),
        ("Tea\n\u00a0 more: 1", "3: There is a character in this text that nobody sees"),
        ("Tea\nmore：1", "3: There is a sign here that only looks like a blank"),
        ("2026-01-01", "2: `title` is a text, and YAML takes `2026-01-01` for something else. Write it in quotes."),
        ("2026-02-30", "1: YAML cannot read this value: day is out of range for month."),
        ("0042", None),
        ("1e3", None),
        ("yes", None),
        ("off", None),
        ("null", "2: `title` is a text, and YAML takes `null` for something else."),
        ("Ask at door #3 how", "2: YAML drops “#3 how”, so that only “Ask at door” is left."),
        ("'Ask at door #3 how'", None),
        ("Tea#3", None),
        ("Ask at door  # a remark", None),
    ],
)
def test_a_trap_is_told_in_plain_words(small: Course, title: str, expected: str | None) -> None:
    edit(small.book / "tea" / "worksheets" / "tea-sheet.yml", "title: My tea", f"title: {title}")
    found = said(small)
    assert found == [] if expected is None else found[0].startswith(expected), found


def test_a_comma_between_braces_is_told(small: Course) -> None:
    edit(small.book / "tea" / "worksheets" / "tea-sheet.yml", "label: Its colour,", "label: Its colour, or shade,")
    assert said(small)[0].startswith("8: `or shade` is not known here. If it is a part of a text with a comma in it")


def test_a_tab_is_told(small: Course) -> None:
    edit(small.book / "tea" / "worksheets" / "tea-sheet.yml", "intro: ", "\tintro: ")
    assert "There is a tab here, and YAML allows none before a text: " in said(small)[0]


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("organisation.yml", "name: ", "name: The tea house #1 of "),
        ("book/course.yml", "nobody: Nobody has.", "nobody: Nobody has read page #1 yet."),
        ("_toc.yml", "  - file: help", "  - file: help #1"),
        ("book/tea/noted.md", "---\ncontent_note", "---\nother: Page one #1\ncontent_note"),
        ("exercises/quizzes/pouring.yml", "title: ", "title: The cup #1 of "),
    ],
)
def test_every_file_that_yaml_reads_is_looked_at(small: Course, file: str, old: str, new: str) -> None:
    edit(small.root / file, old, new)
    assert any("YAML drops “#1" in each for each in said(small))


def test_what_may_be_a_remark_is_only_advice(small: Course) -> None:
    edit(small.book / "tea" / "worksheets" / "tea-sheet.yml", "title: My tea", "title: My tea # the second")
    [found] = faults(small)
    assert found.message == "YAML drops “# the second”, so that only “My tea” is left."
    assert mistakes([found]) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        ("scenarios/tea-round", "title:", "titel:", "`titel` is not known here."),
        (
            "worksheets/tea-sheet",
            "title: My tea",
            'title: "My tea',
            "2: A quotation mark begins a text that does not end",
        ),
        ("worksheets/tea-sheet", "title: My tea", "title:My tea", "2: This line has no colon with a blank after it"),
        (
            "scenarios/tea-round",
            "minutes: 3",
            "minutes: soon",
            "3: `minutes` has to be a whole number:",
        ),
        ("scenarios/tea-round", "start: kitchen\n", "start: 12:30\n", "`start` is `12:30`. Use small letters"),
        ("../course", "requires: ", "requires: helplines # ", "`requires` is a list, and here it is `helplines`."),
        ("../course", "requires: ", "requires: [helpline] # ", "`requires` is `helpline`. Write 'exit', 'helplines'"),
        (
            "scenarios/tea-round",
            "  person:",
            "  person: Sam\n  persons:",
            "`person` has parts of its own, and here it is `Sam`.",
        ),
        (
            "worksheets/tea-sheet",
            "title: My tea",
            "title: [My tea]",
            "2: `title` is one text, and here it is several values.",
        ),
        ("worksheets/tea-sheet", "title: My tea", f"title: {'tea ' * 60}", "2: `title` is too long. Write at most 200"),
    ],
)
def test_the_line_is_that_which_is_to_be_mended(small: Course, file: str, old: str, new: str, expected: str) -> None:
    edit(small.book / "tea" / f"{file}.yml", old, new)
    assert any(expected in each for each in said(small)), said(small)


def test_a_day_that_is_none_is_told_with_how_to_write_one(small: Course) -> None:
    edit(small.organisation_file, "checked_on: ", "checked_on: soon # ")
    with pytest.raises(ContentError, match=r"17: `checked_on` is no date: `soon`. Write it as in 2026-01-31"):
        small.organisation()


@pytest.mark.parametrize("written", ["010", "0x10", "1:30", "4_0"])
def test_no_number_is_taken_for_another(small: Course, written: str) -> None:
    edit(small.root / "exercises" / "quizzes" / "pouring.yml", "key: 3.3", f"key: {written}")
    assert any(f"`key` is no number: `{written}`." in each for each in said(small)), said(small)


@pytest.mark.parametrize("sign", ["\u00a0", "\u00ad", "\u200b"])
def test_what_nobody_sees_in_a_name_is_told(small: Course, sign: str) -> None:
    edit(small.book / "tea" / "scenarios" / "tea-round.yml", "start: kitchen", f"start: kit{sign}chen")
    assert any("There is a character in this text that nobody sees" in each for each in said(small))


def test_a_key_that_stands_twice_is_told_in_files_that_others_read_too(small: Course) -> None:
    edit(small.root / "_toc.yml", "chapters:\n", "chapters:\n  - file: help\nchapters:\n")
    assert "`chapters` stands here twice." in said(small)[0]


def test_what_stands_in_a_files_place_is_told(small: Course) -> None:
    folder, loop = small.book / "folder.md", small.book / "tea" / "worksheets" / "loop.yml"
    folder.mkdir()
    loop.symlink_to("loop.yml")
    found = [str(each) for each in faults(small)]
    assert sum("This is a folder, or a link that leads nowhere, and no file." in each for each in found) == 2


@pytest.mark.parametrize("name", ["tea/worksheets/._tea-sheet.yml", "._index.md", "tea/.#index.md"])
def test_what_a_computer_keeps_beside_a_file_is_passed_by(small: Course, name: str) -> None:
    (small.book / name).write_bytes(b"\0\5\x16\7\xff")
    assert faults(small) == []


def test_a_list_of_sources_that_is_no_plain_text_is_told(small: Course) -> None:
    (small.book / "references.bib").write_text("@misc{leaf1999, title = {Käse}}", encoding="latin-1")
    assert any("book/references.bib:1: This file is not plain text." in str(each) for each in faults(small))
