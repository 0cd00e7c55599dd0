"""What a page may say in MyST's Markdown, and what the build would refuse, or show as it is written."""

import re
from collections.abc import Iterator

from widerwindow.content.checks.leftovers import left_in, without_code
from widerwindow.content.checks.options import unknown_in
from widerwindow.content.core.problems import Problem
from widerwindow.content.core.reading import once
from widerwindow.content.pages.blocks import Block
from widerwindow.content.pages.cells import WIDGETS
from widerwindow.content.pages.page import Page
from widerwindow.messages import Messages

_say = Messages(__package__)

_DIRECTIVES = (
    "admonition after-the-story attention bibliography caution class code code-block code-cell compound container "
    "csv-table danger england-only epigraph error eval-rst exit figure figure-md footbibliography glossary highlights "
    "hint hlist image "
    "important in-danger include index list-table literalinclude modules more note organisation outcomes "
    "outcomes-table pages parsed-literal pictures pull-quote raw raw-cell record routes rubric seealso sidebar "
    "sources-taught start story table tip topic try-it versionadded versionchanged warning what-we-know words-to-say"
)
_ROLES = (
    "abbr abbreviation any code command dfn doc download emphasis file footcite guilabel kbd literal "
    "menuselection number numref program ref samp strong sub subscript sup superscript term"
)
DIRECTIVES = frozenset(_DIRECTIVES.split())
"""The directives that a page may use."""

ROLES = frozenset(_ROLES.split())
"""The roles that a page may use, besides those of a domain."""

_DOMAINS = frozenset({"c", "cite", "cpp", "js", "py", "rst", "std"})
"""What may stand before a colon in the name of a role."""

_WITH_WORDS = (
    "admonition after-the-story exit figure image include index literalinclude more raw rubric sources-taught topic "
    "versionadded versionchanged"
)
WITH_WORDS = frozenset(_WITH_WORDS.split())
"""The directives that need something behind their names."""

_TAGS = (
    "a|abbr|audio|b|blockquote|br|button|caption|cite|code|col|colgroup|dd|del|details|dfn|div|dl|dt|em|figcaption|"
    "figure|h[1-6]|hr|i|iframe|img|input|ins|kbd|label|li|link|mark|nav|ol|p|picture|pre|q|s|samp|script|section|small|"
    "source|span|strong|style|sub|summary|sup|svg|table|tbody|td|tfoot|th|thead|time|tr|u|ul|var|video|wbr"
)
"""The elements of HTML that a text may have; a browser shows nothing of any other."""

_CALLED = rf"""^(?:from|import) widerwindow\b|\b(?:{"|".join(WIDGETS)})\(["']"""
_AS_WRITTEN = {
    "math": ("$", re.compile(r"(?<![\\$])\$(?:\$[^$]+\$\$|(?:[^$\\]|\\.)+\$)", re.DOTALL)),
    "placeholder": ("{{", re.compile(r"\{\{.*?\}\}")),
    "struck": ("~~", re.compile(r"~~\S.*?~~")),
    "alert": ("[!", re.compile(r"\A\[![A-Z]+\]")),
    "attributes": ("]{", re.compile(r"\]\{[.#][^}]*\}")),
    "definition": ("\n: ", re.compile(r"(?<=\n): ")),
    "options": (":", re.compile(r"\A:[\w-]+: ")),
    "emoji": (":", re.compile(r"(?<![\w:\\]):[a-z][\w+-]*:(?![\w:`{ ])|(?<=[^\s:] ):[a-z][\w+-]*: ")),
    "cell_in_text": ("", re.compile(rf"(?:{_CALLED}).*", re.MULTILINE)),
    "no_table": ("-", re.compile(r"(?<=\n)[ \t]*\|?(?:[ \t]*:?-+:?[ \t]*\|)+[ \t]*(?::?-+:?[ \t]*)?$", re.MULTILINE)),
    "dropped_tag": ("<", re.compile(rf"(?<![(\\])<(?!(?:{_TAGS})\b)[a-z][\w-]*(?:\s[^>]*)?/?>", re.IGNORECASE)),
}
"""What other Markdown knows, and these pages show as it is written or not at all: a sign in it, and its pattern."""

_COLONS = re.compile(r"^:{3,} *\{([\w:-]+)\}", re.MULTILINE)
_HEADING = re.compile(r"(#+)\s")
_FENCE = re.compile(r"(?:`{3,}|~{3,}|:{3,}) *\{")
PASSED_OVER = re.compile(r"<script(?![^>]*src=)|<style|<[a-z][^<>]*\s(?:style|on[a-z]+)\s*=", re.IGNORECASE)
"""The scripts and styles of a page's own, which its policy does not let it use."""

