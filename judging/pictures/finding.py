"""For whom a picture file is, by its name: as the roster names it, or by an entrant's id, number or name."""

from collections.abc import Iterable
from pathlib import PurePosixPath

from judging.core.people.taking_part import Entrant
from judging.core.pictures.picture import Use

TEAM = ("团队照", "团队", "合影", "team")  # at the end of a file's name


def meant(file: str, entrants: Iterable[Entrant]) -> tuple[Use, tuple[Entrant, ...]]:
    """As what, and of whom: nobody where none fits, several where the name does not tell them apart."""
    listed = tuple(entrants)
    if named := tuple(each for each in listed if each.photo and each.photo.casefold() == file.casefold()):
        return Use.PHOTO, named
    stem = PurePosixPath(file).stem.casefold().strip()
    use, stem = (Use.TEAM, bare) if (bare := without_team(stem)) else (Use.PHOTO, stem)
    for known in (photo_of, id_of, number_of, name_of):
        if found := tuple(each for each in listed if known(each) == stem):
            return use, found
    return use, ()


def without_team(stem: str) -> str:
    """*stem* without the word that says it is the team's; "" where it says nothing of a team."""
    for word in TEAM:
        if stem.endswith(word):
            return stem.removesuffix(word).rstrip(" -_(")
    return ""


def photo_of(entrant: Entrant) -> str:
    return PurePosixPath(entrant.photo).stem.casefold() if entrant.photo else "/"


def id_of(entrant: Entrant) -> str:
    return entrant.id.casefold()


def number_of(entrant: Entrant) -> str:
    return entrant.number.casefold() or "/"


def name_of(entrant: Entrant) -> str:
    return entrant.name.casefold()
