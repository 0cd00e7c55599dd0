"""Moodle XML: the questions of a module, for Moodle's question bank. It has a kind for each of ours but sorting."""

from pathlib import Path
from typing import assert_never
from xml.etree.ElementTree import Element

from widerwindow.content.course import Course
from widerwindow.content.questions import Question
from widerwindow.messages import Messages
from widerwindow.publish.made import Made
from widerwindow.publish.parts import Part
from widerwindow.publish.question_files import telling
from widerwindow.publish.question_files.pools import pools
from widerwindow.publish.question_files.shapes import Choose, Figure, Order, Place, Shape, Write, shape
from widerwindow.publish.xml import add, element, written

_say = Messages(__package__)
_BETWEEN = "/"
_FIRST = "$course$/top"


def make(course: Course, _site: Path, part: Part) -> Made | None:
    """Return the questions of a `part`, a category for each pool; None where it has none. Raises ContentError."""
    root = element("quiz")
    asked: list[Question] = []
    found = pools(course, part)
    if not found:
        return None
    for pool in found:
        category = add(add(root, "question", {"type": "category"}), "category")
        add(category, "text", text=_BETWEEN.join([_FIRST, _plain(part.title), _plain(pool.title)]))
        for question in pool.questions:
            root.append(_question(question, shape(question)))
        asked += pool.questions
    said = (_say("moodle_twice"), *_said(asked))
    return Made(f"{part.id}-WITH-ANSWERS-moodle-xml.xml", written(root, {}, _say("answers_inside")), True, said)


def _plain(title: str) -> str:
    """Return a title as the name of a category: there, a stroke begins another one."""
    return title.replace(_BETWEEN, _BETWEEN * 2)


def _said(questions: list[Question]) -> list[str]:
    shapes = [shape(question) for question in questions]
    placed = [each for each in shapes if isinstance(each, Place)]
    second = [each for each in placed if each.has_second]
    said = [_say("moodle_matching", count=len(placed))] if placed else []
    return [*said, _say("one_place_only", count=len(second))] if second else said


_TYPES: dict[type[Shape], str] = {Place: "matching", Order: "ordering", Figure: "numerical", Write: "essay"}


def _question(question: Question, form: Shape) -> Element:
    kind = "multichoice" if isinstance(form, Choose) else _TYPES[type(form)]
    root = element("question", {"type": kind})
    add(add(root, "name"), "text", text=telling.name(question))
    _html(root, "questiontext", telling.prompt(question))
    _html(root, "generalfeedback", "" if isinstance(form, Choose) else telling.said_to_all(question))
    add(root, "defaultgrade", text=str(question.points))
    add(root, "penalty", text="0")
    add(root, "idnumber", text=question.id)
    match form:
        case Choose():
            _choose(root, form)
        case Place():
            _place(root, form)
        case Order():
            _order(root, form)
        case Figure():
            _figure(root, form)
        case Write():
            _write(root, question, form)
        case never:
            assert_never(never)
    return root


def _choose(root: Element, form: Choose) -> None:
    add(root, "single", text=str(not form.several).lower())
    add(root, "shuffleanswers", text="true")
    add(root, "answernumbering", text="none")
    _combined_feedback(root)
    for option in form.options:
        answer = _answer(root, _fraction(form, option.id in form.right), option.text, "html")
        _html(answer, "feedback", option.feedback)


def _fraction(form: Choose, is_right: bool) -> str:
    """Return the share of the marks in percent, as Moodle's own list has it: a wrong choice takes back a right one."""
    share = f"{100 / len(form.right):.5f}".rstrip("0").rstrip(".")
    return share if is_right else f"-{share}" if form.several else "0"


def _place(root: Element, form: Place) -> None:
    add(root, "shuffleanswers", text="true")
    _combined_feedback(root)
    for text, place in [*((item.text, form.first(item)) for item in form.items), *(("", each) for each in form.unused)]:
        pair = _html(root, "subquestion", text)
        add(add(pair, "answer"), "text", text=telling.as_text(place.text))


def _order(root: Element, form: Order) -> None:
    settings = {
        "layouttype": "VERTICAL",
        "selecttype": "ALL",
        "selectcount": str(len(form.items)),
        "gradingtype": "RELATIVE_NEXT_EXCLUDE_LAST",
        "showgrading": "SHOW",
        "numberingstyle": "none",
    }
    for name, value in settings.items():
        add(root, name, text=value)
    _combined_feedback(root)
    add(root, "shownumcorrect", text="1")
    for place, item in enumerate(form.in_order, 1):
        _answer(root, str(place), item.text, "html")


def _figure(root: Element, form: Figure) -> None:
    answer = _answer(root, "100", telling.number(form.key), "moodle_auto_format")
    add(answer, "tolerance", text=telling.number(form.tolerance))
    add(root, "unitgradingtype", text="0")
    add(root, "unitpenalty", text="0")
    add(root, "showunits", text="3")
    add(root, "unitsleft", text="0")


def _write(root: Element, question: Question, form: Write) -> None:
    add(root, "responseformat", text="editor")
    add(root, "responserequired", text="1")
    add(root, "responsefieldlines", text=str(form.rows))
    add(root, "attachments", text="0")
    add(root, "attachmentsrequired", text="0")
    _html(root, "graderinfo", telling.rubric(question) or telling.said_to_all(question))
    _html(root, "responsetemplate", "")


def _combined_feedback(root: Element) -> None:
    for name in ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback"):
        _html(root, name, "")


def _answer(root: Element, fraction: str, text: str, form: str) -> Element:
    answer = add(root, "answer", {"fraction": fraction, "format": form})
    add(answer, "text", text=text)
    return answer


def _html(root: Element, name: str, html: str) -> Element:
    made = add(root, name, {"format": "html"})
    add(made, "text", text=html)
    return made
