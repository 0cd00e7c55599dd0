"""Certificates of completion: who gets one, and what is in the file."""

import io
from collections.abc import Callable
from datetime import date
from functools import partial

import pytest
import typst
from ledger import by_hand
from pypdf import PdfReader
from room import QUIZ, blank, hand_in, put, rewrite

import pdf_ua
from widerwindow.content.core.problems import ContentError
from widerwindow.content.course import Course
from widerwindow.grading.giving_back.certificate import certificate
from widerwindow.grading.marking.autograde import autograde
from widerwindow.grading.setting.release import release

TODAY = date(2026, 11, 22)
NAMES = [
    "Łukasz Żółć",
    "Nguyễn Thị Ánh",
    "Арина Щербакова",
    "Θεοδώρα",
    "Çağrı Özgür",
    "Zoë\u200cAnn",
    "שרה",
    "O’Brien-Ní Dhomhnaill",
]
MODULE = """\
id: sky
title: Looking up
about: All of it
minutes: 75
quiz: weather
outcomes:
  sky: {taught: [a], practised: [b]}
  plans: {taught: [a], practised: [b]}
"""


def complete(course: Course, *learners: str) -> None:
    for learner in learners:
        put(course, learner, hand_in(blank(course), {"a-letter": "A plan."}))
    autograde(course, QUIZ)
    for learner in learners:
        by_hand(course, learner, "a-letter", points=5)


def opened(course: Course, name: str) -> PdfReader:
    return PdfReader(io.BytesIO(certificate(course, "L1", name, [QUIZ], TODAY).read_bytes()))


def test_it_says_what_was_completed_and_leaves_lines_to_sign(course: Course) -> None:
    (course.book / "sky").mkdir(parents=True)
    (course.book / "sky" / "index.md").touch()
    (course.book / "sky" / "module.yml").write_text(MODULE, encoding="utf-8")
    (course.root / "_config.yml").write_text("title: Weather for all\n", encoding="utf-8")
    complete(course, "L1")
    pdf = opened(course, "Anna #emph[x] $1$ *b*")
    assert len(pdf.pages) == 1
    said = " ".join(pdf.pages[0].extract_text().split())
    for part in (
        course.organisation().name,
        "Certificate of completion",
        "Anna #emph[x] $1$ *b*",
        "of the course Weather for all. Each was handed in and marked. Part",
        "Looking up 1 hour 15 minutes",
        "Planned learning time in all: 1 hour 15 minutes.",
        "Made on 22 November 2026.",
        "Signed off by (signature)",
    ):
        assert part in said
    assert "compet" not in said.lower()
    assert "L1" not in said


def test_a_screen_reader_is_told_headings_table_language_and_title(course: Course) -> None:
    complete(course, "L1")
    file = certificate(course, "L1", "Anna", [QUIZ], TODAY)
    assert pdf_ua.faults(file) == []
    pdf = PdfReader(file)
    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert pdf.metadata.title == "Certificate of completion"
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_object().get_data()
    assert {"/H1", "/Table", "/TH", "/TD"} <= set(_kinds(root["/StructTreeRoot"]))


def _kinds(node: object) -> list[str]:
    """Return the kinds of all parts below one of a PDF's structure tree."""
    node = node.get_object()
    if isinstance(node, list):
        return [kind for part in node for kind in _kinds(part)]
    if not isinstance(node, dict):
        return []
    return [*filter(None, [node.get("/S")]), *(_kinds(node["/K"]) if "/K" in node else [])]


def test_names_have_all_their_letters_and_can_be_copied(course: Course) -> None:
    complete(course, "L1")
    for name in NAMES:
        page = opened(course, name).pages[0]
        assert name in page.extract_text()
        fonts = page["/Resources"]["/Font"].values()
        assert all("+" in font.get_object()["/BaseFont"] for font in fonts), "A font is not embedded."


def test_a_name_that_cannot_be_set_is_refused(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    complete(course, "L1")
    for name in ("", " \n ", "a\0b", "\u202egnorw", "x" * 201):
        with pytest.raises(ContentError, match="A name has letters"):
            certificate(course, "L1", name, [QUIZ], TODAY)
    monkeypatch.setattr(typst, "compile", partial(typst.compile, ignore_system_fonts=True))
    with pytest.raises(ContentError, match="No typeface on this computer has all the letters for “王小明”"):
        certificate(course, "L1", "王小明", [QUIZ], TODAY)
    assert not (course.exercises / "certificates").exists()


def test_there_is_none_before_all_is_marked(course: Course) -> None:
    complete(course, "L1")
    put(course, "L2", hand_in(blank(course), {"a-letter": "A plan."}))
    put(course, "L3", b"no notebook")
    autograde(course, QUIZ)
    for learner, reason in (
        ("L2", "Weather and plans: waits for hand-marking."),
        ("L3", "Weather and plans: needs a look."),
        ("L4", "There is nothing of “L4” in the gradebook"),
        ("../L1", "in the gradebook"),
    ):
        with pytest.raises(ContentError, match=reason):
            certificate(course, learner, "Anna", [QUIZ], TODAY)
    assert not (course.exercises / "certificates").exists()


def test_there_is_none_below_the_pass_mark(course: Course) -> None:
    rewrite(course, "outcomes:", "pass_mark: 100\noutcomes:")
    release(course, QUIZ)
    complete(course, "L1")
    with pytest.raises(ContentError, match=r"Weather and plans: not passed yet\."):
        certificate(course, "L1", "Anna", [QUIZ], TODAY)
    rewrite(course, "pass_mark: 100", "pass_mark: 30")
    release(course, QUIZ)
    said = " ".join(opened(course, "Anna").pages[0].extract_text().split())
    assert "Each was handed in, marked and passed." in said


def test_the_command_asks_for_the_name_of_each_who_has_completed(course: Course, command: Callable[..., str]) -> None:
    complete(course, "L1", "L2")
    put(course, "L3", hand_in(blank(course), {"a-letter": "A plan."}))
    autograde(course, QUIZ)
    said = command(course.root, "certificate", typed="\nНина\n")
    assert "The name of L1 (only Enter: no certificate): " in said
    assert "The certificate is exercises/certificates/L2.pdf\n" in said
    assert "L3 has not completed yet. Weather and plans: waits for hand-marking.\n" in said
    assert [file.name for file in (course.exercises / "certificates").iterdir()] == ["L2.pdf"]
    command(course.root, "certificate", "L1", "--name", "Anna", "--quiz", QUIZ)
    assert (course.exercises / "certificates" / "L1.pdf").is_file()
    stored = [file for file in course.root.rglob("*") if file.is_file() and "Нина".encode() in file.read_bytes()]
    assert stored == []


def test_one_name_that_cannot_be_set_keeps_nobody_else_from_hers(course: Course, command: Callable[..., str]) -> None:
    complete(course, "L1", "L2", "L3")
    said = command(course.root, "certificate", typed=f"Ana Lee\n{'x' * 201}\nНина\n", status=1)
    assert "A name has letters" in said
    assert "Without a certificate for now: L2." in said
    assert sorted(file.name for file in (course.exercises / "certificates").iterdir()) == ["L1.pdf", "L3.pdf"]
