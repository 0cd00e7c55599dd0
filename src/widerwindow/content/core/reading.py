"""Reads one YAML file into one checked model, and says for every fault which line it stands on."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Protocol, TypeVar

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

Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$", max_length=60)]
Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]

Where = tuple[str | int, ...]

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

    def faults(self) -> Iterator[Fault]:
        """Yield what is wrong although every part has the right shape."""
        yield from ()


class Named(File):
    """A file that others refer to by its `id`, which is also the file's name."""

    id: Id
    title: Text


AnyFile = TypeVar("AnyFile", bound=File)


class _Loader(_AnyLoader):
    """Reads `on`, `off`, `yes` and `no` as the words that they are, as YAML 1.2 has it."""


_BOOL = "tag:yaml.org,2002:bool"
_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != _BOOL]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver(_BOOL, re.compile(r"^(?:true|false)$", re.IGNORECASE), list("tTfF"))


@lru_cache(maxsize=512)
def compose(text: str) -> yaml.Node | None:
    """Return `text` as a tree whose nodes know their lines; whoever asks again for a text gets the same tree.

    Raises yaml.MarkedYAMLError.
    """
    tree: yaml.Node | None = yaml.compose(text, Loader=_Loader)
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


def _mapping(text: str, path: Path, first_line: int) -> yaml.MappingNode:
    try:
        tree = compose(text)
    except yaml.MarkedYAMLError as error:
        line = first_line + (error.problem_mark.line if error.problem_mark else 0)
        raise ContentError([Problem(path, line, *in_words(error, text))]) from None
    except yaml.YAMLError as error:  # a character that no text file holds
        raise ContentError(
            [Problem(path, first_line, *_say.advice("no_value", reason=str(error).partition("\n")[0]))]
        ) from None
    if not isinstance(tree, yaml.MappingNode):
        advice = _say.advice("empty_file" if tree is None else "no_mapping")
        raise ContentError([Problem(path, first_line, *advice)])
    return tree


def parse(text: str, path: Path, model: type[AnyFile], first_line: int = 1, zone: str = "UTC") -> AnyFile:
    """Return the model that `text` holds; `first_line` is the line of `path` on which the text starts.

    `zone` is that of a time that names none. Raises ContentError with every problem, each with its line in `path`.
    """
    found = _parsed(text, path, model, first_line, zone)
    assert isinstance(found, model)
    return found


@lru_cache(maxsize=512)
def _parsed(text: str, path: Path, model: type[File], first_line: int, zone: str) -> File:
    """Do what `parse` says; whoever asks again gets the same model, as none is ever changed."""
    tree = _mapping(text, path, first_line)
    repeated = [Problem(path, first_line + line, *advice) for line, advice in _repeated_keys(tree)]
    if repeated:
        raise ContentError(repeated)
    try:
        found = model.model_validate(_built(tree, path, first_line), context={"zone": zone})
    except ValidationError as error:
        faults = [_fault(details) for details in error.errors()]
    else:
        faults = list(found.faults())
        if isinstance(found, Named) and found.id != path.stem:
            faults.append(Fault(("id",), *_say.advice("other_id", id=found.id, file=path.name, stem=path.stem)))
        if not faults:
            return found
    raise ContentError(_located(faults, tree, path, first_line))


def _built(tree: yaml.MappingNode, path: Path, first_line: int) -> Any:  # noqa: ANN401 - whatever YAML can hold
    """Return the values in `tree`. Raises ContentError for one that is none, such as the 30th of February."""
    try:
        return _Loader("").construct_document(tree)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line if error.problem_mark else 0
        advice = _say.advice("no_value", reason=error.problem or error.context)
    except ValueError as error:
        line, advice = 0, _say.advice("no_value", reason=error)
    raise ContentError([Problem(path, first_line + line, *advice)])


def locate(faults: Iterable[Fault], path: Path) -> list[Problem]:
    """Return `faults` found in the readable file `path` as problems with their lines."""
    found = list(faults)
    tree = compose(path.read_text(encoding="utf-8")) if found else None
    return _located(found, tree, path, first_line=1) if tree else []


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


def _repeated_keys(node: yaml.Node) -> Iterator[tuple[int, Advice]]:
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if key.value in seen:
                yield key.start_mark.line, _say.advice("repeated_key", key=key.value)
            seen.add(str(key.value))
            yield from _repeated_keys(value)
    elif isinstance(node, yaml.SequenceNode):
        for entry in node.value:
            yield from _repeated_keys(entry)


def _line(node: yaml.Node, where: Where) -> int:
    """Return the line (from 0) of the value at `where`, or of the nearest part around it that is there."""
    line = node.start_mark.line
    for step in where:
        if isinstance(node, yaml.MappingNode):
            inside = next(((key, value) for key, value in node.value if key.value == str(step)), None)
            if inside:
                line, node = inside[0].start_mark.line, inside[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
            line = node.start_mark.line
    return line


_KNOWN = {
    "missing",
    "extra_forbidden",
    "union_tag_invalid",
    "union_tag_not_found",
    "string_pattern_mismatch",
    "string_type",
    "too_short",
    "string_too_short",
    "literal_error",
}
"""The commonest of pydantic's kinds of error, for which there are messages; its own words serve for the rest."""


def _fault(details: ErrorDetails) -> Fault:
    where: Where = details["loc"]
    values: dict[str, Any] = {"name": where[-1] if where else "file", "input": details["input"]}
    values |= details.get("ctx", {})
    if details["type"] == "extra_forbidden" and details["input"] is None:
        return Fault(where, *_say.advice("split_text", name=values["name"]))
    if details["type"] in _KNOWN:
        place = (*where, "type") if details["type"] == "union_tag_invalid" else where
        return Fault(place, *_say.advice(details["type"], **values))
    reason = re.sub(r"^(Value error, |Input )", "", details["msg"])
    return Fault(where, *_say.advice("other_error", name=values["name"], reason=reason))
