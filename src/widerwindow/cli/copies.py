"""The commands for an organisation's own copy: make it, bring it up to date, and see its helplines in one view."""

import sys
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from widerwindow.cli.output import add_commands, course_here, line, now_and_then, short, tell
from widerwindow.cli.writing import alone
from widerwindow.content import checker
from widerwindow.content.about.organisation import Contact, Helpline
from widerwindow.content.copies import copying, edition, upgrading
from widerwindow.content.copies.copying import Wishes
from widerwindow.content.copies.leaving_out import Cut
from widerwindow.content.core.problems import mistakes
from widerwindow.content.course import Course
from widerwindow.messages import Messages

_say = Messages(__package__)


def add_to(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    add_commands(app, upgrade, helplines)


def way(given: str) -> tuple[str, str]:
    """Return who is reached and how, from `WHO=HOW`. Raises BadParameter where it is not written so."""
    who, _, how = given.partition("=")
    if not (who.strip() and how.strip()):
        raise typer.BadParameter(_say("no_way", given=given))
    return who.strip(), how.strip()


def start(folder: Path, wishes: Wishes) -> None:
    """Make a copy of the course that is installed, and say what to do with it. Raises CannotStartError."""
    newest = _installed()
    wishes = _asked(newest, wishes) if sys.stdin.isatty() else wishes
    made = copying.start(newest, folder, wishes)
    line(_say("new_copy_is", version=newest.edition.version, folder=short(made.course.root)))
    left_out = [_say("line_left_out", name=each.name, nations=each.nations) for each in made.helplines]
    _list(_say("lines_left_out", nations=wishes.nations), left_out)
    _list(_say("links_made_text"), made.pages)
    if wishes.left_out:
        _tell_mistakes(made.course)
    line(_say("new_copy_next"))


def _tell_mistakes(course: Course) -> None:
    """Say what has to be mended because of modules that were left out: other pages may rest on what they said."""
    with now_and_then(lambda: _say("checking", count=len(course.pages())), seconds=2):
        found = mistakes(checker.problems(course, date.min))
    if found:
        line(_say("to_mend_first"))
        tell(found)


def upgrade(dry_run: Annotated[bool, typer.Option("--dry-run", help=_say("dry_run"))] = False) -> None:
    """Bring a copy up to the edition that is installed."""
    from widerwindow.grading.setting.in_use import in_use

    course = course_here()
    mine = upgrading.came_from(course.root)
    newest = Cut(_installed(mine.course), mine.left_out)
    if dry_run:
        _tell(upgrading.plan(course.root, newest, in_use(course)))
        line(_say("was_dry_run"))
        return
    with alone(course, "upgrade"):
        steps = upgrading.plan(course.root, newest, in_use(course))
        kept = upgrading.carry_out(course.root, newest, steps)
    _tell(steps)
    if kept:
        line(_say("upgrade_kept", file=short(kept)))
    if not steps.is_idle:
        line(_say("upgrade_next"))


def helplines() -> None:
    """Say which helplines the copy gives in each nation, which it does not, and when each is to be checked again."""
    organisation, today = course_here().organisation(), date.today()
    for nation in organisation.nations:
        there = [_helpline(each, today) for each in organisation.lines if nation in each.nations]
        _list(_say("nation", nation=nation), there)
        _list(_say("lacking", nation=nation), [each.name for each in organisation.lines if nation not in each.nations])
    due = sum(each.is_due(today) for each in organisation.lines)
    line(_say("helplines_due", count=due) if organisation.lines else _say("no_helplines"))


def _helpline(each: Helpline, today: date) -> str:
    days = {"checked": each.checked_on, "day": each.review_by}
    checked = _say("review_past" if each.is_due(today) else "review_by", **days)
    return f"{each.name}: {each.number}. {checked}"


def _installed(course: str | None = None) -> edition.Installed:
    try:
        return edition.installed(course)
    except edition.NoCourseError as error:
        line(error)
        raise typer.Exit(1) from None


def _asked(newest: edition.Installed, given: Wishes) -> Wishes:
    """Return what is wished, where a person is asked for what is not given."""
    there = copying.of(newest)
    name = given.name or typer.prompt(_say("ask_organisation"), default=there.name)
    leave = given.exit or typer.prompt(_say("ask_exit"), default=there.exit.address if there.exit else "")
    ways = given.contacts or dict(_asked_of(each) for each in there.contacts)
    left_out = given.left_out or _several(_ask(_say("ask_without", known=copying.modules(newest))))
    nations = given.nations or _several(_ask(_say("ask_nation", known=there.nations))) if there.nations else ()
    logo = given.logo or _ask(_say("ask_logo"))
    words = given.logo_text or (typer.prompt(_say("ask_logo_text"), default=name) if logo else None)
    return replace(
        given,
        name=name,
        exit=leave,
        contacts=ways,
        left_out=left_out,
        nations=nations,
        logo=Path(logo) if logo else None,
        logo_text=words,
    )


def _ask(question: str) -> str:
    return str(typer.prompt(question, default="", show_default=False)).strip()


def _asked_of(contact: Contact) -> tuple[str, str]:
    return contact.name, typer.prompt(_say("ask_contact", name=contact.name, role=contact.role), default=contact.how)


def _several(given: str) -> list[str]:
    return [each.strip() for each in given.split(",") if each.strip()]


def _tell(steps: upgrading.Plan) -> None:
    """Say what an upgrade does to which files, and what is left to a person."""
    line(_say("upgrade_from", before=steps.before.version, after=steps.after.version))
    if steps.is_idle:
        line(_say("upgrade_idle"))
    _list(_say("upgrade_added", count=len(steps.added)), steps.added)
    _list(_say("upgrade_replaced", count=len(steps.replaced)), steps.replaced)
    _list(_say("upgrade_removed", count=len(steps.removed)), steps.removed)
    _list(_say("upgrade_both"), [_say("both", file=name, new=steps.beside(name)) for name in steps.both])
    _list(_say("upgrade_ended"), steps.ended)
    _list(_say("upgrade_waiting"), steps.waiting)


def _list(title: str, entries: Iterable[str]) -> None:
    shown = [f"  {each}" for each in entries]
    for each in [title, *shown] if shown else ():
        line(each)
