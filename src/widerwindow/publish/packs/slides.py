"""The slides of a live session: its parts in their order, and each story as scenes that a group votes through."""

from typing import Any

from widerwindow.content.activities.scenario import Scenario
from widerwindow.content.activities.scenes import Choice, Scene
from widerwindow.content.core.markdown import to_html, to_inline_html
from widerwindow.content.core.note import ContentNote
from widerwindow.content.course import Course
from widerwindow.messages import Messages
from widerwindow.publish.packs.deck import Deck
from widerwindow.publish.packs.figures import figures
from widerwindow.publish.packs.session import Session, Step, asked_after
from widerwindow.publish.packs.story_paths import leads, only_if, scenarios
from widerwindow.publish.paper.drawings import in_colour
from widerwindow.publish.paper.reading import soup
from widerwindow.publish.paper.setting import png
from widerwindow.publish.parts import Part
from widerwindow.publish.question_files.telling import as_text

_say = Messages(__package__)

_LETTERS = "ABCDEFGHIJ"


def slides(course: Course, part: Part, notes: Session) -> bytes:
    """Return the file of the slides for a module. Raises ContentError."""
    deck = Deck(part.title, course.organisation().name)
    deck.begin(part.title, [part.about, course.organisation().name], _lines(notes.before) or [part.about])
    agreed = [_say("slides_room_leave"), _say("slides_room_share"), _say("slides_room_story")]
    deck.add(_say("slides_room"), agreed, [_say("slides_pause_notes")])
    left = scenarios(course, part)
    for step in notes.steps:
        deck.add(step.name, [*filter(None, [step.rest]), _minutes(step)], [_time(step), step.what])
        for story in [story for story in left if story.title in step.what]:
            left.remove(story)
            _story(deck, story, notes)
    for story in left:
        _story(deck, story, notes)
    for figure in figures(course, part):
        deck.picture(deck.add(figure.caption, [], [figure.says]), png(in_colour(figure.svg)), figure.says)
    deck.add(_say("slides_pause"), _pause(course), [_say("slides_pause_notes")])
    lines = [_say("slides_line", name=line.name, number=line.number) for line in course.organisation().lines]
    deck.add(_say("slides_help"), lines, [_say("slides_help_notes")])
    return deck.content()


def _story(deck: Deck, story: Scenario, notes: Session) -> None:
    deck.add(story.title, _lines(to_html(story.intro)), [_say("slides_vote_how")])
    if story.note:
        _note(deck, story.note)
    numbers = {scene.id: number for number, scene in enumerate(_in_order(story), 1)}
    added = {scene.id: _scene(deck, story, scene, numbers) for scene in _in_order(story)}
    for scene in story.scenes:
        for at, choices in enumerate(_offered(scene)):
            deck.lead(added[scene.id][1], at, added[choices[0].turns[-1].to][0])
    asked = asked_after(notes, story.title)
    if asked:
        deck.add(_say("slides_debrief", title=story.title), asked, _lines(to_html(story.debrief.text)))


def _note(deck: Deck, note: ContentNote) -> None:
    told = [_say("slides_note_notes"), *_lines(to_html(note.summary))]
    deck.add(_say("slides_note"), _lines(to_html(note.text)), told)


def _in_order(story: Scenario) -> list[Scene]:
    return sorted(story.scenes, key=lambda scene: scene.id != story.start)


def _scene(deck: Deck, story: Scenario, scene: Scene, numbers: dict[str, int]) -> tuple[Any, Any]:
    """Add a slide with what happens, and one with what a group may choose, and return both."""
    title = _say("slides_scene", number=numbers[scene.id], title=scene.title)
    if scene.note:
        _note(deck, scene.note)
    happens = _lines(to_html(scene.text))
    also = [_say("slides_also", text=" ".join(_lines(to_html(each.text)))) for each in scene.also]
    first = deck.add(title, happens, [_say("slides_read"), *also])
    if not scene.choices:
        return first, first
    offered = list(zip(_LETTERS, _offered(scene), strict=False))
    options = [f"{letter}\t{as_text(to_inline_html(choices[0].text))}" for letter, choices in offered]
    told = [_told(story, choice, letter, numbers) for letter, choices in offered for choice in choices]
    return first, deck.add(_say("slides_choose", number=numbers[scene.id]), options, [_say("slides_key"), *told])


def _offered(scene: Scene) -> list[list[Choice]]:
    """Return the choices of a scene, with those together that read the same and differ in what went before."""
    found: dict[str, list[Choice]] = {}
    for choice in scene.choices:
        found.setdefault(choice.text, []).append(choice)
    return list(found.values())


def _told(story: Scenario, choice: Choice, letter: str, numbers: dict[str, int]) -> str:
    """Return what a trainer says when a group has chosen, and where it goes on."""
    said = " ".join(_lines(to_html(choice.feedback)))
    only = only_if(story, choice)
    return _say("slides_told", letter=f"{letter} {only}".strip(), text=said, places=leads(story, choice, numbers))


def _pause(course: Course) -> list[str]:
    page = course.profile().pages.pause
    found = _lines(to_html(course.page(page).markdown)) if page else []
    return found[:1] + [line for line in found[2:6]] or [_say("slides_pause_empty")]


def _lines(html: str) -> list[str]:
    """Return the words of each paragraph and item in `html`."""
    return [" ".join(each.get_text().split()) for each in soup(html).select("p, li, h2") if not each.select("p, li")]


def _minutes(step: Step) -> str:
    return _say("slides_minutes", count=step.end - step.start)


def _time(step: Step) -> str:
    return _say("slides_time", start=step.start, end=step.end)