_FILE = re.compile(
    r"<(?:img|iframe|source|video|audio)\b[^>]*\ssrc=(?![\"']?(?:data:|https?:|//))[\"']?[^\"'>\s]*", re.I
)
_ELSEWHERE = re.compile(r"<(?:script|link|img|iframe|source|video|audio)\b[^>]*(?:src|href)=[\"']?(?:https?:)?//", re.I)


@once
def not_shown_in(page: Page) -> Iterator[Problem]:
    """Yield what on `page` the build would refuse, and what its readers would see as it is written."""
    yield from _headings(page)
    yield from _cells_in_others(page)
    for role in page.roles:
        if role.name == "math":
            yield Problem(page.path, role.line, *_say.advice("math", text=role.content))
        elif role.name not in ROLES and role.name.partition(":")[0] not in (_DOMAINS if ":" in role.name else ()):
            yield Problem(page.path, role.line, *_say.advice("no_role", name=role.name))
    for block in page.blocks:
        yield from _in_fence(page, block) if block.token.type == "fence" else _in_text(page, block)


def in_no_module(page: Page) -> Iterator[Problem]:
    """Yield each block of `page` that shows what a module is for, where the page is in none."""
    for block in page.blocks:
        name = block.directive
        if name in {"outcomes", "outcomes-table"} and not page.path.with_name("module.yml").is_file():
            yield Problem(page.path, block.line, *_say.advice("in_no_module", name=name))


def _in_fence(page: Page, block: Block) -> Iterator[Problem]:
    name = block.directive
    if name == "math":
        yield Problem(page.path, block.line, *_say.advice("math", text=block.token.content.strip()))
    elif name and name not in DIRECTIVES:
        yield Problem(page.path, block.line, *_say.advice("no_directive", name=name))
    elif not name and block.token.info.startswith("python") and re.search(_CALLED, block.token.content, re.MULTILINE):
        yield Problem(page.path, block.line, *_say.advice("cell_as_code"), advice=True)
    elif name in WITH_WORDS and not block.argument:
        yield Problem(page.path, block.line, *_say.advice("no_words", name=name))
    elif name == "exit" and block.argument not in {"shown", "off"}:
        yield Problem(page.path, block.line, *_say.advice("exit_argument"))
    if name == "raw":
        yield from _in_html(page, block, block.token.content)
    yield from unknown_in(page, block)


def _in_html(page: Page, block: Block, text: str) -> Iterator[Problem]:
    if _ELSEWHERE.search(text):
        yield Problem(page.path, block.line, *_say.advice("asks_elsewhere"))
    for kind, pattern in {"passed_over": PASSED_OVER, "file_in_html": _FILE}.items():
        found = pattern.search(text)
        if found:
            line = block.line + text.count("\n", 0, found.start()) + (block.token.type == "fence")
            yield Problem(page.path, line, *_say.advice(kind, text=found[0]))


def _in_text(page: Page, block: Block) -> Iterator[Problem]:
    text = block.token.content
    if block.token.type == "code_block":
        if _FENCE.match(text):
            yield Problem(page.path, block.line, *_say.advice("set_in"))
        return
    plain = without_code(text) if block.token.type == "inline" else text
    yield from _in_html(page, block, plain)
    if block.token.type != "inline":
        return
    found = {kind: pattern.search(plain) for kind, (sign, pattern) in _AS_WRITTEN.items() if sign in plain}
    told = [(match, _say.advice(kind, text=" ".join(match[0].split()))) for kind, match in found.items() if match]
    unknown = [match for match in _COLONS.finditer(plain) if match[1] not in DIRECTIVES]
    for match, advice in [*told, *((match, _say.advice("no_directive", name=match[1])) for match in unknown)]:
        yield Problem(page.path, block.line + plain.count("\n", 0, match.start()), *advice)
    for left in left_in(text):
        line = block.line + text.count("\n", 0, left.position)
        yield Problem(page.path, line, *_say.advice("unclosed", mark=left.mark))


def _cells_in_others(page: Page) -> Iterator[Problem]:
    """Yield each cell in a list, a quotation or a block, or behind a blank: the build runs none of these."""
    end = 0
    for block in (block for block in page.blocks if block.token.type == "fence"):
        is_inside = block.line < end or block.token.level > 0 or block.token.info[:1].isspace()
        if block.directive == "code-cell" and is_inside:
            yield Problem(page.path, block.line, *_say.advice("cell_in_other"))
        end = max(end, block.line + block.token.content.count("\n"))


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
