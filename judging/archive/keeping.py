"""Until when personal data is kept, as the rules say it: from the last entry of the log on."""

from datetime import date

from msgspec import Struct

from judging.core.scoring.rulebook import Rulebook

KINDS = {
    "contacts": "联系电话、异议人的姓名和联系方式（写在记录链里）",
    "photos": "照片（在数据文件夹里，不在归档包里）",
    "all": "其余个人信息：姓名、单位、岗位、评委的评分记录",
}


class Keeping(Struct, frozen=True):
    """One kind of personal data; `until` a date, "" where the rules say nothing."""

    kind: str  # a key of KINDS
    until: str


def keeping(rules: Rulebook, last: str) -> tuple[Keeping, ...]:
    """Of all kinds; *last*: the moment of the last entry, UTC."""
    years = {"contacts": rules.contacts_years, "photos": rules.photos_years, "all": None}
    return tuple(Keeping(kind, until(own or rules.keep_years, last)) for kind, own in years.items())


def until(years: int | None, last: str) -> str:
    """So many years after that day; "" without a number of years."""
    if years is None:
        return ""
    day = date.fromisoformat(last[:10])
    try:
        return day.replace(year=day.year + years).isoformat()
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28).isoformat()
