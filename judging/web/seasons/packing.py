"""A season as a zip that `judging season` runs once it is unpacked, and back: done in the worker."""

import io
import tomllib
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import msgspec
from msgspec import Struct

from judging.archive.package import UNREADABLE
from judging.core.identity_number import holds_identity_number
from judging.core.refused import Reason, Refused
from judging.files.rulesfile import as_read
from judging.store.season_folder import FILE, ID, KEPT, ORIGINS, RULES, Origin

from . import reckoned

MOST_BYTES = 64 * 1024 * 1024  # of all files unpacked
MOST_FILES = 1000
IS_UTF8 = 0x800  # flag of a name in a zip


class Unpacked(Struct, frozen=True):
    id: str
    rules: bytes
    files: Mapping[str, bytes]
    origins: Mapping[str, Origin]  # of those that were frozen where it was packed


def packed(folder: Path) -> bytes:
    """All of the folder, what was kept with it."""
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for path in sorted([*folder.iterdir(), *(folder / KEPT).iterdir()]):
            if path.is_file() and not path.name.startswith("."):
                archive.writestr(path.relative_to(folder).as_posix(), path.read_bytes())
    return out.getvalue()


def unpacked(content: bytes) -> Unpacked:
    """A season that can be reckoned. Raises Refused, or Problems with all that is wrong in it."""
    texts = _texts(content)
    if RULES not in texts:
        raise Refused(Reason.MALFORMED, "压缩包里没有 SEASON.toml：请把它和它读的文件放在一层，再打包上传。")
    rules = texts.pop(RULES)
    files = {name: text for name, text in texts.items() if FILE.fullmatch(name)}
    reading = reckoned.read(rules, files)
    said = tomllib.loads(as_read(rules.decode()))
    id = said["season"]["id"]
    if not ID.fullmatch(id):
        raise Refused(Reason.MALFORMED, "赛季编号“{id}”太长，至多 60 个字符。", id=id)
    if odd := sorted(said.get("files", {}).keys() - files.keys()):
        raise Refused(Reason.MALFORMED, "文件名“{name}”不能用：只用文字、数字、点、_ 和 -。", name=odd[0])
    inputs = {name: text for name, text in files.items() if name in reading.inputs}
    return Unpacked(id, rules, inputs, _origins(texts, inputs))


def _origins(texts: Mapping[str, bytes], inputs: Mapping[str, bytes]) -> dict[str, Origin]:
    """Where the files were taken, and what the entrants in them are called. Raises Refused."""
    content = texts.get(f"{KEPT}/{ORIGINS}", b"{}")
    try:
        origins = msgspec.json.decode(content, type=dict[str, Origin])
    except ValueError as error:
        raise Refused(
            Reason.MALFORMED, "压缩包里的 kept/origins.json 读不出来：请重新下载整个赛季。"
        ) from error
    if holds_identity_number(msgspec.json.encode(origins).decode()):
        raise Refused(Reason.MALFORMED, "压缩包里的 kept/origins.json 有身份证号，本系统不收，请删去。")
    return {name: origin for name, origin in origins.items() if name in inputs}


def _texts(content: bytes) -> dict[str, bytes]:
    """What lies beside SEASON.toml, in whatever folder of the zip, by its path from there."""
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            found = [info for info in archive.infolist() if not info.is_dir()]
            if len(found) > MOST_FILES or sum(info.file_size for info in found) > MOST_BYTES:
                raise Refused(Reason.MALFORMED, "压缩包解开后太大，不像一个赛季。")
            paths = {info.filename: PurePosixPath(name_of(info)) for info in found}
            homes = [path.parent for path in paths.values() if path.name == RULES]
            home = min(homes, key=lambda path: len(path.parts), default=PurePosixPath())
            return {
                path.relative_to(home).as_posix(): archive.read(name)
                for name, path in paths.items()
                if path.parent == home or path == home / KEPT / ORIGINS
            }
    except UNREADABLE as error:
        raise Refused(Reason.MALFORMED, "打不开这个压缩包：请重新打包成 .zip 后再上传。") from error


def name_of(info: ZipInfo) -> str:
    """Windows writes names in GBK and does not say so; whoever writes UTF-8 does."""
    if info.flag_bits & IS_UTF8:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return info.filename


def taken(name: str, content: bytes) -> bytes:
    """An uploaded file as it is kept: Excel writes CSV in GBK. Raises Refused."""
    if not name.lower().endswith((".csv", ".json")):
        raise Refused(Reason.MALFORMED, "“{name}”不是 .csv 或 .json 文件，请换一个。", name=name)
    for encoding in ("utf-8", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return content if encoding == "utf-8" else text.encode()
    raise Refused(Reason.MALFORMED, "“{name}”的文字编码认不出来，请另存为 UTF-8 后再上传。", name=name)
