"""试评: sheets about nobody, by which a panel finds its measure. They lie apart, and nothing counts them."""

from collections.abc import Mapping

from msgspec import Struct


class TrialSheet(Struct, frozen=True):
    marks: Mapping[str, str]
    at: str  # UTC


class Trial(Struct, frozen=True):
    """The last one of a panel."""

    number: int  # of this panel's, from 1
    name: str
    is_open: bool = True
    sheets: Mapping[str, TrialSheet] = {}  # by judge
