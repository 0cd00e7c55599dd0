"""Makes an organisation's own copy of the edition that is installed, as the organisation wishes it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

from widerwindow.content import double_click, new_folder
from widerwindow.content.about.logo import wrong_with
from widerwindow.content.about.organisation import Helpline, Organisation
from widerwindow.content.copies.edition import RECORD, Installed
from widerwindow.content.copies.leaving_out import Cut
from widerwindow.content.core.reading import parse
from widerwindow.content.core.rewriting import held, rewritten
from widerwindow.content.course import Course
from widerwindow.content.new_folder import CannotStartError
from widerwindow.messages import Messages

_say = Messages(__package__)

_ORGANISATION = "organisation.yml"


@dataclass(frozen=True)
class Wishes:
    """What an organisation says of itself; what it leaves out stays as the edition has it."""

    name: str | None = None
    exit: str | None = None
    contacts: Mapping[str, str] = field(default_factory=dict)
    """How each contact is reached, by the contact's name."""

    left_out: Sequence[str] = ()
    """The modules that it does without, by the names of their folders."""

    nations: Sequence[str] = ()
    """Whose helplines are kept; all, where none is named."""

    logo: Path | None = None
    logo_text: str | None = None


class Made(NamedTuple):
    """A copy, and what its organisation has to look after: helplines left out, and pages with links made text."""

    course: Course
    helplines: list[Helpline]
    pages: list[str]


def of(newest: Installed) -> Organisation:
    """Return what the edition says of an organisation, before one has said anything of itself."""
    return parse(_text(newest), Path(_ORGANISATION), Organisation)


def modules(newest: Installed) -> list[str]:
    """Return the modules that a copy can do without: no page of the shell, which every page leads to, is in them."""
    course = Course(newest.folder)
    profile = course.profile()
    shell = [page for _, page in profile.pages] + [profile.glossary and profile.glossary.page]
    needed = {page.partition("/")[0] for page in shell if page}
    return [name for name in course.modules() if name not in needed]


def start(whole: Installed, folder: Path, wishes: Wishes) -> Made:
    """Write a copy into `folder` and return it. Raises CannotStartError or ContentError, with nothing written."""
    _refuse(whole, wishes)
    newest = Cut(whole, wishes.left_out)
    text = rewritten(_text(newest), _own(held(_text(newest)), wishes))
    parse(text, Path(_ORGANISATION), Organisation)

    def write(made: Path) -> None:
        for name in newest.edition.files:
            (made / name).parent.mkdir(parents=True, exist_ok=True)
            (made / name).write_bytes(newest.content(name))
        (made / _ORGANISATION).write_bytes(text.encode())
        (made / RECORD).write_text(newest.edition.model_dump_json(indent=1), encoding="utf-8")
        (made / ".gitignore").write_bytes(files("widerwindow.content").joinpath("starter/gitignore").read_bytes())
        if wishes.logo:
            (made / _named(wishes.logo)).write_bytes(wishes.logo.read_bytes())
        double_click.write(made)

    return Made(new_folder.start(folder, write), _lacking(of(whole), wishes.nations), newest.with_links_made_text())


def _lacking(there: Organisation, nations: Sequence[str]) -> list[Helpline]:
    return [line for line in there.lines if nations and not set(nations) & set(line.nations)]


def _text(newest: Installed) -> str:
    return newest.content(_ORGANISATION).decode()


def _own(said: dict[str, Any], wishes: Wishes) -> dict[str, Any]:
    """Return what `organisation.yml` says, with what is wished in it."""
    own = {"name": wishes.name or said["name"]}
    if wishes.logo:
        own["logo"] = {"file": _named(wishes.logo), "text": wishes.logo_text or own["name"]}
    own = own | {name: value for name, value in said.items() if name not in own}
    if wishes.exit:
        there = said["exit"] if isinstance(said["exit"], dict) else {"label": _say("leave")}
        own["exit"] = there | {"address": wishes.exit}
    own["contacts"] = [each | {"how": wishes.contacts.get(each["name"], each["how"])} for each in said["contacts"]]
    if wishes.nations:
        own["helplines"] = _nearest(said["helplines"], wishes.nations)
    return own


def _nearest(lines: list[dict[str, Any]], nations: Sequence[str]) -> list[dict[str, Any]]:
    """Return the helplines for `nations`, those first that are for few others: they know the place."""
    return sorted(
        (each for each in lines if set(nations) & set(each["nations"])), key=lambda each: len(each["nations"])
    )


def _refuse(newest: Installed, wishes: Wishes) -> None:
    there, able = of(newest), modules(newest)
    people, nations = [each.name for each in there.contacts], there.nations or [_say("none")]
    for name in set(wishes.contacts) - set(people):
        raise CannotStartError(_say("no_contact", name=name, known=people))
    for nation in set(wishes.nations) - set(nations):
        raise CannotStartError(_say("no_nation", nation=nation, known=nations))
    for name in set(wishes.left_out) - set(able):
        raise CannotStartError(_say("no_module", name=name, known=able or [_say("none")]))
    if wishes.logo:
        _refuse_logo(wishes.logo)


def _refuse_logo(file: Path) -> None:
    try:
        wrong = wrong_with(_named(file), file.read_bytes())
    except OSError as error:
        raise CannotStartError(_say("no_logo_file", file=file, reason=error.strerror)) from None
    if wrong:
        raise CannotStartError(f"{wrong.message} {wrong.hint}")


def _named(logo: Path) -> str:
    """Return what the logo's file is called in a copy."""
    return f"logo{logo.suffix.lower()}"
