"""Questions as QTI 1.2 has them, in the profile of Common Cartridge 1.1, which most systems read."""

from collections.abc import Iterator, Sequence
from itertools import count
from typing import assert_never
from xml.etree.ElementTree import Element

from widerwindow.content.questions import Question
from widerwindow.messages import Messages
from widerwindow.publish.question_files import telling
from widerwindow.publish.question_files.pools import Pool
from widerwindow.publish.question_files.shapes import Choose, Figure, Order, Place, Said, Write, shape
from widerwindow.publish.xml import SCHEMA_LOCATION, add, element

QTI = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
"""The namespace."""

_SCHEMA = "http://www.imsglobal.org/profile/cc/ccv1p1/ccv1p1_qtiasiv1p2p1_v1p0.xsd"
_ANSWER = "answer"
_say = Messages(__package__)


def assessment(pool: Pool) -> Element:
    """Return the questions of a pool as one assessment."""
    root = element(_("questestinterop"), {SCHEMA_LOCATION: f"{QTI} {_SCHEMA}"})
    made = add(root, _("assessment"), {"ident": pool.id, "title": pool.title})
    _fields(add(made, _("qtimetadata")), {"cc_profile": "cc.exam.v0p1", "qmd_assessmenttype": "Examination"})
    section = add(made, _("section"), {"ident": f"{pool.id}-section"})
    for question in pool.questions:
        section.extend(_items(question))
    return root


def said(questions: Sequence[Question]) -> tuple[str, ...]:
    """Return what is other in this profile than in the course, in sentences."""
    shapes = [shape(question) for question in questions]
    told = {
        "split": sum(isinstance(each, Place) for each in shapes),
        "order_as_text": sum(isinstance(each, Order) for each in shapes),
        "exact_number": sum(isinstance(each, Figure) and each.tolerance > 0 for each in shapes),
        "all_or_nothing": sum(isinstance(each, Choose) and each.several for each in shapes),
    }
    sentences = {
        "split": _say("qti_split", count=told["split"]),
        "order_as_text": _say("qti_order_as_text", count=told["order_as_text"]),
        "exact_number": _say("qti_exact_number", count=told["exact_number"]),
        "all_or_nothing": _say("qti_all_or_nothing", count=told["all_or_nothing"]),
    }
    return tuple(sentences[name] for name, number in told.items() if number)


def _(name: str) -> str:
    return f"{{{QTI}}}{name}"


def _items(question: Question) -> Iterator[Element]:
    """Yield the items of a question: one, or where things are to be placed, one for each of them."""
    prompt, name, points = telling.prompt(question), telling.name(question), question.points
    match shape(question):
        case Choose() as form:
            yield _choice(question.id, name, prompt, points, form)
        case Place() as form:
            share = max(1, round(points / len(form.items)))
            for number, item in zip(count(1), form.items):
                options = [Said(place.id, place.text, item.feedback) for place in form.places]
                one = Choose(options, form.right[item.id][:1], several=False)
                asked = f"{prompt}<p>{item.text}</p>"
                yield _choice(f"{question.id}-{number}", name, asked, share, one)
        case Figure() as form:
            yield _fib(question, name, prompt, points, form)
        case Order() | Write():
            yield _essay(question, name, prompt, points)
        case never:
            assert_never(never)


def _item(ident: str, name: str, profile: str, prompt: str, points: int) -> tuple[Element, Element]:
    """Return an item, and its part that shows what is asked. Its points are whole: Moodle makes none of a third."""
    item = element(_("item"), {"ident": ident, "title": name})
    fields = {"cc_profile": profile, "cc_weighting": str(points)}
    _fields(add(add(item, _("itemmetadata")), _("qtimetadata")), fields)
    presentation = add(item, _("presentation"))
    _material(presentation, prompt)
    return item, presentation


def _choice(ident: str, name: str, prompt: str, points: int, form: Choose) -> Element:
    profile, cardinality = ("response", "Multiple") if form.several else ("choice", "Single")
    item, presentation = _item(ident, name, f"cc.multiple_{profile}.v0p1", prompt, points)
    response = add(presentation, _("response_lid"), {"ident": _ANSWER, "rcardinality": cardinality})
    choices = add(response, _("render_choice"))
    for option in form.options:
        _material(add(choices, _("response_label"), {"ident": option.id}), option.text)
    processing = _processing(item)
    for option in form.options:
        told = _condition(processing, goes_on=True)
        add(add(told, _("conditionvar")), _("varequal"), {"respident": _ANSWER}, option.id)
        add(told, _("displayfeedback"), {"feedbacktype": "Response", "linkrefid": f"{option.id}-feedback"})
    _right(processing, form)
    for option in form.options:
        _material(_flow(add(item, _("itemfeedback"), {"ident": f"{option.id}-feedback"})), option.feedback)
    return item


def _right(processing: Element, form: Choose) -> None:
    """Give the points where all that is right was chosen, and nothing else.

    `case` means nothing for ids, but Moodle finds the right ones of several only where it stands.
    """
    exactly = {"respident": _ANSWER, "case": "Yes"}
    right = _condition(processing, goes_on=False)
    asked = add(right, _("conditionvar"))
    inside = add(asked, _("and")) if form.several else asked
    for option in form.options:
        if option.id in form.right:
            add(inside, _("varequal"), exactly, option.id)
        elif form.several:
            add(add(inside, _("not")), _("varequal"), exactly, option.id)
    add(right, _("setvar"), {"action": "Set", "varname": "SCORE"}, "100")


def _fib(question: Question, name: str, prompt: str, points: int, form: Figure) -> Element:
    item, presentation = _item(question.id, name, "cc.fib.v0p1", prompt, points)
    _field(presentation)
    right = _condition(_processing(item), goes_on=False)
    given = {"respident": _ANSWER, "case": "No"}
    add(add(right, _("conditionvar")), _("varequal"), given, telling.number(form.key))
    add(right, _("setvar"), {"action": "Set", "varname": "SCORE"}, "100")
    return item


def _essay(question: Question, name: str, prompt: str, points: int) -> Element:
    item, presentation = _item(question.id, name, "cc.essay.v0p1", prompt, points)
    _field(presentation)
    solution = add(add(item, _("itemfeedback"), {"ident": "solution"}), _("solution"))
    html = telling.rubric(question) or telling.said_to_all(question)
    _material(_flow(add(solution, _("solutionmaterial"))), html)
    return item


def _field(presentation: Element) -> None:
    response = add(presentation, _("response_str"), {"ident": _ANSWER, "rcardinality": "Single"})
    add(response, _("render_fib"))


def _processing(item: Element) -> Element:
    processing = add(item, _("resprocessing"))
    score = {"maxvalue": "100", "minvalue": "0", "varname": "SCORE", "vartype": "Decimal"}
    add(add(processing, _("outcomes")), _("decvar"), score)
    return processing


def _condition(processing: Element, goes_on: bool) -> Element:
    return add(processing, _("respcondition"), {"continue": "Yes" if goes_on else "No"})


def _flow(parent: Element) -> Element:
    return add(parent, _("flow_mat"))


def _material(parent: Element, html: str) -> None:
    add(add(parent, _("material")), _("mattext"), {"texttype": "text/html"}, html)


def _fields(metadata: Element, fields: dict[str, str]) -> None:
    for label, entry in fields.items():
        field = add(metadata, _("qtimetadatafield"))
        add(field, _("fieldlabel"), text=label)
        add(field, _("fieldentry"), text=entry)
