"""Whose a file is. What counts more comes first; where two things contradict, both are kept and somebody is asked."""

import io
import zipfile
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from moodle_download import ANNA, download, worksheet
from room import QUIZ, as_bytes, blank, hand_in

from widerwindow.content.course import Course
from widerwindow.grading.collecting.collect import Collected, collect


def made(course: Course, learner: str | None, answer: str = "rain", day: int = 20) -> bytes:
    saved = f"2026-11-{day}T10:00:00Z"
    return as_bytes(hand_in(blank(course), {"dark-clouds": answer}, learner=learner, saved=saved))


@pytest.fixture
def post(tmp_path: Path) -> Path:
    """Return the folder where hand-ins arrive."""
    (tmp_path / "post").mkdir()
    return tmp_path / "post"


def arrive(post: Path, files: Mapping[str, bytes]) -> Path:
    for name, data in files.items():
        (post / name).parent.mkdir(parents=True, exist_ok=True)
        (post / name).write_bytes(data)
    return post


def who(found: list[Collected]) -> list[tuple[str | None, str]]:
    return [(each.learner, each.outcome) for each in found]


def there(course: Course) -> dict[str, bytes]:
    """Return what counts, by learner."""
    found = sorted((course.exercises / "submitted").glob(f"*/{QUIZ}/{QUIZ}.ipynb"))
    return {file.parts[-3]: file.read_bytes() for file in found}


def aside(course: Course) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in (course.exercises / "kept-aside").glob("*")}


def answer(course: Course, kept: Path | None, code: str) -> list[Collected]:
    """Answer as the trainer does: give the file its name, and collect it from there."""
    assert kept is not None
    return collect(course, [kept.rename(kept.with_name(f"{QUIZ}--{code}.ipynb"))])


def roster(course: Course, text: str, code: str = "utf-8") -> None:
    (course.exercises / "roster.csv").write_bytes(text.encode(code))


def test_a_name_that_says_another_code_than_the_file_replaces_nobody(course: Course, post: Path) -> None:
    hers, other = made(course, "aaa"), made(course, "aaa", "nothing", 25)
    collect(course, [arrive(post, {f"{QUIZ}--aaa.ipynb": hers})])
    (found,) = collect(course, [arrive(post / "more", {f"{QUIZ}--zz1.ipynb": other})])
    assert found.outcome == "refused"
    assert "Its name says “zz1”, and in the file stands “aaa”" in str(found.reason)
    assert there(course) == {"aaa": hers}
    assert not (course.exercises / "earlier").exists()
    assert who(collect(course, [course.exercises / "kept-aside"])) == [(None, "refused")]
    assert who(answer(course, found.kept, "zz1")) == [("zz1", "new")]
    assert there(course) == {"aaa": hers, "zz1": other}


def test_a_doubt_uses_up_no_attempt(course: Course, post: Path) -> None:
    quiz = course.exercises / "quizzes" / f"{QUIZ}.yml"
    quiz.write_text(quiz.read_text().replace("outcomes:", "attempts: 1\noutcomes:", 1))
    arrive(
        post, {f"1/{QUIZ}--zz1.ipynb": made(course, "aaa", "nothing", 19), f"2/{QUIZ}--aaa.ipynb": made(course, "aaa")}
    )
    assert who(collect(course, [post])) == [(None, "refused"), ("aaa", "new")]


@pytest.mark.parametrize("copy", ["-Copy1", "_1", "-2", "-DESKTOP-7GH2KQ1", "-LAPTOP-AB12CD34", "-copy-2"])
@pytest.mark.parametrize("known", ["collected", "listed", "in the same folder"])
def test_a_copy_is_no_new_learner(course: Course, post: Path, copy: str, known: str) -> None:
    newer = made(course, None, "nothing", 25)
    match known:
        case "collected":
            collect(course, [arrive(post / "before", {f"{QUIZ}--k7f3.ipynb": made(course, "k7f3")})])
        case "listed":
            roster(course, "Code;Name\nk7f3;Ada\n")
        case _:
            arrive(post, {f"now/{QUIZ}--k7f3.ipynb": made(course, "k7f3")})
    found = collect(course, [arrive(post / "now", {f"{QUIZ}--k7f3{copy}.ipynb": newer})])
    assert there(course) == {"k7f3": newer}
    assert f"“k7f3{copy}” was taken for a copy" in str(found[-1].note)


