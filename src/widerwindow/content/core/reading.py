"""Reads one YAML file into one checked model, and says for every fault which line it stands on."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from errno import EISDIR, ELOOP
from functools import lru_cache, wraps
from pathlib import Path
from typing import Annotated, Any, ClassVar, Protocol, TypeVar

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints, ValidationError
from pydantic_core import ErrorDetails

from widerwindow.content.core.problems import ContentError, Fault, Problem
from widerwindow.content.core.yaml_traps import in_words
from widerwindow.messages import Advice, Messages

try:
    from yaml import CSafeLoader as _AnyLoader  # ten times as fast; a PyYAML built without libyaml has none
except ImportError:
    from yaml import SafeLoader as _AnyLoader  # type: ignore[assignment]

_ID = re.compile("^[a-z][a-z0-9-]*$")
Id = Annotated[str, StringConstraints(pattern=_ID.pattern, max_length=60)]
Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Title = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True, max_length=200)]
"""What other systems list something by: Moodle brings nothing in where it has no room for a title."""

Where = tuple[str | int, ...]

STAY = 4096
"""How many texts stay read. Where all of a course's are more, each pushes out the one that is needed next."""

_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202d\u202e\ud800-\udfff\ufffe\uffff]")

_HIDDEN = re.compile("[\u00a0\u00ad\u200b-\u200f\u2060\ufeff]")
"""What text copied from elsewhere may hold and nobody sees; it does no harm but in a name."""

_MAY_HIDE = re.compile(rf"[\\{_UNSEEN.pattern[1:-1]}{_HIDDEN.pattern[1:-1]}]")
"""What stands in every text with one of these: itself, or a backslash, by which YAML writes any character."""

_NAME = re.compile("[a-z][a-z0-9_-]*")

_say = Messages(__package__)


def _absence(value: object) -> object:
    if value is None:
        raise ValueError(_say("unsaid"))
    return None if value == "none" else value


_Value = TypeVar("_Value")
OrNone = Annotated[_Value | None, BeforeValidator(_absence)]
"""Something that is there, or the word `none`: what is absent is written too, so that nothing is lost by a slip."""


class Part(BaseModel):
    """A part of a file that an author writes: no unknown keys, never changed once read."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class File(Part):
    """A whole file. Its shape is checked by its fields; `faults` checks what its parts say of each other."""

    has_times: ClassVar[bool] = False
    """Whether it says a time anywhere. Where it says none, it is the same on the clocks of every course."""

    def faults(self) -> Iterator[Fault]:
        """Yield what is wrong although every part has the right shape."""
        yield from ()


class Named(File):
    """A file that others refer to by its `id`, which is also the file's name."""

    id: Id
    title: Title


AnyFile = TypeVar("AnyFile", bound=File)


class Loader(_AnyLoader):
    """Reads `on`, `yes`, `0042`, `0x2A` and `1:30` as they are written, and makes no other words or numbers of them."""


_READ_AS = {
    "bool": ("tTfF", r"(?i:true|false)"),
    "int": ("-+0123456789", r"[-+]?(?:0|[1-9][0-9]*)"),
    "float": ("-+.0123456789", r"[-+]?(?:[0-9]+\.[0-9]*|\.[0-9]+)(?:[eE][-+][0-9]+)?|[-+]?\.(?i:inf)|\.(?i:nan)"),
}
"""What a text without quotes may begin with and be to be read as something else; YAML 1.1 knows more of them."""

_TAGGED = {f"tag:yaml.org,2002:{kind}": pattern for kind, pattern in _READ_AS.items()}
Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag not in _TAGGED]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
for _tag, (_first, _pattern) in _TAGGED.items():
    Loader.add_implicit_resolver(_tag, re.compile(f"^(?:{_pattern})$"), list(_first))


@lru_cache(STAY)
def compose(text: str) -> yaml.Node | None:
    """Return `text` as a tree whose nodes know their lines; whoever asks again for a text gets the same tree.

    Raises yaml.MarkedYAMLError.
    """
    tree: yaml.Node | None = yaml.compose(text, Loader=Loader)
    return tree


def read(path: Path, model: type[AnyFile], zone: str = "UTC") -> AnyFile:
    """Return the model that `path` holds; `zone` is that of a time in it that names none.

    Raises ContentError with every problem of the file, each with its line.
    """
    return parse(read_text(path), path, model, zone=zone)


def read_tree(path: Path) -> yaml.MappingNode:
    """Return what `path` holds as a tree whose nodes know their lines. Raises ContentError."""
    return _mapping(read_text(path), path, first_line=1)


def read_text(path: Path) -> str:
    """Return the text of the file at `path`. Raises ContentError."""
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise ContentError([Problem(path, 1, *_say.advice("missing_file"))]) from None
    except UnicodeDecodeError:
        raise ContentError([Problem(path, 1, *_say.advice("not_text"))]) from None
    except OSError as error:
        if error.errno not in {EISDIR, ELOOP}:
            raise
        raise ContentError([Problem(path, 1, *_say.advice("no_file"))]) from None


