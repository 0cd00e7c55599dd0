"""What the widgets hand to a notebook and to a page."""

import gzip
import json
import re
import shutil
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from widerwindow.content.core.problems import ContentError
from widerwindow.content.course import Course
from widerwindow.widgets import KINDS, Chart, Comparison, Figure, Quiz, Scenario, SelfCheck, Worksheet, bundle
from widerwindow.widgets.base import CourseWidget

WIDGETS = [
    (Scenario, "tea-round"),
    (SelfCheck, "tea-check"),
    (Worksheet, "tea-sheet"),
    (Comparison, "tea-drinkers"),
    (Quiz, "tiny-quiz"),
    *((Figure, name) for name in ("tea-day", "tea-warmth", "tea-cards", "tea-matrix")),
]
SOURCES = Path(bundle.__file__).parents[1]
SCRIPTED = list(filter(bundle.has_script, KINDS))


@pytest.fixture(autouse=True)
def _on_a_page(tiny_course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tiny_course / "book" / "tea")


def json_in(html: str) -> dict[str, Any]:
    match = re.search(r'<script type="application/json">(.*?)</script>', html, re.DOTALL)
    assert match
    data: dict[str, Any] = json.loads(match[1])
    return data


def completed(html: str) -> dict[str, Any]:
    """The data as the script on a page completes it, with the texts that stand in the readable version."""
    texts = re.findall(r"<div data-ww-text>(.*?)</div>", html, re.DOTALL)
    data = json.dumps(json_in(html))
    whole: dict[str, Any] = json.loads(data, object_hook=lambda part: texts[part["at"]] if "at" in part else part)
    return whole


