"""The scripts of all pages: each is joined of modules, and gets the words that it says."""

import json
from importlib.resources import files

from widerwindow.frontend.joining import join_modules
from widerwindow.messages import Message, Messages

_PACKAGE = files("widerwindow")
_PAGE = "site/scripts/page.js"


def script(name: str, *given: str) -> str:
    """Return the script `name` as a classic one, started with its words and what else is `given`."""
    arguments = ", ".join(json.dumps(each, ensure_ascii=False) for each in (words_of(name), *given))
    page = f'import {{ start }} from "./{name}.js";\nstart({arguments});\n'

    def read(path: str) -> str:
        return page if path == _PAGE else _PACKAGE.joinpath(path).read_text(encoding="utf-8")

    return f"{join_modules(_PAGE, read).source};\n"


def words_of(name: str) -> dict[str, Message]:
    """Return the words of the script `name`."""
    own = f"{name}_"
    words = Messages(__package__).all()
    return {each.removeprefix(own): message for each, message in words.items() if each.startswith(own)}
