"""An organisation's logo: small, and nothing that acts or asks for something elsewhere."""

import pytest

from widerwindow.content.about.logo import MOST, size, wrong_with

_SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 60 20">{}</svg>'
_PLAIN = """<defs><linearGradient id="a"/></defs><style>.b { fill: url(#a) }</style>
<g style="fill: url('#a')"><use xlink:href="#a"/><image href="data:image/png;base64,AA=="/></g>"""


def test_a_plain_drawing_is_fine_and_its_shape_is_known() -> None:
    content = _SVG.format(_PLAIN).encode()
    assert wrong_with("logo.svg", content) is None
    assert size("logo.svg", content) == (60, 20)
    assert size("logo.svg", b'<svg xmlns="http://www.w3.org/2000/svg" width="6cm" height="2cm"/>') == (6, 2)


@pytest.mark.parametrize(
    "inside",
    [
        "<script>1</script>",
        '<g onload="1"/>',
        '<a href="#x"/>',
        '<use xlink:href="https://example.org/a.svg#b"/>',
        '<image href="data:image/svg+xml;base64,AA=="/>',
        "<style>@import 'x.css'</style>",
        "<style>g { fill: url(https://example.org/) }</style>",
        '<g style="fill: url(&quot;x.svg&quot;)"/>',
        "<foreignObject/>",
        '<animate attributeName="href"/>',
        "<?xml-stylesheet href='x'?>",
        "<style>g { fill: \\75rl(x) }</style>",
    ],
)
def test_a_drawing_that_could_act_or_ask_is_refused(inside: str) -> None:
    told = wrong_with("logo.svg", _SVG.format(inside).encode())
    assert told
    assert "could act by itself" in told.message


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("logo.svg", b"<html/>"),
        ("logo.svg", b"<svg"),
        ("logo.svg", b'<svg xmlns="http://www.w3.org/2000/svg"/>'),
        ("logo.png", b"GIF89a"),
        ("logo.png", b""),
        ("logo.svg", b"\xff\xfe"),
    ],
)
def test_what_is_no_picture_is_refused(name: str, content: bytes) -> None:
    told = wrong_with(name, content)
    assert told
    assert "that can be read" in told.message


def test_a_large_one_is_refused() -> None:
    told = wrong_with("logo.png", b"\x89PNG\r\n\x1a\n" + bytes(MOST))
    assert told
    assert "kB is the most" in told.message
