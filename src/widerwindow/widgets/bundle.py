"""Joins the widgets' scripts and styles: as a module for a notebook, as a classic script for a page.

A style sheet goes with the script beside it, and so do the words of the questions that a widget asks.
"""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from widerwindow.content.questions import KINDS, BaseQuestion
from widerwindow.frontend.joining import Joined, join_modules
from widerwindow.frontend.palette import with_palette
from widerwindow.messages import Message, Messages

_PACKAGE = files("widerwindow")
_MARKED = {name: kind for name, kind in KINDS.items() if kind.marked_by_machine}
_PAGE = "widgets/page.js"
_REGISTRIES = {"content/questions/kinds.js": KINDS, "content/questions/marked_kinds.js": _MARKED}


@cache
def module(kind: str) -> str:
    """Return the ES module of a kind of widget. It imports nothing."""
    return f"export default {_joined(kind).source};\n"


@cache
def script(kind: str) -> str:
    """Return one classic script with that module and the host that runs it on a page without a kernel.

    Pages load it with `defer`. Two of them on one page share one host.
    """
    page = f"""import {{ render }} from "./{kind}/{kind}.js";
import {{ host }} from "./shared/host.js";
host({json.dumps(kind)}, {json.dumps(words_for(kind), ensure_ascii=False)}, {{ render }});
"""

    def read(path: str) -> str:
        return page if path == _PAGE else source(path)

    return f"{join_modules(_PAGE, read).source};\n"


@cache
def style(kind: str) -> str:
    """Return the whole style sheet of a kind of widget."""
    return common_style() + own_style(kind) if has_script(kind) else own_style(kind)


@cache
def common_style() -> str:
    """Return the part that the style sheets of all kinds with a script begin with: a page loads it once."""
    return with_palette(_file("widgets/shared/sheet.css").read_text(encoding="utf-8"))


@cache
def own_style(kind: str) -> str:
    """Return the part of its style sheet that comes after that."""
    scripts = _joined(kind).modules if has_script(kind) else [f"widgets/{kind}/{kind}.js"]
    own = [path for path in scripts if not path.startswith("widgets/shared/")]
    sheets = [_file(path.removesuffix(".js") + ".css") for path in own]
    return with_palette("\n".join(sheet.read_text(encoding="utf-8") for sheet in sheets if sheet.is_file()))


@cache
def words_for(kind: str) -> dict[str, Message]:
    """Return the words of a kind of widget, and of the forms of the questions that it asks."""
    words: dict[str, Message] = {}
    if has_script(kind):
        words |= Messages("widerwindow.widgets").all()
    for package in _asked(kind):
        words |= form_words(package)
    for package in dict.fromkeys([*_kinds_in(kind), kind]):
        own = Messages(f"widerwindow.widgets.{package}").all()
        words |= {name: message for name, message in own.items() if not _is_advice(message)}
    return words


def _kinds_in(kind: str) -> list[str]:
    """Return the kinds of widget whose scripts that of `kind` is joined of: it says their words too."""
    scripts = _joined(kind).modules if has_script(kind) else []
    folders = [path.split("/")[1] for path in scripts if path.startswith("widgets/")]
    return [folder for folder in folders if folder not in ("shared", kind)]


def _is_advice(message: Message) -> bool:
    """Return whether a message is what Python says of a fault: no page needs it."""
    return isinstance(message, Mapping) and "hint" in message


def form_words(package: str) -> Mapping[str, Message]:
    """Return what a package of questions says in a form; its other messages are told by Python."""
    form = Messages(package).all().get("form", {})
    assert isinstance(form, Mapping)
    return form


def has_script(kind: str) -> bool:
    """Return whether a kind of widget has a script: some are HTML alone."""
    return _file(f"widgets/{kind}/{kind}.js").is_file()


def source(path: str) -> str:
    """Return the script at `path` in the engine. The lists of the kinds of question are made here."""
    return _registry(path) if path in _REGISTRIES else _file(path).read_text(encoding="utf-8")


def registries() -> dict[str, str]:
    """Return the scripts that are made here and stand in no file, by their paths in the engine."""
    return {path: _registry(path) for path in _REGISTRIES}


def _registry(path: str) -> str:
    kinds = _REGISTRIES[path]
    imports = [f'import * as {name} from "./{name}/{name}.js";' for name in kinds]
    contract = "MarkedKind" if kinds is _MARKED else "Kind"
    named = f'/** @type {{Record<string, import("./types.js").{contract}>}} */'
    return "\n".join([*imports, named, f"export const kinds = {{ {', '.join(kinds)} }};", ""])


def _asked(kind: str) -> list[str]:
    """Return the packages of the questions that a kind of widget asks: none, or what all share and each kind's own."""
    scripts = _joined(kind).modules if has_script(kind) else []
    kinds: Mapping[str, type[BaseQuestion]] = next((_REGISTRIES[path] for path in scripts if path in _REGISTRIES), {})
    questions = "widerwindow.content.questions"
    return [questions, *(f"{questions}.{name}" for name in kinds)] if kinds else []


@cache
def _joined(kind: str) -> Joined:
    return join_modules(f"widgets/{kind}/{kind}.js", source)


def _file(path: str) -> Traversable:
    return _PACKAGE.joinpath(path)
