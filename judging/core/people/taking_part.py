"""Who takes part: entrants and judges."""

from collections import Counter
from collections.abc import Iterable, Mapping

from msgspec import Struct

MOST_CLASS = 40  # characters of a window class, on the roster and in workbooks


class Entrant(Struct, frozen=True, forbid_unknown_fields=True):
    """A team or a person; `district` is the 区 it comes from. "" and None: not known."""

    id: str
    name: str
    district: str = ""
    unit: str = ""  # 单位
    post: str = ""  # 岗位
    years: str = ""  # 在岗年限, a decimal text
    team: int | None = None  # 团队人数
    leader: str = ""  # 负责人
    number: str = ""  # 工号
    window_class: str = ""  # 窗口大类
    photo: str = ""  # the file's name
    reading: str = ""  # 读音: the name in pinyin, for whoever reads it aloud

    def is_told_apart(self, other: "Entrant") -> bool:
        """Whether nobody takes one for the other: by name, or by a unit or district that is known of both."""
        return self.name != other.name or any(
            mine and its and mine != its
            for mine, its in ((self.unit, other.unit), (self.district, other.district))
        )


class Judge(Struct, frozen=True, forbid_unknown_fields=True):
    """A judge on a numbered seat. A judge who sits on several panels keeps id and name."""

    id: str
    seat: int
    name: str
    group: str = ""  # the id of one of the round's groups; "" where judges are in none


def name_among(entrants: Mapping[str, Entrant], id: str) -> str:
    """What the entrant is called where only a name is shown: with unit or district if there is a namesake."""
    found = entrants[id]
    if sum(each.name == found.name for each in entrants.values()) < 2:
        return found.name
    return names_among(entrants.values())[id]


def names_among(entrants: Iterable[Entrant]) -> dict[str, str]:
    """Of all of a track, by id, as `name_among`: for who lists many."""
    listed = tuple(entrants)
    named = Counter(each.name for each in listed)
    by_unit = Counter((each.name, each.unit) for each in listed)
    return {
        each.id: each.name
        if named[each.name] == 1
        else _with(each, (each.unit,) if by_unit[each.name, each.unit] == 1 else (each.unit, each.district))
        for each in listed
    }


def _with(entrant: Entrant, particulars: tuple[str, ...]) -> str:
    said = "，".join(filter(None, particulars))
    return f"{entrant.name}（{said}）" if said else entrant.name
