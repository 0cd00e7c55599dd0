"""The course's words: each rule of book/language.yml catches a planted error, and lets a fair sentence pass."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import small_course
import yaml
from checking import faults

from widerwindow.content.checks.language import Language, Rule
from widerwindow.content.core.problems import ContentError
from widerwindow.content.core.reading import parse, read
from widerwindow.content.course import Course
from widerwindow.content.pages.page_scope import Exemption
from widerwindow.content.pages.passages import writing

ROOT = Path(__file__).parents[2]
LANGUAGE = read(ROOT / "book" / "language.yml", Language)
PLANTED = yaml.safe_load(Path(__file__).with_name("planted.yml").read_text(encoding="utf-8"))
NOTE = "---\ncontent_note:\n  themes: [{}]\n  intensity: low\n  text: {}\n  summary: In short.\n---\n"
NOTED = NOTE.format("domestic abuse, fear of being found", "Hello.")
QUIZ = """\
id: {name}
title: A quiz
intro: Hello.
outcomes: {{one: Describe it}}
questions:
  - {{id: it, outcome: one, type: written, prompt: "{prompt}", rubric: [{{id: a, title: A, levels: [a, b]}}]}}
"""
CHECK = """\
id: {name}
title: A check
questions:
  - id: it
    type: single
    prompt: |
      Of the women, 25 of 27 had. {filler}
    options:
      - {{id: a, text: One., feedback: It is.}}
      - {{id: b, text: '{option}', feedback: It is not.}}
    key: a
"""
PRINCIPLES = "safety, trust, choice, collaboration, empowerment and cultural consideration"
SIX = "England names six principles {cite:p}`ohid2022`"
LIST = "\n- Safety first.\n- **Trust.**\n- Choice.\n- Collaboration.\n- Empowerment.\n- Cultural consideration.\n"
LONG = "It is on {} days that we go out to the shop and come home and put it all away again. "
PAGES = {
    "quoted": 'She wrote "a chaotic life" there.',
    "quoted-under-note": NOTE.format("disrespectful language", "Hello.") + 'She wrote "a chaotic\nlife" there.',
    "block-quote-under-note": NOTE.format("disrespectful language", "Hello.") + "\n> A chaotic life.\n",
    "bare-under-note": NOTE.format("disrespectful language", "Hello.") + 'A chaotic "life".',
    "in-its-note": NOTE.format("distress", "A chaotic life.") + "Hello.",
    "spoken-on-a-page": 'He said, "Close your eyes."',
    "chaotic": "# A page",
    "in-code": "```\nA chaotic life.\n```\n\nHello [there](chaotic.md).",
    "in-a-picture": "```{figure} a.svg\n:width: 100%\n:alt: A chaotic life.\n\nA house.\n```",
    "far-from-its-number": f"Of them, 25 of 27 had it. {LONG.format(1) * 3}That is 93%.",
    "list-whole": f"{SIX}:\n{LIST}",
    "list-in-a-sentence": f"{SIX}: {PRINCIPLES}.",
    "list-only-named": f"{SIX}. They are the frame of this page.",
    "list-not-whole": f"{SIX}: {PRINCIPLES.replace('choice, ', '')}.",
    "list-with-another": f"{SIX}:\n{LIST}- Peer support.\n",
    "hard": "Multidisciplinary organisations necessitate comprehensive psychological accommodation. " * 20,
    "long-sentence": "Hello. " + "We go out and come back in the rain and " * 4 + "that is all there is.",
    "many-long": LONG.format("two") * 4 + "We go home and sit down. " * 8,
    "few-long": LONG.format("two") * 3 + "We go home and sit down. " * 9,
    "plain": "# A heading of many words that is not counted\n\nThe cat sat on a mat. Then it went out.",
}


MIDDLING = "The people of this village go to a meeting in the library about the hall. " * 10
FILES = {f"book/planted/{name}.md": text for name, text in PAGES.items()} | {
    "book/planted/middling.md": MIDDLING,
    "book/start-safely/middling.md": MIDDLING,
    "book/window-of-tolerance/checks/near.yml": CHECK.format(
        name="near", filler=LONG.format(1) * 3, option="It is 93%."
    ),
    "book/window-of-tolerance/checks/spoken.yml": CHECK.format(name="spoken", filler="", option='Say, "Breathe in."'),
    "book/window-of-tolerance/checks/unspoken.yml": CHECK.format(name="unspoken", filler="", option="Breathe in."),
    "book/window-of-tolerance/checks/hurtful.yml": CHECK.format(name="hurtful", filler="", option='Say, "An addict."'),
}


def path_of(rule: str, kind: str) -> str:
    return f"exercises/quizzes/{rule}-{kind}.yml" if PLANTED[rule].get("quiz") else f"book/planted/{rule}-{kind}.md"


def text_of(rule: str, kind: str) -> str:
    said = PLANTED[rule][kind]
    return (
        QUIZ.format(name=f"{rule}-{kind}", prompt=said) if PLANTED[rule].get("quiz") else f"{NOTED}# A page\n\n{said}\n"
    )


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], list[str]]:
    """Plants everything above in a small course, held to the real one's rules, and tells what was said of a file."""
    course = small_course.write(tmp_path_factory.mktemp("planted") / "course")
    for name in ("language.yml", "themes.yml", "references.bib"):
        shutil.copy(ROOT / "book" / name, course.book)
    rules = {path_of(rule, kind): text_of(rule, kind) for rule in PLANTED for kind in ("error", "fair")}
    for name, text in (FILES | rules).items():
        (course.root / name).parent.mkdir(parents=True, exist_ok=True)
        (course.root / name).write_text(text, encoding="utf-8")
    (course.book / "planted" / "a.svg").touch()
    small_course.list_pages(course)
    found = [each for each in faults(course) if "does not begin with a title" not in each.message]

    def told(name: str) -> list[str]:
        return [f"{each.line}: {each.message} {each.hint}" for each in found if each.file == Path(name)]

    return told


