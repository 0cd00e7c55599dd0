"""What the engine says comes from its message files: every message is there, is used, and gets what it asks for."""

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from string import Formatter

import jinja2
import pytest
import yaml
from jinja2 import nodes

import widerwindow
from widerwindow.content.core.reading import Loader

ENGINE = Path(widerwindow.__file__).parent
FILES = sorted(ENGINE.rglob("messages.en_GB.yml"))
MESSAGES = {file.parent: yaml.load(file.read_text(encoding="utf-8"), Loader) for file in FILES}
MODULES = sorted(ENGINE.rglob("*.py"))
TEMPLATES = sorted(file for kind in ("*.j2", "*.tpl", "*.html") for file in ENGINE.rglob(kind))
SCRIPTS = sorted(ENGINE.rglob("*.js"))

BY_DATA = {
    "content/checks/guessing.py": "content/checks/guessing.py",  # the ways to guess
    "content/core/reading.py": "content/core/reading.py",  # pydantic's own names of errors, with pydantic's values
    "grading/collecting/who.py": "grading/collecting/who.py",  # why the trainer is asked
    "content/checks/markup.py": "content/checks/markup.py",  # the kinds of what would be shown as it is written
    "grading/gradebook/marks.py": "grading/gradebook/marks.py",
    "grading/keeping/trouble.py": "grading/keeping/trouble.py",  # the kinds of trouble, each with and without a file
    "grading/giving_back/certificate.py": "grading/giving_back/certificate.py",
    "desk/frame/way_back.html.j2": "desk/frame/way_back.py",  # the pages above others
    "widgets/record/__init__.py": "widgets/record/__init__.py",
    "widgets/scenario/story.py": "widgets/scenario/story.py",
    "site/directives/organisation.py": "content/about/organisation.py",  # the channels of a helpline
    "site/directives/outcomes.py": "site/directives/outcomes.py",
    "site/page/refused.py": "site/page/refused.py",  # the kinds of what no page may have
    "site/page/theme/layout.html": "content/core/note.py",  # how strong a note says that a page is
}
"""Where a message is said by a name that is data, and the module in which these names stand."""

NO_ENGLISH = {
    "frontend/joining.py": {  # JavaScript, and what its own authors are told of a script that cannot be joined
        "const {} = ",
        "(() => {",
        "{}: this cannot be joined",
        "{}: a text over",
        "{}: {} does not",
        "These modules",
    },
    "site/page/headers.py": {  # how servers are told
        "header @pictures",
        "header @others",
        "@others not",
        "@pictures path",
        "  Header always",
        "Header always",
    },
    "site/front_end_types.py": {
        "{}: string;",
        "export interface",
        "{} has no form",
    },  # TypeScript, and its author's error
    "site/building/serve.py": {"data: "},  # a line of an event stream
    "desk/marking/keys.js": {'"textarea, input'},  # where letters are typed, as a style sheet says it
    "publish/notebooks/page.py": {"# {}\nfrom widerwindow"},  # Python
    "widgets/bundle.py": {"import * as", "export "},  # JavaScript
    "widgets/comparison/comparison.js": {"` ${say("},  # a message after another
    "widgets/scenario/places.js": {'"xMidYMid slice"'},  # how SVG fits a drawing into its frame
    "widgets/shared/sheet.js": {"`ww ww-", '"nofollow noreferrer"'},  # names of classes, what a link tells browsers
    "grading/collecting/layouts.py": {  # what other systems call themselves and their folders
        "Google Classroom",
        "google classroom",
        "Submitted files",
        "Working files",
        "Version {}",
    },
    "grading/collecting/teams.py": {"phiên bản"},  # a folder's name
    "grading/collecting/senders.py": {"asked about"},  # a column that programs read
    "grading/keeping/bringing_in.py": {"full name", "id number"},  # columns that programs read
    "grading/keeping/cohorts.py": {"cohorts archive"},  # a command as it is typed
    "grading/keeping/gradebook_copy.py": {"database ", "select name"},  # SQLite's own words, and SQL
    "grading/keeping/listing.py": {"full name"},  # a column that programs read
    "grading/keeping/people.py": {"full name"},  # a column that programs read
    "grading/keeping/rows.py": {"select ", "delete ", "update ", "insert ", "and ", "student_id = ", "{} wh"},  # SQL
    "grading/keeping/signs.py": {"full name", "id number"},  # columns that programs read
    "grading/keeping/trouble.py": {"database ", "unable to open", "readonly "},  # SQLite's own words
    "cli/gradebook.py": {"gradebook move", "gradebook upgrade"},  # commands as they are typed
    "cli/quiz.py": {"quiz preview"},  # a command as it is typed
    "publish/question_files/common_cartridge.py": {"IMS Common"},  # what a standard calls itself
    "publish/packages/links.py": {" target="},  # attributes
    "publish/question_files/qti_12.py": {"IMS Content"},  # what a standard calls itself
    "publish/packages/package.py": {"{}start("},  # JavaScript
    "publish/paper/reading.py": {"script, nav"},  # elements, as a style sheet says it
    "publish/paper/setting.py": {"could not be displayed"},  # what Typst says of a letter without a shape
    "publish/packages/manifest.py": {"ADL "},  # what a standard calls itself
    "content/checks/markup.py": {"admonition after-the-story", "abbr abbreviation"},  # names of MyST's blocks and roles
    "content/checks/options.py": {  # names of MyST's blocks and of their options
        "admonition attention",
        "align ",
        "all cited",
        "caption class",
        "class ",
        "container index",
        "{} ",
    },
    "content/core/yaml_traps.py": {
        "found another",
        "mapping values",
        "found character",
        "quoted scalar",
        "simple key",
    },  # what PyYAML says
    "content/new_quiz.py": {"id: ", "title: "},  # lines of the template of a quiz
    "content/quiz_page.py": {"# My quiz", "- file: "},  # lines of the template of its page, and of the contents
    "desk/formgrader/__init__.py": {"blockquote br div", "a abbr b"},  # names of HTML's elements
    "grading/giving_back/certificate.py": {"could not be displayed"},  # what Typst says of a letter without a shape
    "grading/marking/paper.py": {"No response."},  # nbgrader's own remark, which its pages look for
    "grading/moodle/gradebook_csv.py": {"Email address", "ID number"},  # columns that Moodle knows
    "grading/giving_back/export.py": {"points so far"},  # a column that programs read
    "grading/moodle/learners.py": {"full name", "id number"},  # columns that programs read
    "grading/notebook/source.py": {"### BEGIN", "from widerwindow", "{} = None  # {}\n### BEGIN"},  # the cells' Python
}
"""What looks like a sentence and is none: the beginnings of words that programs read, by the module."""


