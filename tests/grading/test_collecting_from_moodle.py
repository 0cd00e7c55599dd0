"""What a trainer downloads from Moodle is collected by its folders and the grading worksheet.

WIDERWINDOW_MOODLE_SAMPLE names a folder with a real pair of both, which is no part of the course.
"""

import csv
import os
import shutil
import unicodedata
from pathlib import Path

import pytest
from moodle_download import ANNA, BEN, CLEO, DAN, HEADINGS, ROWS, download, worksheet
from room import QUIZ, as_bytes, blank, hand_in, make_course

from widerwindow.content.core.problems import ContentError
from widerwindow.content.course import Course
from widerwindow.grading.collecting.collect import Collected, collect
from widerwindow.grading.moodle.folder import Folder
from widerwindow.grading.moodle.learners import Learners
from widerwindow.grading.moodle.worksheet import GradingWorksheet


@pytest.fixture
def post(tmp_path: Path) -> Path:
    """Return the folder where hand-ins arrive."""
    (tmp_path / "post").mkdir()
    return tmp_path / "post"


@pytest.fixture
def sheet(post: Path) -> Path:
    return worksheet(post.parent / "Grades-TIP1-Weather-1.csv")


def made(course: Course, learner: str | None = None, *, answer: str = "rain", day: int = 20) -> bytes:
    saved = f"2026-11-{day}T10:00:00Z"
    return as_bytes(hand_in(blank(course), {"dark-clouds": answer}, learner=learner, saved=saved))


def by_learner(found: list[Collected]) -> dict[str | None, str]:
    return {each.learner: each.outcome for each in found}


