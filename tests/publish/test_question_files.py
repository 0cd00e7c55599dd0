"""The files of questions for other systems, of the real course: every question, its marks, and a warning of the key."""

import re
import zipfile
from functools import cache
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest

from widerwindow.content.course import Course
from widerwindow.content.questions import KINDS, Question
from widerwindow.content.questions.base import KeyedQuestion
from widerwindow.publish.formats import FORMATS
from widerwindow.publish.made import Made
from widerwindow.publish.parts import Part, of_course
from widerwindow.publish.question_files.pools import pools
from widerwindow.publish.question_files.shapes import Choose, Figure, Order, Place, shape

COURSE = Course(Path(__file__).parents[2])
WHOLE = of_course(COURSE)[-1]
WITH_ANSWERS = ["moodle-xml", "qti-1.2", "qti-2.1"]
QTI_12 = "{http://www.imsglobal.org/xsd/ims_qtiasiv1p2}"
QTI_21 = "{http://www.imsglobal.org/xsd/imsqti_v2p1}"


@cache
def every_question() -> list[Question]:
    return [question for pool in pools(COURSE, WHOLE) for question in pool.questions]


@cache
def made(name: str, part: Part = WHOLE) -> Made:
    found = FORMATS[name].make(COURSE, Path("no-pages-needed"), part)
    assert found
    return found


def files(name: str, part: Part = WHOLE) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(made(name, part).content)) as packed:
        return {each: packed.read(each) for each in packed.namelist()}


def of_shape(kind: type) -> list[Question]:
    found = [question for question in every_question() if isinstance(shape(question), kind)]
    assert found
    return found


@pytest.fixture(scope="module")
def moodle() -> dict[str, Element]:
    """Each question of the file for Moodle, by its id."""
    root = ElementTree.fromstring(made("moodle-xml").content)
    return {found: each for each in root.findall("question") if (found := each.findtext("idnumber"))}


@pytest.fixture(scope="module")
def items() -> dict[str, Element]:
    """Each item of QTI 2.1, by its id."""
    trees = [ElementTree.fromstring(text) for name, text in files("qti-2.1").items() if "/" in name]
    return {str(tree.get("identifier")): tree for tree in trees}


def test_the_course_has_every_kind_of_question_to_hand_on() -> None:
    assert {question.type for question in every_question()} == set(KINDS)


@pytest.mark.parametrize("name", WITH_ANSWERS)
def test_a_file_with_answers_says_so_in_its_name(name: str) -> None:
    assert made(name).has_answers
    assert "WITH-ANSWERS" in made(name).name


@pytest.mark.parametrize(
    "name", [WITH_ANSWERS[0], *(pytest.param(each, marks=pytest.mark.thorough) for each in WITH_ANSWERS[1:])]
)
def test_it_says_so_in_its_first_lines_and_is_made_the_same_again(name: str) -> None:
    texts = [made(name).content] if name == "moodle-xml" else list(files(name).values())
    for text in texts:
        assert b"FOR TRAINERS ALONE" in b"\n".join(text.splitlines()[:2])
    again = FORMATS[name].make(COURSE, Path("no-pages-needed"), WHOLE)
    assert again == made(name)


def test_every_question_is_in_moodles_file_in_a_category_of_its_own(moodle: dict[str, Element]) -> None:
    assert list(moodle) == [question.id for question in every_question()]
    root = ElementTree.fromstring(made("moodle-xml").content)
    categories = [found for each in root if (found := each.findtext("category/text"))]
    assert len(set(categories)) == len(pools(COURSE, WHOLE))
    assert all(found.startswith("$course$/top/") for found in categories)
    kinds = {each.get("type") for each in moodle.values()}
    assert kinds == {"multichoice", "matching", "ordering", "numerical", "essay"}
    for each, question in zip(moodle.values(), every_question(), strict=True):
        assert each.findtext("defaultgrade") == str(question.points)
        assert each.findtext("questiontext/text")


