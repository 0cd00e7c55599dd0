"""The sheet on which a learner notes for herself what she has completed."""

from typing_extensions import override

from widerwindow.content.about.module import Module
from widerwindow.content.activities.worksheet import Section, WorksheetField
from widerwindow.content.activities.worksheet import Worksheet as Sheet
from widerwindow.content.course import Course
from widerwindow.widgets.words import words_for
from widerwindow.widgets.worksheet import Worksheet

_SIGNED = ("code", "signature", "day")


class Record(Worksheet):
    """A worksheet that no file holds: it is made of all modules, with their minutes and outcomes."""

    def __init__(self) -> None:
        super().__init__("completion-record")

    @override
    def sheet(self, course: Course, name: str) -> Sheet:
        words = words_for("record")
        modules = [course.module(name) for name in course.modules()]
        minutes = sum(module.minutes for module in modules)
        intro = words["intro"].format(minutes=minutes, hours=round(minutes / 60))
        sections = [_section(module, course, words) for module in modules]
        signed = [WorksheetField(id=name, label=words[name], help=words[f"{name}_help"], rows=1) for name in _SIGNED]
        sections.append(Section(title=words["signed"], fields=signed))
        return Sheet(id=name, title=words["title"], intro=intro, sections=sections)


def _section(module: Module, course: Course, words: dict[str, str]) -> Section:
    texts = module.texts(course.quiz(module.quiz) if module.quiz else None).values()
    done = WorksheetField(id=f"{module.id}-done", label=words["done"], rows=1)
    title = words["module"].format(title=module.title, minutes=module.minutes)
    return Section(
        title=title, text="\n".join([words["outcomes"], "", *(f"- {text}" for text in texts)]), fields=[done]
    )
