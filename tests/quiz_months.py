"""Months of a quiz that nobody judges: each a competition of its own, with one imported round, locked."""

import hashlib
import io
import json
import tomllib
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

from httpx2 import AsyncClient

from tests.ranked_windows import imported_into
from tests.serving import command, done

TRACK, ROUND = "window", "quiz"
RULES = """
schema = 1
[competition]
id = "quiz"
name = "竞答"
organiser = "示例区"

[[tracks]]
id = "window"
name = "窗口人员"
ties = ["share"]

  [[tracks.rounds]]
  id = "quiz"
  name = "竞答"
  kind = "imported"
  weight = "100"
"""
PEOPLE = ("p1", "p2", "p3")
NAMES = {id: f"选手0{n}" for n, id in enumerate(PEOPLE, 1)}

# Three weeks of it, from one file: what `judging season` reads.
SEASON = """
schema = 1
[season]
id = "{id}"
name = "竞答年"

[files]
"weeks.csv" = "{hash}"

[[series]]
id = "quiz"
name = "竞答周周练"
best = 2
of = {of}
missed = "skip"
events = [
  {{ id = "w1", name = "第一周", from = ["weeks.csv"] }},
  {{ id = "w2", name = "第二周", from = ["weeks.csv"] }},
  {{ id = "w3", name = "第三周", from = ["weeks.csv"] }},
]

[[tables]]
id = "person"
name = "个人类"
tracks = ["window"]
weights = {{ quiz = "100" }}
ties = ["share"]
pool = "person"

[[pools]]
id = "person"
name = "个人奖"
slots = 1
allocate = "quota"
quota = {{ person = 1 }}
levels = [ {{ name = "一等奖", count = 1, title = "最美店小二" }} ]
"""
WEEKS = """track,round,entrant,score
window,w1,p1,90
window,w2,p1,80
window,w3,p1,70
window,w1,p2,60
window,w3,p2,95
"""


async def month(
    organiser: AsyncClient,
    name: str,
    scores: Sequence[int],
    *,
    locked: bool = True,
    names: Mapping[str, str] = NAMES,
) -> str:
    """The file of a competition in which the first people have these scores; it stays open."""
    rules = tomllib.loads(RULES)
    rules["competition"]["name"] = name
    made = done(await organiser.post("/competitions", json={"rules": rules}))
    roster = [{"id": id, "name": names[id], "district": "东区"} for id in PEOPLE[: len(scores)]]
    done(await organiser.post("/setup/entrants", json={"track": TRACK, "entrants": roster}))
    await imported_into(organiser, TRACK, ROUND, [[score] for score in scores])
    if locked:
        await command(organiser, "LockTrack", track=TRACK)
    file: str = made["file"]
    return file


def season_zip(id: str = "year", of: int = 3, weeks: str = WEEKS, hash: str = "", home: str = "") -> bytes:
    """A season as somebody packs it by hand; `home`: the folder in the zip where all lies."""
    text = weeks.encode()
    rules = SEASON.format(id=id, of=of, hash=hash or hashlib.sha256(text).hexdigest())
    return zipped({f"{home}SEASON.toml": rules.encode(), f"{home}weeks.csv": text})


def zipped(files: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def unzipped(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


async def uploaded(organiser: AsyncClient, content: bytes) -> str:
    """The id of the season that was made of a zip."""
    made = done(await organiser.post("/seasons.zip", files={"file": ("年度.zip", content)}))
    id: str = made["id"]
    return id


async def seen(organiser: AsyncClient, id: str) -> dict[str, Any]:
    view: dict[str, Any] = done(await organiser.get(f"/seasons/{id}/view"))
    return view


async def saved(organiser: AsyncClient, view: dict[str, Any], **changed: Any) -> dict[str, Any]:
    """The view after its draft was saved with these keys changed."""
    body = {"version": view["version"], "draft": view["draft"] | changed}
    answer: dict[str, Any] = done(await organiser.post(f"/seasons/{view['id']}/rules", json=body))
    return answer


def confirmed(view: Mapping[str, Any], **changed: str) -> dict[str, str]:
    """What 定稿 is asked with."""
    return {"version": view["version"], "body": "活动领导小组", "day": "2026-11-20"} | changed


def places(view: dict[str, Any], table: int = 0) -> list[tuple[int | None, str, str | None]]:
    """Place, entrant and composite of each row."""
    rows = view["year"]["tables"][table]["rows"]
    return [(row["place"], row["entrant"], row["composite"]) for row in rows]


def history(view: dict[str, Any]) -> list[str]:
    return [note["what"] for note in view["history"]]


def as_text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
