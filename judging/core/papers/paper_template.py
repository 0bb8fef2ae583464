"""A template as the log keeps it: the organiser's own Word file, in the place of ours."""

from enum import StrEnum

from msgspec import Struct

from judging.core.sentence import Sentence, sentence


class PaperKind(StrEnum):
    """What is printed by a template."""

    PUBLICITY = "publicity"
    COMMENDATION = "commendation"
    BULLETIN = "bulletin"
    REPORT = "report"
    REPLY = "reply"
    CERTIFICATE = "certificate"
    PLAQUE = "plaque"


PAPERS: dict[PaperKind, Sentence] = {
    PaperKind.PUBLICITY: sentence("公示稿"),
    PaperKind.COMMENDATION: sentence("表扬决定"),
    PaperKind.BULLETIN: sentence("通报"),
    PaperKind.REPORT: sentence("上报请示"),
    PaperKind.REPLY: sentence("异议答复函"),
    PaperKind.CERTIFICATE: sentence("证书"),
    PaperKind.PLAQUE: sentence("奖牌"),
}


class PaperTemplate(Struct, frozen=True):
    """`content`: the .docx; `hash`: its SHA-256 (hex); `source`: the name of the file."""

    content: bytes
    hash: str
    source: str
    at: str  # UTC, when it was taken