@dataclass(frozen=True)
class Said:
    """One place where a message is said: in which package, by which names, with which values."""

    where: str
    package: Path
    name: str
    """A pattern, where a part of the name is worked out."""
    values: frozenset[str]
    inherited: bool
    """Whether a class says it, of which those in the packages below are kinds."""

    def meant(self) -> dict[Path, list[str]]:
        """Return the messages that may be meant, by their packages."""
        packages = below(self.package) if self.inherited else [self.package]
        return {folder: [name for name in MESSAGES[folder] if re.fullmatch(self.name, name)] for folder in packages}


@cache
def parsed(module: Path) -> ast.Module:
    return ast.parse(module.read_text(encoding="utf-8"))


@cache
def below(package: Path) -> list[Path]:
    """Return the packages that have messages, from this one down."""
    return [folder for folder in MESSAGES if folder == package or package in folder.parents]


def short(file: Path) -> str:
    return file.relative_to(ENGINE).as_posix()


def package_of(file: Path) -> Path:
    return next(folder for folder in file.parents if folder in MESSAGES)


def strings(node: ast.expr) -> Iterator[str]:
    """Yield the names that an expression may be, as patterns; nothing where they stand elsewhere."""
    match node:
        case ast.Constant(value=str(text)):
            yield re.escape(text)
        case ast.JoinedStr(values=parts):
            yield "".join(re.escape(part.value) if isinstance(part, ast.Constant) else ".+" for part in parts)
        case ast.IfExp(body=one, orelse=other):
            yield from strings(one)
            yield from strings(other)


def keys(tree: ast.AST, name: str) -> Iterator[str]:
    """Yield the keys of every mapping that a module calls `name`."""
    for node in ast.walk(tree):
        match node:
            case ast.Assign(targets=[ast.Name(id=known)], value=ast.Dict(keys=found)) if known == name:
                yield from (str(key.value) for key in found if isinstance(key, ast.Constant))


def given(tree: ast.AST, call: ast.Call) -> Iterator[str]:
    for keyword in call.keywords:
        if keyword.arg:
            yield keyword.arg
        elif isinstance(keyword.value, ast.Name):
            yield from keys(tree, keyword.value.id)


