"""The commands for what is up on a web server: the headers that it wants, and a look at it from outside."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from widerwindow.cli.output import add_commands, line, lines
from widerwindow.messages import Messages
from widerwindow.site.page.headers import Server, written_for

if TYPE_CHECKING:
    from widerwindow.site.doctor.finding import Finding, Report

_MOST_PLACES = 3

_say = Messages(__package__)


def add_to(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    add_commands(app, headers, doctor)


def headers(
    server: Annotated[Server, typer.Option("--for", help=_say("headers_for"))] = Server.PLAIN,
    framed_by: Annotated[list[str] | None, typer.Option(metavar="ADDRESS", help=_say("framed_by"))] = None,
) -> None:
    """Print the headers as a server is told them."""
    lines(written_for(server, framed_by or ()))


def doctor(address: Annotated[str, typer.Argument(metavar="URL", help=_say("doctor_address"))]) -> None:
    """Look at a copy or a classroom that is up, and say what has to be mended."""
    from widerwindow.site.doctor import look
    from widerwindow.site.doctor.finding import Weight
    from widerwindow.site.doctor.way_in import UnreachableError

    try:
        report = look(address, date.today())
    except UnreachableError as error:
        line(error)
        raise typer.Exit(1) from None
    _tell(report)
    if report.weighing(Weight.WRONG):
        raise typer.Exit(1)


def _tell(report: "Report") -> None:
    from widerwindow.site.doctor.finding import Weight

    wrong, fixed = report.weighing(Weight.WRONG), report.weighing(Weight.FIXED)
    if report.files is None:
        line(_say("doctor_looked_in", address=report.address))
    else:
        line(_say("doctor_looked", count=report.files, address=report.address))
    line(_say("to_mend", count=len(wrong)) if wrong else _say("doctor_well"))
    _tell_each(wrong)
    if fixed:
        line(_say("doctor_fixed"))
    _tell_each([*fixed, *report.weighing(Weight.TOLD)])


def _tell_each(findings: "list[Finding]") -> None:
    for finding in findings:
        lines(finding.advice.message, style="bold")
        for place in finding.seen_at[:_MOST_PLACES]:
            line(_say("doctor_place", place=place))
        if more := len(finding.seen_at[_MOST_PLACES:]):
            line(_say("doctor_more_places", count=more))
        lines(_say("doctor_hint", hint=finding.advice.hint))