def test_moodle_gives_the_points_that_the_course_gives_for_every_choice(moodle: dict[str, Element]) -> None:
    for question in of_shape(Choose):
        form = shape(question)
        assert isinstance(form, Choose)
        assert isinstance(question, KeyedQuestion)
        answers = moodle[question.id].findall("answer")
        for option, answer in zip(form.options, answers, strict=True):
            share = float(answer.get("fraction", "")) / 100
            alone = question.score([option.id] if form.several else option.id)
            assert max(0.0, share) * question.points == pytest.approx(alone, abs=1e-4)
            assert answer.findtext("feedback/text")
        rights = sum(float(answer.get("fraction", "")) for answer in answers if float(answer.get("fraction", "")) > 0)
        assert rights == pytest.approx(100, abs=1e-3)


def test_moodle_takes_only_shares_that_it_has_in_its_list(moodle: dict[str, Element]) -> None:
    known = {"100", "50", "33.33333", "25", "20", "16.66667", "14.28571", "12.5", "11.11111", "10", "0"}
    shares = {answer.get("fraction", "").lstrip("-") for each in moodle.values() for answer in each.findall("answer")}
    ordered = {str(place) for place in range(1, 12)}
    assert shares <= known | ordered


def test_moodle_gets_what_belongs_where_and_what_belongs_nowhere(moodle: dict[str, Element]) -> None:
    for question in of_shape(Place):
        form = shape(question)
        assert isinstance(form, Place)
        pairs = moodle[question.id].findall("subquestion")
        assert len(pairs) == len(form.items) + len(form.unused)
        for item, pair in zip(form.items, pairs, strict=False):
            assert pair.findtext("text") == item.text
            assert pair.findtext("answer/text")
        assert [pair.findtext("text") or "" for pair in pairs[len(form.items) :]] == [""] * len(form.unused)


def test_moodle_gets_the_right_order_and_marks_it_by_neighbours(moodle: dict[str, Element]) -> None:
    for question in of_shape(Order):
        form = shape(question)
        assert isinstance(form, Order)
        found = moodle[question.id]
        assert found.findtext("shownumcorrect") == "1"
        assert found.findtext("gradingtype") == "RELATIVE_NEXT_EXCLUDE_LAST"
        texts = [answer.findtext("text") for answer in found.findall("answer")]
        assert texts == [item.text for item in form.in_order]


def test_moodle_gets_the_number_its_tolerance_and_the_rubric(moodle: dict[str, Element]) -> None:
    for question in of_shape(Figure):
        form = shape(question)
        assert isinstance(form, Figure)
        answer = moodle[question.id].find("answer")
        assert answer is not None
        assert float(answer.findtext("text") or "") == form.key
        assert float(answer.findtext("tolerance") or "") == form.tolerance
    for question in [each for each in every_question() if each.rubric_rows()]:
        info = moodle[question.id].findtext("graderinfo/text") or ""
        assert all(row.title in info for row in question.rubric_rows())


def test_the_list_of_qti_names_every_file_and_every_question_is_in_a_test() -> None:
    packed = files("qti-2.1")
    assert b"<schema>QTIv2.1 Package</schema>" in packed["imsmanifest.xml"]
    hrefs = re.findall(rb'<file href="([^"]+)"', packed["imsmanifest.xml"])
    assert {href.decode() for href in hrefs} == packed.keys() - {"imsmanifest.xml"}
    refs = re.compile(rb'assessmentItemRef [^>]*href="([^"]+)"')
    asked = [href.decode() for text in packed.values() for href in refs.findall(text)]
    assert len(asked) == len(set(asked)) == len(every_question())
    assert set(asked) <= packed.keys()


def credit(item: Element, given: list[str]) -> float:
    """Return the points of QTI's own mapping for what was given."""
    mapping = item.find(f"{QTI_21}responseDeclaration/{QTI_21}mapping")
    assert mapping is not None
    worth = {entry.get("mapKey"): float(entry.get("mappedValue", "")) for entry in mapping}
    return max(float(mapping.get("lowerBound", "")), sum(worth.get(each, 0.0) for each in given))


