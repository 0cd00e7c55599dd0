"""The commands for keeping: who is known, one learner's work in the right place, backups."""

from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from widerwindow.cli.output import add_commands, add_for_cohorts, course_here, line, short
from widerwindow.cli.writing import alone
from widerwindow.content.course import Course
from widerwindow.messages import Messages

_say = Messages(__package__)

Yes = Annotated[bool, typer.Option("--yes", help=_say("without_asking"))]


def add_to(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    add_for_cohorts(app, learners, rename, merge, forget, kept_aside, backup, restore)
    add_commands(app, expire)


def learners(
    roster: Annotated[Path | None, typer.Option(metavar="FILE.csv", help=_say("roster"))] = None,
    worksheet: Annotated[Path | None, typer.Option(metavar="FILE.csv", help=_say("grading_worksheet"))] = None,
) -> None:
    """List who is known, and who has handed in what."""
    from widerwindow.grading.keeping.listing import listed

    course = course_here()
    found, zone = listed(course, roster, worksheet), ZoneInfo(course.profile().zone)
    for each in found:
        who = f"{each.code} ({each.name})" if each.code and each.name else each.code or each.name
        came = [
            _say("handed_in", quiz=quiz, time=when.at.astimezone(zone))
            if when.known
            else _say("handed_in_once", quiz=quiz)
            for quiz, when in each.handed_in.items()
            if when
        ]
        open_ = [quiz for quiz, when in each.handed_in.items() if not when]
        missing = open_ and _say("not_handed_in", quizzes=open_)
        line(f"{who}:", *came, missing, not each.expected and _say("not_expected"), each.doubt)
    line(_say("how_many_learners", count=len(found)))


def rename(
    old: Annotated[str, typer.Argument(metavar="OLD", help=_say("old_code"))],
    new: Annotated[str, typer.Argument(metavar="NEW", help=_say("new_code"))],
) -> None:
    """Give a learner another code."""
    from widerwindow.grading.keeping import moving

    course = course_here()
    with alone(course, "rename"):
        moving.rename(course, old, new)
    line(_say("renamed", old=old, new=new))


def merge(
    old: Annotated[str, typer.Argument(metavar="FROM", help=_say("from_code"))],
    new: Annotated[str, typer.Argument(metavar="INTO", help=_say("into_code"))],
) -> None:
    """Bring two codes of one person together."""
    from widerwindow.grading.keeping import moving

    course = course_here()
    with alone(course, "merge"):
        merged = moving.merge(course, old, new)
    for each in merged:
        if each.when:
            time = each.when.astimezone(ZoneInfo(course.profile().zone))
            line(_say("counts", quiz=each.quiz, code=each.learner, time=time))
        else:
            line(_say("counts_once", quiz=each.quiz, code=each.learner))
    line(_say("merged", old=old, new=new))
    for each in merged:
        line(_say("mark_again", quiz=each.quiz))


def forget(code: Annotated[str, typer.Argument(metavar="CODE", help=_say("code_meant"))], yes: Yes = False) -> None:
    """Erase a learner everywhere."""
    from widerwindow.grading.keeping import cohorts, forgetting

    course = course_here()
    if not yes:
        typer.confirm(_say("really_forget", code=code), abort=True)
    with alone(course, "forget", keep=()):
        erased, left = forgetting.forget(course, code)
    for each in erased:
        line(_say(f"erased_{each.place}", count=each.count))
    line(_say("forgotten" if erased else "nobody_forgotten", code=code))
    for file in left:
        line(_say("still_named", file=short(file)))
    for name in cohorts.with_code(course, code):
        line(_say("code_elsewhere", code=code, name=name))
    line(_say("elsewhere"))


def kept_aside(
    delete: Annotated[list[str] | None, typer.Option("--delete", metavar="NAME", help=_say("delete"))] = None,
    older_than: Annotated[int | None, typer.Option(metavar="DAYS", min=0, help=_say("older_than"))] = None,
    yes: Yes = False,
) -> None:
    """List what was put aside, or delete some of it."""
    from widerwindow.grading.collecting.aside import Index

    course = course_here()
    found = Index(course).entries()
    if delete is None and older_than is None:
        for each in found:
            name = each.kept or _say("not_kept")
            origin = each.origin and _say("came_from", origin=each.origin)
            line(_say("aside", name=name, count=each.days), origin, each.person, each.reason)
        line(_say("how_many_aside", count=len(found)))
        return
    goes = [
        each for each in found if each.kept in (delete or ()) or (older_than is not None and each.days >= older_than)
    ]
    for each in goes:
        line(_say("would_delete", name=each.kept or each.origin, count=each.days))
    if goes and not yes:
        typer.confirm(_say("really_delete", count=len(goes)), abort=True)
    with alone(course, "kept-aside", keep=()):
        index = Index(course)
        deleted = index.drop(goes.__contains__)
        index.save()
    line(_say("deleted", count=deleted))
    for name in set(delete or ()) - {each.kept for each in goes}:
        line(_say("not_aside", name=name))


def backup(
    file: Annotated[Path | None, typer.Argument(metavar="[FILE]", help=_say("file_meant"))] = None,
    to: Annotated[Path | None, typer.Option("--to", metavar="FOLDER", help=_say("to_folder"))] = None,
    keep: Annotated[int | None, typer.Option("--keep", metavar="N", min=1, help=_say("keep_newest"))] = None,
) -> None:
    """Write all that is not the course itself into one zip, or everything into a new folder."""
    from widerwindow.grading.keeping import backups

    course = course_here()
    if (file and to) or (keep and not to):
        line(_say("backup_one_way"))
        raise typer.Exit(1)
    if to:
        _copy_everything(course, to, keep)
        return
    made = file or backups.new_file(course)
    with alone(course, "backup", keep=()):
        has_gradebook = backups.write(course, backups.WHOLE, made)
    line(_say("backed_up", file=short(made)), not has_gradebook and _say("no_gradebook_in_it"))


def _copy_everything(course: Course, to: Path, keep: int | None) -> None:
    from widerwindow.grading.keeping import everything

    line(_say("copied", folder=everything.write(course, to)))
    old = everything.drop_old(to, keep) if keep else []
    if old:
        line(_say("old_copies_gone", count=len(old)))


def restore(file: Annotated[Path, typer.Argument(metavar="FILE", help=_say("backup_meant"))], yes: Yes = False) -> None:
    """Bring a backup back, or all those in a copy of everything."""
    from widerwindow.grading.keeping import backups, everything, restoring

    course, whole = course_here(), file.is_dir()
    for held in everything.held(file) if whole else [backups.read(file)]:
        line(
            held.cohort and _say("of_the_cohort", cohort=held.cohort), _say("backup_made", time=held.made.astimezone())
        )
        for each in restoring.replaced(Course(course.root, held.cohort) if whole else course, held):
            line(_say("would_replace", part=each.part, now=each.now, then=each.then))
    if not yes:
        typer.confirm(_say("really_restore"), abort=True)
    again = everything.restore(course, file) if whole else _restore_one(course, file)
    line(_say("restored", folder=short(backups.folder(course))))
    if again:
        line(_say("forgotten_again", codes=again))


def _restore_one(course: Course, file: Path) -> list[str]:
    from widerwindow.grading.keeping import backups, restoring

    held = backups.read(file)
    with alone(course, "restore", keep=held.parts):
        return restoring.restore(course, held)


def expire(
    yes: Yes = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=_say("expire_dry_run"))] = False,
) -> None:
    """Delete what is past the time that organisation.yml keeps it, in every group."""
    from widerwindow.grading.keeping import expiring

    found = expiring.past(course_here())
    for each in found:
        line(each.told)
    if not found:
        line(_say("nothing_past"))
    if dry_run or not found:
        return
    if not yes:
        typer.confirm(_say("really_expire", count=len(found)), abort=True)
    expiring.expire(found)
    line(_say("expired", count=len(found)), _say("elsewhere"))