def calls(file: Path) -> Iterator[tuple[ast.Call, bool]]:
    """Yield the calls that say a message, and whether a class says it for its kinds."""
    for node in ast.walk(parsed(file)):
        match node:
            case ast.Call(func=ast.Name(id="_say") | ast.Attribute(value=ast.Name(id="_say"))):
                yield node, False
            case ast.Call(func=ast.Attribute(value=ast.Name(id="self"), attr="messages")):
                yield node, False
            case ast.Call(func=ast.Attribute(value=ast.Name(id="self"), attr="say" | "advice")):
                yield node, True


def said_in_python() -> Iterator[Said]:
    for file in MODULES:
        for call, inherited in calls(file):
            values = frozenset(given(parsed(file), call))
            for name in strings(call.args[0]) if call.args else ():
                yield Said(f"{short(file)}:{call.lineno}", package_of(file), name, values, inherited)


def calls_in_template(file: Path) -> Iterator[nodes.Call | nodes.Filter]:
    tree = jinja2.Environment().parse(file.read_text(encoding="utf-8"))
    for call in tree.find_all((nodes.Call, nodes.Filter)):
        match call:
            case nodes.Call(node=nodes.Name(name="say" | "ww_say" | "frame" | "marking")) | nodes.Filter(name="said"):
                yield call
            case nodes.Call(node=nodes.Getattr(node=nodes.Name(name="ww_say"), attr="html")):
                yield call


def names_in_template(call: nodes.Call | nodes.Filter) -> list[str]:
    match call:
        case nodes.Call(args=[nodes.Const(value=name), *_]) | nodes.Filter(node=nodes.Const(value=name)):
            return [re.escape(name)]
        case nodes.Call(args=[nodes.Concat(nodes=parts), *_]):
            return ["".join(re.escape(part.value) if isinstance(part, nodes.Const) else ".+" for part in parts)]
        case _:
            return []


def package_said(file: Path, call: nodes.Call | nodes.Filter) -> Path:
    """Return whose message it is: that of the template's own package, or of the desk's frame or marking."""
    match call:
        case nodes.Call(node=nodes.Name(name="frame" | "marking" as wing)):
            return ENGINE / "desk" / wing
    return package_of(file)


def said_in_templates() -> Iterator[Said]:
    for file in TEMPLATES:
        for call in calls_in_template(file):
            values = frozenset(keyword.key for keyword in call.kwargs)
            for name in names_in_template(call):
                yield Said(f"{short(file)}:{call.lineno}", package_said(file, call), name, values, False)


@cache
def all_said() -> list[Said]:
    return [*said_in_python(), *said_in_templates()]


VERDICTS = {"one_not", "all_fit", "some_missing", "some_open", "some_not", "unread"}
AS_DATA = (
    {"form", "tab", "lasting", "medium"}
    | VERDICTS
    | {
        name
        for file in (*SCRIPTS, *TEMPLATES)
        for name in re.findall(r'\bwords(?:\.|\[")(\w+)', file.read_text(encoding="utf-8"))
    }
)
"""The words that scripts and readable versions are handed. The first are named by a place, a degree or a judgement."""


def texts(message: object) -> Iterator[str]:
    if isinstance(message, Mapping):
        for part in message.values():
            yield from texts(part)
    else:
        yield str(message)


def asked_for(message: object) -> set[str]:
    """Return the values that a message needs: what stands in its places, and `count` where it has plural forms."""
    places = {name for text in texts(message) for _, name, _, _ in Formatter().parse(text) if name}
    plural = any("other" in part for part in mappings(message))
    return places | ({"count"} if plural else set())


def mappings(message: object) -> Iterator[Mapping[str, object]]:
    if isinstance(message, Mapping):
        yield message
        for part in message.values():
            yield from mappings(part)


def test_every_message_that_is_said_is_there() -> None:
    assert [said.where for said in all_said() if not any(said.meant().values())] == []


def test_every_message_gets_the_values_that_it_asks_for_and_no_others() -> None:
    wrong = []
    for said in all_said():
        if said.where.split(":")[0] in BY_DATA:
            continue
        asked = [asked_for(MESSAGES[folder][name]) for folder, names in said.meant().items() for name in names]
        if asked and (set[str]().union(*asked) != said.values):
            wrong.append(f"{said.where}: {said.name} has {sorted(said.values)}, wants {asked}")
    assert wrong == []


def said_as_data(name: str) -> bool:
    """Return whether a script or a readable version says it; the script of a page drops its own name before that."""
    return name in AS_DATA or name.partition("_")[2] in AS_DATA


