"""Reads one YAML file into one checked model, and says for every fault which line it stands on."""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any, Protocol, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError
from pydantic_core import ErrorDetails

from widerwindow.content.core.problems import ContentError, Fault, Problem

try:
    from yaml import CSafeLoader as _AnyLoader  # ten times as fast; a PyYAML built without libyaml has none
except ImportError:
    from yaml import SafeLoader as _AnyLoader  # type: ignore[assignment]

Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$", max_length=60)]
Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]

Where = tuple[str | int, ...]


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


def compose(text: str) -> yaml.Node | None:
    """Return `text` as a tree whose nodes know their lines. Raises yaml.MarkedYAMLError."""
    tree: yaml.Node | None = yaml.compose(text, Loader=_AnyLoader)
    return tree


def read(path: Path, model: type[AnyFile]) -> AnyFile:
    """Return the model that `path` holds.

    Raises ContentError with every problem of the file, each with its line.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise ContentError([Problem(path, 1, "This file is missing.", "Put it back, or mend the name.")]) from None
    except UnicodeDecodeError:
        raise ContentError([Problem(path, 1, "This file is not plain text.", "Save it as UTF-8 text.")]) from None
    return parse(text, path, model)


def parse(text: str, path: Path, model: type[AnyFile], first_line: int = 1) -> AnyFile:
    """Return the model that `text` holds; `first_line` is the line of `path` on which the text starts.

    Raises ContentError with every problem, each with its line in `path`.
    """
    try:
        tree = compose(text)
    except yaml.MarkedYAMLError as error:
        line = first_line + (error.problem_mark.line if error.problem_mark else 0)
        wrong = f"This is not readable as YAML: {error.problem or error.context}."
        raise ContentError([Problem(path, line, wrong, "Check the indents, colons and quotes here.")]) from None
    if not isinstance(tree, yaml.MappingNode):
        wrong = "The file is empty." if tree is None else "The file is not a list of `key: value` lines."
        raise ContentError([Problem(path, first_line, wrong, "Start from a file of the same kind that works.")])
    repeated = [Problem(path, first_line + line, wrong, instead) for line, wrong, instead in _repeated_keys(tree)]
    if repeated:
        raise ContentError(repeated)
    try:
        found = model.model_validate(yaml.load(text, Loader=_Loader))
    except ValidationError as error:
        faults = [_fault(details) for details in error.errors()]
    else:
        faults = list(found.faults())
        if isinstance(found, Named) and found.id != path.stem:
            wrong = f"The id is `{found.id}`, but the file is called `{path.name}`."
            faults.append(Fault(("id",), wrong, f"Write `id: {path.stem}`, or rename the file."))
        if not faults:
            return found
    raise ContentError(_located(faults, tree, path, first_line))


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
                wrong = f"The id `{entry.id}` is used twice."
                yield Fault((*where, position, "id"), wrong, "Give each one an id of its own.")
            seen.add(entry.id)


def _located(faults: Iterable[Fault], tree: yaml.Node, path: Path, first_line: int) -> list[Problem]:
    return [Problem(path, first_line + _line(tree, fault.where), fault.wrong, fault.instead) for fault in faults]


def _repeated_keys(node: yaml.Node) -> Iterator[tuple[int, str, str]]:
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if key.value in seen:
                yield key.start_mark.line, f"`{key.value}` stands here twice.", "Keep one of them."
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


_SAID: dict[str, tuple[str, str]] = {
    "missing": ("`{name}` is missing.", "Add a line `{name}: ...` here."),
    "extra_forbidden": ("`{name}` is not known here.", "Check its spelling, or take the line out."),
    "union_tag_invalid": ("`type: {tag}` is not a kind of question.", "Write one of {expected_tags}."),
    "union_tag_not_found": ("`type` is missing.", "Say what kind of question it is, as in `type: single`."),
    "string_pattern_mismatch": (
        "`{name}` is `{input}`.",
        "Use small letters, digits and hyphens; begin with a letter.",
    ),
    "string_type": ("`{name}` is not text but `{input}`.", "Write it in quotes."),
    "too_short": ("`{name}` has too few entries.", "Write at least {min_length}."),
    "string_too_short": ("`{name}` is empty.", "Write something, or take the line out."),
    "literal_error": ("`{name}` is `{input}`.", "Write {expected}."),
}
"""What to say for the commonest of pydantic's kinds of error; its own words serve for the rest."""


def _fault(details: ErrorDetails) -> Fault:
    where: Where = details["loc"]
    values: dict[str, Any] = {"name": where[-1] if where else "file", "input": details["input"]}
    values |= details.get("ctx", {})
    if details["type"] in _SAID:
        wrong, instead = _SAID[details["type"]]
        if details["type"] == "union_tag_invalid":
            where = (*where, "type")
        return Fault(where, wrong.format(**values), instead.format(**values))
    message = re.sub(r"^(Value error, |Input )", "", details["msg"])
    return Fault(where, f"`{values['name']}`: {message}.", "Mend this value.")
