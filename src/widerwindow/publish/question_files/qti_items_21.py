"""Questions as QTI 2.1 has them: choosing, matching, ordering, a number in a field, a text."""

import re
from collections.abc import Mapping, Sequence
from typing import assert_never
from xml.etree.ElementTree import Element, fromstring

from widerwindow.content.questions import Question
from widerwindow.messages import Messages
from widerwindow.publish.question_files import telling
from widerwindow.publish.question_files.shapes import Choose, Figure, Order, Place, Write, shape
from widerwindow.publish.xml import SCHEMA_LOCATION, add, element

QTI = "http://www.imsglobal.org/xsd/imsqti_v2p1"
"""The namespace."""

_SCHEMA = "http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_v2p1.xsd"
_VOID = re.compile(r"<(br|hr)>")
_ANSWER, _SCORE, _FEEDBACK = "RESPONSE", "SCORE", "FEEDBACK"
_say = Messages(__package__)


def item(question: Question) -> Element:
    """Return a question as one item."""
    about = {"identifier": question.id, "title": telling.name(question), "adaptive": "false", "timeDependent": "false"}
    root = element(_("assessmentItem"), {**about, SCHEMA_LOCATION: f"{QTI} {_SCHEMA}"})
    match shape(question):
        case Choose() as form:
            _choice(root, question, form)
        case Place() as form:
            _match(root, question, form)
        case Order() as form:
            _order(root, question, form)
        case Figure() as form:
            _number(root, question, form)
        case Write() as form:
            _text(root, question, form)
        case never:
            assert_never(never)
    return root


def said(questions: Sequence[Question]) -> tuple[str, ...]:
    """Return what is other there than in the course, in sentences."""
    ordering = sum(isinstance(shape(question), Order) for question in questions)
    return (_say("order_whole_or_not", count=ordering),) if ordering else ()


def _(name: str) -> str:
    return f"{{{QTI}}}{name}"


def _choice(root: Element, question: Question, form: Choose) -> None:
    share = question.points / len(form.right)
    wrong = -share if form.several else 0.0
    credit = {option.id: share if option.id in form.right else wrong for option in form.options}
    cardinality, most = ("multiple", "0") if form.several else ("single", "1")
    _declare(root, "identifier", cardinality, form.right, credit)
    _outcomes(root, question, cardinality)
    body = _asked(root, question)
    choices = add(body, _("choiceInteraction"), {"responseIdentifier": _ANSWER, "shuffle": "true", "maxChoices": most})
    for option in form.options:
        _put(add(choices, _("simpleChoice"), {"identifier": option.id}), option.text)
    processing = _score_by_map(root)
    chosen = add(processing, _("setOutcomeValue"), {"identifier": _FEEDBACK})
    add(chosen, _("variable"), {"identifier": _ANSWER})
    for option in form.options:
        _modal(root, option.id, "show", option.feedback)


def _match(root: Element, question: Question, form: Place) -> None:
    share = question.points / len(form.items)
    pairs = [f"{item.id} {place}" for item in form.items for place in form.right[item.id]]
    first = [f"{item.id} {form.right[item.id][0]}" for item in form.items]
    _declare(root, "directedPair", "multiple", first, dict.fromkeys(pairs, share))
    _outcomes(root, question, "single")
    most = str(len(form.items))
    given = {"responseIdentifier": _ANSWER, "shuffle": "true", "maxAssociations": most}
    interaction = add(_asked(root, question), _("matchInteraction"), given)
    for parts, each in ((form.items, "1"), (form.places, most)):
        matched = add(interaction, _("simpleMatchSet"))
        for part in parts:
            _put(add(matched, _("simpleAssociableChoice"), {"identifier": part.id, "matchMax": each}), part.text)
    _score_by_map(root)
    _tell_all(root, question)


def _order(root: Element, question: Question, form: Order) -> None:
    _declare(root, "identifier", "ordered", form.right)
    _outcomes(root, question, "single")
    given = {"responseIdentifier": _ANSWER, "shuffle": "false"}
    interaction = add(_asked(root, question), _("orderInteraction"), given)
    for each in form.items:
        _put(add(interaction, _("simpleChoice"), {"identifier": each.id}), each.text)
    right = _if_right(root, question)
    add(right, _("variable"), {"identifier": _ANSWER})
    add(right, _("correct"), {"identifier": _ANSWER})
    _tell_all(root, question)


