"""A picture file drawn anew, small enough for screens and phones; nothing else that the file says is kept.

To be run in the worker: an image is a program for its decoder.
"""

import io
import warnings

from PIL import Image, ImageOps, UnidentifiedImageError

from judging.core.pictures.picture import Format, Picture, Use
from judging.core.pictures.picturing import MOST_BYTES
from judging.core.refused import Complaint
from judging.core.sentence import Sentence, Value

READ = ("JPEG", "PNG", "WEBP", "BMP", "GIF")
MOST_PIXELS = 60_000_000  # a good phone has 50 million; each takes three bytes while it is drawn
Image.MAX_IMAGE_PIXELS = None  # `check_size` looks at the head before anything is drawn, and says how large
LEAST_SIDE = 40  # smaller than an icon
# Twice what the page shows, since screens of phones are dense; the wall has 1920 × 1080 or a multiple.
SIZES = {
    Use.PHOTO: (720, 960),
    Use.TEAM: (1280, 960),
    Use.LOGO: (800, 400),
    Use.BACKGROUND: (1920, 1080),
}
QUALITIES = (85, 75, 65, 50, 35)
SHRUNK = 3 / 4  # of the sides, where even the lowest quality is too much


class NoPicture(Complaint):
    """Not a picture that we can draw; says why and what to do."""

    def __init__(self, template: str, /, **values: Value) -> None:
        super().__init__(Sentence(template, values))


def drawn(content: bytes, use: Use, source: str) -> Picture:
    """The picture in *content*, upright, within the size of its *use*. Raises NoPicture."""
    image = opened(content)
    image.thumbnail(SIZES[use], Image.Resampling.LANCZOS)
    return fitting(image, use, source)


def opened(content: bytes) -> Image.Image:
    """With its colours as screens have them. Raises NoPicture."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # a file with something wrong in it
        try:
            image = Image.open(io.BytesIO(content), formats=READ)
            check_size(image)
            image.draft("RGB", SIZES[Use.BACKGROUND])  # a JPEG is decoded at a fraction of its size
            image.load()
            upright = ImageOps.exif_transpose(image)
        except UnidentifiedImageError as error:
            raise unreadable(content) from error
        except (OSError, ValueError, SyntaxError, Warning, MemoryError) as error:
            raise NoPicture("打不开：文件不完整或已损坏。请重新导出为 JPG 后再上传") from error
    has_holes = upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info
    return upright.convert("RGBA" if has_holes else "RGB")


def check_size(image: Image.Image) -> None:
    width, height = image.size
    if width * height > MOST_PIXELS:
        raise NoPicture(
            "{width}×{height} 像素，太大。请缩小到 {most} 万像素以内",
            width=width,
            height=height,
            most=MOST_PIXELS // 10_000,
        )
    if min(width, height) < LEAST_SIDE:
        raise NoPicture(
            "{width}×{height} 像素，太小。请换一张每边至少 {least} 像素的",
            width=width,
            height=height,
            least=LEAST_SIDE,
        )


def unreadable(content: bytes) -> NoPicture:
    """Says what the file is, where many have one of those."""
    if content[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftyphevc"):
        return NoPicture(
            "是 HEIC 照片，多数大屏显示不了。请在手机“相机 → 格式”选“兼容性最佳”，或另存为 JPG 后再上传"
        )
    return NoPicture("不是图片文件。请选 JPG、PNG 或 WebP 图片")


def fitting(image: Image.Image, use: Use, source: str) -> Picture:
    """As good as its use has room for."""
    while True:
        for format, content in encoded(image, use):
            if len(content) <= MOST_BYTES[use]:
                return Picture(format, *image.size, content, source)
        image = image.resize([max(1, round(side * SHRUNK)) for side in image.size])


def encoded(image: Image.Image, use: Use) -> list[tuple[Format, bytes]]:
    """From the best to the smallest."""
    if use is Use.LOGO and image.mode == "RGBA":
        return [(Format.PNG, saved(image, "PNG", optimize=True))]
    flat = flattened(image)
    return [(Format.JPEG, saved(flat, "JPEG", quality=each, optimize=True)) for each in QUALITIES]


def flattened(image: Image.Image) -> Image.Image:
    if image.mode == "RGB":
        return image
    ground = Image.new("RGB", image.size, "white")
    ground.paste(image, mask=image.getchannel("A"))
    return ground


def saved(image: Image.Image, format: str, **options: object) -> bytes:
    """Without where and when it was taken: only pixels are drawn."""
    bare = Image.new(image.mode, image.size)
    bare.paste(image)
    content = io.BytesIO()
    bare.save(content, format, **options)
    return content.getvalue()
