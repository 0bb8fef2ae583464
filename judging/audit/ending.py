"""What vouches for the end of a log: the chain alone does not show that its last entries are gone."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from judging.store import Unreadable
from judging.store.ends import EndLost, clock, end, holds
from judging.store.reading import reading
from judging.store.sqlite import vouched
from judging.store.tailfile import beside, said_in

BACKUP = "backup"  # the folder beside the file where `judging run` keeps its copies by default

Vouched = tuple[bool, str]  # whether it is well; a sentence


def vouchers(file: Path) -> list[Vouched]:
    """What the tail file and the backup beside *file* say of its end; what to do where there is neither."""
    found = [*_tail_file(file), *_backup(file)]
    return (
        [*_given_up(file), *found]
        if found
        else [
            (
                True,
                "末尾没有旁证：旁边没有 -tail 文件，也没有备份。是否缺少最后的记录，"
                "只能用最后打印的表上的校验码核对（浏览器打开 /verify）",
            )
        ]
    )


def _tail_file(file: Path) -> list[Vouched]:
    try:
        known, notice = vouched(file)
    except EndLost as lost:
        return [(False, lost.detail)]
    if known is None:
        return [(False, str(notice))] if notice else []
    said = (
        f"末尾由 {beside(file).name} 证明：已确认保存到第 {known.held.position} 条（{clock(known.held.at)}）"
    )
    return [(True, said), *([(True, str(notice))] if notice else [])]


def _given_up(file: Path) -> Iterator[Vouched]:
    """The ends that the organiser went on without."""
    for path in sorted(file.parent.glob(f"{beside(file).name}-*")):
        with suppress(ValueError):
            if known := said_in(path):
                until = f"第 {known.held.position} 条（{clock(known.held.at)}）"
                yield True, f"组织者曾选择不用到{until}为止的那一份，依据是 {path.name}"


def _backup(file: Path) -> list[Vouched]:
    copy = file.parent / BACKUP / file.name
    if not copy.exists():
        return []
    where = f"{BACKUP}/{file.name}"
    try:
        with reading(copy) as other:
            last = end(other)
        with reading(file) as db:
            if holds(db, last):
                return [(True, f"备份 {where} 的 {last.position} 条记录都在其中")]
    except Unreadable as unreadable:
        return [(False, f"备份 {where}：{unreadable.detail}")]
    return [(False, f"备份 {where} 到第 {last.position} 条（{clock(last.at)}），其中有这份没有的记录")]