def test_what_may_be_a_copy_or_a_code_is_asked_and_not_guessed(course: Course, post: Path) -> None:
    (found,) = collect(course, [arrive(post, {f"{QUIZ}--q4q4-2.ipynb": made(course, None)})])
    assert "“q4q4-2” may be a code, or a copy of the file of “q4q4”" in str(found.reason)
    assert there(course) == {}
    assert who(answer(course, found.kept, "q4q4-2")) == [("q4q4-2", "new")]


def test_what_may_be_one_learners_copy_or_anothers_code_is_asked(course: Course, post: Path) -> None:
    arrive(post, {f"1/{QUIZ}--anna-2.ipynb": made(course, "anna-2"), f"2/{QUIZ}--anna-2.ipynb": made(course, None)})
    arrive(post, {f"3/{QUIZ}--anna.ipynb": made(course, "anna")})
    assert who(collect(course, [post])) == [("anna-2", "new"), ("anna", "new"), (None, "refused")]


def test_a_code_that_looks_like_a_copys_is_one_where_the_file_says_so(course: Course, post: Path) -> None:
    arrive(post, {f"{QUIZ}--anna-2.ipynb": made(course, "anna-2"), f"{QUIZ}--anna.ipynb": made(course, "anna")})
    assert who(collect(course, [post])) == [("anna-2", "new"), ("anna", "new")]
    newer = made(course, "anna", "nothing", 25)
    (found,) = collect(course, [arrive(post / "more", {f"{QUIZ}--anna-2.ipynb": newer})])
    assert found.outcome == "refused"  # it may be a copy of Anna's, or the other's
    (found,) = collect(course, [arrive(post / "more still", {f"{QUIZ}--anna-3.ipynb": newer})])
    assert (found.learner, found.outcome) == ("anna", "newer")


CANVAS = f"smithanna_70017_900108_{QUIZ}--a1.ipynb", f"smithanne_LATE_70018_900109_{QUIZ}--a1.ipynb"
BRIGHTSPACE = (
    f"31003-88120 - Anna Smith - 20 November, 2026 700 PM/{QUIZ}.ipynb",
    f"31004-88120 - Anne Smith - 20 November, 2026 730 PM/{QUIZ}.ipynb",
)
BLACKBOARD = (
    f"Window quiz_asmith_attempt_2026-11-20-17-00-00_{QUIZ}--a1.ipynb",
    f"Window quiz_asmythe_attempt_2026-11-20-17-30-00_{QUIZ}--a1.ipynb",
)
TEAMS = (
    f"Student Work/Submitted files/Anna O'Smith/Window quiz/Version 1/{QUIZ}--a1.ipynb",
    f"Student Work/Submitted files/Anne O'Smith/Window quiz/Version 1/{QUIZ}--a1.ipynb",
)
CLASSROOM = f"Anna Smith - {QUIZ}--a1.ipynb", f"Anne Smith - {QUIZ}--a1.ipynb"
IN_GERMAN = tuple(name.replace("Student Work/Submitted", "Aufgaben/Gesendete") for name in TEAMS)
IN_NO_LANGUAGE = tuple(name.replace("Submitted files", "Oddá").replace("Version 1", "1. bodda") for name in TEAMS)
IN_SPANISH = tuple(name.replace("_attempt_", "_intento_") for name in BLACKBOARD)
IN_FRENCH = tuple(name.replace("20 November, 2026 7", "20 novembre 2026 19").replace(" PM", "") for name in BRIGHTSPACE)
LAYOUTS = [CANVAS, BRIGHTSPACE, BLACKBOARD, TEAMS, CLASSROOM, IN_GERMAN, IN_SPANISH, IN_FRENCH]


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("packed", [True, False])
def test_one_code_of_two_people_is_kept_twice_and_asked(
    course: Course, post: Path, layout: tuple[str, str], packed: bool
) -> None:
    hers, others = made(course, "a1"), made(course, "a1", "nothing", 25)
    newer = made(course, "a1", "snow-for-sure", 26)
    files = dict(zip(layout, (hers, others), strict=True))
    if packed:
        with zipfile.ZipFile(post / "all.zip", "w") as archive:
            for name, data in files.items():
                archive.writestr(name, data)
    else:
        arrive(post, files)
    first, second = collect(course, [post])
    assert (first.learner, first.outcome, second.outcome) == ("a1", "new", "refused")
    assert "“a1” is the code of" in str(second.reason)
    assert there(course) == {"a1": hers}
    again = collect(course, [course.exercises / "kept-aside"])
    assert (who(again), again[0].reason) == ([(None, "refused")], str(second.reason).replace("Anne O'", "Anne O"))
    assert who(answer(course, second.kept, "a2")) == [("a2", "new")]
    next_week = layout[1].replace("20 n", "27 n").replace("20 N", "27 N").replace("2026-11-20", "2026-11-27")
    (later,) = collect(course, [arrive(post / "later", {next_week: newer})])
    assert (later.learner, later.outcome) == ("a2", "newer")
    assert "Its file says “a1”" in str(later.note)
    assert there(course) == {"a1": hers, "a2": newer}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_whoever_was_met_under_one_code_does_not_become_another(
    course: Course, post: Path, layout: tuple[str, str]
) -> None:
    collect(course, [arrive(post / "1", {layout[0]: made(course, "a1")})])
    other = layout[0].replace("a1", "b2")
    (found,) = collect(course, [arrive(post / "2", {other: made(course, "b2")})])
    assert found.outcome == "refused"
    assert "whose code was a1. This file says “b2”" in str(found.reason)
    (found,) = collect(course, [arrive(post / "3", {layout[0].replace("--a1", ""): made(course, None)})])
    assert (found.learner, found.outcome) == ("a1", "newer")


