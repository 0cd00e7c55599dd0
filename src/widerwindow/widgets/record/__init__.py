"""The sheet on which a learner notes for herself what she has completed."""

from typing_extensions import override

from widerwindow.content.about.module import Module
from widerwindow.content.activities.worksheet import Section, WorksheetField
from widerwindow.content.activities.worksheet import Worksheet as Sheet
from widerwindow.content.course import Course
from widerwindow.messages import Messages
from widerwindow.widgets.worksheet import Worksheet

_say = Messages(__package__)

_SIGNED = ("code", "signature", "day")


class Record(Worksheet):
    """A worksheet that no file holds: it is made of all modules, with their minutes and outcomes."""

    def __init__(self) -> None:
        super().__init__("completion-record")

    @override
    def sheet(self, course: Course, name: str) -> Sheet:
        modules = [course.module(name) for name in course.modules()]
        minutes = sum(module.minutes for module in modules)
        intro = _say("intro", minutes=minutes, hours=round(minutes / 60))
        sections = [_section(module, course) for module in modules]
        signed = [WorksheetField(id=name, label=_say(name), help=_say(f"{name}_help"), rows=1) for name in _SIGNED]
        sections.append(Section(title=_say("signed"), fields=signed))
        return Sheet(id=name, title=_say("title"), intro=intro, sections=sections)


def _section(module: Module, course: Course) -> Section:
    texts = module.texts(course.quiz(module.quiz) if module.quiz else None).values()
    done = WorksheetField(id=f"{module.id}-done", label=_say("done"), rows=1)
    title = _say("module", title=module.title, minutes=module.minutes)
    return Section(title=title, text="\n".join([_say("outcomes"), "", *(f"- {text}" for text in texts)]), fields=[done])
