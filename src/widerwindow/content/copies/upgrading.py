"""Brings a copy up to the edition that is installed, and leaves alone what its organisation changed.

The files of the copy are compared with the edition that it came from: what is still the same follows the new one.
Nothing is lost, and what was cut short can be done again: the record of the edition is written last, and a file that
has its new text already is left as it is.
"""

import io
import os
import zipfile
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from widerwindow.content.copies import edition
from widerwindow.content.copies.edition import RECORD, Edition, Installed
from widerwindow.content.core.problems import ContentError, Problem
from widerwindow.messages import Messages

_say = Messages(__package__)

BESIDE = "upgrades"
"""The folder in a copy for what an upgrade keeps and puts beside. No build reads it."""


@dataclass(frozen=True)
class Plan:
    """What an upgrade does, as names of files."""

    before: Edition
    after: Edition
    added: list[str]
    replaced: list[str]
    removed: list[str]
    both: list[str]
    """Changed by the organisation and in the new edition: the new ones are put beside."""

    ended: list[str]
    """Changed by the organisation, and no longer in the new edition."""

    waiting: list[str]
    """Left as they are for now, because they are in use."""

    @property
    def is_idle(self) -> bool:
        """Whether there is nothing to do."""
        return not (self.added or self.replaced or self.removed or self.both or self.ended)

    def beside(self, name: str) -> str:
        """Return where the new text of a file is put that both changed."""
        return f"{BESIDE}/{self.after.version}/{name}"


def came_from(root: Path) -> Edition:
    """Return the edition that the copy in `root` came from. Raises ContentError where it is no copy."""
    record = root / RECORD
    if not record.is_file():
        raise ContentError([Problem(record, 1, *_say.advice("no_copy"))])
    return edition.read(record)


def plan(root: Path, newer: Installed, in_use: Collection[str] = ()) -> Plan:
    """Return what it takes to bring the copy in `root` up to `newer`; files `in_use` wait. Raises ContentError."""
    before, after = came_from(root), newer.edition
    done: dict[str, list[str]] = {each: [] for each in ("added", "replaced", "removed", "both", "ended", "waiting")}
    for name in sorted({*before.files, *after.files}):
        step = _step(_content(root / name), before.files.get(name), after.files.get(name))
        if step:
            done["waiting" if name in in_use else step].append(name)
    return Plan(before, after, **done)


def _step(mine: bytes | None, old: str | None, new: str | None) -> str | None:
    """Return what is done with a file, given what it holds here, and its sums in both editions; None for nothing."""
    if old == new or _is(mine, new):
        return None
    if not _is(mine, old):
        return "both" if new else "ended"
    if mine is None:
        return "added"
    return "replaced" if new else "removed"


def _is(mine: bytes | None, fingerprint: str | None) -> bool:
    return fingerprint is None if mine is None else edition.holds(mine, fingerprint)


def carry_out(root: Path, newer: Installed, steps: Plan) -> Path | None:
    """Do what `steps` say. Return the zip of what was replaced or removed; None where nothing was."""
    kept = _keep(root, steps)
    for name in steps.both:
        _write(root, steps.beside(name), newer.content(name))
    for name in (*steps.added, *steps.replaced):
        _write(root, name, newer.content(name))
    for name in steps.removed:
        _remove(root, name)
    _write(root, RECORD, _record(steps).model_dump_json(indent=1).encode())
    return kept


def _record(steps: Plan) -> Edition:
    """Return the new edition, but for the files that wait: of those the copy has what it came with."""
    files = steps.after.files | {name: steps.before.files[name] for name in steps.waiting if name in steps.before.files}
    return steps.after.model_copy(update={"files": files})


def _keep(root: Path, steps: Plan) -> Path | None:
    names = [*steps.replaced, *steps.removed]
    if not names:
        return None
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, strict_timestamps=False) as archive:
        for name in names:
            archive.write(root / name, name)
    name = f"{BESIDE}/{datetime.now(UTC):%Y-%m-%dT%H-%M-%S.%fZ}-before-{steps.after.version}.zip"
    _write(root, name, packed.getvalue())
    return root / name


def _write(root: Path, name: str, content: bytes) -> None:
    """Write a file whole or not at all; what was cut short lies where no build reads it."""
    draft = root / BESIDE / ".draft"
    for folder in (draft.parent, (root / name).parent):
        folder.mkdir(parents=True, exist_ok=True)
    with draft.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(root / name)


def _remove(root: Path, name: str) -> None:
    (root / name).unlink()
    for folder in (root / name).relative_to(root).parents:
        if folder != Path() and not any((root / folder).iterdir()):
            (root / folder).rmdir()


def _content(file: Path) -> bytes | None:
    return file.read_bytes() if file.is_file() else None
