"""归档: what is in an archive, and that `judging verify` finds every byte that is not as it was packed."""

import csv
import random
import zipfile

import pytest
from msgspec.structs import replace

from judging.archive.gathering import sealed
from judging.archive.keeping import keeping
from judging.archive.redaction import publishable, redacted_export
from judging.cli import main
from judging.core import commands as c
from judging.core.decide import decide
from judging.core.people.actor import acting
from judging.core.people.duty import Duty
from judging.core.people.taking_part import Entrant
from judging.core.refused import Refused
from tests.archive.archived import AT, archived, saved
from tests.core.changes import RULES
from tests.printouts.decided_day import decided_log
from tests.printouts.test_proposals import POOL
from tests.small_day import SmallDay

FLIPS = 80
PUBLIC_AT = "2026-11-30T17:00:00.000Z"


@pytest.fixture
async def file(tmp_path):
    return await saved(tmp_path)


@pytest.fixture
def archive(file, tmp_path):
    return archived(file, tmp_path / "whole")


def verified(path, capsys):
    """Exit status of `judging verify`, and what it says."""
    capsys.readouterr()
    status = main(["verify", str(path)])
    return status, capsys.readouterr().out


def test_an_archive_holds_the_log_exports_documents_and_says_how_to_verify_it(archive, capsys):
    with zipfile.ZipFile(archive) as packed:
        names = set(packed.namelist())
        read_me = packed.read("README.txt").decode()

    assert {"competition.sqlite", "export/results.json", "export/workings.xlsx", "export/log.csv"} <= names
    assert {"manifest.json", "SHA256SUMS", "export/rules.toml", "export/awards.csv"} <= names
    assert any(name.startswith("documents/") and name.endswith(".html") for name in names)
    assert "judging verify" in read_me
    assert "没有写保存年限" in read_me
    status, said = verified(archive, capsys)
    assert status == 0
    assert said.startswith("一致：小型赛")


def test_no_key_is_in_it(archive):
    with zipfile.ZipFile(archive) as packed:
        assert not any(name.endswith(".key") for name in packed.namelist())
        assert not any(b"k" * 32 in packed.read(name) for name in packed.namelist())


def test_every_flipped_byte_is_noticed_and_that_of_a_file_named(archive, tmp_path, capsys):
    content, chance = archive.read_bytes(), random.Random(7)
    with zipfile.ZipFile(archive) as packed:
        infos = packed.infolist()
    damaged = tmp_path / "damaged.zip"
    places = [chance.randrange(2, len(content)) for _ in range(FLIPS)]
    inside = {
        info.header_offset + 30 + len(info.filename.encode()) + info.compress_size // 2: info.filename
        for info in infos
    }

    for place in (*places, *inside):
        damaged.write_bytes(content[:place] + bytes([content[place] ^ 64]) + content[place + 1 :])
        status, said = verified(damaged, capsys)

        assert status == 1, place
        assert said.strip(), place
        assert inside.get(place, "") in said


def test_a_file_put_in_left_out_or_renamed_is_named(archive, tmp_path, capsys):
    other = tmp_path / "other.zip"
    with zipfile.ZipFile(archive) as old, zipfile.ZipFile(other, "w") as new:
        for name in old.namelist():
            if name != "export/marks.csv":
                new.writestr(name, old.read(name))
        new.writestr("more.txt", "x")

    status, said = verified(other, capsys)

    assert status == 1
    assert "export/marks.csv 不见了" in said
    assert "more.txt 不在 SHA256SUMS 里" in said


