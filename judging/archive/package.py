"""The zip: its files, SHA256SUMS over them, and a seal over every byte of the zip itself as its comment."""

import hashlib
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

SUMS = "SHA256SUMS"
SEAL = b"SHA-256 "
HEX = 64
UNREADABLE = (BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, RuntimeError, OSError)
MOST_BYTES = 1 << 32  # of all files unpacked: more is no archive of ours
BLOCK = 1 << 20

Moment = tuple[int, int, int, int, int, int]  # of a file in a zip


def pack(folder: Path, out: Path, at: Moment) -> str:
    """Packs all of *folder*, with the sums of its files; the seal. Raises OSError."""
    files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    sums = "".join(f"{digest(files[name])}  {name}\n" for name in sorted(files))
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name in sorted(files):
            _add(archive, name, files[name].read_bytes(), at)
        _add(archive, SUMS, sums.encode(), at)
        archive.comment = SEAL + b"0" * HEX
    seal = _seal(out)
    with out.open("r+b") as file:
        file.seek(-HEX, 2)
        file.write(seal.encode())
    return seal


def _add(archive: ZipFile, name: str, content: bytes, at: Moment) -> None:
    info = ZipInfo(name, at)
    info.compress_type = ZIP_DEFLATED
    info.external_attr = 0o600 << 16
    archive.writestr(info, content)


def digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _seal(path: Path) -> str:
    """Of every byte before the seal's own digits."""
    left, found = path.stat().st_size - HEX, hashlib.sha256()
    with path.open("rb") as file:
        while left > 0 and (block := file.read(min(BLOCK, left))):
            found.update(block)
            left -= len(block)
    return found.hexdigest()


def is_archive(path: Path) -> bool:
    """Whether it is a zip, whole or not: a competition file begins otherwise."""
    try:
        with path.open("rb") as file:
            return file.read(2) == b"PK" or path.suffix == ".zip"
    except OSError:
        return False


def damages(path: Path) -> Iterator[str]:
    """A sentence for each file that is not as it was packed, or for the zip around them."""
    try:
        with ZipFile(path) as archive:
            found = list(_of_files(archive))
    except UNREADABLE as error:
        yield f"压缩包的目录已损坏，打不开（{error}）"
        return
    yield from found
    if not found and not _is_sealed(path):
        yield "压缩包本身（目录、日期或批注）被改动过或重新打包过；其中各文件与 SHA256SUMS 相符"


def _is_sealed(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(max(path.stat().st_size - len(SEAL) - HEX, 0))
        said = file.read()
    return said == SEAL + _seal(path).encode()


def _of_files(archive: ZipFile) -> Iterator[str]:
    if sum(info.file_size for info in archive.infolist()) > MOST_BYTES:
        yield "压缩包解开后太大，不是本程序的归档"
        return
    known = _sums(archive)
    if known is None:
        yield f"{SUMS} 缺失或已损坏"
        return
    names = set(archive.namelist()) - {SUMS}
    yield from (f"{name} 不见了" for name in sorted(set(known) - names))
    yield from (f"{name} 不在 {SUMS} 里" for name in sorted(names - set(known)))
    for name in sorted(names & set(known)):
        try:
            is_well = hashlib.sha256(archive.read(name)).hexdigest() == known[name]
        except UNREADABLE:
            is_well = False
        if not is_well:
            yield f"{name} 被改动过或已损坏"


def _sums(archive: ZipFile) -> Mapping[str, str] | None:
    """By the name of the file; None where they cannot be read."""
    try:
        lines = archive.read(SUMS).decode().splitlines()
        return {name: sum for sum, name in (line.split("  ", 1) for line in lines)}
    except (*UNREADABLE, KeyError, UnicodeDecodeError):
        return None


def unpack(path: Path, folder: Path) -> None:
    """All files, nowhere but in *folder*. Raises ValueError for a name that leads out of it."""
    with ZipFile(path) as archive:
        for name in archive.namelist():
            parts = PurePosixPath(name).parts
            if name.startswith("/") or ".." in parts or "\\" in name or ":" in name:
                raise ValueError(name)
            target = folder.joinpath(*parts)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(archive.read(name))
