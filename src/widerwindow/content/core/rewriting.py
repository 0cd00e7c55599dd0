"""Writes other values into the text of a YAML file. All else stays as a person wrote it: notes, order and layout.

What is changed is found by comparing what the text holds with what it shall hold, part by part: a part that holds the
same is taken over letter by letter, with the notes above it, wherever it moves.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import yaml

from widerwindow.content.core import yaml_style
from widerwindow.content.core.reading import Loader


class _Alias(yaml.ScalarNode):
    """A place where a file refers to another part of it."""

    def __init__(self, meant: yaml.Node, event: Any) -> None:  # noqa: ANN401 - an event of PyYAML, or of libyaml
        super().__init__(meant.tag, "", event.start_mark, event.end_mark)
        self.meant = meant


def rewritten(text: str, wanted: Mapping[str, Any]) -> str:
    """Return `text`, which holds a mapping, with what is `wanted` in it.

    Texts with the same words count as the same, whatever space is around them. Where a text is laid out in a way of its
    own, that cannot be kept, all of it is written anew.
    """
    tree = _tree(text)
    if isinstance(tree, yaml.MappingNode) and not tree.flow_style:
        made = text[: tree.start_mark.index] + _Text(text).mapping(tree, wanted) + text[_end(text, tree) :]
        if _holds(made, wanted):
            return made
    return f"{yaml_style.mapping(wanted, 0)}\n"


def held(text: str) -> dict[str, Any]:
    """Return what `text` holds as plain data; a day or a time in it as it is written."""
    found = _held(text)
    assert isinstance(found, dict)
    return found


class _Text:
    """A text, of whose parts some hold other values afterwards."""

    def __init__(self, text: str) -> None:
        self._text = text

    def mapping(self, node: yaml.MappingNode, wanted: Mapping[str, Any]) -> str:
        """Return a block of keys; new ones come after those that they are wanted after."""
        parts = {key.value: (key, value) for key, value in node.value}
        pieces = self._pieces([key.start_mark.index for key, _ in node.value], node)
        first = node.value[0][0].start_mark
        column, before = first.column, self._text[node.start_mark.index : first.index]
        made = {
            name: self._entry(*parts[name], wanted[name], column)
            if name in parts
            else yaml_style.entry(name, wanted[name], column)
            for name in wanted
        }
        names = _order(list(parts), list(wanted))
        return before + self._joined(names, dict(zip(parts, pieces, strict=True)), made, " " * column)

    def sequence(self, node: yaml.SequenceNode, wanted: Sequence[Any]) -> str:
        """Return a block of items, each of which is known by its id, or by all of it."""
        first = self._dash(node.value[0])
        column, before = first - self._text.rfind("\n", 0, first) - 1, self._text[node.start_mark.index : first]
        there, names = _names([_value(each) for each in node.value], wanted)
        old = dict(zip(there, node.value, strict=True))
        pieces = dict(zip(there, self._pieces([self._dash(each) for each in node.value], node), strict=True))
        made = {
            name: self._item(old[name], each, column) if name in old else yaml_style.item(each, column)
            for name, each in zip(names, wanted, strict=True)
        }
        apart = "\n" * any(above.startswith("\n") for above, _ in pieces.values())
        return before + self._joined(names, pieces, made, apart + " " * column)

    def _entry(self, key: yaml.Node, value: yaml.Node, wanted: Any, column: int) -> str:  # noqa: ANN401
        before = self._text[key.start_mark.index : value.start_mark.index]
        inside = self._inside(value, wanted)
        return yaml_style.entry(key.value, wanted, column) if inside is None else before + inside

    def _item(self, value: yaml.Node, wanted: Any, column: int) -> str:  # noqa: ANN401 - whatever YAML can hold
        before = self._text[self._dash(value) : value.start_mark.index]
        inside = self._inside(value, wanted)
        return yaml_style.item(wanted, column) if inside is None else before + inside

    def _inside(self, node: yaml.Node, wanted: Any) -> str | None:  # noqa: ANN401 - likewise
        """Return what stands in the place of `node`, or None where it cannot stand there as it did."""
        if _is_same(_value(node), wanted):
            return self._text[node.start_mark.index : _end(self._text, node)]
        is_block = not getattr(node, "flow_style", None)
        if isinstance(node, yaml.MappingNode) and isinstance(wanted, Mapping) and wanted and is_block:
            return self.mapping(node, wanted)
        if isinstance(node, yaml.SequenceNode) and isinstance(wanted, list) and wanted and is_block:
            return self.sequence(node, wanted)
        return None

    def _pieces(self, starts: Sequence[int], node: yaml.CollectionNode) -> list[tuple[str, str]]:
        """Return of each part the lines above it that are its own, and what comes after it on its last line."""
        ends = [_end(self._text, each[1] if isinstance(each, tuple) else each) for each in node.value]
        between = [self._text[end:start].partition("\n") for end, start in zip(ends, starts[1:], strict=False)]
        above = ["", *(lines for _, _, lines in between)]
        after = [*(rest for rest, _, _ in between), ""]
        return list(zip(above, after, strict=True))

    def _joined(
        self, names: Sequence[str], pieces: Mapping[str, tuple[str, str]], made: Mapping[str, str], lead: str
    ) -> str:
        """Return the parts in the order of their `names`; one that had nothing above it gets the `lead`."""
        lines = []
        for name in names:
            above, after = pieces.get(name, ("", ""))
            lines.append((above or lead) + made[name] + after)
        return "\n".join(lines).lstrip("\n ")

    def _dash(self, item: yaml.Node) -> int:
        return self._text.rfind("-", 0, item.start_mark.index)


def _order(there: Sequence[str], wanted: Sequence[str]) -> list[str]:
    """Return the keys that are wanted, those that are there in their order, each new one after the one before it."""
    order = [name for name in there if name in wanted]
    for place, name in enumerate(wanted):
        if name not in order:
            order.insert(order.index(wanted[place - 1]) + 1 if place else 0, name)
    return order


def _names(there: Sequence[Any], wanted: Sequence[Any]) -> tuple[list[str], list[str]]:
    """Return names for the items of a list as it is and as it is wanted: one that stays has the same in both.

    It stays if it has the same id; without ids, if it is the same, or the one other in its place.
    """
    old = [_id(each) or f"{place}." for place, each in enumerate(there)]
    names: list[str] = []
    for place, each in enumerate(wanted):
        same = [name for name, value in zip(old, there, strict=True) if _is_same(value, each) and name not in names]
        stays = len(there) == len(wanted) and not _id(each) and not _is_among(there[place], wanted)
        names.append(_id(each) or next(iter(same), old[place] if stays else f"+{place}"))
    return old, names


def _id(value: Any) -> str:  # noqa: ANN401 - whatever YAML can hold
    return str(value["id"]) if isinstance(value, dict) and "id" in value else ""


def _is_among(value: Any, others: Sequence[Any]) -> bool:  # noqa: ANN401 - likewise
    return any(_is_same(value, each) for each in others)


def _end(text: str, node: yaml.Node) -> int:
    """Return where the last letter of `node` stands, and one: YAML lets a block end where the next thing begins."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _end(text, last[1] if isinstance(last, tuple) else last)
    start, end = node.start_mark.index, node.end_mark.index
    return start + len(text[start:end].rstrip())


