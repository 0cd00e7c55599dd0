"""The packs for reviewers and for who leads a group, made by the real command from the built course."""

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide
from pypdf import PdfReader, PdfWriter

import pdf_ua
from widerwindow.content.course import Course
from widerwindow.publish.formats import FORMATS
from widerwindow.publish.parts import of_modules

MODULE = "grounding"
STORY = "five-things"
PACKS = ("review", "facilitator")


@pytest.fixture(scope="module")
def packs(built: Path, command: Callable[..., str]) -> dict[str, dict[str, bytes]]:
    """The files of each pack, by their names."""
    found = {}
    for name in PACKS:
        assert "It holds the right answers: for trainers alone." in command(built, "publish", name, MODULE)
        file = built / "_build" / "packages" / "with-answers" / name / f"{MODULE}-WITH-ANSWERS-{name}.zip"
        with zipfile.ZipFile(file) as packed:
            found[name] = {each: packed.read(each) for each in packed.namelist()}
    return found


@pytest.fixture(scope="module")
def deck(packs: dict[str, dict[str, bytes]]) -> Deck:
    return Presentation(BytesIO(packs["facilitator"][f"FOR-THE-TRAINER-{MODULE}-slides.pptx"]))


def words(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


def titled(deck: Deck, title: str) -> Slide:
    return next(slide for slide in deck.slides if slide.shapes.title.text == title)


@pytest.mark.parametrize("name", PACKS)
def test_two_runs_give_the_same_bytes(built: Path, name: str, packs: dict[str, dict[str, bytes]]) -> None:
    course = Course(built)
    again = FORMATS[name].make(course, built / "_build" / "html", of_modules(course, [MODULE])[0])
    with zipfile.ZipFile(BytesIO(again.content)) as packed:
        assert {each: packed.read(each) for each in packed.namelist()} == packs[name]


def test_a_reviewer_gets_text_claims_paths_and_questions_with_their_answers(
    built: Path, packs: dict[str, dict[str, bytes]]
) -> None:
    said = words(packs["review"][f"{MODULE}-review.pdf"])
    story = Course(built).scenario(STORY)
    assert "Please give it to nobody who takes the course." in said
    assert "Grounding techniques have not been subjected to efficacy studies" in said
    assert "In the source: abstract." in said
    assert said.count("in 100") == sum(scene.kind == "ending" for scene in story.scenes)
    assert "Grounding: practice" in said
    assert "A. The module (leave it as it is): grounding" in packs["review"][f"{MODULE}-review-form.txt"].decode()


def test_every_slide_is_wide_and_has_a_title_notes_and_a_language(deck: Deck) -> None:
    assert deck.slide_width / deck.slide_height == pytest.approx(16 / 9, rel=0.001)
    for slide in deck.slides:
        assert slide.shapes.title.text
        assert slide.notes_slide.notes_text_frame.text
        frames = [shape.text_frame for shape in slide.shapes if shape.has_text_frame]
        runs = [run for frame in frames for paragraph in frame.paragraphs for run in paragraph.runs]
        assert {run._r.rPr.get("lang") for run in runs} == {"en-GB"}


def test_slides_have_numbers_and_long_texts_go_on_evenly(deck: Deck) -> None:
    kinds = [[shape.placeholder_format.type for shape in slide.placeholders] for slide in deck.slides]
    numbered = [PP_PLACEHOLDER.SLIDE_NUMBER in each for each in kinds]
    assert numbered == [False, *[True] * (len(numbered) - 1)]
    first, second = (titled(deck, f"Where to find help{more}").placeholders[1] for more in ("", " (2)"))
    assert 0.5 < len(first.text_frame.text) / len(second.text_frame.text) < 2


def test_a_story_is_voted_through_and_a_letter_leads_on(deck: Deck, built: Path) -> None:
    titles = [slide.shapes.title.text for slide in deck.slides]
    story = Course(built).scenario(STORY)
    assert sum(title.endswith("What would you do?") for title in titles) == sum(
        bool(each.choices) for each in story.scenes
    )
    first = titled(deck, "1. What would you do?")
    paragraphs = first.placeholders[1].text_frame.paragraphs
    assert [paragraph.text[0] for paragraph in paragraphs] == ["A", "B", "C", "D", "E"]
    link = paragraphs[0].runs[0]._r.rPr.hlinkClick
    assert first.part.related_part(link.rId).slide.shapes.title.text == "3. The back of the door"
    notes = first.notes_slide.notes_text_frame.text
    assert notes.startswith("FOR THE TRAINER.")
    assert "→ 3. The back of the door" in notes
    assert titles.index("Before you read on") < titles.index("1. After the call")
    assert "A pause" in titles
    assert "What did Tess need after the call" in titled(deck, f"Looking back: {story.title}").placeholders[1].text


def test_slides_follow_the_timetable_and_pictures_say_what_they_show(deck: Deck) -> None:
    assert (
        "From minute 5 to minute 15." in titled(deck, "The evidence in plain words").notes_slide.notes_text_frame.text
    )
    pictures = [shape for slide in deck.slides for shape in slide.shapes if shape.shape_type == 13]
    said = [picture._element.nvPicPr.cNvPr.get("descr") for picture in pictures]
    assert len(said) == 3
    assert said[0].startswith("A shelf with three groups of things on it.")


def test_the_plan_has_times_and_notes_and_the_handouts_have_no_answers(packs: dict[str, dict[str, bytes]]) -> None:
    plan = words(packs["facilitator"][f"FOR-THE-TRAINER-{MODULE}-session-plan.pdf"])
    handouts = words(packs["facilitator"][f"{MODULE}-handouts.pdf"])
    for part in ("FOR THE TRAINER ALONE", "What to bring", "Have a few plain objects", "Four example answers"):
        assert part in plan
        assert part not in handouts
    assert "What I do already, without calling it anything" in handouts
    assert "National Domestic Abuse Helpline" in handouts


@pytest.mark.thorough  # it looks at the workbook and at a certificate daily
def test_verapdf_finds_no_barrier_in_any_of_their_pdfs_and_many_in_one_without_tags(
    packs: dict[str, dict[str, bytes]], tmp_path: Path
) -> None:
    pdfs = {name: content for pack in packs.values() for name, content in pack.items() if name.endswith(".pdf")}
    assert len(pdfs) == 3
    for name, content in pdfs.items():
        (tmp_path / name).write_bytes(content)
    bare = PdfWriter()
    bare.add_blank_page(100, 100)
    bare.write(tmp_path / "bare.pdf")
    found = pdf_ua.faults(*sorted(tmp_path.iterdir()))
    assert {line.partition(":")[0] for line in found} == {"bare.pdf"}