def test_every_rule_has_a_planted_error_and_a_fair_sentence() -> None:
    assert sorted(PLANTED) == sorted(rule.id for rule in LANGUAGE.rules)


@pytest.mark.parametrize("rule", LANGUAGE.rules, ids=[rule.id for rule in LANGUAGE.rules])
def test_a_rule_catches_the_planted_error_and_lets_the_fair_sentence_pass(
    told: Callable[[str], list[str]], rule: Rule
) -> None:
    line = text_of(rule.id, "error").count("\n", 0, text_of(rule.id, "error").index(PLANTED[rule.id]["error"])) + 1
    [found] = told(path_of(rule.id, "error"))
    assert found.startswith(f"{line}: “")
    assert found.endswith(f"”: {rule.why} {rule.instead}")
    assert told(path_of(rule.id, "fair")) == []


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("quoted", ["1: “chaotic”"]),
        ("quoted-under-note", []),
        ("block-quote-under-note", []),
        ("bare-under-note", ["8: “chaotic”"]),
        ("in-its-note", ["5: “chaotic”"]),
        ("spoken-on-a-page", ["1: “Close your eyes”"]),
        ("in-code", []),
        ("in-a-picture", ["3: “chaotic”"]),
        ("far-from-its-number", ["1: “93%”", "1: “93%”"]),
        ("list-whole", []),
        ("list-in-a-sentence", []),
        ("list-only-named", []),
        ("list-not-whole", ["1: What `ohid2022` lists is not whole without choice. Name all of it: safety,"]),
        ("list-with-another", ["9: This item begins with none of the entries that `ohid2022` lists."]),
        ("hard", ["1: The reading age is "]),
        ("middling", []),
        ("long-sentence", ["1: A sentence has 45 words: “We go out and come back ...”."]),
        ("many-long", ["1: 4 of 12 sentences have more than 20 words. Shorten some of those on the lines 1."]),
        ("few-long", []),
        ("plain", []),
    ],
)
def test_what_is_said_of_a_page(told: Callable[[str], list[str]], name: str, said: list[str]) -> None:
    found = told(f"book/planted/{name}.md")
    assert len(found) == len(said), found
    assert all(one.startswith(beginning) for one, beginning in zip(found, said, strict=True)), found


def test_a_page_that_must_be_plainer_has_a_limit_of_its_own(told: Callable[[str], list[str]]) -> None:
    [found] = told("book/start-safely/middling.md")
    assert "and 11 is the most here." in found


def test_an_option_is_read_together_with_its_question(told: Callable[[str], list[str]]) -> None:
    assert told("book/window-of-tolerance/checks/near.yml") == []


def test_an_invented_person_may_say_what_feedback_answers(told: Callable[[str], list[str]]) -> None:
    assert told("book/window-of-tolerance/checks/spoken.yml") == []
    assert "“Breathe in”" in told("book/window-of-tolerance/checks/unspoken.yml")[0]


def test_what_can_hurt_needs_a_note_even_then(told: Callable[[str], list[str]]) -> None:
    assert "“addict”" in told("book/window-of-tolerance/checks/hurtful.yml")[0]


def test_an_exemption_and_a_limit_that_cover_no_file_are_told(small: Course) -> None:
    file = small.book / "language.yml"
    text = file.read_text(encoding="utf-8").replace("pages: pause.md", "pages: paws.md")
    last = "{id: tea, words: [a tea], why: A., instead: B., exempt: [{pages: tea.md, why: C.}]}"
    file.write_text(text.replace("rules:\n", f"rules:\n  - {last}\n", 1), encoding="utf-8")
    found = "\n".join(map(str, faults(small)))
    assert "`paws.md` is no page" in found
    assert "`tea.md` is no page" in found


def test_a_page_that_is_exempt_may_hold_the_words(tmp_path: Path) -> None:
    rule = LANGUAGE.rules[0].model_copy(update={"exempt": [Exemption(pages="tea/", why="A.")]})
    page = tmp_path / "page.md"
    page.write_text(PLANTED[rule.id]["error"], encoding="utf-8")
    assert list(rule.broken_in(writing(page, "tea/page.md"), set())) == []
    assert len(list(rule.broken_in(writing(page, "page.md"), set()))) == 1


def test_a_course_without_its_list_of_words_is_told(small: Course) -> None:
    (small.book / "language.yml").unlink()
    found = faults(small)
    assert any(str(each).startswith("book/language.yml:1: This file is missing.") for each in found)


def test_two_rules_with_one_id_are_told() -> None:
    reading = "reading: {age: 14, longest_sentence: 30, long_sentence: 20, long_share: 1}"
    rule = "{id: tea, words: [tea], why: A., instead: B.}"
    with pytest.raises(ContentError, match="The id `tea` is used twice"):
        parse(f"{reading}\nrules: [{rule}, {rule}]", Path("language.yml"), Language)