@pytest.mark.parametrize(
    ("layout", "people"),
    [
        (CANVAS, "Code,Last name,First name\nx1,Smith,Anna\nx2,Smith,Anne\n"),
        (BRIGHTSPACE, "\ufeffName;Code\nAnna Smith;x1\n Smith, Anne;x2\n"),
        (BLACKBOARD, "learner,user name\nx1,asmith\nx2,asmythe\n"),
        (BLACKBOARD, "learner\tE-mail\nx1\tasmith@example.org\nx2\tasmythe@example.org\n"),
        (TEAMS, "code,full name\nx1,Anna O’Smith\nx2,Anne O’Smith\n"),
        (CLASSROOM, "code,name\nx1,ANNA SMITH\nx2,ANNE SMITH\n"),
    ],
)
@pytest.mark.parametrize("code", ["utf-8", "utf-16", "cp1252"])
def test_the_roster_says_who_sent_it(
    course: Course, post: Path, layout: tuple[str, str], people: str, code: str
) -> None:
    roster(course, people.lstrip("\ufeff"), code)
    found = collect(course, [arrive(post, {name: made(course, "a1", day=day) for day, name in enumerate(layout, 20)})])
    assert who(found) == [("x1", "new"), ("x2", "new")]
    assert all("Its file says “a1”" in str(each.note) for each in found)


def test_two_people_of_one_name_are_told_apart_or_asked_about(course: Course, post: Path) -> None:
    roster(course, "code,name,id\na1,Anna Smith,70017\na2,Anna Smith,70019\n")
    arrive(
        post, {f"smithanna_70019_1_{QUIZ}.ipynb": made(course, None), f"smithanna_5_2_{QUIZ}.ipynb": made(course, None)}
    )
    asked, told = collect(course, [post])
    assert (asked.outcome, told.learner) == ("refused", "a2")
    assert "that may be a1, a2" in str(asked.reason) or "that may be a1 and a2" in str(asked.reason)


@pytest.mark.parametrize("names", [("\N{CHERRY BLOSSOM}", "\N{SUNFLOWER}"), ("たかだ ゆき", "たがた ゆき")])
def test_a_name_that_is_not_quite_another_s_gets_nobody_s_code(course: Course, post: Path, names: list[str]) -> None:
    hers = made(course, "k1")
    places = [f"Submitted files/{name}/Quiz one/Version 1/{QUIZ}.ipynb" for name in names]
    collect(course, [arrive(post / "1", {places[0]: hers})])
    (found,) = collect(course, [arrive(post / "2", {places[1]: made(course, None, "nothing", 25)})])
    assert "It does not say whose it is" in str(found.reason)
    assert there(course) == {"k1": hers}


def test_a_number_of_something_else_is_nobodys(course: Course, post: Path) -> None:
    roster(course, "code,name,student number\nb1,Ben Lee,31003\n")
    found = collect(course, [arrive(post, {BRIGHTSPACE[0]: made(course, "a1")})])
    assert who(found) == [("a1", "new")]
    assert "a1 is not on your list of learners" in str(found[0].note)


