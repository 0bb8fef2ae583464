"""All paper of a season as files: what may go to everybody apart from what may not, and one PDF of all."""

from collections import Counter
from collections.abc import Iterator
from pathlib import PurePosixPath

from judging.printouts.filing import safe
from judging.printouts.setting import Setting

from .paper import SeasonLetter, SeasonPaper
from .season_moment import SeasonMoment
from .season_papers import FORMS, Chosen, papers
from .season_setting import season_book, season_document

PUBLIC, INTERNAL, WHOLE = "公开", "不公开", "全部"
File = tuple[PurePosixPath, bytes | str]  # a text is HTML that becomes the PDF of this name


def pack(moment: SeasonMoment, chosen: Chosen, setting: Setting, *, is_public: bool) -> Iterator[File]:
    """Each file, below one folder. *is_public*: nothing but what may go to everybody. Raises Refused."""
    everything: list[SeasonPaper] = []
    for form, known in FORMS.items():
        if is_public and not known.is_public:
            continue
        made = list(papers(moment, form, chosen))
        everything += made
        if made:
            yield from _files(moment, form, made, setting)
    name = f"{PUBLIC if is_public else WHOLE}-{safe(moment.season.name)}.pdf"
    yield PurePosixPath(name), season_document(moment, everything, setting, moment.season.name)


def _files(moment: SeasonMoment, form: str, made: list[SeasonPaper], setting: Setting) -> Iterator[File]:
    known = FORMS[form]
    folder = PurePosixPath(PUBLIC if known.is_public else INTERNAL)
    yield folder / f"{known.name}.pdf", season_document(moment, made, setting, known.name)
    if known.saved_as == "xlsx":
        yield folder / f"{known.name}.xlsx", season_book(moment, made)
    taken: Counter[str] = Counter()
    for paper in made:
        if isinstance(paper, SeasonLetter):
            within = folder / known.name if known.is_of_one else folder
            yield within / f"{_apart(safe(paper.name), taken)}.docx", paper.content


def _apart(name: str, taken: Counter[str]) -> str:
    """With a number behind it where somebody has that name already, as some disks compare them."""
    taken[name.lower()] += 1
    count = taken[name.lower()]
    return name if count == 1 else _apart(f"{name}-{count}", taken)
