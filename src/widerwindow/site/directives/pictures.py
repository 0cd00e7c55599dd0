"""The directive `{pictures}`: shows authors the pictures of their course, each with how it is written."""

from pathlib import Path
from typing import ClassVar

import yaml
from docutils import nodes
from sphinx.util.typing import OptionSpec
from sphinx.writers.html5 import HTML5Translator
from typing_extensions import override

from widerwindow.content.core.reading import Loader
from widerwindow.content.pictures.library import Asked
from widerwindow.frontend import pictures
from widerwindow.messages import Messages
from widerwindow.site.directives.directive import CourseDirective

_FOLDER = "_static/ww-pictures"
_say = Messages(__package__)


class Drawn(nodes.General, nodes.Element):  # type: ignore[misc]
    """One picture, in a file of its own: all of them together would make a page heavy. It has `asked` and `svg`."""


class PicturesDirective(CourseDirective):
    """Shows the pictures that its content asks for, a line each; without content, those that the course asks for."""

    has_content = True
    option_spec: ClassVar[OptionSpec | None] = {}

    @override
    def show(self) -> list[nodes.Node]:
        library = self.course.pictures()
        self.note(Path(__file__), *library.files())
        wanted = [yaml.load(line, Loader=Loader) for line in self.content] or self.course.pictured()
        for asked in wanted:
            for fault in library.faults(asked, ()):
                raise self.error(f"{fault.message} {fault.hint}")
        return [Drawn(asked=_written(asked), svg=pictures.alone(library.picture(asked).svg())) for asked in wanted]


def show(translator: HTML5Translator, node: nodes.Element) -> None:
    """Write the picture's file beside the page, and show it with how it is written."""
    name = "-".join("".join(sign if sign.isalnum() else " " for sign in node["asked"]).split())
    folder = Path(translator.builder.outdir) / _FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.svg").write_text(node["svg"], encoding="utf-8")
    way = "../" * translator.docnames[0].count("/")
    translator.body.append(
        f'<figure class="ww-gallery"><img src="{way}{_FOLDER}/{name}.svg" alt="" loading="lazy">'
        f"<figcaption><code>{translator.encode(node['asked'])}</code></figcaption></figure>"
    )
    raise nodes.SkipNode


def _written(asked: Asked) -> str:
    return f"{{{', '.join(f'{key}: {value}' for key, value in asked.items())}}}"
