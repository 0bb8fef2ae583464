"""Showing a picture of an entrant, the organiser's logo or a background, and taking it away."""

from collections.abc import Iterator
from hashlib import sha256

from msgspec import Struct
from msgspec.structs import replace

from judging.core import checks
from judging.core.mappings import with_key, without_keys
from judging.core.people.actor import Actor
from judging.core.refused import Reason, Refused
from judging.core.sentence import Sentence, sentence
from judging.core.state import State
from judging.core.tagged import AnyCommand, AnyEvent

from .picture import OF_ENTRANTS, Picture, Pictured, PictureKey, Use

# What a screen needs and a hall network carries to all phones at once.
MOST_BYTES = {Use.PHOTO: 150_000, Use.TEAM: 250_000, Use.LOGO: 150_000, Use.BACKGROUND: 500_000}
MOST_AT_ONCE = 200
MOST_IN_ALL = 40_000_000  # bytes that the log may hold of pictures that stand, so that it stays handy

USES: dict[Use, Sentence] = {
    Use.PHOTO: sentence("照片"),
    Use.TEAM: sentence("团队照"),
    Use.LOGO: sentence("主办单位标志"),
    Use.BACKGROUND: sentence("大屏背景"),
}


class NewPicture(Struct, frozen=True, forbid_unknown_fields=True):
    use: Use
    picture: Picture
    track: str = ""
    entrant: str = ""


class SetPictures(AnyCommand, frozen=True):
    """Each takes the place of the one that stands for the same."""

    pictures: tuple[NewPicture, ...]


class RemovePicture(AnyCommand, frozen=True):
    use: Use
    track: str = ""
    entrant: str = ""


class PictureSet(AnyEvent, frozen=True):
    """`hash`: SHA-256 of the picture's bytes."""

    use: Use
    picture: Picture
    hash: str
    track: str = ""
    entrant: str = ""


class PictureRemoved(AnyEvent, frozen=True):
    use: Use
    track: str = ""
    entrant: str = ""


def set_pictures(state: State, command: SetPictures, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    """Also in the middle of a day: nothing that counts depends on it. What is there already is left out."""
    if not 0 < len(command.pictures) <= MOST_AT_ONCE:
        raise Refused(Reason.MALFORMED, "一次上传 1 到 {most} 张图片", most=MOST_AT_ONCE)
    return tuple(_set(state, command.pictures))


def _set(state: State, wanted: tuple[NewPicture, ...]) -> Iterator[PictureSet]:
    standing = {key: len(each.picture.content) for key, each in state.pictures.items()}
    for new in wanted:
        key = _known(state, PictureKey(new.use, new.track, new.entrant))
        _fits(new)
        standing[key] = len(new.picture.content)
        hash = sha256(new.picture.content).hexdigest()
        known = state.pictures.get(key)
        if known is None or known.hash != hash:
            source = checks.text(new.picture.source, sentence("图片文件名"), most=100)
            yield PictureSet(new.use, replace(new.picture, source=source), hash, new.track, new.entrant)
    if sum(standing.values()) > MOST_IN_ALL:
        raise Refused(
            Reason.MALFORMED,
            "图片合计超过 {most} MB，赛事文件会太大：请先删去不用的图片",
            most=MOST_IN_ALL // 1_000_000,
        )


def _fits(new: NewPicture) -> None:
    size, most = len(new.picture.content), MOST_BYTES[new.use]
    if not 0 < size <= most or new.picture.width < 1 or new.picture.height < 1:
        raise Refused(
            Reason.MALFORMED,
            "{use}“{source}”不合尺寸：最多 {most} KB，请在图片页面上传，系统会缩小",
            use=USES[new.use],
            source=new.picture.source,
            most=most // 1000,
        )


def _known(state: State, key: PictureKey) -> PictureKey:
    if key.use not in OF_ENTRANTS:
        if key.track or key.entrant:
            raise Refused(Reason.MALFORMED, "{use}属于整个赛事，不属于某个参赛对象", use=USES[key.use])
    elif key.entrant not in state.entrants.get(key.track, {}):
        raise Refused(Reason.UNKNOWN, "本组没有这个参赛对象，请刷新页面后重试")
    return key


def remove_picture(state: State, command: RemovePicture, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    key = PictureKey(command.use, command.track, command.entrant)
    if key not in state.pictures:
        raise Refused(Reason.ALREADY, "这张图片已经删去，请刷新页面")
    return (PictureRemoved(*key),)


def picture_set(state: State, event: PictureSet, at: str) -> State:
    key = PictureKey(event.use, event.track, event.entrant)
    return replace(state, pictures=with_key(state.pictures, key, Pictured(event.hash, event.picture)))


def picture_removed(state: State, event: PictureRemoved, at: str) -> State:
    return replace(
        state, pictures=without_keys(state.pictures, PictureKey(event.use, event.track, event.entrant))
    )
