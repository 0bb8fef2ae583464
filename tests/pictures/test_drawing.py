"""What becomes of a picture file before anybody sees it."""

import io
import zlib

import pytest
from PIL import Image, ImageDraw

from judging.core.pictures.picture import Format, Use
from judging.core.pictures.picturing import MOST_BYTES
from judging.pictures.drawing import SIZES, NoPicture, drawn

ORIENTATION, GPS, TURNED_RIGHT = 0x0112, 0x8825, 6


def file(width, height, format="JPEG", mode="RGB", **options):
    image = Image.new(mode, (width, height), "white")
    ImageDraw.Draw(image).rectangle((0, 0, width // 4, height // 4), fill="black")  # top left
    content = io.BytesIO()
    image.save(content, format, **options)
    return content.getvalue()


def noise(width, height):
    """As hard to make small as a photo can be."""
    image = Image.effect_noise((width, height), 120).convert("RGB")
    content = io.BytesIO()
    image.save(content, "PNG")
    return content.getvalue()


def opened(picture):
    return Image.open(io.BytesIO(picture.content))


@pytest.mark.parametrize("use", Use)
def test_a_photo_of_a_camera_becomes_small_enough(use):
    picture = drawn(noise(3000, 2000), use, "a.png")

    assert len(picture.content) <= MOST_BYTES[use]
    assert (picture.width, picture.height) == opened(picture).size
    assert picture.width <= SIZES[use][0]
    assert picture.height <= SIZES[use][1]


def test_what_was_taken_sideways_stands_upright_and_nothing_says_where():
    exif = Image.Exif()
    exif[ORIENTATION] = TURNED_RIGHT
    exif[GPS] = {1: "N", 2: (31.0, 14.0, 3.0)}

    picture = drawn(file(400, 300, exif=exif), Use.PHOTO, "a.jpg")

    assert (picture.width, picture.height) == (300, 400)
    assert opened(picture).getpixel((290, 10))[0] < 60  # the black corner has come to the right
    assert dict(opened(picture).getexif()) == {}
    assert b"Exif" not in picture.content


def test_a_logo_keeps_its_holes_and_a_photo_gets_a_white_ground():
    holed = file(200, 100, "PNG", "RGBA")

    logo, photo = drawn(holed, Use.LOGO, "a.png"), drawn(holed, Use.PHOTO, "a.png")

    assert (logo.format, opened(logo).mode) == (Format.PNG, "RGBA")
    assert (photo.format, opened(photo).mode) == (Format.JPEG, "RGB")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "不是图片文件"),
        (b"%PDF-1.7 and so on", "不是图片文件"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "不是图片文件"),
        (b"\x00\x00\x00\x18ftypheic\x00\x00", "HEIC"),
        (file(600, 400)[:1500], "不完整或已损坏"),
        (file(30, 400), "太小"),
    ],
    ids=["nothing", "a document", "a drawing", "of a phone", "half a file", "an icon"],
)
def test_what_is_no_picture_is_refused_with_the_remedy(content, said):
    with pytest.raises(NoPicture) as refused:
        drawn(content, Use.PHOTO, "a")

    assert said in refused.value.detail


def test_a_small_file_that_would_fill_the_memory_is_refused_before_it_is_drawn():
    """60,000 × 60,000 white points take 3.6 GB; the file that asks for them has a few hundred bytes."""
    head = b"\x00\x00\xea\x60\x00\x00\xea\x60\x01\x00\x00\x00\x00"

    def chunk(kind, content):
        sum = zlib.crc32(kind + content).to_bytes(4, "big")
        return len(content).to_bytes(4, "big") + kind + content + sum

    bomb = (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(bytes(9000)))
        + chunk(b"IEND", b"")
    )

    with pytest.raises(NoPicture) as refused:
        drawn(bomb, Use.PHOTO, "a.png")

    assert "太大" in refused.value.detail