def learners(course: Course) -> list[dict[str, str]]:
    with (course.exercises / "moodle" / "learners.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def submitted(course: Course) -> list[str]:
    return sorted(path.name for path in (course.exercises / "submitted").iterdir())


@pytest.mark.parametrize(
    "names",
    [
        (f"{ANNA}/weather--a1.ipynb", f"{BEN}/b.ipynb", f"{CLEO}/deep/er/c.ipynb"),
        (f"{ANNA}_/weather--a1.ipynb", f"{BEN}_/b.ipynb", f"{CLEO}_/deep/er/c.ipynb"),
        (f"{ANNA}_weather--a1.ipynb", f"{BEN}_b.ipynb", f"{CLEO}_c.ipynb"),
    ],
    ids=["Moodle 4.1 and newer", "older Moodle", "without folders"],
)
def test_the_folder_says_who_it_is_and_the_first_file_which_code(
    course: Course, post: Path, sheet: Path, names: tuple[str, ...]
) -> None:
    files = {name: made(course, code) for name, code in zip(names, ("a1", "b1", "c1"), strict=True)}
    found = collect(course, [download(post / "all.zip", files)], worksheet=sheet)
    assert by_learner(found) == {"a1": "new", "b1": "new", "c1": "new"}
    assert [(row["learner"], row["full name"], row["email"]) for row in learners(course)] == [
        ("a1", "Anna Adeyemi", "anna@example.com"),
        ("b1", "Ben O'Brien-Smith", "ben@example.com"),
        ("c1", "Cléo Núñez", "cleo@example.com"),
    ]
    again = collect(course, [post], worksheet=sheet)
    assert by_learner(again) == {"a1": "same", "b1": "same", "c1": "same"}
    assert len(learners(course)) == 3


def test_an_unpacked_download_with_the_worksheet_beside_it_is_collected_as_well(course: Course, post: Path) -> None:
    sheet = worksheet(post / "Grades.csv")
    (post / ANNA).mkdir()
    (post / ANNA / "weather--a1.ipynb").write_bytes(made(course, "a1"))
    assert by_learner(collect(course, [post], worksheet=sheet)) == {"a1": "new"}


def test_the_same_person_keeps_her_code_in_every_quiz_and_whatever_her_files_say(
    course: Course, post: Path, sheet: Path
) -> None:
    collect(course, [download(post / "1.zip", {f"{ANNA}/a.ipynb": made(course, "a1")})], worksheet=sheet)
    other = worksheet(post.parent / "other.csv", {8: ROWS[3].replace("Participant 3", "Participant 8"), 3: ROWS[2]})
    later = {
        f"{ANNA.replace('_3_', '_8_')}/a.ipynb": made(course, "b7", day=21),
        f"{DAN.replace('_2_', '_3_')}/d.ipynb": made(course, "d1"),
    }
    found = collect(course, [download(post / "2.zip", later)], worksheet=worksheet(other, {8: row(3, 8), 3: row(2, 3)}))
    assert by_learner(found) == {"a1": "newer", "d1": "new"}
    assert found[0].note == "Its file says “b7”, but Participant 8 (Anna Adeyemi) is a1."
    assert submitted(course) == ["a1", "d1"]


def row(of: int, number: int) -> str:
    return ROWS[of].replace(f"Participant {of}", f"Participant {number}")


def test_who_gives_no_code_or_another_s_gets_one_that_says_nothing_about_her(
    course: Course, post: Path, sheet: Path
) -> None:
    files = {
        f"{ANNA}/a.ipynb": made(course, "k7"),
        f"{BEN}/b.ipynb": made(course, "K7", answer="nothing"),
        f"{CLEO}/{QUIZ}.ipynb": made(course, answer="snow-for-sure"),
        f"{DAN}/d.ipynb": made(course, "../../etc", answer="rain"),
    }
    anna, ben, cleo, dan = collect(course, [download(post / "all.zip", files)], worksheet=sheet)
    assert {each.outcome for each in (anna, ben, cleo, dan)} == {"new"}
    assert (anna.learner, anna.note) == ("k7", None)
    assert ben.note == (
        "Its file says “K7”, which is the code of Anna Adeyemi. "
        f"Participant 4 (Ben O'Brien-Smith) is {ben.learner} from now on."
    )
    assert cleo.note == f"Participant 1 (Cléo Núñez) is {cleo.learner} from now on."
    assert str(dan.note).startswith("Its file says “../../etc”, which is no code.")
    codes = [str(each.learner) for each in (ben, cleo, dan)]
    assert len(set(codes)) == 3
    assert all(code[0] == "m" and len(code) == 7 and code.isalnum() for code in codes)
    assert submitted(course) == sorted(["k7", *codes])


def test_a_code_that_is_in_use_outside_of_moodle_is_asked_about_and_the_answer_holds(
    course: Course, post: Path, sheet: Path
) -> None:
    (post / "by mail.ipynb").write_bytes(made(course, "k7"))
    collect(course, [post / "by mail.ipynb"])
    zipped = download(post / "all.zip", {f"{ANNA}/weather--k7.ipynb": made(course, "k7", answer="nothing", day=21)})
    for _ in range(2):
        (refused,) = collect(course, [zipped], worksheet=sheet)
        assert "A hand-in with that code is here already, and not from Moodle" in str(refused.reason)
        assert "in the row of Anna Adeyemi in the list of people from Moodle (learners.csv)" in str(refused.reason)
    assert refused.kept == course.exercises / "kept-aside" / f"{ANNA}_weather--k7.ipynb"
    assert [row["learner"] for row in learners(course)] == [""]
    file = course.exercises / "moodle" / "learners.csv"
    file.write_text(file.read_text("utf-8").replace("\n,", "\nk7,"), "utf-8")
    assert by_learner(collect(course, [course.exercises / "kept-aside"], worksheet=sheet)) == {"k7": "newer"}


@pytest.mark.parametrize("theirs", ["both hers", "two people's"])
def test_the_trainer_answers_where_it_is_kept_without_the_worksheet_and_is_not_asked_again(
    course: Course, post: Path, sheet: Path, theirs: str
) -> None:
    (post / "by mail.ipynb").write_bytes(made(course, "k7"))
    collect(course, [post / "by mail.ipynb"])
    versions = {f"{ANNA}/{day}--k7.ipynb": made(course, "k7", answer="nothing", day=day) for day in (21, 22)}
    first, second = collect(course, [download(post / "all.zip", versions)], worksheet=sheet)
    aside = course.exercises / "kept-aside"
    again = collect(course, [aside], dry_run=True)
    assert [each.doubt for each in again] == [first.doubt, second.doubt]
    assert first.doubt
    assert first.doubt.why.startswith("Anna Adeyemi sent it through Moodle, and in it stands “k7”.")
    own, new = first.doubt.sides
    assert own == "k7"
    code = own if theirs == "both hers" else new
    assert first.kept
    assert by_learner(collect(course, [first.kept], learner=code)) == {code: "newer" if code == own else "new"}
    assert [row["learner"] for row in learners(course)] == [code]
    assert by_learner(collect(course, [aside])) == {code: "newer"}
    later = {f"{ANNA}/a.ipynb": made(course, "k7", day=23)}
    assert by_learner(collect(course, [download(post / "later.zip", later)], worksheet=sheet)).keys() == {code}
    assert len(learners(course)) == 1


def test_who_only_names_a_file_like_moodle_is_not_the_one_who_was_asked_about(
    course: Course, post: Path, sheet: Path
) -> None:
    (post / "by mail.ipynb").write_bytes(made(course, "k7"))
    collect(course, [post / "by mail.ipynb"])
    collect(course, [download(post / "all.zip", {f"{ANNA}/a.ipynb": made(course, "k7", day=21)})], worksheet=sheet)
    eve = post / f"{ANNA}_b.ipynb"
    eve.write_bytes(made(course, "k7", answer="nothing", day=22))
    (refused,) = collect(course, [eve])
    assert refused.kept
    (again,) = collect(course, [refused.kept])
    assert again.doubt is None
    assert "Moodle's grading worksheet says whose that is." in str(again.reason)


def test_what_was_settled_by_hand_is_the_same_beside_a_worksheet(course: Course, post: Path, sheet: Path) -> None:
    zipped = download(post / "all.zip", {f"{ANNA}/weather--a1.ipynb": made(course, "a1")})
    collect(course, [zipped], worksheet=sheet)
    mail = post / "by mail.ipynb"
    mail.write_bytes(made(course, "a1", answer="nothing", day=21))
    (asked,) = collect(course, [mail], worksheet=sheet)
    assert asked.doubt
    assert asked.doubt.why.startswith("“a1” is the code of Anna Adeyemi, who handed in through Moodle.")
    assert asked.kept
    (again,) = collect(course, [asked.kept], dry_run=True)
    assert again.doubt == asked.doubt
    collect(course, [asked.kept], learner="a1")
    (settled,) = collect(course, [mail], worksheet=sheet)
    assert (settled.outcome, settled.learner) == ("same", "a1")


@pytest.mark.parametrize(
    ("name", "why"),
    [
        (f"{ANNA.replace('_3_', '_9_')}/weather--a1.ipynb", "Nobody has the number 9 of its folder in Grades-"),
        (f"{ANNA.replace('_3_', '_4_')}/weather--a1.ipynb", "says Participant 4 (Ben O'Brien-Smith)"),
    ],
    ids=["not in the worksheet", "another assignment's worksheet"],
)
def test_a_folder_that_does_not_fit_the_worksheet_is_told_and_kept(
    course: Course, post: Path, sheet: Path, name: str, why: str
) -> None:
    files = {name: made(course, "a1"), f"{CLEO}/c.ipynb": made(course, "c1")}
    refused, taken = collect(course, [download(post / "all.zip", files)], worksheet=sheet)
    assert (refused.outcome, taken.outcome) == ("refused", "new")
    assert why in str(refused.reason)
    assert refused.kept
    assert refused.kept.is_file()
    assert submitted(course) == ["c1"]


def test_without_the_worksheet_nobody_is_taken_at_her_word(course: Course, post: Path, sheet: Path) -> None:
    long = f"{'x' * 90}--a1.ipynb"
    curly, apart = BEN.replace("OB", "O’B"), unicodedata.normalize("NFD", CLEO)
    files = {
        f"{ANNA}/{long}": made(course, "a1"),
        f"{curly}_/weather--b1.ipynb": made(course, "b1"),
        f"{apart}/weather--c1.ipynb": made(course, "c1"),
    }
    found = collect(course, [download(post / "all.zip", files)])
    assert [each.outcome for each in found] == ["refused"] * 3
    assert f"Moodle's folder “{curly}”" in str(found[1].reason)
    assert "once more together with the worksheet" in str(found[1].reason)
    aside = course.exercises / "kept-aside"
    assert [each.outcome for each in collect(course, [aside])] == ["refused"] * 3
    assert by_learner(collect(course, [aside], worksheet=sheet)) == {"a1": "new", "b1": "new", "c1": "new"}


def test_a_folder_that_a_learner_made_up_inside_of_hers_is_still_hers(course: Course, post: Path, sheet: Path) -> None:
    inner = download(post.parent / "inner.zip", {f"{BEN}/weather--b1.ipynb": made(course, "b1")})
    files = {f"{ANNA}/{BEN}_weather--b2.ipynb": made(course, day=19), f"{ANNA}/work.zip": inner.read_bytes()}
    found = collect(course, [download(post / "all.zip", files)], worksheet=sheet)
    assert [each.outcome for each in found] == ["new", "newer"]
    assert {row["full name"] for row in learners(course)} == {"Anna Adeyemi"}
    assert submitted(course) == [found[0].learner]


def test_two_files_of_one_participant_are_versions_of_one_hand_in(course: Course, post: Path, sheet: Path) -> None:
    files = {
        f"{ANNA}/a.ipynb": made(course, "a1", day=21),
        f"{ANNA}/b.ipynb": made(course, "a1", answer="nothing", day=20),
        f"{ANNA}/notes.txt": b"no hand-in",
    }
    found = collect(course, [download(post / "all.zip", files)], worksheet=sheet)
    assert [each.outcome for each in found] == ["new", "older", "refused"]
    assert found[2].kept == course.exercises / "kept-aside" / f"{ANNA}_notes.txt"


def test_a_garbled_or_foreign_name_is_no_other_person(course: Course, post: Path, sheet: Path) -> None:
    rows = {
        **ROWS,
        5: ROWS[2].replace("Participant 2", "Participant 5").replace("Dan Lee", "Арина 王").replace("dan", "r"),
    }
    folders = {
        "c1": CLEO.encode().decode("cp437"),
        "r1": "Арина 王_5_assignsubmission_file",
        "b1": os.fsdecode(b"Ben \xffOBrien-Smith_4_assignsubmission_file"),
    }
    for number, (code, folder) in enumerate(folders.items()):
        (post / folder).mkdir()
        (post / folder / "x.ipynb").write_bytes(made(course, code, day=20 + number))
    found = by_learner(collect(course, [post], worksheet=worksheet(sheet, rows)))
    assert found == {"c1": "new", "r1": "new", "b1": "new"}


GERMAN = (
    'ID,"Vollständiger Name",ID-Nummer,"E-Mail-Adresse",Status,Bewertung,Bestwertung,'
    '"Bewertung kann geändert werden","Zuletzt geändert (Abgabe)","Zuletzt geändert (Bewertung)",'
    '"Feedback als Kommentar"'
)
GERMAN_ROW = (
    '"Teilnehmer/in 3","Anna Adeyemi",00123,{email},"Zur Bewertung abgegeben -  - ",,"100,00",Ja,'
    '"Sonntag, 22. November 2026, 01:55",-,'
)


def test_a_worksheet_in_another_language_is_read_and_a_new_e_mail_address_is_no_new_person(
    course: Course, post: Path
) -> None:
    for email, outcome in (("anna@example.com", "new"), ("adeyemi@example.com", "same")):
        sheet = worksheet(post.parent / "de.csv", {3: GERMAN_ROW.format(email=email)}, GERMAN)
        zipped = download(post / "all.zip", {f"{ANNA}/a.ipynb": made(course, "a1")})
        assert by_learner(collect(course, [zipped], worksheet=sheet)) == {"a1": outcome}
    assert [(row["id number"], row["email"]) for row in learners(course)] == [("00123", "anna@example.com")]


HIDDEN = HEADINGS.replace(',"Full name","Email address"', "")


def hidden_rows(*numbers: int) -> dict[int, str]:
    return {number: f'"Participant {number}",{ROWS[number].split(",", 3)[3]}' for number in numbers}


def test_while_moodle_hides_names_the_number_is_enough_and_nobody_is_told_by_her_own_code(
    course: Course, post: Path
) -> None:
    hidden = worksheet(post.parent / "hidden.csv", hidden_rows(3, 4), HIDDEN)
    files = {
        "Participant_3_assignsubmission_file/weather--zoey.ipynb": made(course, "zoey"),
        "Participant_4_assignsubmission_file/yours-zoey.ipynb": made(course, "zoey", answer="nothing"),
        "Participant_4_assignsubmission_file/zoey.pdf": b"%PDF",
    }
    found = collect(course, [download(post / "all.zip", files)], worksheet=hidden)
    assert [each.outcome for each in found] == ["new", "new", "refused"]
    codes = [str(each.learner) for each in found[:2]]
    assert codes[0] != codes[1]
    assert [each.note for each in found[:2]] == [
        f"Participant {number} is {code} from now on." for number, code in zip((3, 4), codes, strict=True)
    ]
    said = " ".join(f"{each.name} {each.note} {each.reason} {each.kept}" for each in found)
    assert "zoey" not in said
    assert by_learner(collect(course, [post], worksheet=hidden)) == {
        codes[0]: "same",
        codes[1]: "same",
        None: "refused",
    }


def test_when_names_are_shown_the_number_leads_back_and_no_second_hand_in_comes_of_it(
    course: Course, post: Path, sheet: Path
) -> None:
    hidden = worksheet(post.parent / "hidden.csv", hidden_rows(3, 4), HIDDEN)
    first, second = made(course, "a1"), made(course, "b1")
    files = {
        "Participant_3_assignsubmission_file/a.ipynb": first,
        "Participant_4_assignsubmission_file/b.ipynb": second,
    }
    anna, ben = (str(each.learner) for each in collect(course, [download(post / "1.zip", files)], worksheet=hidden))
    shown = download(post / "2.zip", {f"{ANNA}/a.ipynb": first, f"{BEN}/b.ipynb": second})
    for _ in range(2):
        found = collect(course, [shown, post / "1.zip"], worksheet=sheet)
        assert [(each.learner, each.outcome) for each in found] == [(anna, "same"), (ben, "same")] * 2
    assert f"If a1 is her own code, give it to her in place of {anna}." in str(found[0].note)
    assert submitted(course) == sorted([anna, ben])
    named = [(row["learner"], row["email"]) for row in learners(course) if row["full name"]]
    assert named == [(anna, "anna@example.com"), (ben, "ben@example.com")]
    other = row(3, 9)
    later = download(post / "3.zip", {f"{ANNA.replace('_3_', '_9_')}/a.ipynb": made(course, "a1", day=25)})
    (again,) = collect(course, [later], worksheet=worksheet(post.parent / "other.csv", {9: other}))
    assert (again.learner, again.outcome) == (anna, "newer")


def test_who_had_a_code_before_names_were_hidden_has_two_and_the_trainer_is_told(
    course: Course, post: Path, sheet: Path
) -> None:
    collect(course, [download(post / "1.zip", {f"{ANNA}/a.ipynb": made(course, "a1")})], worksheet=sheet)
    row_13 = hidden_rows(3)[3].replace("Participant 3", "Participant 13")
    hidden = worksheet(post.parent / "hidden.csv", {13: row_13}, HIDDEN)
    data = made(course, "a1", day=21)
    zipped = download(post / "2.zip", {"Participant_13_assignsubmission_file/a.ipynb": data})
    (anonymous,) = collect(course, [zipped], worksheet=hidden)
    assert anonymous.learner != "a1"
    shown = worksheet(post.parent / "shown.csv", {13: row(3, 13)})
    (found,) = collect(course, [zipped], worksheet=shown)
    assert (found.learner, found.outcome) == (anonymous.learner, "same")
    assert "and a1 elsewhere. Bring the two codes together." in str(found.note)


GROUPS = HEADINGS.replace("Status,", "Status,Group,")


def in_group(number: int, group: str) -> str:
    status, rest = ROWS[number].split(' -  - ",', 1)
    return f'{status} -  - ","{group}",{rest}'


def test_a_group_s_hand_in_is_every_member_s_and_its_number_is_nobody_s(course: Course, post: Path) -> None:
    rows = {
        3: in_group(3, "Team A/1"),
        4: in_group(4, "Team A/1"),
        1: in_group(1, "Default group"),
        2: in_group(2, "B"),
    }
    sheet = worksheet(post.parent / "groups.csv", rows, GROUPS)
    files = {
        "Team A1_1_assignsubmission_file/weather--a1.ipynb": made(course, "a1"),
        "Default group_assignsubmission_file/c.ipynb": made(course, "c1"),
        "C_2_assignsubmission_file/d.ipynb": made(course, "d1"),
        "D_7_assignsubmission_file/d.ipynb": made(course, "d1"),
    }
    zipped = download(post / "all.zip", files)
    found = collect(course, [zipped], worksheet=sheet)
    assert [each.outcome for each in found] == ["new", "new", "new", "refused", "refused"]
    assert "its number is none of a participant" in str(found[3].reason)
    people = {row["full name"]: (row["learner"], row["folder"]) for row in learners(course)}
    assert set(people) == {"Anna Adeyemi", "Ben O'Brien-Smith", "Cléo Núñez"}
    assert len({code for code, _ in people.values()}) == 3
    assert people["Ben O'Brien-Smith"][1] == BEN
    assert sorted(code for code, _ in people.values()) == submitted(course)
    again = collect(course, [zipped], worksheet=sheet)
    assert [each.outcome for each in again] == ["same", "same", "same", "refused", "refused"]
    assert again[0].note == "Handed in by Team A/1 for Participant 3 (Anna Adeyemi)."


def test_a_member_of_a_group_keeps_the_code_that_she_has(course: Course, post: Path, sheet: Path) -> None:
    collect(course, [download(post / "1.zip", {f"{ANNA}/a.ipynb": made(course, "a1")})], worksheet=sheet)
    rows = {13: in_group(3, "Red").replace("Participant 3", "Participant 13"), 4: in_group(4, "Red")}
    groups = worksheet(post.parent / "groups.csv", rows, GROUPS)
    files = {"Red_4_assignsubmission_file/x.ipynb": made(course, "a1", day=21)}
    anna, ben = collect(course, [download(post / "2.zip", files)], worksheet=groups)
    assert (anna.learner, anna.outcome) == ("a1", "newer")
    assert (ben.learner != "a1", ben.outcome) == (True, "new")


@pytest.mark.parametrize(
    ("folder", "groups", "why"),
    [
        ("AB", ("A/B", "A:B"), "stands for more than one"),
        ("Anna Adeyemi", ("Anna Adeyemi", "B"), "stands for more than one"),
        ("No such", ("A", "B"), "which is no group in groups.csv"),
    ],
)
def test_a_group_that_cannot_be_told_apart_is_asked_about(
    course: Course, post: Path, folder: str, groups: tuple[str, str], why: str
) -> None:
    rows = {3: in_group(3, groups[0]), 4: in_group(4, groups[1])}
    sheet = worksheet(post.parent / "groups.csv", rows, GROUPS)
    number = "_3" if why.startswith("stands") else ""
    files = {f"{folder}{number}_assignsubmission_file/x.ipynb": made(course, "a1")}
    (found,) = collect(course, [download(post / "2.zip", files)], worksheet=sheet)
    assert found.outcome == "refused"
    assert why in str(found.reason)


def test_the_number_of_a_group_is_not_taken_for_a_participant_s_while_names_are_hidden(
    course: Course, post: Path
) -> None:
    hidden = worksheet(post.parent / "hidden.csv", hidden_rows(3, 4), HIDDEN)
    for name in ("Tuesday group", "Вторник"):
        zipped = download(post / "all.zip", {f"{name}_3_assignsubmission_file/a.ipynb": made(course, "a1")})
        (found,) = collect(course, [zipped], worksheet=hidden)
        assert found.outcome == "refused"
        assert f"Its folder says “{name}”, and hidden.csv says only Participant 3." in str(found.reason)


def test_what_was_typed_into_moodle_s_own_box_is_told_for_what_it_is(course: Course, post: Path, sheet: Path) -> None:
    files = {
        f"{ANNA}/a.ipynb": made(course, "a1"),
        f"{ANNA.replace('file', 'onlinetext')}/onlinetext.html": b"<p>I wrote here instead.</p>",
    }
    taken, typed = collect(course, [download(post / "all.zip", files)], worksheet=sheet)
    assert (taken.outcome, typed.outcome) == ("new", "refused")
    assert "It was typed into Moodle's own box for text" in str(typed.reason)
    assert typed.kept


def test_with_names_alone_the_same_name_and_code_are_one_person(course: Course, post: Path) -> None:
    heading = HEADINGS.replace(',"Email address"', "")

    def sheet(*people: tuple[int, str]) -> Path:
        rows = {n: f'"Participant {n}","{name}","Submitted -  - ",,100.00,Yes,-,-,' for n, name in people}
        return worksheet(post.parent / "names.csv", rows, heading)

    (course.exercises / "quizzes" / "wind.yml").write_text(
        (course.exercises / "quizzes" / f"{QUIZ}.yml").read_text("utf-8").replace("id: weather", "id: wind"), "utf-8"
    )
    first = {"Ann Lee_1_assignsubmission_file/weather.ipynb": made(course, "k7")}
    collect(course, [download(post / "1.zip", first)], worksheet=sheet((1, "Ann Lee")))
    wind = as_bytes(hand_in(blank(course, "wind"), {"dark-clouds": "rain"}, learner="k7"))
    wind_too = as_bytes(hand_in(blank(course, "wind"), {"dark-clouds": "nothing"}, learner="k7"))
    second = {
        "Ann Lee_5_assignsubmission_file/a.ipynb": wind,
        "Ben Lee_6_assignsubmission_file/b.ipynb": wind_too,
    }
    people = sheet((5, "Ann Lee"), (6, "Ben Lee"))
    ann, ben = collect(course, [download(post / "2.zip", second)], worksheet=people)
    assert (ann.learner, ann.note) == ("k7", None)
    assert ben.learner != "k7"
    assert "which is the code of Ann Lee" in str(ben.note)


def test_what_stands_for_two_people_in_the_worksheet_stands_for_nobody(course: Course, post: Path, sheet: Path) -> None:
    rows = {number: line.replace("ben@", "anna@") for number, line in ROWS.items()}
    files = {f"{ANNA}/a.ipynb": made(course, "a1"), f"{BEN}/b.ipynb": made(course, "b1")}
    found = collect(course, [download(post / "all.zip", files)], worksheet=worksheet(sheet, rows))
    assert by_learner(found) == {"a1": "new", "b1": "new"}


def test_what_the_trainer_adds_to_the_list_of_learners_is_kept_and_holds(
    course: Course, post: Path, sheet: Path
) -> None:
    (course.exercises / "moodle").mkdir()
    file = course.exercises / "moodle" / "learners.csv"
    # As a spreadsheet saves it: semicolons, Windows line ends, columns in her order, one more.
    file.write_text(
        "Email;Learner;Full name;ID number;Quiz;Folder;Remarks\r\nANNA@example.com;k7;;;;;moves in May", newline=""
    )
    rows = ROWS | {4: ROWS[4].replace("Ben O'Brien-Smith", "=1+1")}
    files = {f"{ANNA}/a.ipynb": made(course, "other"), "=1+1_4_assignsubmission_file/b.ipynb": made(course, "b1")}
    found = collect(course, [download(post / "all.zip", files)], worksheet=worksheet(sheet, rows))
    assert by_learner(found) == {"k7": "new", "b1": "new"}
    assert file.read_bytes().decode() == (
        "Email;Learner;Full name;ID number;Quiz;Folder;Remarks\r\nANNA@example.com;k7;;;;;moves in May\n"
        "ben@example.com;b1;'=1+1;;weather;'=1+1_4_assignsubmission_file;\n"
    )
    again = collect(course, [post], worksheet=sheet)
    assert by_learner(again) == {"k7": "same", "b1": "same"}


def test_a_spreadsheet_that_ate_zeros_from_an_id_number_makes_no_second_learner(course: Course, post: Path) -> None:
    headings = HEADINGS.replace("Email address", "ID number")
    for day, number in enumerate(("0042", "42", "0042"), 20):
        sheet = worksheet(post.parent / "Grades.csv", {3: ROWS[3].replace("anna@example.com", number)}, headings)
        (found,) = collect(
            course, [download(post / f"{day}.zip", {f"{ANNA}/a.ipynb": made(course, "a1", day=day)})], worksheet=sheet
        )
        if number == "42":
            assert "has the ID number 42 in Grades.csv, and 0042 in line 2" in str(found.reason)
    assert (found.learner, found.outcome) == ("a1", "newer")
    assert submitted(course) == ["a1"]


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        ("Name,Grade\nAnna,5\n", 2, "no row of Moodle's grading worksheet"),
        (f"{HEADINGS}\n", 1, "No participant"),
        ("", 1, "No participant"),
        (f"{HEADINGS}\n{ROWS[3]}\n{ROWS[3]}\n", 3, "stands in line 2 already"),
        (f'{HEADINGS}\n{ROWS[3]}\n"Participant 4",short\n', 3, "no row of"),
        (f'{HEADINGS}\n{ROWS[3]}\n"Participant 4,open\n', 3, "cannot be read as a table"),
        (f"{HEADINGS}\n{ROWS[1]}\n".encode("cp1252"), 2, "not written in UTF-8"),
        (None, 1, "no such file"),
    ],
)
def test_a_file_that_is_no_worksheet_is_told_with_its_line_and_nothing_is_collected(
    course: Course, post: Path, text: str | bytes | None, line: int, why: str
) -> None:
    sheet = post.parent / "Grades.csv"
    if text is not None:
        sheet.write_bytes(text if isinstance(text, bytes) else text.encode())
    zipped = download(post / "all.zip", {f"{ANNA}/a.ipynb": made(course, "a1")})
    with pytest.raises(ContentError, match=why) as told:
        collect(course, [zipped], worksheet=sheet)
    assert [(problem.file, problem.line) for problem in told.value.problems] == [(sheet, line)]
    assert not (course.exercises / "submitted").exists()


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        ("learner,email\nk7,anna@example.com\n", 1, "“full name” is missing"),
        ("learner,full name,email,id number,quiz,folder\nk 7,,anna@example.com,,,\n", 2, "“k 7” is no learner code"),
        ("learner,full name,email,id number,quiz,folder\nk7,Anna\n", 2, "has 2 fields"),
        (
            "learner,full name,email,id number,quiz,folder\nk7,,anna@example.com,,,\nk8,,ANNA@example.com,,,\n",
            3,
            "stands in line 2 with the code k7",
        ),
    ],
)
def test_a_list_of_learners_that_cannot_be_used_is_told_with_its_line(
    course: Course, sheet: Path, text: str, line: int, why: str
) -> None:
    file = course.exercises / "moodle" / "learners.csv"
    file.parent.mkdir()
    file.write_text(text)
    with pytest.raises(ContentError, match=why) as told:
        collect(course, [], worksheet=sheet)
    assert [(problem.file, problem.line) for problem in told.value.problems] == [(file, line)]
    assert file.read_text() == text