def _mapping(text: str, path: Path, first_line: int) -> yaml.MappingNode:
    try:
        tree = compose(text)
    except yaml.MarkedYAMLError as error:
        line, advice = in_words(error, text)
        raise ContentError([Problem(path, first_line + line, *advice)]) from None
    except yaml.YAMLError as error:  # a character that no text file holds
        raise ContentError(
            [Problem(path, first_line, *_say.advice("no_value", reason=str(error).partition("\n")[0]))]
        ) from None
    if not isinstance(tree, yaml.MappingNode):
        advice = _say.advice("empty_file" if tree is None else "no_mapping")
        raise ContentError([Problem(path, first_line, *advice)])
    try:
        wrong = [*_wrong_keys(tree), *(_unseen(tree) if _MAY_HIDE.search(text) else ())]
    except RecursionError:
        wrong = [(0, _say.advice("endless"))]
    if wrong:
        raise ContentError([Problem(path, first_line + line, *advice) for line, advice in wrong])
    return tree


def parse(text: str, path: Path, model: type[AnyFile], first_line: int = 1, zone: str = "UTC") -> AnyFile:
    """Return the model that `text` holds; `first_line` is the line of `path` on which the text starts.

    `zone` is that of a time that names none. Raises ContentError with every problem, each with its line in `path`.
    """
    found = _parsed(text, path, model, first_line, zone if model.has_times else None)
    assert isinstance(found, model)
    return found


@lru_cache(STAY)
def _parsed(text: str, path: Path, model: type[File], first_line: int, zone: str | None) -> File:
    """Do what `parse` says; whoever asks again gets the same model, as none is ever changed."""
    tree = _mapping(text, path, first_line)
    try:
        found = model.model_validate(_built(tree, path, first_line), context={"zone": zone} if zone else {})
    except ValidationError as error:
        faults = [_fault(details, tree) for details in error.errors()]
    else:
        faults = list(found.faults())
        if isinstance(found, Named) and found.id != path.stem:
            faults.append(Fault(("id",), *_other_id(found.id, path)))
        if not faults:
            return found
    raise ContentError(_located(faults, tree, path, first_line))


def _other_id(given: str, path: Path) -> Advice:
    if _ID.match(path.stem):
        return _say.advice("other_id", id=given, file=path.name, stem=path.stem)
    stem = re.sub("[^a-z0-9]+", "-", path.stem.lower()).strip("-") or given
    return _say.advice("no_file_name", file=path.name, stem=stem if _ID.match(stem) else given)


def _built(tree: yaml.MappingNode, path: Path, first_line: int) -> Any:  # noqa: ANN401 - whatever YAML can hold
    """Return the values in `tree`. Raises ContentError for one that is none, such as the 30th of February."""
    try:
        return Loader("").construct_document(tree)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line if error.problem_mark else 0
        advice = _say.advice("no_value", reason=error.problem or error.context)
    except ValueError as error:
        line, advice = 0, _say.advice("no_value", reason=error)
    raise ContentError([Problem(path, first_line + line, *advice)])


def locate(faults: Iterable[Fault], path: Path) -> list[Problem]:
    """Return `faults` found in the readable file `path` as problems with their lines."""
    found = list(faults)
    return locate_in(path.read_text(encoding="utf-8"), found, path) if found else []


def locate_in(text: str, faults: Iterable[Fault], path: Path) -> list[Problem]:
    """Return `faults` found in a readable `text` likewise, which need not stand in `path` yet."""
    tree = compose(text)
    return _located(faults, tree, path, first_line=1) if tree else []


_Read = TypeVar("_Read")


def once(look: Callable[[_Read], Iterable[Problem]]) -> Callable[[_Read], tuple[Problem, ...]]:
    """Let `look` look once at what was read; it may go by nothing else.

    As a page, or what a file says, is the same object until it has changed, a second check looks at the others alone.
    """
    found: Callable[[_Read], tuple[Problem, ...]] = lru_cache(STAY)(wraps(look)(lambda read: tuple(look(read))))
    return found


class HasId(Protocol):
    """Anything with an id of its own."""

    @property
    def id(self) -> str:
        """The id."""
        ...


def repeated_ids(*lists: tuple[Where, Sequence[HasId]]) -> Iterator[Fault]:
    """Yield a fault for each id that is taken twice in the `lists` together; each is (where it stands, its entries)."""
    seen: set[str] = set()
    for where, entries in lists:
        for position, entry in enumerate(entries):
            if entry.id in seen:
                yield Fault((*where, position, "id"), *_say.advice("repeated_id", id=entry.id))
            seen.add(entry.id)


def _located(faults: Iterable[Fault], tree: yaml.Node, path: Path, first_line: int) -> list[Problem]:
    return [Problem(path, first_line + _line(tree, fault.where), fault.message, fault.hint) for fault in faults]


