"""What is given back holds names as they are written: nothing in them acts."""

import io
from datetime import date
from html.parser import HTMLParser
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urljoin
from urllib.request import HTTPCookieProcessor, build_opener

import desks
import pytest
import yaml
from ledger import by_hand
from pypdf import PdfReader
from room import QUIZ, TEXT, blank, hand_in, make_course, put

from widerwindow.content.course import Course
from widerwindow.grading.giving_back.certificate import certificate
from widerwindow.grading.giving_back.feedback import feedback
from widerwindow.grading.giving_back.report import report
from widerwindow.grading.marking.autograde import autograde
from widerwindow.grading.setting.release import release

EVIL = """A & B <ww-evil onclick="x"> '"> </script> &lt;u&gt; #emph[x] $1$ *d* {{ 7 * 7 }} {% raw %} \
#sys.version \\input{x} =1+1"""
TODAY = date(2026, 11, 22)


class Read(HTMLParser):
    """The elements of a page and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.links: list[str] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.links += [value for name, value in attrs if tag == "a" and name == "href" and value]
        self.tags |= {tag, *(name for name, _ in attrs if name.startswith("on"))}

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """A marked course whose quiz, outcomes, rubric, organisation and settings are named as badly as can be."""
    quiz = yaml.safe_load(TEXT) | {"title": EVIL, "outcomes": {"sky": EVIL, "plans": EVIL}}
    for row in quiz["questions"][-1]["rubric"]:
        row["title"] = EVIL
    made = make_course(tmp_path_factory.mktemp("hostile") / "a course", yaml.safe_dump(quiz, sort_keys=False))
    organisation = yaml.safe_load(made.organisation_file.read_text(encoding="utf-8")) | {"name": EVIL}
    made.organisation_file.write_text(yaml.safe_dump(organisation), encoding="utf-8")
    (made.root / "_config.yml").write_text(yaml.safe_dump({"title": EVIL}), encoding="utf-8")
    release(made, QUIZ)
    put(made, "L1", hand_in(blank(made), {"dark-clouds": "rain", "a-letter": "A plan."}))
    autograde(made, QUIZ)
    by_hand(made, "L1", "a-letter", points=5)
    return made


def test_pages_for_learners_and_trainers_show_a_name_and_nothing_in_it_acts(course: Course) -> None:
    [given] = feedback(course, QUIZ)
    assert given.page
    for file in (given.page, report(course, QUIZ, TODAY)):
        read = Read(file.read_text(encoding="utf-8"))
        assert EVIL in read.text
        assert not read.tags & {"ww-evil", "u", "script", "onclick"}


def test_the_pages_of_the_desk_show_names_and_nothing_in_them_acts(course: Course, tmp_path: Path) -> None:
    (course.root / "_toc.yml").write_text("root: index\n")
    (course.root / "book" / "index.md").write_text("# Home\n")
    (course.exercises / "roster.csv").write_text(f"code,name\nzoe,{EVIL}\n", encoding="utf-8")
    with desks.opened(course.root, tmp_path) as address:
        browser = build_opener(HTTPCookieProcessor(CookieJar()))
        pages, ahead = dict[str, Read](), [address]
        while ahead:
            page = ahead.pop()
            with browser.open(page) as answer:
                if answer.headers.get_content_type() != "text/html":
                    continue  # a file to save, which other tests open
                pages[page] = Read(answer.read().decode())
            links = {urljoin(page, link).partition("#")[0] for link in pages[page].links}
            ahead += [link for link in links if link.startswith(desks.root(address)) and link not in {*pages, *ahead}]
    assert len(pages) >= 8
    assert {page for page, read in pages.items() if read.tags & {"ww-evil", "u"}} == set()
    assert sum(EVIL in " ".join(read.text.split()) for read in pages.values()) >= 3


def test_a_certificate_shows_a_name_as_it_is_written(course: Course) -> None:
    made = PdfReader(io.BytesIO(certificate(course, "L1", EVIL, [QUIZ], TODAY).read_bytes()))
    said = "".join("".join(page.extract_text().split()) for page in made.pages)
    assert said.count("".join(EVIL.split())) == 4  # the organisation, the person, the course and the quiz
