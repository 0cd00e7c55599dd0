"""The notebook to open first: what is in the others, how to use them, and what is not as on the site's pages."""

from widerwindow.content.core.markdown import to_inline_html
from widerwindow.content.course import Course
from widerwindow.messages import Messages
from widerwindow.publish.notebooks import cells
from widerwindow.publish.notebooks.page import Around, frame
from widerwindow.publish.parts import Part, is_several

FIRST = "open-me.ipynb"

_say = Messages(__package__)
_OTHER = "exit", "pause", "note", "kept", "quiz_differs"


def around(course: Course) -> Around:
    """Return what stands around every page. Raises ContentError."""
    profile, leave = course.profile().pages, course.organisation().exit_shown
    named = {FIRST: _say("notebook_first")}
    named |= {
        f"{page}.ipynb": to_inline_html(course.page(page).title) for page in (profile.pause, profile.help) if page
    }
    return Around(leave.public() if leave else None, named)


def first(course: Course, part: Part, outside: Around) -> bytes:
    """Return the notebook. Raises ContentError."""
    other = "".join(f"<li>{_say(f'notebook_{each}')}</li>" for each in _OTHER)
    about = f"<h1>{to_inline_html(part.title)}</h1><p>{_say('notebook_about')}</p>"
    different = f"<h2>{_say('notebook_different')}</h2><ul>{other}</ul>"
    modules = [
        cells.text(f"<h2>{_title(course, part, name)}</h2>{_pages(course, part, name)}") for name in part.modules
    ]
    return cells.notebook([frame(outside, FIRST, is_live=False), cells.text(about), cells.text(different), *modules])


def _title(course: Course, part: Part, module: str) -> str:
    return to_inline_html(course.module(module).title) if is_several(part) else _say("notebook_list")


def _pages(course: Course, part: Part, module: str) -> str:
    listed = (_link(course, page) for page in part.pages if page.partition("/")[0] == module)
    return f"<ol>{''.join(listed)}</ol>"


def _link(course: Course, page: str) -> str:
    return f'<li><a href="{page}.ipynb">{to_inline_html(course.page(page).title)}</a></li>'