def _wrong_keys(node: yaml.Node) -> Iterator[tuple[int, Advice]]:
    """Yield where a key stands that was there already, and where something stands that can be none."""
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                yield key.start_mark.line, _say.advice("no_key")
            elif key.value in seen:
                yield key.start_mark.line, _say.advice("repeated_key", key=key.value)
            seen.add(str(key.value))
            yield from _wrong_keys(value)
    elif isinstance(node, yaml.SequenceNode):
        for entry in node.value:
            yield from _wrong_keys(entry)


def _unseen(node: yaml.Node) -> Iterator[tuple[int, Advice]]:
    """Yield where a character stands that nobody sees and that acts: it moves a cursor, or makes a name another one."""
    if isinstance(node, yaml.ScalarNode) and (found := _UNSEEN.search(node.value) or _unseen_in_name(node.value)):
        yield node.start_mark.line, _say.advice("unseen", code=f"{ord(found[0]):04X}")
    elif isinstance(node, (yaml.MappingNode, yaml.SequenceNode)):
        for each in node.value:
            for part in each if isinstance(each, tuple) else (each,):
                yield from _unseen(part)


def _unseen_in_name(text: str) -> re.Match[str] | None:
    return _HIDDEN.search(text) if _NAME.fullmatch(_HIDDEN.sub("", text).strip()) else None


def _line(node: yaml.Node, where: Where) -> int:
    """Return the line (from 0) of the value at `where`, or of the nearest part around it that is there."""
    *_, (named, _) = _way(node, where)
    return named.start_mark.line


def _way(node: yaml.Node, where: Where) -> Iterator[tuple[yaml.Node, yaml.Node]]:
    """Yield `node` and what is there on the way to `where`: where each begins, which may be its key, and itself."""
    yield node, node
    for step in where:
        if isinstance(node, yaml.MappingNode):
            inside = next((pair for pair in node.value if pair[0].value == str(step)), None)
            if inside:
                node = inside[1]
                yield inside
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
            yield node, node


_KNOWN = {
    "missing": "missing",
    "extra_forbidden": "extra_forbidden",
    "union_tag_invalid": "union_tag_invalid",
    "union_tag_not_found": "union_tag_not_found",
    "string_pattern_mismatch": "string_pattern_mismatch",
    "string_type": "string_type",
    "no_single": "no_single",
    "too_short": "too_short",
    "string_too_short": "string_too_short",
    "string_too_long": "string_too_long",
    "literal_error": "literal_error",
    "model_type": "no_parts",
    "model_attributes_type": "no_parts",
    "dict_type": "no_parts",
    "list_type": "no_list",
    "date_type": "no_date",
    "date_parsing": "no_date",
    "date_from_datetime_parsing": "no_date",
    "date_from_datetime_inexact": "no_date",
    "int_type": "no_whole_number",
    "int_parsing": "no_whole_number",
    "int_from_float": "no_whole_number",
    "float_type": "no_number",
    "float_parsing": "no_number",
    "bool_type": "no_truth",
    "bool_parsing": "no_truth",
}
"""The commonest of pydantic's kinds of error, and the messages for them; its own words serve for the rest."""

_NAMES = {"id", "key", "next", "to", "start", "outcome", "tag", "module", "quiz", "way_round", "tags"}
"""The keys whose values are ids."""


def _fault(details: ErrorDetails, tree: yaml.Node) -> Fault:
    where: Where = details["loc"]
    kind, name = details["type"], next((step for step in reversed(where) if isinstance(step, str)), "file")
    if kind == "missing":
        name = str(where[-1])
    *_, (_, there) = _way(tree, where)
    values: dict[str, Any] = {"name": name, "input": _as_written(there)}
    values |= details.get("ctx", {})
    if kind == "extra_forbidden" and details["input"] is None:
        return Fault(where, *_say.advice("split_text", name=name))
    if kind == "string_type":
        kind = _no_text(there, name)
    if kind in _KNOWN:
        place = (*where, "type") if kind == "union_tag_invalid" else where
        return Fault(place, *_say.advice(_KNOWN[kind], **values))
    reason = re.sub(r"^(Value error, |Input )", "", details["msg"])
    return Fault(where, *_say.advice("other_error", name=name, reason=reason))


def _no_text(node: yaml.Node, name: str) -> str:
    """Return how it is called where `node` stands in the place of a text called `name`."""
    if not isinstance(node, yaml.ScalarNode):
        return "no_single"
    if not node.value:
        return "string_too_short"
    return "string_pattern_mismatch" if name in _NAMES else "string_type"


def _as_written(node: yaml.Node) -> str:
    """Return a value as its author wrote it; of one with parts, what it is."""
    if isinstance(node, yaml.ScalarNode):
        return str(node.value)
    return _say("a_list" if isinstance(node, yaml.SequenceNode) else "a_mapping")
