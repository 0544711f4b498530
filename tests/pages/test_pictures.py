"""Pictures beside a notebook: which are shown, and how many."""

from __future__ import annotations

import base64
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from autograder.pages import pictures
from autograder.pages.pictures import Pictures
from autograder.pages.safe_html import Prose


def picture(kind: str = "PNG", size: tuple[int, int] = (2, 2)) -> bytes:
    written = io.BytesIO()
    Image.new("RGB", size).save(written, kind)
    return written.getvalue()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A submission with pictures, beside what is none of its own."""
    folder = tmp_path / "submission"
    (folder / "img" / "deep").mkdir(parents=True)
    (folder / "plot.png").write_bytes(picture())
    (folder / "img" / "Мой рисунок.jpg").write_bytes(picture("JPEG"))
    (folder / "img" / "deep" / "x").write_bytes(picture())  # no name says what it is
    (tmp_path / "secret.png").write_bytes(picture())
    (folder / "link.png").symlink_to(tmp_path / "secret.png")
    (folder / "out").symlink_to(tmp_path)
    (folder / "page.png").write_text("<script>alert(1)</script>")
    (folder / "drawing.svg").write_text("<svg onload='alert(1)'/>")
    (folder / "anim.gif").write_bytes(picture("GIF"))
    (folder / "cut.png").write_bytes(picture()[:20])
    (folder / "folder.png").mkdir()
    return folder


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("plot.png", "png"),
        ("./plot.png", "png"),
        ("plot.png?x=1#y", "png"),
        ("img/deep/x", "png"),
        ("img/Мой рисунок.jpg", "jpeg"),
        (
            "img/%D0%9C%D0%BE%D0%B9%20%D1%80%D0%B8%D1%81%D1%83%D0%BD%D0%BE%D0%BA.jpg",
            "jpeg",
        ),
    ],
)
def test_shown(folder: Path, url: str, kind: str) -> None:
    uri = Pictures(folder).beside(url)
    head, _, data = uri.partition(",")
    assert head == f"data:image/{kind};base64"
    with Image.open(io.BytesIO(base64.b64decode(data))) as image:
        assert image.size == (2, 2)


@pytest.mark.parametrize(
    "url",
    [
        *("none.png", "", ".", "folder.png", "cut.png", "page.png", "drawing.svg"),
        *(
            "anim.gif",
            "link.png",
            "out/secret.png",
            "../secret.png",
            "img/../../secret.png",
        ),
        *("%2e%2e/secret.png", "..%2fsecret.png", "/etc/passwd", "//x.org/a.png"),
        *(
            "https://x.org/a.png",
            "file:plot.png",
            "plot.png%00",
            "a" * 5000,
            "http://[x",
        ),
    ],
)
def test_not_shown(folder: Path, url: str) -> None:
    assert Pictures(folder).beside(url) == ""


def test_an_absolute_path_is_not_shown(folder: Path) -> None:
    assert Pictures(folder).beside(str(folder / "plot.png")) == ""


@given(st.text())
def test_no_url_raises(url: str) -> None:
    assert Pictures(Path(__file__).parent).beside(url) == ""


def test_size_and_pixels_are_limited(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "wide.png").write_bytes(picture(size=(300, 300)))
    monkeypatch.setattr(pictures, "MAX_PIXELS", 300 * 300 - 1)
    assert Pictures(folder).beside("wide.png") == ""
    monkeypatch.setattr(pictures, "MAX_BYTES", (folder / "plot.png").stat().st_size)
    assert Pictures(folder).beside("plot.png")
    monkeypatch.setattr(pictures, "MAX_BYTES", pictures.MAX_BYTES - 1)
    assert Pictures(folder).beside("plot.png") == ""


def test_a_page_has_an_end(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One picture can be shown as often as a student likes, attached or beside."""
    uri = Pictures(folder).beside("plot.png")
    monkeypatch.setattr(pictures, "MAX_PAGE", 3 * len(uri))
    attached = {"p.png": {"image/png": uri.partition(",")[2]}}
    text = "\n\n".join(["![a](plot.png)", "![b](attachment:p.png)", f"![c]({uri})"] * 5)
    page = Prose(pictures=Pictures(folder))
    assert page.markdown(text, attached).count("<img") == 3
    assert page.markdown(text, attached).count("<img") == 0


@pytest.mark.parametrize(
    "source",
    [
        "![a plot](plot.png)",
        '<img src="plot.png" alt="a plot">',
        "<img alt='a plot' src=plot.png width=20 onerror=alert(1)>",
        'so <b><IMG ALT="a plot" SRC = "plot.png"></b> it is',
        "<div>\n<img\n alt='a plot'\n src='plot.png'/>\n</div>",
    ],
)
def test_markdown_and_html_show_it_and_nothing_else(folder: Path, source: str) -> None:
    html = Prose(pictures=Pictures(folder)).markdown(source)
    assert html.count("<img") == html.count('src="data:image/png;base64,') == 1
    assert 'alt="a plot"' in html
    assert "onerror" not in html and "width" not in html
    assert "<img" not in Prose().markdown(source)


def test_a_picture_of_elsewhere_is_its_text(folder: Path) -> None:
    prose = Prose(pictures=Pictures(folder))
    for url in ("https://x.org/a.png", "../secret.png", "drawing.svg"):
        assert prose.markdown(f"![a plot]({url})").strip() == (
            '<p><span class="missing-image">a plot</span></p>'
        )
        assert "<img" not in prose.markdown(f'<img src="{url}">')