def test_somebody_else_does_not_get_the_code_of_one_on_the_roster(course: Course, post: Path) -> None:
    roster(course, "code,name\na1,Anna Smith\n")
    (found,) = collect(course, [arrive(post, {CANVAS[1]: made(course, "a1")})])
    assert "smithanne sent it. “a1” is the code of Anna Smith" in str(found.reason)


def test_a_code_from_moodle_is_not_taken_by_somebody_from_elsewhere(course: Course, post: Path, tmp_path: Path) -> None:
    moodle = download(tmp_path / "all.zip", {f"{ANNA}/{QUIZ}.ipynb": made(course, "a1")})
    collect(course, [moodle], worksheet=worksheet(tmp_path / "Grades.csv"))
    (found,) = collect(course, [arrive(post, {CLASSROOM[1]: made(course, "a1", day=25)})])
    assert "“a1” is the code of Anna Adeyemi" in str(found.reason)


def test_a_name_in_place_of_a_code_is_found_on_the_roster(course: Course, post: Path) -> None:
    roster(course, "code,name\nj1,Jürgen Weiß\nn1,Nguyễn Thị Ánh\n")
    arrive(post, {"1.ipynb": made(course, "JÜRGEN WEISS"), "2.ipynb": made(course, "Nguyễn Thị Ánh")})
    assert who(collect(course, [post])) == [("j1", "new"), ("n1", "new")]


def test_the_capitals_of_the_roster_hold(course: Course, post: Path) -> None:
    roster(course, "code\nK7F3\n")
    assert who(collect(course, [arrive(post, {"a.ipynb": made(course, "k7f3")})])) == [("K7F3", "new")]


@pytest.mark.parametrize("known", ["collected", "listed"])
def test_a_code_that_lost_its_zeros_is_no_new_learner(course: Course, post: Path, known: str) -> None:
    if known == "collected":
        collect(course, [arrive(post / "before", {"a.ipynb": made(course, "0042")})])
    else:
        roster(course, "code\n0042\n")
    (found,) = collect(course, [arrive(post / "now", {f"{QUIZ}--42.ipynb": made(course, None, day=25)})])
    assert found.outcome == "refused"
    assert "“42” may be “0042”" in str(found.reason)
    assert who(answer(course, found.kept, "0042"))[0][0] == "0042"


def test_a_spreadsheet_that_ate_zeros_from_moodles_list_makes_no_second_learner(course: Course, tmp_path: Path) -> None:
    sheet = worksheet(tmp_path / "Grades.csv")
    for day in (20, 25):
        files = download(tmp_path / f"{day}.zip", {f"{ANNA}/{QUIZ}.ipynb": made(course, "0042", day=day)})
        found = collect(course, [files], worksheet=sheet)
        learners = course.exercises / "moodle" / "learners.csv"
        learners.write_text(learners.read_text().replace("\n0042,", "\n42,"))
    assert found[0].outcome == "refused"
    assert "“42” may be “0042”" in str(found[0].reason)
    assert list(there(course)) == ["0042"]


def test_what_a_list_says_to_a_spreadsheet_is_no_part_of_it(course: Course, post: Path) -> None:
    roster(course, 'sep=;\r\ncode;name\r\n"=""0042""";Zoë Lee\r\n')
    arrive(post, {f"1/{QUIZ}--0042.ipynb": made(course, "0042"), f"2/{QUIZ}--42.ipynb": made(course, "42")})
    assert [(each.learner, each.note) for each in collect(course, [post])] == [("0042", None), (None, None)]
    assert "sep=" in (course.exercises / "roster.csv").read_text()


DRAFT = f"Student Work/Working files/Anna O'Smith/Window quiz/{QUIZ}--a1.ipynb"


def test_a_draft_replaces_nothing_and_is_told_of(course: Course, post: Path) -> None:
    sent = made(course, "a1")
    arrive(post, {TEAMS[0]: sent, DRAFT: made(course, "a1", "nothing", 25)})
    arrive(post, {DRAFT.replace("Window quiz", "again"): sent})
    found = collect(course, [post])
    assert who(found) == [("a1", "new"), (None, "refused"), ("a1", "same")]
    assert "a draft of Anna O'Smith, which has not been handed in" in str(found[1].reason)
    assert there(course) == {"a1": sent}
    assert not (course.exercises / "earlier").exists()


