"""The scripts of all pages: each is joined of modules, and gets the words that it says."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources import files

from widerwindow.frontend.joining import join_modules
from widerwindow.messages import Message, Messages

_PACKAGE = files("widerwindow")
_PAGE = "site/scripts/page.js"


@dataclass(frozen=True)
class Otherwise:
    """What pages say and do elsewhere than on a site of their own.

    These are words of the script over its own, and modules in the place of others, by their paths in the engine.
    """

    words: Mapping[str, Message] = field(default_factory=dict)
    modules: Mapping[str, str] = field(default_factory=dict)


AS_ON_A_SITE = Otherwise()


def script(name: str, *given: object, otherwise: Otherwise = AS_ON_A_SITE) -> str:
    """Return the script `name` as a classic one, started with its words and what else is `given`."""
    words = {**words_of(name), **otherwise.words}
    arguments = ", ".join(json.dumps(each, ensure_ascii=False) for each in (words, *given))
    page = f'import {{ start }} from "./{name}.js";\nstart({arguments});\n'

    def read(path: str) -> str:
        path = otherwise.modules.get(path, path)
        return page if path == _PAGE else _PACKAGE.joinpath(path).read_text(encoding="utf-8")

    return f"{join_modules(_PAGE, read).source};\n"


def words_of(name: str) -> dict[str, Message]:
    """Return the words of the script `name`."""
    own = f"{name}_"
    words = Messages(__package__).all()
    return {each.removeprefix(own): message for each, message in words.items() if each.startswith(own)}
