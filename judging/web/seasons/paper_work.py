"""Paper of a season in its folder: done in the worker, which knows no request."""

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

import msgspec
from msgspec import Struct

from judging.core.refused import Reason, Refused
from judging.files import Problems
from judging.files.season_file import ReadSeason
from judging.files.season_json import dump_season
from judging.printouts.seasons.paper import SeasonLetter
from judging.printouts.seasons.season_moment import SeasonMoment
from judging.printouts.seasons.season_pack import pack
from judging.printouts.seasons.season_papers import FORMS, Chosen, papers
from judging.printouts.seasons.season_phrases import confirmed_by
from judging.printouts.seasons.season_setting import season_book, season_document
from judging.printouts.setting import Setting
from judging.season.reckoning import SeasonResult, reckon
from judging.store import season_folder
from judging.store.season_folder import Note, Season

from . import reckoned


class PaperRequest(Struct, frozen=True):
    """`table`, `subject`: of which alone, "" for all. `kind`: html (what becomes a PDF, too), xlsx, docx."""

    form: str
    chosen: Chosen
    table: str = ""
    subject: str = ""
    kind: str = "html"


class MadePaper(Struct, frozen=True):
    title: str
    content: bytes


def paper(folder: Path, wanted: PaperRequest, setting: Setting, rehearsal: bool) -> MadePaper:
    """Raises Refused where there is nothing to print, or nothing to print yet."""
    now = moment(folder, setting, rehearsal)
    found = list(papers(now, wanted.form, wanted.chosen, wanted.table, wanted.subject))
    title = found[0].name if len(found) == 1 else FORMS[wanted.form].name
    match wanted.kind:
        case "xlsx":
            return MadePaper(title, season_book(now, found))
        case "docx":
            letters = [each for each in found if isinstance(each, SeasonLetter)]
            if len(letters) != 1:
                raise Refused(Reason.INCOMPLETE, "请先选定一个总表（和一个参赛对象），再存成 Word。")
            return MadePaper(title, letters[0].content)
        case _:
            return MadePaper(title, season_document(now, found, setting, title).encode())


def whole_pack(
    folder: Path, chosen: Chosen, setting: Setting, rehearsal: bool, is_public: bool
) -> Mapping[str, bytes | str]:
    """Files by name, those of text to become PDFs. Raises Refused."""
    now = moment(folder, setting, rehearsal)
    return {str(name): content for name, content in pack(now, chosen, setting, is_public=is_public)}


def moment(folder: Path, setting: Setting, rehearsal: bool) -> SeasonMoment:
    """Raises Refused where the season cannot be reckoned."""
    kept = season_folder.load(folder)
    try:
        reading = reckoned.read(kept.rules, kept.files)
    except Problems as faulty:
        raise Refused(
            Reason.INCOMPLETE,
            "赛季里有 {count} 处要改，改好之前不能打印；请回到赛季页查看。",
            count=len(faulty.problems),
        ) from faulty
    result = reckon(reading.season, reading.gathered)
    final = final_of(folder, kept, reading, result)
    return SeasonMoment(
        reading.season,
        result,
        {**reading.inputs, season_folder.RULES: sha256(kept.rules).hexdigest()},
        setting.printed_at,
        reckoned.names_of(reading.season, kept),
        rehearsal,
        final.at if final else "",
        confirmed(final),
    )


def confirmed(final: Note | None) -> str:
    """By whom and when, as it is said on paper; "" where nobody did."""
    if final is None or final.decision is None:
        return ""
    return confirmed_by(final.decision.body, final.decision.day)


def final_of(folder: Path, kept: Season, reading: ReadSeason, result: SeasonResult) -> Note | None:
    """The 定稿 of what is printed; None where it was not, or is no longer what it was then."""
    if kept.locked is None or not kept.is_whole:
        return None
    try:
        final = season_folder.final_of(folder, kept.locked)
    except (OSError, ValueError):
        return None
    is_same = msgspec.json.decode(final) == msgspec.json.decode(
        msgspec.json.encode(dump_season(reading, result))
    )
    return kept.locked if is_same and kept.locked.rules == kept.version else None
