"""A review pack: what somebody from outside needs to check a module, and the form that she signs. It holds the keys."""

from collections.abc import Iterator
from pathlib import Path

from widerwindow.content.checks.claims import Claim, Claims
from widerwindow.content.course import Course
from widerwindow.content.questions import Question
from widerwindow.messages import Messages
from widerwindow.publish.made import Made
from widerwindow.publish.packs import review_form
from widerwindow.publish.packs.story_paths import stories
from widerwindow.publish.packs.written_sources import written_sources
from widerwindow.publish.paper.chapters import Chapter, read
from widerwindow.publish.paper.reading import Node, Piece, in_html, node
from widerwindow.publish.paper.setting import Front, pdf
from widerwindow.publish.parts import Part
from widerwindow.publish.question_files import telling
from widerwindow.publish.question_files.pools import pools
from widerwindow.site.zipping import zipped

_say = Messages(__package__)


def make(course: Course, site: Path, part: Part) -> Made:
    """Return the pack of a module. Raises ContentError."""
    book = read(site, [page for page in part.pages if page not in part.extra])
    found = [
        *(piece for chapter in book.chapters for piece in _chapter(chapter)),
        *_claims(course, part),
        *stories(course, part),
        *_questions(course, part),
        node("h", _say("workbook_sources"), level=1),
        *book.sources,
    ]
    said = [_say("review_asks"), _say("review_shows"), _say("review_answers")]
    front = Front(_say("review_title", module=part.title), part.about, said)
    files = {
        f"{part.id}-review.pdf": pdf(course, front, found, book.sources),
        f"{part.id}-review-form.txt": review_form.blank(course, part).encode(),
    }
    return Made(f"{part.id}-WITH-ANSWERS-review.zip", zipped(files), has_answers=True)


def _chapter(chapter: Chapter) -> list[Node]:
    head = node("h", chapter.title, level=1, place=chapter.page)
    return [head, node("section", *chapter.pieces), *chapter.answers]


def _claims(course: Course, part: Part) -> Iterator[Node]:
    """Yield every claim of the module with its source, and where both stand."""
    file = course.book / part.id / "claims.yml"
    claims = course.read(file, Claims).claims if file.is_file() else []
    if not claims:
        return
    written = written_sources(course, [claim.source for claim in claims])
    yield node("h", _say("review_claims"), level=1)
    yield node("p", _say("review_claims_about"))
    for source in dict.fromkeys(claim.source for claim in claims):
        yield node("p", node("strong", *written.get(source, [source])))
        yield node("ul", *(_claim(course, part, claim) for claim in claims if claim.source == source))


def _claim(course: Course, part: Part, claim: Claim) -> Node:
    pages = ", ".join(_title(course, part, place) for place in claim.on)
    read_there = _say("review_confirmed") if claim.status == "confirmed" else _say("review_reported")
    return node(
        "li", claim.claim, node("br"), _say("review_places", pages=pages, place=claim.locator), f" {read_there}"
    )


def _title(course: Course, part: Part, place: str) -> str:
    """Return the title of the page or the file that says something."""
    folder, _, name = place.rpartition("/")
    return course.scenario(name).title if folder == "scenarios" else course.page(f"{part.id}/{place}").title


def _questions(course: Course, part: Part) -> Iterator[Node]:
    for pool in pools(course, part):
        yield node("h", pool.title, level=1)
        for number, question in enumerate(pool.questions, 1):
            yield node("h", _say("review_question", number=number), level=2)
            yield from _question(question)


def _question(question: Question) -> Iterator[Node]:
    said: list[Piece] = in_html(telling.prompt(question))
    for html in (telling.said_to_all(question), telling.rubric(question)):
        said += in_html(html)
    yield node("section", *said)
