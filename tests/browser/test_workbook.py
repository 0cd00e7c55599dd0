"""The workbook of a module, made by the real command from the built course: what a reader and a screen reader find."""

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

import pdf_ua
from widerwindow.content.course import Course
from widerwindow.publish.packs import workbook
from widerwindow.publish.parts import of_modules

MODULE = "grounding"


@pytest.fixture(scope="module")
def made(built: Path, command: Callable[..., str]) -> Path:
    """The file of the workbook."""
    assert "grounding-workbook.pdf (" in command(built, "publish", "workbook", MODULE)
    return built / "_build" / "packages" / "workbook" / "grounding-workbook.pdf"


@pytest.fixture(scope="module")
def pdf(made: Path) -> PdfReader:
    return PdfReader(made)


@pytest.fixture(scope="module")
def text(pdf: PdfReader) -> str:
    """All that stands in it, in one line."""
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())


def kinds(node: object) -> Iterator[str]:
    """Yield the kinds of all parts below one of a PDF's structure tree."""
    node = node.get_object()
    if isinstance(node, list):
        for part in node:
            yield from kinds(part)
    elif isinstance(node, dict):
        yield from filter(None, [node.get("/S")])
        yield from kinds(node["/K"]) if "/K" in node else ()


def test_a_screen_reader_is_told_title_language_headings_and_pictures(pdf: PdfReader) -> None:
    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert pdf.metadata.title == "Grounding"
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_object().get_data()
    assert {"/H1", "/H2", "/H3", "/Table", "/TH", "/TD", "/L", "/LI", "/Figure", "/Link"} <= set(
        kinds(root["/StructTreeRoot"])
    )


def test_verapdf_finds_no_barrier_in_it(made: Path) -> None:
    assert pdf_ua.faults(made) == []


def test_its_bookmarks_are_the_pages_of_the_module_in_their_order(built: Path, pdf: PdfReader) -> None:
    course = Course(built)
    module = course.module(MODULE)
    pages = ["index", *(name for name, page in module.pages.items() if not page.extra)]
    titles = [course.page(f"{MODULE}/{page}").title for page in pages]
    found = [each.title for each in pdf.outline if not isinstance(each, list)]
    assert found == ["Contents", *titles, "Answers", "Help", "A pause", "Sources"]


def test_a_story_is_scenes_with_numbers_that_lead_to_the_page_they_name(pdf: PdfReader, text: str) -> None:
    named = re.search(r"Go to 3: The back of the door \(page (\d+)\)", text)
    assert named
    assert "3. The back of the door" in pdf.pages[int(named[1]) - 1].extract_text()


def test_answers_stand_at_the_end_and_sources_are_those_that_are_named(text: str) -> None:
    questions, _, answers = text.rpartition("Answers Grounding, or something else first?")
    assert "This fits" not in questions
    assert "This fits" in answers
    assert "Seeking Safety: A Treatment Manual" in answers
    assert "Practice: grounding" in text
    assert "Hand in" not in text


def test_two_runs_give_the_same_bytes(built: Path, made: Path) -> None:
    course = Course(built)
    again = workbook.make(course, built / "_build" / "html", of_modules(course, [MODULE])[0])
    assert again.content == made.read_bytes()


def test_large_print_is_another_file_with_larger_letters(
    built: Path, pdf: PdfReader, command: Callable[..., str]
) -> None:
    command(built, "publish", "workbook", MODULE, "--large-print")
    large = PdfReader(built / "_build" / "packages" / "workbook" / "grounding-workbook-large-print.pdf")
    assert len(large.pages) > 1.5 * len(pdf.pages)
    assert pdf.metadata.title == large.metadata.title


def test_what_has_no_large_print_says_so(built: Path, command: Callable[..., str]) -> None:
    said = command(built, "publish", "scorm-1.2", MODULE, "--large-print", status=1)
    assert said.strip() == "“scorm-1.2” cannot be had in large print. These can: workbook."


def test_comparisons_and_charts_are_tables_on_paper(built: Path) -> None:
    course = Course(built)
    made = workbook.make(course, built / "_build" / "html", of_modules(course, ["definitions"])[0])
    pages = PdfReader(BytesIO(made.content)).pages
    said = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert "What was counted Share" in said
    assert "Counted in" in said
