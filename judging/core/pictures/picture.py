"""A picture as the log keeps it: small, drawn anew by us, and found by what it is."""

from enum import StrEnum
from typing import NamedTuple

from msgspec import Struct


class Use(StrEnum):
    PHOTO = "photo"  # 照片, of the person or of what the entrant is known by
    TEAM = "team"  # 团队照
    LOGO = "logo"  # 主办单位标志
    BACKGROUND = "background"  # 大屏背景


OF_ENTRANTS = (Use.PHOTO, Use.TEAM)


class Format(StrEnum):
    JPEG = "image/jpeg"
    PNG = "image/png"  # a logo may have holes


class PictureKey(NamedTuple):
    """What is pictured; `track` and `entrant` are "" for what belongs to the whole competition."""

    use: Use
    track: str = ""
    entrant: str = ""


class Picture(Struct, frozen=True, forbid_unknown_fields=True):
    """`content`: base64 where it is JSON. `source`: the name of the file it was made of."""

    format: Format
    width: int
    height: int
    content: bytes
    source: str = ""


class Pictured(NamedTuple):
    """A picture that stands; `hash` is the SHA-256 of its bytes (hex), and its address."""

    hash: str
    picture: Picture
