"""A language that nobody speaks, in which whatever was not translated is seen at once.

Every message is in double brackets, half as long again, and has a mark on each letter. Places for values, HTML, code
and the targets of links stay as they are.
"""

import re
from collections.abc import Mapping
from pathlib import Path

import yaml

import widerwindow

_PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_MARKED = "àƀčďéƒğĥíĵķľɱñőƥɋŕšţûṽŵẋýžÀƁČĎÉƑĞĤÍĴĶĽṀÑŐƤɊŔŠŢÛṼŴẊÝŽ"
_LETTERS = str.maketrans(_PLAIN, _MARKED)
_KEPT = re.compile(r"(\{\{|\}\}|\{[^{}]*\}|<[^<>]*>|&\w+;|`[^`]*`|\]\([^)]*\))")
_ENGINE = Path(widerwindow.__file__).parent


def spoken(message: object) -> object:
    """Return a message, of whatever form, in that language."""
    if isinstance(message, Mapping):
        return {form: spoken(text) for form, text in message.items()}
    if isinstance(message, list):
        return [spoken(text) for text in message]
    return _spoken(str(message))


def _spoken(text: str) -> str:
    parts = _KEPT.split(text)
    marked = "".join(part if place % 2 else part.translate(_LETTERS) for place, part in enumerate(parts))
    more = " őñé" * (sum(len(part) for part in parts[::2]) // 8)
    return f"⟦{marked}{more}⟧"


def write(folder: Path) -> None:
    """Write the messages of every package in that language, as WIDERWINDOW_MESSAGES wants them."""
    for file in _ENGINE.rglob("messages.en_GB.yml"):
        package = ".".join(file.parent.relative_to(_ENGINE.parent).parts)
        messages = yaml.safe_load(file.read_text(encoding="utf-8"))
        (folder / f"{package}.yml").write_text(yaml.safe_dump(spoken(messages), allow_unicode=True), encoding="utf-8")


def unspoken(text: str) -> str:
    """Return what stands outside the double brackets."""
    inner = re.compile(r"⟦[^⟦⟧]*⟧")
    while inner.search(text):
        text = inner.sub(" ", text)
    return text
