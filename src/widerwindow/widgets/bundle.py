"""Joins the widgets' scripts and styles: as a module for a notebook, as a classic script for a page."""

import json
from functools import cache
from importlib.resources import files

from widerwindow.widgets.words import words_for

KINDS = ("scenario", "selfcheck", "worksheet", "comparison", "quiz")
STYLED = (*KINDS, "chart")
"""The kinds that have a style sheet: a chart has no script."""

_ASKING = ("question", "choosing", "sorting", "matching", "ordering", "number", "note")
_SCRIPTS = {"selfcheck": _ASKING, "quiz": (*_ASKING, "written"), "comparison": ("question", "sorting")}
_STYLES = dict.fromkeys(_SCRIPTS, ("question",))
_EXPORT = "export default "


@cache
def module(kind: str) -> str:
    """Return the ES module of a kind of widget. It imports nothing."""
    return "\n".join(_text(f"{name}.js") for name in ("shared", *_SCRIPTS.get(kind, ()), kind))


@cache
def script(kind: str) -> str:
    """Return one classic script with that module and the host that runs it on a page without a kernel.

    Pages load it with `defer`. Two of them on one page share one host.
    """
    place = f'((globalThis.widerWindow ??= {{}}).modules ??= {{}})["{kind}"] = '
    names = f"const KIND = {json.dumps(kind)};\nconst WORDS = {json.dumps(words_for(kind), ensure_ascii=False)};"
    page = [names, module(kind).replace(_EXPORT, place), _text("texts.js"), _text("host.js")]
    return "\n".join(["(() => {", '"use strict";', *page, "})();", ""])


@cache
def style(kind: str) -> str:
    """Return the style sheet of a kind of widget."""
    names = ("shared", *_STYLES.get(kind, ()), kind) if kind in KINDS else (kind,)
    return "\n".join(_text(f"{name}.css") for name in names)


def _text(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")