def test_an_archive_that_was_only_packed_anew_says_so(archive, tmp_path, capsys):
    other = tmp_path / "other.zip"
    with zipfile.ZipFile(archive) as old, zipfile.ZipFile(other, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))

    status, said = verified(other, capsys)

    assert status == 1
    assert "重新打包" in said


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("export/results.json", '"place": 1', '"place": 2', "重新算出的不同"),
        ("export/marks.csv", "e1,J1,content,55", "e1,J1,content,54", "results.json 与从规则和分值重算"),
        ("export/awards.csv", "e1", "e2", "awards.csv 与从记录重新算出"),
        ("manifest.json", '"entries": ', '"entries": 1', "链尾"),
    ],
)
def test_what_was_changed_before_it_was_sealed_does_not_agree(
    archive, tmp_path, capsys, name, old, new, told
):
    folder = tmp_path / "whole" / "contents"
    text = (folder / name).read_text("utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), "utf-8", newline="")
    forged = tmp_path / "forged.zip"
    sealed(folder, forged, AT)

    status, said = verified(forged, capsys)

    assert status == 1
    assert told in said


def test_a_redacted_archive_names_nobody_and_computes_the_same(tmp_path, capsys, file):
    redacted = archived(file, tmp_path / "redacted", redacted=True)

    with zipfile.ZipFile(redacted) as packed:
        everything = b"".join(packed.read(name) for name in packed.namelist()).decode()
        names = packed.namelist()
        deductions = csv.DictReader(packed.read("export/deductions.csv").decode().splitlines())
    reasons = {row["reason"] for row in deductions}
    assert not any(name.startswith(("documents/", "competition")) or "log" in name for name in names)
    assert "负责人甲" not in everything
    assert "评委1" not in everything
    assert "e1单位" in everything  # a team's name is nobody's
    assert "请假" not in everything
    assert reasons == {"（删节）"}
    status, said = verified(redacted, capsys)
    assert status == 0
    assert said.startswith("一致（删节归档）")


def test_persons_keep_no_more_than_the_surname_in_a_redacted_one(tmp_path):
    state = SmallDay(RULES).state
    person = Entrant("e1", "张三丰", "东区", unit="某街道中心", post="综合窗口", number="00417")
    front = {**state.entrants["front"], "e1": person}

    redacted_export(replace(state, entrants={**state.entrants, "front": front}), tmp_path)

    everything = "".join(path.read_text("utf-8") for path in tmp_path.iterdir())
    assert "front,e1,张○○,东区" in everything
    assert not any(word in everything for word in ("张三", "某街道中心", "综合窗口", "00417"))


@pytest.mark.parametrize(
    ("entrant", "published"),
    [
        (Entrant("e1", "张三丰"), "张○○"),
        (Entrant("e1", "阿卜杜热西提·吐尔逊"), "阿○○○○○·○○○"),
        (Entrant("e1", "城东一队", team=4), "城东一队"),
        (Entrant("e1", "浦兴路街道社区事务受理服务中心"), "浦兴路街道社区事务受理服务中心"),
    ],
)
def test_of_a_roster_with_nothing_but_names_what_may_be_a_persons_is_masked(tmp_path, entrant, published):
    state = SmallDay(RULES).state
    front = {**state.entrants["front"], "e1": entrant}

    redacted_export(replace(state, entrants={**state.entrants, "front": front}), tmp_path)

    assert f"front,e1,{published}," in (tmp_path / "entrants.csv").read_text("utf-8")
    assert f"front,e1,{published}\n" in (tmp_path / "awards.csv").read_text("utf-8")


def test_who_is_honoured_is_published_only_once_everybody_may_know_it(tmp_path):
    log = decided_log(vetoed=("f1",))
    redacted_export(log.state, tmp_path / "early")
    [public] = decide(log.state, c.StartPublicity(POOL), acting(Duty.ORGANISER), PUBLIC_AT)
    log.add(public, at=PUBLIC_AT)
    redacted_export(log.state, tmp_path / "late")

    early, late = ((tmp_path / when / "decided.csv").read_text("utf-8") for when in ("early", "late"))
    assert len(early.splitlines()) == 1
    assert len(late.splitlines()) == 1 + 54
    assert "f1," not in late
    assert "选手" not in late


def test_what_is_not_locked_is_not_published():
    state = SmallDay(RULES).state

    with pytest.raises(Refused, match="删节归档是给公众看的"):
        publishable(replace(state, locked={"front": state.locked["front"]}))


def test_personal_data_is_kept_as_long_as_the_rules_say():
    rules = replace(RULES, keep_years=5, contacts_years=1)

    assert [(each.kind, each.until) for each in keeping(rules, "2024-02-29T01:02:03Z")] == [
        ("contacts", "2025-02-28"),
        ("photos", "2029-02-28"),
        ("all", "2029-02-28"),
    ]


def test_nothing_is_written_of_what_is_no_competition(tmp_path, capsys):
    none = tmp_path / "none.sqlite"

    assert main(["archive", str(none), "--out", str(tmp_path / "a.zip")]) == 2
    assert not (tmp_path / "a.zip").exists()
    assert "找不到" in capsys.readouterr().err
