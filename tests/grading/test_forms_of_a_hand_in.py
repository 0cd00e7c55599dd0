"""A hand-in is known by what is in it, whatever a program, a phone or a mailbox called it or packed it in."""

import io
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest
from room import QUIZ, as_bytes, blank, hand_in

from widerwindow.content.course import Course
from widerwindow.grading.collecting.collect import Collected, collect


@pytest.fixture
def post(tmp_path: Path) -> Path:
    """Return the folder where hand-ins arrive."""
    (tmp_path / "post").mkdir()
    return tmp_path / "post"


def made(course: Course, learner: str | None = "L1") -> bytes:
    return as_bytes(hand_in(blank(course), {"dark-clouds": "rain"}, learner=learner))


def zipped(**entries: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return packed.getvalue()


def mail(*attached: tuple[str, bytes], body: str = "Here is my quiz.") -> EmailMessage:
    message = EmailMessage()
    message["From"], message["Subject"] = "L9 <someone@example.org>", "Quiz"
    message.set_content(body)
    for name, data in attached:
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message


def learners(found: list[Collected]) -> list[str | None]:
    return [each.learner for each in found]


def reasons(found: list[Collected]) -> dict[str, str]:
    return {Path(each.name.split(" > ")[-1]).name: str(each.reason) for each in found if each.outcome == "refused"}


@pytest.mark.parametrize(
    "name",
    [
        "weather--L1.json",
        "weather--L1.txt",
        "weather--L1.ipynb.txt",
        "weather--L1.ipynb.json",
        "weather--L1 (1).ipynb.txt",
        "weather--L1.ipynb (1).txt",
        "weather--L1.IPYNB",
        "weather--L1",
    ],
)
@pytest.mark.parametrize("says", ["L1", None])
def test_whatever_the_file_is_called_it_is_taken(course: Course, post: Path, name: str, says: str | None) -> None:
    (post / name).write_bytes(made(course, says))
    (post / "class").write_bytes(zipped(**{f"a/{name}": made(course, says)}))
    found = collect(course, [post])
    assert learners(found) == ["L1", "L1"]
    assert not (course.exercises / "kept-aside").exists()


def test_a_zip_is_one_by_its_content(course: Course, post: Path) -> None:
    (post / "class.ipynb").write_bytes(zipped(x=made(course)))
    (post / "quiz.zip").write_bytes(made(course, "L2"))
    assert learners(collect(course, [post])) == ["L1", "L2"]


def test_half_a_notebook_of_any_name_is_told_to_be_half(course: Course, post: Path) -> None:
    (post / "weather--L1.txt").write_bytes(made(course)[:900])
    assert "only part of one" in reasons(collect(course, [post]))["weather--L1.txt"]


def test_what_is_attached_to_an_e_mail_is_taken_from_it(course: Course, post: Path) -> None:
    (post / "a.eml").write_bytes(bytes(mail(("weather--L1.ipynb", made(course, None)), ("photo.jpg", b"\xff\xd8"))))
    (post / "no ending").write_bytes(bytes(mail(("class.zip", zipped(x=made(course, "L2"))))))
    forwarded = mail()
    forwarded.add_attachment(mail(("größe.txt", made(course, "L3"))))
    (post / "in a zip.zip").write_bytes(zipped(**{"deep/b.EML": bytes(forwarded).replace(b"\n", b"\r\n")}))
    found = collect(course, [post])
    assert sorted(each.learner for each in found if each.learner) == ["L1", "L2", "L3"]
    assert reasons(found) == {"photo.jpg": "It is no hand-in (.ipynb)."}
    assert found[0].name == f"{post / 'a.eml'} > weather--L1.ipynb"


def test_an_e_mail_s_own_date_and_sender_say_nothing(course: Course, post: Path) -> None:
    message = mail(("window.ipynb", made(course, None)))
    message["Date"] = "Fri, 01 Jan 2021 10:00:00 +0000"
    (post / "weather--L1.eml").write_bytes(bytes(message))
    (refused,) = collect(course, [post])
    assert refused.outcome == "refused"


def test_a_name_in_an_e_mail_makes_nobody_a_participant_of_moodle(course: Course, post: Path) -> None:
    (post / "a.eml").write_bytes(bytes(mail(("Ada Obi_7_assignsubmission_file_weather--L1.ipynb", made(course)))))
    assert learners(collect(course, [post])) == ["L1"]


def test_an_e_mail_without_a_hand_in_is_kept_whole(course: Course, post: Path) -> None:
    (post / "a.eml").write_bytes(bytes(mail()))
    nested = b"Content-Type: multipart/mixed; boundary=x\n\n--x\n" * 5_000
    (post / "deep.eml").write_bytes(b"MIME-Version: 1.0\n" + nested)
    found = collect(course, [post])
    assert set(reasons(found)) == {"a.eml", "deep.eml"}
    assert reasons(found)["a.eml"] == "Nothing is attached to the e-mail."
    assert {each.kept.name for each in found if each.kept} == {"a.eml", "deep.eml"}


def test_a_zip_of_too_many_files_says_so_and_what_to_do(course: Course, post: Path) -> None:
    (post / "class.zip").write_bytes(zipped(**{f"{number:05}.ipynb": b"" for number in range(20_000)}))
    (refused,) = collect(course, [post])
    assert "It holds more than 2,000 files" in str(refused.reason)
    assert "Unpack it, then take in the folder." in str(refused.reason)


def test_links_that_lead_in_a_circle_are_listed_and_stop_nobody(course: Course, post: Path) -> None:
    (post / "a").symlink_to("a")
    (post / "b").symlink_to("c")
    (post / "c").symlink_to("b")
    (post / "down").mkdir()
    (post / "down" / "up").symlink_to(post)
    (post / "weather--L1.ipynb").write_bytes(made(course))
    for paths in ([post], [post / "a", post]):
        found = collect(course, paths)
        assert [each.learner for each in found if each.learner] == ["L1"]
        assert set(reasons(found)) == {"a", "b", "c", "up"}
        assert all("link" in reason for reason in reasons(found).values())


def test_an_empty_folder_called_like_a_hand_in_is_told(course: Course, post: Path) -> None:
    (post / "weather--L1.ipynb").mkdir()
    (post / "nothing special").mkdir()
    (post / "class.zip").write_bytes(zipped(**{"weather--L2.ipynb/": b"", "full.zip/weather--L3": made(course, "L3")}))
    found = collect(course, [post])
    said = "It cannot be opened: it is a folder with nothing in it."
    assert reasons(found) == {"weather--L1.ipynb": said, "weather--L2.ipynb": said}
    assert [each.learner for each in found if each.learner] == ["L3"]


def test_a_hand_in_from_a_file_of_another_name_is_marked_as_it_lies(course: Course, post: Path) -> None:
    (post / "weather--L1.ipynb.json").write_bytes(made(course))
    collect(course, [post])
    assert (course.exercises / "submitted" / "L1" / QUIZ / f"{QUIZ}.ipynb").read_bytes() == made(course)


@pytest.mark.parametrize("code", ["utf-16", "utf-16-be", "utf-16-le"])
@pytest.mark.parametrize("packed", [True, False])
def test_a_hand_in_that_an_editor_saved_in_utf_16_is_read(course: Course, post: Path, code: str, packed: bool) -> None:
    text = made(course).decode()
    data = text.encode(code) if code == "utf-16" else f"\ufeff{text}".encode(code)
    name, written = ("all.zip", zipped(**{"notes.txt": data})) if packed else ("notes.txt", data)
    (post / name).write_bytes(written)
    assert learners(collect(course, [post])) == ["L1"]
    kept = course.exercises / "submitted" / "L1" / QUIZ / f"{QUIZ}.ipynb"
    assert kept.read_bytes() == text.encode()


def test_what_only_begins_like_utf_16_is_kept_as_it_came(course: Course, post: Path) -> None:
    for name, data in {"odd.ipynb": b"\xff\xfe\x00", "plan.txt": "\ufeffA plan.".encode("utf-16-le")}.items():
        (post / name).write_bytes(data)
    found = collect(course, [post])
    assert {each.kept.read_bytes() for each in found if each.kept} == {
        b"\xff\xfe\x00",
        "\ufeffA plan.".encode("utf-16-le"),
    }


@pytest.mark.parametrize(
    ("name", "data", "what_to_do"),
    [
        ("class.rar", b"Rar!\x1a\x07", "Unpack it yourself"),
        ("class.zip.7z", b"7z\xbc\xaf\x27\x1c", "Unpack it yourself"),
        ("weather--L1.gz", b"\x1f\x8b\x08", "Unpack it yourself"),
        ("class.tar", b"weather--L1.ipynb", "Unpack it yourself"),
        ("Quiz one.msg", b"\xd0\xcf\x11\xe0", "Save what is attached"),
        ("winmail.dat", b"\x78\x9f\x3e\x22", "Save what is attached"),
        (".weather--L1.ipynb.icloud", b"bplist00", "Open it once"),
    ],
)
def test_what_a_hand_in_may_lie_in_is_told_with_what_to_do(
    course: Course, post: Path, name: str, data: bytes, what_to_do: str
) -> None:
    (post / name).write_bytes(data)
    (found,) = collect(course, [post])
    assert what_to_do in str(found.reason)
    assert found.kept
    assert found.kept.read_bytes() == data