def zipped(files: dict[str, bytes]) -> bytes:
    with io.BytesIO() as file:
        with zipfile.ZipFile(file, "w") as archive:
            for name, data in files.items():
                archive.writestr(name, data)
        return file.getvalue()


@pytest.mark.parametrize("layout", [TEAMS, IN_GERMAN, IN_NO_LANGUAGE])
@pytest.mark.parametrize("packed", [True, False])
def test_what_lies_without_a_version_beside_versions_is_a_draft_in_any_language(
    course: Course, post: Path, layout: tuple[str, str], packed: bool
) -> None:
    handed_in = layout[0].partition("/Anna O'Smith/")[0]
    drafts = f"{handed_in.rpartition('/')[0]}/{'Working files' if layout is TEAMS else 'Uppkast'}"
    sent, later = made(course, "a1"), made(course, "a1", "nothing", 25)
    files = {
        layout[0]: sent,
        layout[0].replace("1/", "2/").replace("1. ", "2. "): later,
        f"{layout[1].rpartition('/')[0]}/mine.zip": zipped({f"{QUIZ}--e1.ipynb": made(course, "e1")}),
        f"{drafts}/Anna O'Smith/Window quiz/{QUIZ}--a1.ipynb": made(course, "a1", "snow-for-sure", 26),
        f"{drafts}/Bea Lee/Window quiz 2/{QUIZ}--b1.ipynb": made(course, "b1"),
    }
    arrive(post, {"all.zip": zipped(files)} if packed else files)
    found = collect(course, [post])
    assert sorted(who(found), key=str) == [
        ("a1", "new"), ("a1", "newer"), ("e1", "new"), (None, "refused"), (None, "refused"),
    ]  # fmt: skip
    assert {each.learner: each.outcome for each in collect(course, [post])}["a1"] == "same"
    assert there(course) == {"a1": later, "e1": made(course, "e1")}
    asked = [str(each.reason) for each in found if each.outcome == "refused"]
    assert all("it is a draft of" in reason and "not been handed in" in reason for reason in asked)
    again = collect(course, [course.exercises / "kept-aside"])
    assert [str(each.reason) for each in again] == [reason.replace("O'", "O") for reason in asked]


def test_versions_without_drafts_are_known_where_several_people_have_some(course: Course, post: Path) -> None:
    hers = {n: made(course, "a1", day=day) for n, day in {1: 24, 2: 22}.items()}
    files = {IN_NO_LANGUAGE[0].replace("1. b", f"{n}. b"): data for n, data in hers.items()}
    found = collect(course, [arrive(post, files | {IN_NO_LANGUAGE[1]: made(course, "a1", "nothing")})])
    assert sorted(who(found), key=str) == [("a1", "new"), ("a1", "newer"), (None, "refused")]
    assert there(course) == {"a1": hers[2]}


@pytest.mark.parametrize("place", ["2026/Autumn/Monday/Group 2", "Version 2", "Anna/Quiz/Week 2", "a/b/c"])
def test_folders_of_the_trainers_own_are_no_library(course: Course, post: Path, place: str) -> None:
    files = {f"{place}/{QUIZ}--{code}.ipynb": made(course, code) for code in ("a1", "b1")}
    files[f"Friday/Autumn/Monday/{QUIZ}--c1.ipynb"] = made(course, "c1")
    assert sorted(who(collect(course, [arrive(post, files)]))) == [("a1", "new"), ("b1", "new"), ("c1", "new")]


def test_the_highest_version_counts_whatever_the_clocks_say(course: Course, post: Path) -> None:
    days = {1: 24, 2: 22, 9: 21, 10: 20}
    versions = {number: made(course, "a1", day=day) for number, day in days.items()}
    found = collect(course, [arrive(post, {TEAMS[0].replace("1/", f"{n}/"): data for n, data in versions.items()})])
    assert who(found) == [("a1", "new"), ("a1", "newer"), ("a1", "newer"), ("a1", "newer")]
    assert there(course) == {"a1": versions[10]}


def test_what_a_system_adds_to_a_download_is_no_error(course: Course, post: Path, command: object) -> None:
    arrive(post, {"index.html": b"<table>", BLACKBOARD[0][: -len(f"_{QUIZ}--a1.ipynb")] + ".txt": b"Name: Anna"})
    arrive(post, {BLACKBOARD[0]: made(course, "a1")})
    found = collect(course, [post])
    assert sorted(each.outcome for each in found) == ["beside", "beside", "new"]
    assert aside(course) == {}
    said = command(course.root, "collect", post)  # type: ignore[operator]
    assert "1 collected, 0 not." in said


