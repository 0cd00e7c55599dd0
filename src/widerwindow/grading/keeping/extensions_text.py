"""Changes who is named in `exercises/extensions.yml`, a trainer's own file: her notes and her order stay."""

import re
from collections.abc import Iterator
from pathlib import Path

import yaml

from widerwindow.content.core.reading import compose
from widerwindow.content.core.rewriting import held, rewritten
from widerwindow.grading.storage import write_file


def give(file: Path, quiz: str, learner: str | None, until: str) -> None:
    """Write that `learner`, or everybody, has time for `quiz` until that moment, in place of what was there before."""
    text = file.read_text(encoding="utf-8") if file.is_file() else ""
    new = {"quiz": quiz, **({"learner": learner} if learner else {}), "until": until}
    listed = held(text)["extensions"] if text.strip() else []
    places = [place for place, one in enumerate(listed) if (one["quiz"], one.get("learner")) == (quiz, learner)]
    wanted = [new if place in places else one for place, one in enumerate(listed)] if places else [*listed, new]
    write_file(file, rewritten(text, {"extensions": wanted}).encode(), lasting=True)


def take(file: Path, quiz: str, learner: str | None) -> None:
    """Take out the time that `learner`, or everybody, has for `quiz`."""
    text = file.read_text(encoding="utf-8")
    left = [one for one in held(text)["extensions"] if (one["quiz"], one.get("learner")) != (quiz, learner)]
    if left:
        write_file(file, rewritten(text, {"extensions": left}).encode(), lasting=True)
    else:
        file.unlink()


def rename(file: Path, old: str, new: str) -> None:
    """Write `new` wherever an extension is for `old`."""
    text = file.read_text(encoding="utf-8")
    for node in reversed([learner for _, learner in _entries(text) if learner.value == old]):
        text = text[: node.start_mark.index] + _quoted(new) + text[node.end_mark.index :]
    write_file(file, text.encode(), lasting=True)


def erase(file: Path, learner: str, named: re.Pattern[str]) -> bool:
    """Take out the extensions of `learner`, and the notes that name her. Return whether there were any."""
    text = file.read_text(encoding="utf-8")
    left = [one for one in _listed(text) if str(one.get("learner", "")).strip() != learner]
    without = "".join(line for line in _without_entries(text, learner) if not _only_noted(line, named))
    if without == text:
        return False
    if not left:
        file.unlink()
    elif _listed(without) == left and not named.search(without):
        write_file(file, without.encode(), lasting=True)
    else:  # it is laid out in a way of its own
        write_file(file, rewritten("", {"extensions": left}).encode(), lasting=True)
    return True


def learners(file: Path) -> set[str]:
    """Return who has more time."""
    listed = _listed(file.read_text(encoding="utf-8")) if file.is_file() else []
    return {str(one["learner"]).strip() for one in listed if one.get("learner") is not None}


def _listed(text: str) -> list[dict[str, object]]:
    return held(text).get("extensions") or [] if compose(text) else []


def _entries(text: str) -> Iterator[tuple[yaml.Node, yaml.ScalarNode]]:
    """Yield each extension, and whom it is for."""
    tree = compose(text)
    lists = [value for key, value in tree.value if key.value == "extensions"] if tree else []
    for entry in lists[0].value if lists and isinstance(lists[0], yaml.SequenceNode) else []:
        for key, value in entry.value:
            if key.value == "learner" and isinstance(value, yaml.ScalarNode):
                yield entry, value


def _without_entries(text: str, learner: str) -> Iterator[str]:
    """Yield the lines of `text` but those on which an extension of `learner` stands."""
    hers = [entry for entry, who in _entries(text) if who.value == learner]
    gone = {line for entry in hers for line in range(entry.start_mark.line, _last_line(entry) + 1)}
    yield from (line for number, line in enumerate(text.splitlines(keepends=True)) if number not in gone)


def _last_line(entry: yaml.Node) -> int:
    """Return the last line with a value of `entry`: in a list of lines, YAML lets it end where the next one begins."""
    return max(int(value.end_mark.line) for _, value in entry.value)


def _only_noted(line: str, named: re.Pattern[str]) -> bool:
    return line.lstrip().startswith("#") and bool(named.search(line))


def _quoted(code: str) -> str:
    """Return `code` so that YAML reads it as text."""
    return code if isinstance(yaml.safe_load(code), str) else f'"{code}"'
