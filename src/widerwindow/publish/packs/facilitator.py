"""A facilitator pack: slides to lead a group through a module, a plan of the session, and handouts. For the trainer."""

from pathlib import Path

from widerwindow.content.course import Course
from widerwindow.messages import Messages
from widerwindow.publish.made import Made
from widerwindow.publish.packs.session import Session, session
from widerwindow.publish.packs.slides import slides
from widerwindow.publish.paper.chapters import read
from widerwindow.publish.paper.reading import Piece, in_html, node, table
from widerwindow.publish.paper.setting import Front, pdf
from widerwindow.publish.parts import Part
from widerwindow.site.zipping import zipped

_say = Messages(__package__)


def make(course: Course, site: Path, part: Part) -> Made:
    """Return the pack of a module. Raises ContentError."""
    notes = session(course, part.id)
    files = {
        f"FOR-THE-TRAINER-{part.id}-slides.pptx": slides(course, part, notes),
        f"FOR-THE-TRAINER-{part.id}-session-plan.pdf": _plan(course, part, notes),
        f"{part.id}-handouts.pdf": _handouts(course, site, part),
    }
    return Made(f"{part.id}-WITH-ANSWERS-facilitator.zip", zipped(files), has_answers=True)


def _plan(course: Course, part: Part, notes: Session) -> bytes:
    """Return the plan: when what is done, what to bring, and all of the trainer's notes."""
    heads = [_say("plan_from"), _say("plan_to"), _say("plan_what")]
    times = [[[str(step.start)], [str(step.end)], [step.what]] for step in notes.steps]
    found: list[Piece] = [
        *([node("h", _say("plan_times"), level=1), table(heads, times)] if times else []),
        node("h", _say("plan_bring"), level=1),
        node("ul", *(node("li", each) for each in _to_bring())),
        *in_html(notes.before),
        node("h", _say("plan_notes"), level=1),
        *in_html(notes.html),
    ]
    return pdf(course, Front(_say("plan_title", module=part.title), "", [_say("plan_first")]), found)


def _to_bring() -> list[str]:
    return [_say("plan_bring_slides"), _say("plan_bring_handouts"), _say("plan_bring_letters"), _say("plan_bring_room")]


def _handouts(course: Course, site: Path, part: Part) -> bytes:
    """Return what a learner takes home: the sheets to fill in, and where to find help."""
    help_page = course.profile().pages.help
    sheets = [page for page in part.pages if any(each.widget == "Worksheet" for each in course.page(page).widgets)]
    book = read(site, [*sheets, *([help_page] if help_page else [])])
    found: list[Piece] = []
    for chapter in book.chapters:
        found += [node("h", chapter.title, level=1, place=chapter.page), node("section", *chapter.pieces)]
    front = Front(_say("handouts_title", module=part.title), "", [_say("workbook_paper")])
    return pdf(course, front, [*found, *book.sources], book.sources)