def test_a_real_download_is_collected_and_known_again(moodle_sample: Path, tmp_path: Path) -> None:
    text = (Path(__file__).parents[2] / "exercises" / "quizzes" / "window-of-tolerance.yml").read_text("utf-8")
    course = make_course(tmp_path / "a course", text, "window-of-tolerance")
    (zipped,), (sheet,) = moodle_sample.glob("*.zip"), moodle_sample.glob("*.csv")
    shutil.copy(sheet, tmp_path)
    found = collect(course, [zipped], worksheet=tmp_path / sheet.name)
    assert [each.outcome for each in found] == ["new"] * 3
    assert len(submitted(course)) == 3
    assert {row["full name"] for row in learners(course)} == {"Anna Adeyemi", "Ben O'Brien-Smith", "Cléo Núñez"}
    assert [each.outcome for each in collect(course, [zipped], worksheet=sheet)] == ["same"] * 3


def test_two_open_tables_of_moodle_s_learners_lose_no_row(course: Course, sheet: Path) -> None:
    people = GradingWorksheet(sheet).participants
    tables = [Learners(course), Learners(course)]
    for table, number in zip([*tables, *tables], people, strict=True):
        person = people[number]
        table.add(person, QUIZ, Folder.of_person(person.name, number), f"code-{number}")
    assert [row["learner"] for row in learners(course)] == [f"code-{number}" for number in people]