class Outline(HTMLParser):
    """Collects ids and links, and sees to it that every element is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.open: list[str] = []
        self.inline: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("br", "hr", "img"):
            self.open.append(tag)
        found = dict(attrs)
        self.ids += filter(None, [found.get("id")])
        self.links += filter(None, [found.get("href")])
        self.inline += [name for name in found if name == "style" or name.startswith("on")]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def outline(html: str) -> Outline:
    parsed = Outline()
    parsed.feed(html)
    assert parsed.open == []
    return parsed


@pytest.mark.parametrize(("widget", "name"), WIDGETS)
def test_a_notebook_gets_the_widget_and_a_page_its_html(widget: type[Any], name: str) -> None:
    shown: CourseWidget = widget(name)
    data, _ = shown._repr_mimebundle_()
    assert data["application/vnd.jupyter.widget-view+json"]["model_id"] == shown.model_id
    assert data["text/plain"] == f'{widget.__name__}("{name}")'
    assert data["text/html"].startswith(
        f'<ww-widget data-kind="{shown.kind}" data-id="{name}" data-remember="{shown.remembered}">'
    )
    page = json_in(data["text/html"])
    assert page["content"]["id"] == name
    assert "words" not in page  # they come with the script, once for all pages
    assert page[shown.remembered] in ([], {})


@pytest.mark.parametrize(("widget", "name"), WIDGETS)
def test_the_same_file_gives_the_same_html_and_it_is_well_formed(widget: type[Any], name: str) -> None:
    html = widget(name).page_html()
    assert widget(name).page_html() == html
    parsed = outline(html)
    assert len(set(parsed.ids)) == len(parsed.ids)
    assert parsed.inline == []
    assert {link[1:] for link in parsed.links if link.startswith("#")} <= set(parsed.ids)


@pytest.mark.parametrize(("widget", "name"), WIDGETS)
def test_a_page_holds_nothing_that_a_learner_did(widget: type[Any], name: str) -> None:
    used = widget(name)
    setattr(used, used.remembered, [["kitchen", "ask"]] if used.remembered == "path" else {"pot": "mine"})
    assert used.page_html() == widget(name).page_html()


def test_markup_in_a_title_stays_text() -> None:
    html = Scenario("tea-round").page_html()
    assert html.count("</script>") == 1
    assert "<b>&" not in html
    assert "The tea round &lt;/script&gt;&lt;b&gt;&amp; &#34;more&#34;&lt;/b&gt;</h2>" in html
    assert json_in(html)["content"]["title"] == 'The tea round </script><b>& "more"</b>'


def test_a_page_carries_a_text_once() -> None:
    html = Scenario("tea-round").page_html()
    text = re.search(r"<div data-ww-text>(.*?)</div>", html, re.DOTALL)
    assert text
    assert html.count(text[1]) == 1
    assert json_in(html)["content"]["intro"] == {"at": 0}


def test_markup_in_a_label_stays_text() -> None:
    assert "Is it &lt;big&gt;?" in Worksheet("tea-sheet").page_html()


def test_only_a_notebook_carries_the_exit() -> None:
    for widget, name in WIDGETS[:4]:
        shown = widget(name)
        assert shown.content["exit"] == {"address": "https://www.example.org/weather", "label": "Leave this page"}
        assert "exit" not in json_in(shown.page_html())["content"]


def test_links_to_pages_lead_to_the_built_ones_and_nowhere_in_a_notebook() -> None:
    shown = Scenario("tea-round")
    html = shown.page_html()
    assert '<a href="index.html">house rules</a>' in html
    assert '<a href="../help.html#lines">help page</a>' in json_in(html)["content"]["pause"]
    assert "See the house rules." in shown.content["intro"]
    assert "Then see the help page, or go on." in shown.content["pause"]
    assert "A pause" not in shown.content["pause"]


@pytest.fixture
def unchanged(tiny_course: Path) -> Iterator[Path]:
    """The tiny course, whose profile and pause are put back as they were."""
    names = ("book/course.yml", "book/pause.md")
    files = {tiny_course / name: (tiny_course / name).read_text(encoding="utf-8") for name in names}
    yield tiny_course
    for file, text in files.items():
        file.write_text(text, encoding="utf-8")


def test_a_course_without_a_pause_has_none_in_its_scenarios(unchanged: Path) -> None:
    profile = unchanged / "book/course.yml"
    profile.write_text(profile.read_text(encoding="utf-8").replace("pause: pause", "pause: none"), encoding="utf-8")
    assert "pause" not in Scenario("tea-round").content


def test_the_pause_begins_below_its_heading_and_one_that_is_lost_is_told(unchanged: Path) -> None:
    page = unchanged / "book" / "pause.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(f"---\ncontent_note:\n  text: x\n---\n{text}", encoding="utf-8")
    assert Scenario("tea-round").content["pause"].startswith("<p>Look out")
    page.unlink()
    with pytest.raises(ContentError, match=r"pause\.md:1: This file is missing\."):
        Scenario("tea-round")


def test_the_path_can_be_observed() -> None:
    scenario, seen = Scenario("tea-round"), []
    scenario.observe(lambda change: seen.append(change["new"]), "path")
    scenario.path = [["kitchen", "ask"]]
    assert seen == [[["kitchen", "ask"]]]


def test_an_unknown_name_is_said_plainly() -> None:
    with pytest.raises(ContentError, match=r"no file .*coffee.*Known ones: tea-round"):
        Scenario("coffee")


def test_the_story_to_read_says_every_turn_and_condition_in_words() -> None:
    html = Scenario("tea-round").fallback()
    assert [title for title in re.findall(r"<h3>(\d\. [^<]*)</h3>", html)] == [
        "1. In the kitchen", "2. A warm cup", "3. The spill", "4. At the table", "5. A cold cup",
    ]  # fmt: skip
    assert '<a href="#ww-tea-round-4">Go to 4: At the table</a>' in html
    assert (
        "If “Sam&#39;s trust” is nearer to “none” and “Your own haste” is nearer to “rushed”, go to 3: The spill"
        in html
    )
    assert "If not, go to 4: At the table" in html
    assert "Only if “Sam&#39;s trust” is nearer to “much”:" in html
    assert "Only if “Your own haste” is not near “calm”:" in html
    assert "Only if “Your own haste” is nearer to “calm”:" in html
    for text in ("Sam tells you.", "I felt asked.", "I like tea.", "talk to Robin", "Leaf 1999"):
        assert text in html


def test_the_words_at_the_ends_of_a_variable_are_the_course_s_where_the_story_has_none(unchanged: Path) -> None:
    story = unchanged / "book" / "tea" / "scenarios" / "tea-round.yml"
    text = story.read_text(encoding="utf-8")
    assert ", low: calm, high: rushed" in text
    profile = unchanged / "book" / "course.yml"
    profile.write_text(profile.read_text(encoding="utf-8").replace("low: calm", "low: slow"), encoding="utf-8")
    assert Scenario("tea-round").content["variables"]["worker"]["low"] == "calm"
    try:
        story.write_text(text.replace(", low: calm, high: rushed", ""), encoding="utf-8")
        assert Scenario("tea-round").content["variables"]["worker"]["low"] == "slow"
    finally:
        story.write_text(text, encoding="utf-8")


def test_a_note_stands_before_its_scene_in_the_story_to_read() -> None:
    html = Scenario("tea-spill").fallback()
    for first, then in [
        ("2. The puddle", "Tea is spilled in this scene."),
        ("Tea is spilled in this scene.", "It touches on: spills. Intensity: medium."),
        ("Intensity: medium.", "Some of the tea is on the floor."),
        ("Some of the tea is on the floor.", '<a href="#ww-tea-spill-3">Skip to 3: A little later</a>'),
        ("Skip to 3", "<summary>Read this scene</summary>"),
        ("<summary>Read this scene</summary>", "The whole cup lies in pieces."),
        ("The whole cup lies in pieces.", "Mop it up."),
    ]:
        assert html.index(first) < html.index(then)
    assert html.count("Read this scene") == 2
    assert "Skip to" not in html.split("5. Wet shoes")[1]


def test_the_questions_to_read_have_their_answers_below() -> None:
    html = SelfCheck("tea-check").page_html().split("</script>")[1]
    questions, answers = html.split("<h3>Answers</h3>")
    assert "Sam can say." not in questions
    assert "<li>Ask how <strong>This fits.</strong> <div data-ww-text><p>Sam can say.</p></div></li>" in answers
    assert "<li>Sand <strong>Fits less well.</strong>" in answers
    assert "<li>The kettle <strong>Belongs with: Warm / Could be either.</strong>" in answers


def test_the_blank_sheet_has_as_many_lines_as_the_author_asked_for() -> None:
    assert Worksheet("tea-sheet").fallback().count('<div class="ww-line">') == 1 + 2 + 3


def test_the_comparison_to_read_says_who_is_counted_and_why() -> None:
    texts, table = Comparison("tea-drinkers").fallback().split("<details>")
    assert "Areas it counts: Black tea; Green tea. It asks for at least 2 of them." in texts
    assert "Ida &lt;b&gt;" in texts
    assert "counted" not in texts.lower().split("the people")[1].split("who is counted by")[0]
    found = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", table))
    strict, wide = "The strict house", "The wide house"
    assert (
        f"Sam {strict} Counted in 2 of its 2 areas; it asks for 2. Areas that count here: Black tea; Green tea. "
        f"{wide} Counted in 2 of its 3 areas; it asks for 1. Areas that count here: Black tea; Green tea. "
        f"Ida &lt;b&gt; {strict} Left out 0 of its 2 areas; it asks for 2. "
        f"{wide} Counted in 1 of its 3 areas; it asks for 1. Areas that count here: Herbs &amp; mint. "
    ) in found
    assert f"Counted in {strict} 1 of 3 {wide} 2 of 3 The wide house counts more people." in found


def test_the_figures_to_read_say_where_each_belongs_below() -> None:
    texts, answers = Figure("tea-day").fallback().split("<details>")
    assert "The places: Asleep / Awake / Jittery" in texts
    assert "At dawn" in texts
    assert "No cup yet &lt;b&gt;." in texts
    assert "cold" not in texts
    assert "<strong>At dawn: Asleep</strong>" in answers
    assert "The kettle was <strong>cold</strong>." in answers
    assert "<strong>Black tea &amp; milk: For now</strong>" in Figure("tea-cards").fallback()
    table = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", Figure("tea-matrix").fallback()))
    assert "Black tea counts it counts it" in table
    assert "Herbs &amp; mint does not count it counts it" in table
    assert "Ida 0 of 2 Out 1 of 1 In" in table


def test_a_chart_is_a_table_with_bars_and_nothing_to_run() -> None:
    html = Chart("tea-numbers")._repr_html_()
    parsed = outline(html)
    assert parsed.inline == []
    assert parsed.links == ["index.html"]
    assert "<script" not in html
    assert "<caption>Who had a &lt;cup&gt;</caption>" in html
    assert re.findall(r'<th scope="row">(.*?)</th>\s*<td>(.*?)\n', html) == [
        ("Tea in the morning", "63%"),
        ("Guests &amp; friends", "93%, 25 of 27"),
        ("No tea at all", "0%"),
    ]
    assert re.findall(r'"ww-part" width="(\d+)"', html) == ["63", "93", "0"]
    assert repr(Chart("tea-numbers")) == 'Chart("tea-numbers")'


def test_the_quiz_to_read_says_how_else_to_hand_in() -> None:
    html = Quiz("tiny-quiz").fallback()
    assert "ask your trainer for a paper copy" in html
    assert "It is nearly clear." in html


def test_a_quiz_shows_what_its_file_says_and_no_key(tiny_course: Path) -> None:
    public = json.loads(json.dumps(Course(tiny_course).quiz("tiny-quiz").public()))
    html = Quiz("tiny-quiz").page_html()
    assert completed(html)["content"] == public | {"blank": "Write your answer here."}
    assert '"key"' not in html
    assert '"feedback"' not in html


def test_only_the_course_s_release_is_sent_along(
    tiny_course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    release = tiny_course / "exercises" / "release" / "tiny-quiz" / "tiny-quiz.ipynb"
    of_course = Quiz("tiny-quiz")
    assert json_in(of_course.page_html())["notebook"] == json.loads(release.read_text(encoding="utf-8"))
    (tmp_path / "tiny-quiz.ipynb").write_bytes(release.read_bytes())
    monkeypatch.chdir(tmp_path)  # a student's folder, with no course around it
    students = Quiz("tiny-quiz")
    assert students.notebook is None
    assert "notebook" not in json_in(students.page_html())
    assert "exit" not in students.content
    assert {**students.content, "exit": of_course.content["exit"]} == of_course.content


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("[]", "not a notebook"),
        ("{", "not a notebook"),
        ('{"cells": []}', "does not hold the quiz"),
        ('{"metadata": {"widerwindow": {"format": 2}}}', "does not hold the quiz"),
        ('{"metadata": {"widerwindow": {"format": 1, "quiz": {"id": "other"}}}}', "does not hold the quiz"),
    ],
)
def test_a_wrong_notebook_is_said_plainly(
    text: str, wrong: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "tiny-quiz.ipynb").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ContentError, match=wrong):
        Quiz("tiny-quiz")


def test_a_quiz_that_is_not_released_says_that_it_is_not_open(
    tiny_course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    course = Path(shutil.copytree(tiny_course, tmp_path / "course"))
    shutil.rmtree(course / "exercises" / "release" / "tiny-quiz")
    monkeypatch.chdir(course / "book")
    shown, _ = Quiz("tiny-quiz")._repr_mimebundle_()
    assert shown == {"text/html": "<p>This quiz is not open yet.</p>", "text/plain": "This quiz is not open yet."}
    with pytest.raises(ContentError, match="big-quiz"):
        Quiz("big-quiz")


@pytest.mark.parametrize("kind", SCRIPTED)
def test_a_module_imports_nothing_and_a_script_is_classic(kind: str) -> None:
    module, script = bundle.module(kind), bundle.script(kind)
    assert module.count("export default ") == 1
    assert not re.search(r"^\s*import\b|\bimport\(|\bfetch\(|https?:", module, re.MULTILINE)
    assert not re.search(r"^\s*export\b", script, re.MULTILINE)
    assert f'host("{kind}", {{' in script
    assert "https:" not in bundle.style(kind)


@pytest.mark.parametrize("kind", KINDS)
def test_a_widget_s_words_are_all_used_and_all_there(kind: str) -> None:
    asks = kind in ("practice", "selfcheck", "quiz")
    more = {"practice": "selfcheck", "record": "worksheet"}  # whose scripts it uses
    folders = [SOURCES / "widgets" / name for name in (kind, "shared", more.get(kind, kind))]
    folders += [SOURCES / "content" / "questions"] if asks else []
    files = [file for folder in folders for file in folder.rglob("*.*") if file.suffix in {".js", ".html", ".py"}]
    files.append(SOURCES / "content" / "core" / "note.py")  # how strong a note is
    texts = {file: file.read_text(encoding="utf-8") for file in files}
    words = bundle.words_for(kind)
    assert [word for word in words if not any(re.search(rf"\b{word}\b", text) for text in texts.values())] == []
    in_templates = "".join(
        text for file, text in texts.items() if kind in file.relative_to(SOURCES).parts and file.suffix == ".html"
    )
    assert set(re.findall(r'\bwords(?:\.|\[")(\w+)', in_templates)) <= words.keys()


def test_the_scripts_stay_small() -> None:
    limits = {"scenario": 9.4, "selfcheck": 8.2, "worksheet": 4.3, "comparison": 6.2, "figure": 9.6, "quiz": 12.8}
    limits |= {"practice": 9.9, "record": 6.7}
    weights = {kind: len(gzip.compress(bundle.script(kind).encode(), 9)) / 1000 for kind in SCRIPTED}
    assert {kind: weight for kind, weight in weights.items() if weight > limits[kind]} == {}