def test_qti_gives_the_points_that_the_course_gives(items: dict[str, Element]) -> None:
    assert len(items) == len(every_question())
    for question in of_shape(Choose):
        form = shape(question)
        assert isinstance(form, Choose)
        assert isinstance(question, KeyedQuestion)
        chosen = [option.id for option in form.options]
        for given in (chosen[:1], chosen[-1:], form.right, chosen if form.several else chosen[1:2]):
            wanted = question.score(given if form.several else given[0])
            assert credit(items[question.id], given) == pytest.approx(wanted, abs=1e-4)
    for question in of_shape(Place):
        form = shape(question)
        assert isinstance(form, Place)
        assert isinstance(question, KeyedQuestion)
        for places in (form.places, form.places[::-1]):
            answer = {item.id: places[number % len(places)].id for number, item in enumerate(form.items)}
            pairs = [f"{item} {place}" for item, place in answer.items()]
            assert credit(items[question.id], pairs) == pytest.approx(question.score(answer), abs=1e-4)


def test_qti_has_the_right_order_and_what_is_near_enough(items: dict[str, Element]) -> None:
    for question in of_shape(Order):
        values = items[question.id].findall(f"{QTI_21}responseDeclaration/{QTI_21}correctResponse/{QTI_21}value")
        form = shape(question)
        assert isinstance(form, Order)
        assert [value.text for value in values] == form.right
    for question in of_shape(Figure):
        form = shape(question)
        assert isinstance(form, Figure)
        equal = next(items[question.id].iter(f"{QTI_21}equal"))
        assert equal.get("toleranceMode") == ("absolute" if form.tolerance else "exact")


@pytest.fixture(scope="module")
def items_12() -> list[Element]:
    """Each item of QTI 1.2, which a cartridge has too."""
    texts = [text for name, text in files("qti-1.2").items() if name != "imsmanifest.xml"]
    return [item for text in texts for item in ElementTree.fromstring(text).iter(f"{QTI_12}item")]


def test_every_part_of_a_placed_question_is_asked_in_qti_1_2(items_12: list[Element]) -> None:
    for item in items_12:
        labels = {label.get("ident") for label in item.iter(f"{QTI_12}response_label")}
        named = {found.text for found in item.iter(f"{QTI_12}varequal")}
        assert not labels or named == labels
        linked = {found.get("linkrefid") for found in item.iter(f"{QTI_12}displayfeedback")}
        assert linked <= {found.get("ident") for found in item.iter(f"{QTI_12}itemfeedback")}


def test_qti_1_2_gives_whole_points_as_moodle_makes_none_of_a_third(items_12: list[Element]) -> None:
    given: dict[str, list[int]] = {}
    for item in items_12:
        points = [entry.text for entry in item.iter(f"{QTI_12}fieldentry")][1]
        given.setdefault(str(item.get("title")).partition(":")[0], []).append(int(points or ""))
    assert given.keys() == {question.id for question in every_question()}
    assert min(map(min, given.values())) > 0
    for question in every_question():
        form = shape(question)
        assert len(given[question.id]) == (len(form.items) if isinstance(form, Place) else 1)
        assert isinstance(form, Place) or given[question.id] == [question.points]


def test_moodle_finds_all_that_is_right_in_a_cartridge(items_12: list[Element]) -> None:
    found: dict[str | None, set[str | None]] = {}
    for item in items_12:
        refused = {each for no in item.iter(f"{QTI_12}not") for each in no}
        scored = {each for each in item.iter(f"{QTI_12}varequal") if each.get("case") == "Yes"}
        found[item.get("ident")] = {each.text for each in scored - refused}
    for question in of_shape(Choose):
        form = shape(question)
        assert isinstance(form, Choose)
        assert found[question.id] == set(form.right)