def _number(root: Element, question: Question, form: Figure) -> None:
    _declare(root, "float", "single", [telling.number(form.key)])
    _outcomes(root, question, "single")
    field = add(_asked(root, question), _("p"))
    add(field, _("textEntryInteraction"), {"responseIdentifier": _ANSWER, "expectedLength": "12"})
    within = telling.number(form.tolerance)
    near = {"toleranceMode": "absolute", "tolerance": f"{within} {within}"}
    right = _if_right(root, question, "equal", near if form.tolerance else {"toleranceMode": "exact"})
    add(right, _("variable"), {"identifier": _ANSWER})
    add(right, _("correct"), {"identifier": _ANSWER})
    _tell_all(root, question)


def _text(root: Element, question: Question, form: Write) -> None:
    add(root, _("responseDeclaration"), {"identifier": _ANSWER, "cardinality": "single", "baseType": "string"})
    _outcomes(root, question, "single")
    body = _asked(root, question)
    _put(add(body, _("rubricBlock"), {"view": "scorer"}), telling.rubric(question) or telling.said_to_all(question))
    given = {"responseIdentifier": _ANSWER, "expectedLines": str(form.rows)}
    add(body, _("extendedTextInteraction"), given)


def _declare(
    root: Element, kind: str, cardinality: str, right: Sequence[str], credit: Mapping[str, float] | None = None
) -> None:
    given = {"identifier": _ANSWER, "cardinality": cardinality, "baseType": kind}
    declared = add(root, _("responseDeclaration"), given)
    values = add(declared, _("correctResponse"))
    for value in right:
        add(values, _("value"), text=value)
    if credit:
        mapping = add(declared, _("mapping"), {"lowerBound": "0", "defaultValue": "0"})
        for key, points in credit.items():
            add(mapping, _("mapEntry"), {"mapKey": key, "mappedValue": telling.number(round(points, 6))})


def _outcomes(root: Element, question: Question, cardinality: str) -> None:
    score = {"identifier": _SCORE, "cardinality": "single", "baseType": "float", "normalMaximum": str(question.points)}
    add(add(add(root, _("outcomeDeclaration"), score), _("defaultValue")), _("value"), text="0")
    feedback = {"identifier": _FEEDBACK, "cardinality": cardinality, "baseType": "identifier"}
    add(root, _("outcomeDeclaration"), feedback)


def _asked(root: Element, question: Question) -> Element:
    body = add(root, _("itemBody"))
    _put(add(body, _("div")), telling.prompt(question))
    return body


def _score_by_map(root: Element) -> Element:
    processing = add(root, _("responseProcessing"))
    score = add(processing, _("setOutcomeValue"), {"identifier": _SCORE})
    add(score, _("mapResponse"), {"identifier": _ANSWER})
    return processing


def _if_right(root: Element, question: Question, test: str = "match", way: Mapping[str, str] | None = None) -> Element:
    """Give all points where a test holds; return the test, for what it compares."""
    condition = add(add(root, _("responseProcessing")), _("responseCondition"))
    right = add(condition, _("responseIf"))
    tested = add(right, _(test), way)
    score = add(right, _("setOutcomeValue"), {"identifier": _SCORE})
    add(score, _("baseValue"), {"baseType": "float"}, str(question.points))
    return tested


def _tell_all(root: Element, question: Question) -> None:
    """Say to any answer what there is to say to each part: what is never set is hidden by no name."""
    _modal(root, "none", "hide", telling.said_to_all(question))


def _modal(root: Element, name: str, shown: str, html: str) -> None:
    given = {"outcomeIdentifier": _FEEDBACK, "identifier": name, "showHide": shown}
    _put(add(root, _("modalFeedback"), given), html)


def _put(parent: Element, html: str) -> None:
    """Put `html` into an element, as elements of its own namespace."""
    closed = _VOID.sub(r"<\1/>", html)
    whole = fromstring(f'<div xmlns="{QTI}">{closed}</div>')
    parent.text = whole.text
    parent.extend(whole)