def _tree(text: str) -> yaml.Node | None:
    """Return `text` as a tree in which aliases have places of their own, which PyYAML's tree does not keep."""
    events, anchors = yaml.parse(text, Loader=Loader), dict[str, yaml.Node]()
    for event in events:
        if isinstance(event, yaml.NodeEvent):
            return _node(event, events, anchors)
    return None


def _node(event: Any, events: Iterator[yaml.Event], anchors: dict[str, yaml.Node]) -> yaml.Node:  # noqa: ANN401 - likewise
    start, end, anchor = event.start_mark, event.end_mark, event.anchor
    if isinstance(event, yaml.AliasEvent):
        return _Alias(anchors[anchor], event)
    made: yaml.Node
    if isinstance(event, yaml.ScalarEvent):
        made = yaml.ScalarNode(event.tag or _tag(event), event.value, start, end, event.style)
    else:
        inner: list[yaml.Node] = []
        while isinstance(following := next(events), yaml.NodeEvent):
            inner.append(_node(following, events, anchors))
        last: Any = following.end_mark
        if isinstance(event, yaml.SequenceStartEvent):
            made = yaml.SequenceNode("", inner, start, last, event.flow_style)
        else:
            pairs = list(zip(inner[::2], inner[1::2], strict=True))
            made = yaml.MappingNode("", pairs, start, last, event.flow_style)
    if anchor:
        anchors[anchor] = made
    return made


def _tag(event: Any) -> str:  # noqa: ANN401 - likewise
    """Return whether a value that says nothing of it is a text, a number or something else."""
    return str(Loader("").resolve(yaml.ScalarNode, event.value, event.implicit))  # type: ignore[no-untyped-call]


def _holds(text: str, wanted: Mapping[str, Any]) -> bool:
    try:
        return _is_same(_held(text), wanted)
    except (yaml.YAMLError, KeyError):  # what another part referred to has gone from above it
        return False


def _held(text: str) -> Any:  # noqa: ANN401 - whatever YAML can hold
    node = _tree(text)
    return _value(node) if node else None


def _value(node: yaml.Node) -> Any:  # noqa: ANN401 - likewise
    if isinstance(node, _Alias):
        return _value(node.meant)
    if isinstance(node, yaml.MappingNode):
        return {key.value: _value(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_value(each) for each in node.value]
    if node.tag == "tag:yaml.org,2002:timestamp":
        return node.value
    return Loader("").construct_document(node)


def _is_same(one: Any, other: Any) -> bool:  # noqa: ANN401 - likewise
    if isinstance(one, str) and isinstance(other, str):
        return _words(one) == _words(other)
    if isinstance(one, dict) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(_is_same(one[name], other[name]) for name in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_is_same, one, other))
    return type(one) is type(other) and bool(one == other)


def _words(text: str) -> list[str]:
    return [line.rstrip() for line in text.strip().split("\n")]
