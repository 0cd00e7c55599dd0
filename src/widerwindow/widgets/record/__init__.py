"""The sheet on which a learner has what she completed: filled in from what she lets be kept, or by her hand."""

from typing import ClassVar, TypedDict

from typing_extensions import override

from widerwindow.content.about.module import Module
from widerwindow.content.activities.scenario import Scenario
from widerwindow.content.activities.worksheet import Section, WorksheetField
from widerwindow.content.activities.worksheet import Worksheet as Sheet
from widerwindow.content.course import Course
from widerwindow.messages import Messages
from widerwindow.widgets.worksheet import Worksheet, WorksheetContent, as_file

_say = Messages(__package__)

_SIGNED = {"code": "code_help", "signature": "signature_help", "day": "day_help"}


class RecordedModule(TypedDict):
    """What can be completed of a module: the minutes of each page that counts, and its stories; texts are plain."""

    id: str
    title: str
    outcomes: list[str]
    pages: dict[str, int]
    stories: dict[str, str]


class RecordContent(WorksheetContent):
    """The sheet, with what the script needs to fill it in. Its first sections are those of the modules."""

    course: str
    modules: list[RecordedModule]


class Record(Worksheet):
    """A worksheet that no file holds: it is made of all modules, with their minutes and outcomes."""

    kind: ClassVar[str] = "record"

    def __init__(self) -> None:
        super().__init__("completion-record")

    @override
    def shown(self, course: Course, name: str) -> RecordContent:
        modules = [course.module(name) for name in course.modules()]
        return {
            **as_file(course, _sheet(name, modules, course)),
            "course": course.title,
            "modules": [_recorded(module, course) for module in modules],
        }


def _sheet(name: str, modules: list[Module], course: Course) -> Sheet:
    minutes = sum(module.minutes for module in modules)
    intro = _say("intro", minutes=minutes, hours=round(minutes / 60))
    sections = [_section(module, course) for module in modules]
    signed = [WorksheetField(id=name, label=_say(name), help=_say(about), rows=1) for name, about in _SIGNED.items()]
    sections.append(Section(title=_say("signed"), fields=signed))
    return Sheet(id=name, title=_say("title"), intro=intro, sections=sections)


def _section(module: Module, course: Course) -> Section:
    done = WorksheetField(id=f"{module.id}-done", label=_say("done"), rows=1)
    title = _say("module", title=module.title, minutes=module.minutes)
    texts = [f"- {text}" for text in _outcomes(module, course)]
    return Section(title=title, text="\n".join([_say("outcomes"), "", *texts]), fields=[done])


def _outcomes(module: Module, course: Course) -> list[str]:
    return list(module.texts(course.quiz(module.quiz) if module.quiz else None).values())


def _recorded(module: Module, course: Course) -> RecordedModule:
    stories = [file for file in course.files(Scenario) if file.parts[-3] == module.id]
    return {
        "id": module.id,
        "title": module.title,
        "outcomes": _outcomes(module, course),
        "pages": {name: page.minutes for name, page in module.pages.items() if not page.extra},
        "stories": {file.stem: course.scenario(file.stem).title for file in stories},
    }