def test_a_number_of_points_is_told_in_the_language_s_own_forms() -> None:
    plain = [text for said in MESSAGES.values() for text in said.values() if isinstance(text, str)]
    assert [text for text in plain if re.search(r"\{\w+\} points\b", text)] == []


def test_every_message_is_said_somewhere() -> None:
    used = {(folder, name) for said in all_said() for folder, names in said.meant().items() for name in names}
    for file, module in BY_DATA.items():
        words = {str(node.value) for node in ast.walk(parsed(ENGINE / module)) if isinstance(node, ast.Constant)}
        used |= {(package_of(ENGINE / file), word) for word in words}
    written = {(folder, name) for folder, messages in MESSAGES.items() for name in messages if not said_as_data(name)}
    assert sorted(f"{short(folder)}: {name}" for folder, name in written - used) == []


def test_a_name_is_data_only_where_it_is_known_where_that_stands() -> None:
    hidden = {short(file) for file in MODULES for call, _ in calls(file) if not any(strings(call.args[0]))}
    hidden |= {short(file) for file in TEMPLATES for call in calls_in_template(file) if not names_in_template(call)}
    assert hidden == set(BY_DATA)


WORD, GAP = r"(?<![<\w.{/-])[^\W\d_]{2,}(?![\w=(])", r"[,.:;]? "


def in_a_row(text: str) -> bool:
    """Return whether `text` holds two words in a row, or one beside a place: a sentence does, and a name does not."""
    return re.search(rf"{WORD}{GAP}{WORD}|\{{\}}{GAP}{WORD}|{WORD}{GAP}\{{\}}", text) is not None


def english_in(tree: ast.AST) -> Iterator[str]:
    """Yield the texts of a module that look like sentences, but for docstrings, patterns, and tests in Python."""
    skipped: set[ast.AST] = set()
    for node in ast.walk(tree):
        match node:
            case ast.Expr(value=ast.Constant() as docstring):
                skipped.add(docstring)
            case ast.Call(func=ast.Attribute(value=ast.Name(id="re"))) | ast.FunctionDef(name="hidden_test_source"):
                skipped.update(ast.walk(node))
            case ast.JoinedStr(values=parts) if node not in skipped:
                skipped.update(parts)
                text = "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in parts)
                if in_a_row(text):
                    yield text
            case ast.Constant(value=str(text)) if node not in skipped and in_a_row(text):
                yield text


class Visible(HTMLParser):
    """Collects the texts of a page that somebody can see or hear."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._silent = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent = self._silent or tag in ("script", "style")
        self.texts += [value for name, value in attrs if name in ("alt", "title", "aria-label") and value]

    def handle_endtag(self, tag: str) -> None:
        self._silent = self._silent and tag not in ("script", "style")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.texts.append(data)


def english_in_template(source: str) -> Iterator[str]:
    data = jinja2.Environment().parse(source).find_all(nodes.TemplateData)
    page = Visible()
    page.feed("".join(part.data for part in data))
    yield from (text.strip() for text in page.texts if re.search(r"[^\W\d_]{2,}", text))


def english_in_script(source: str) -> Iterator[str]:
    bare = re.sub(r"/\*.*?\*/|(?<![:\"'])//[^\n]*", "", source, flags=re.DOTALL)
    for text in re.findall(r'"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`', bare):
        said = re.sub(r"\$\{[^{}]*\}", "", text)  # what stands in a place is a script's own text again, or none
        if in_a_row(said):
            yield text


def english() -> dict[str, set[str]]:
    """Return what is left of English outside message files, by file."""
    found = {}
    for file in MODULES:
        known = tuple(NO_ENGLISH.get(short(file), ()))
        found[short(file)] = {text for text in english_in(parsed(file)) if not text.startswith(known)}
    for file in TEMPLATES:
        found[short(file)] = set(english_in_template(file.read_text(encoding="utf-8")))
    for file in SCRIPTS:
        known = tuple(NO_ENGLISH.get(short(file), ()))
        texts = english_in_script(file.read_text(encoding="utf-8"))
        found[short(file)] = {text for text in texts if not text.startswith(known)}
    return {name: texts for name, texts in found.items() if texts}


def test_no_sentence_stands_outside_the_message_files() -> None:
    assert english() == {}


@pytest.mark.parametrize("name", NO_ENGLISH)
def test_what_is_none_of_the_engines_words_is_still_there(name: str) -> None:
    source = ENGINE / name
    found = list(english_in(parsed(source)) if source in MODULES else english_in_script(source.read_text("utf-8")))
    assert all(any(text.startswith(known) for text in found) for known in NO_ENGLISH[name])