def test_two_files_without_a_name_are_two_people(course: Course, post: Path) -> None:
    names = [f"anon_Ab3d5_1_{QUIZ}.ipynb", f"LATE_anon_Xy9z1_2_{QUIZ}.ipynb"]
    found = collect(course, [arrive(post, {name: made(course, "a1", day=day) for day, name in enumerate(names, 20)})])
    assert sorted(who(found), key=str) == [("a1", "new"), (None, "refused")]


def test_a_dry_run_asks_the_same_and_remembers_nothing(course: Course, post: Path) -> None:
    arrive(post, {name: made(course, "a1", day=day) for day, name in enumerate(CANVAS, 20)})
    rehearsed = collect(course, [post], dry_run=True)
    assert not (course.exercises / "senders.csv").exists()
    assert collect(course, [post]) == rehearsed


@pytest.mark.parametrize(
    ("layout", "hour"),
    [
        (BRIGHTSPACE, 19),
        (BLACKBOARD, 17),
        (IN_SPANISH, 17),
        (IN_FRENCH, 19),
        ((BRIGHTSPACE[0].replace("November, 2026 700 PM", "de noviembre de 2026 700 p. m."),), 19),
        ((BRIGHTSPACE[0].replace("20 November, 2026 700 PM", "20. marraskuuta 2026 1900"),), 19),
    ],
)
def test_the_time_that_the_system_gives_counts_before_the_files_own(
    course: Course, post: Path, layout: tuple[str, str], hour: int
) -> None:
    collect(course, [arrive(post, {layout[0]: made(course, "a1", day=24)})])
    there = datetime(2026, 11, 20, hour, tzinfo=ZoneInfo(course.profile().zone)).astimezone(UTC)
    stamp = course.exercises / "submitted" / "a1" / QUIZ / "timestamp.txt"
    assert stamp.read_text() == f"{there:%Y-%m-%d %H:%M:%S}.000000 UTC"


@pytest.mark.parametrize("layout", [*LAYOUTS, ("Moodle", "")])
@pytest.mark.parametrize("named", [f"{QUIZ}--a1.ipynb", "mine.ipynb"])
def test_a_file_alone_does_not_replace_the_work_of_whoever_has_its_code_in_another_system(
    course: Course, post: Path, tmp_path: Path, layout: tuple[str, str], named: str
) -> None:
    hers, claims = made(course, "a1"), made(course, "a1", "nothing", 25)
    if layout[0] == "Moodle":
        sheet = worksheet(tmp_path / "Grades.csv")
        collect(course, [download(post / "all.zip", {f"{ANNA}/a.ipynb": hers})], worksheet=sheet)
    else:
        collect(course, [arrive(post / "1", {layout[0]: hers})])
    again, asked = collect(course, [arrive(post / "2", {"again.ipynb": hers, named: claims})])
    assert ((again.learner, again.outcome), asked.outcome) == (("a1", "same"), "refused")
    assert "“a1” is the code of " in str(asked.reason)
    assert "This file came another way" in str(asked.reason)
    assert there(course) == {"a1": hers}
    assert who(answer(course, asked.kept, "a1")) == [("a1", "newer")]


def test_whose_it_is_the_trainer_may_say_at_once_and_that_holds(
    course: Course, post: Path, command: Callable[..., str]
) -> None:
    arrive(post, {f"{QUIZ}--k7f3.ipynb": made(course, "zz1")})
    assert "m2x9: collected." in command(course.root, "collect", post, "--learner", "m2x9")
    assert list(there(course)) == ["m2x9"]
    assert who(collect(course, [post], learner="no code")) == [(None, "refused")]


def test_a_doubt_names_whose_it_may_be_and_the_answer_settles_it(course: Course, post: Path) -> None:
    arrive(post, {f"{QUIZ}--k7f3.ipynb": made(course, "zz1")})
    [found] = collect(course, [post], unnamed=post)
    assert found.doubt
    assert found.kept
    assert (found.name, list(found.doubt.sides)) == (f"{QUIZ}--k7f3.ipynb", ["k7f3", "zz1"])
    assert str(post) not in (found.kept.parent / "index.csv").read_text(encoding="utf-8")
    assert who(collect(course, [found.kept], learner="zz1")) == [("zz1", "new")]
    assert not found.kept.exists()
