"""题目: the organiser's list of cases or questions. What a real client brought is none of it."""

from typing import Annotated

from msgspec import Struct

from judging.core.sentence import sentence

from .settings import ID, Setting, own_id


class Case(Struct, frozen=True, forbid_unknown_fields=True):
    id: Annotated[str, ID]
    name: Annotated[str, Setting(sentence("题目"), unsaid=own_id)]
    type: Annotated[str, Setting(sentence("类型"), example="complex")]
    difficulty: Annotated[str, Setting(sentence("难度"))] = ""


CASES = Setting(
    sentence("题目单"),
    hint=sentence("抽签或选定的业务、题目"),
    of=("judged",),
    block=True,
    by_id=True,
)
