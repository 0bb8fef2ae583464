"""Which file something was imported from."""

import re

from msgspec import Struct
from msgspec.structs import replace

from judging.core import checks
from judging.core.refused import Reason, Refused
from judging.core.sentence import sentence

SHA256 = re.compile(r"[0-9a-f]{64}")


class SourceFile(Struct, frozen=True, forbid_unknown_fields=True):
    """What somebody chose to import; `sha256` of its bytes, so that it can be told from any other."""

    name: str
    sha256: str


def checked(source: SourceFile) -> SourceFile:
    """As it is logged. Raises Refused."""
    return replace(
        source, name=checks.text(source.name, sentence("来源文件名")), sha256=digest(source.sha256)
    )


def digest(sha256: str) -> str:
    """Raises Refused for what is no SHA-256 in hex digits."""
    if not SHA256.fullmatch(sha256):
        raise Refused(Reason.MALFORMED, "文件的 SHA-256 不对，请重新选择文件后上传")
    return sha256
