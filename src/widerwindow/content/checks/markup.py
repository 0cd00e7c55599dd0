"""What a page may say in MyST's Markdown, and what the build would refuse, or show as it is written."""

import re
from collections.abc import Iterator

from widerwindow.content.checks.options import unknown_in
from widerwindow.content.core.problems import Problem
from widerwindow.content.pages.blocks import Block
from widerwindow.content.pages.page import Page
from widerwindow.messages import Messages

_say = Messages(__package__)

_DIRECTIVES = (
    "admonition attention bibliography caution class code code-block code-cell compound container csv-table "
    "danger epigraph error eval-rst exit figure figure-md footbibliography glossary highlights hint hlist "
    "image important include index list-table literalinclude note organisation outcomes outcomes-table parsed-"
    "literal pull-quote raw raw-cell record routes rubric seealso sidebar table tip topic versionadded "
    "versionchanged warning"
)
_ROLES = (
    "abbr abbreviation any code command dfn doc download emphasis file footcite guilabel kbd literal "
    "menuselection number numref program ref samp strong sub subscript sup superscript term"
)
DIRECTIVES = frozenset(_DIRECTIVES.split())
"""The directives that a page may use."""

ROLES = frozenset(_ROLES.split())
"""The roles that a page may use, besides those with a colon in their names, which extensions bring."""

_CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)", re.DOTALL)
_AS_WRITTEN = {
    "math": re.compile(r"(?<![\\$])\$(?:\$[^$]+\$\$|[^$\n]*[^$\\\s]\$)"),
    "placeholder": re.compile(r"\{\{.*?\}\}"),
    "struck": re.compile(r"~~\S.*?~~"),
    "alert": re.compile(r"\A\[![A-Z]+\]"),
    "attributes": re.compile(r"\]\{[.#][^}]*\}"),
    "definition": re.compile(r"(?<=\n): "),
    "options": re.compile(r"\A:[\w-]+: "),
}
"""What other Markdown knows, and these pages show as it is written or not at all."""

_COLONS = re.compile(r"^:{3,} *\{([\w:-]+)\}", re.MULTILINE)
_HEADING = re.compile(r"(#+)\s")
_ELSEWHERE = re.compile(r"<(?:script|link|img|iframe|source|video|audio)\b[^>]*(?:src|href)=[\"']?(?:https?:)?//", re.I)


def not_shown_in(page: Page) -> Iterator[Problem]:
    """Yield what on `page` the build would refuse, and what its readers would see as it is written."""
    yield from _headings(page)
    for role in page.roles:
        if role.name == "math":
            yield Problem(page.path, role.line, *_say.advice("math", text=role.content))
        elif role.name not in ROLES and ":" not in role.name:
            yield Problem(page.path, role.line, *_say.advice("no_role", name=role.name))
    for block in page.blocks:
        yield from _in_fence(page, block) if block.token.type == "fence" else _in_text(page, block)


def _in_fence(page: Page, block: Block) -> Iterator[Problem]:
    name = block.directive
    if name == "math":
        yield Problem(page.path, block.line, *_say.advice("math", text=block.token.content.strip()))
    elif name and name not in DIRECTIVES:
        yield Problem(page.path, block.line, *_say.advice("no_directive", name=name))
    elif name in {"outcomes", "outcomes-table"} and not page.path.with_name("module.yml").is_file():
        yield Problem(page.path, block.line, *_say.advice("in_no_module", name=name))
    elif name == "exit" and block.argument not in {"shown", "off"}:
        yield Problem(page.path, block.line, *_say.advice("exit_argument"))
    yield from unknown_in(page, block)


def _in_text(page: Page, block: Block) -> Iterator[Problem]:
    text = block.token.content
    if _ELSEWHERE.search(text):
        yield Problem(page.path, block.line, *_say.advice("asks_elsewhere"))
    if block.token.type != "inline":
        return
    plain = _CODE.sub(lambda code: "\n" * code[0].count("\n"), text)
    found = {kind: pattern.search(plain) for kind, pattern in _AS_WRITTEN.items()}
    told = [(match, _say.advice(kind, text=" ".join(match[0].split()))) for kind, match in found.items() if match]
    unknown = [match for match in _COLONS.finditer(plain) if match[1] not in DIRECTIVES]
    for match, advice in [*told, *((match, _say.advice("no_directive", name=match[1])) for match in unknown)]:
        yield Problem(page.path, block.line + plain.count("\n", 0, match.start()), *advice)


def _headings(page: Page) -> Iterator[Problem]:
    lines, before = page.text.splitlines(), 0
    for block in page.blocks:
        found = _HEADING.match(lines[block.line - 1]) if block.heading else None
        if found and len(found[1]) > before + 1:
            advice = _say.advice("heading_skips" if before else "no_title", mark="#" * (before + 1))
            yield Problem(page.path, block.line, *advice)
        before = len(found[1]) if found else before
    if not any(block.heading for block in page.blocks):
        yield Problem(page.path, page.first_line, *_say.advice("no_title", mark="#"))
