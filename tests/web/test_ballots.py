"""Ballots over the wire: each slip is taken once, and no output leads from a sheet to a slip or a phone."""

import asyncio
import csv
import hashlib
import io
import re
import secrets
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode
from zipfile import ZipFile

import pytest
from httpx2 import AsyncClient, Response

from judging.archive.redaction import redacted_export
from judging.audit.export import export, export_log, export_workings
from judging.codec import encode
from judging.core import commands as c
from judging.core.balloting.secrets import hash_of_slip, secret_of_slip, secret_of_window
from judging.store.sqlite import entries
from judging.views import VIEWS, Subject
from tests import ballots_day as day
from tests.day import ORGANISER, asked, publish, view
from tests.printouts.made_up import Log

from .conftest import Hall, send
from .test_halls import play

FORM = {"content-type": "application/x-www-form-urlencoded"}
NONCE = re.compile(r'name="id" value="([0-9a-f]{32})"')
GRADES = {"grade/w1": "100", "grade/w2": "80", "grade/w3": "-"}
STARS = {"fast/w1": "5", "kind/w1": "4"}
VOTE = {"track": "window", "round": "vote", "group": "a"}
VISIT = {"track": "window", "round": "visit", "group": ""}


@pytest.fixture
async def organiser(hall: Hall, tmp_path: Path) -> AsyncClient:
    """Of a contest whose two evaluations are open."""
    log = Log()
    play(log, *day.set_up())
    await log.save(tmp_path / "star.sqlite")
    device = await hall.organiser()
    assert (await device.post("/competitions/open", json={"file": "star.sqlite"})).status_code == 200
    return device


async def issued(
    organiser: AsyncClient, hall: Hall, count: int = 3, page: str = "", **kind: str
) -> list[str]:
    """The addresses on new slips, in the order of their numbers."""
    wanted = {**(kind or VOTE), "count": count}
    made = await organiser.post("/ballots/slips", json=wanted)
    assert made.status_code == 200, made.text
    return printed(hall, made.json()["id"], count, page or ("visit" if kind else "ballot"))


def printed(hall: Hall, batch: str, count: int, page: str) -> list[str]:
    return [f"/{page}/{secret_of_slip(hall.competition.key, batch, n)}" for n in range(count)]


async def seen(device: AsyncClient, address: str) -> str:
    """The nonce of the page."""
    page = await device.get(address)
    assert page.status_code == 200, page.text
    return NONCE.search(page.text)[1]


async def cast(device: AsyncClient, address: str, given: object = GRADES, nonce: str = "") -> Response:
    fields = {**given, "id": nonce or await seen(device, address)}
    return await device.post(address, content=urlencode(fields, doseq=True), headers=FORM)


def counts(hall: Hall, group: str = "a") -> tuple[int, int, int, int]:
    [kind] = [each for each in view(hall.competition.state, "ballots").kinds if each.group == group]
    found = kind.counts
    assert found.issued == found.returned + found.void + found.out
    return found.issued, found.returned, found.void, found.out


async def test_a_guest_without_login_fills_in_a_page_without_a_script(organiser, hall):
    first, *_ = await issued(organiser, hall)
    guest = await hall.device()

    page = await guest.get(first)
    thanks = await cast(guest, first)

    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "<script" not in page.text
    assert [name in page.text for name in ("选手01", "一号窗口", "优秀", "不了解")] == [True] * 4
    assert len(page.content) < 4096
    assert "set-cookie" not in page.headers
    assert thanks.status_code == 200
    assert "谢谢" in thanks.text
    assert counts(hall) == (3, 1, 0, 2)


async def test_the_page_is_in_english_for_who_reads_that(organiser, hall):
    first, *_ = await issued(organiser, hall)
    guest = await hall.device()

    chosen = await guest.get(f"{first}?lang=en")
    asked_for = await guest.get(first, headers={"accept-language": "en-GB,en"})

    assert chosen.text == re.sub(NONCE, NONCE.search(chosen.text)[0], asked_for.text)
    assert "Anonymous, no login" in chosen.text
    assert '<html lang="en">' in chosen.text


async def test_opening_the_page_changes_nothing_and_a_copy_is_good_until_one_is_sent(organiser, hall):
    first, *_ = await issued(organiser, hall)
    one, copy = await hall.device(), await hall.device()
    before = hall.position

    nonces = [await seen(device, first) for device in (one, copy)]

    assert hall.position == before
    assert (await cast(one, first, nonce=nonces[0])).status_code == 200
    late = await cast(copy, first, {**GRADES, "grade/w1": "0"}, nonces[1])
    assert late.status_code == 409
    assert "已经交回" in late.text
    assert "已经交回" in (await copy.get(first)).text
    assert sheets(hall)["w1"] == ["100"]


async def test_what_is_sent_again_by_the_same_page_counts_once_and_is_thanked_for_again(organiser, hall):
    first, *_ = await issued(organiser, hall)
    guest = await hall.device()
    nonce = await seen(guest, first)

    answers = await asyncio.gather(*(cast(guest, first, nonce=nonce) for _ in range(3)))
    after = hall.position
    again = await cast(guest, first, nonce=nonce)

    assert [answer.status_code for answer in (*answers, again)] == [200] * 4
    assert hall.position == after
    assert counts(hall) == (3, 1, 0, 2)


async def test_a_thousand_guesses_open_nothing(organiser, hall):
    first, *_ = await issued(organiser, hall)
    guest, before = await hall.device(), hall.position
    statuses = set()

    for n in range(1000):
        guess = f"/ballot/{secrets.token_urlsafe(15)}" if n % 2 else f"{first[:-1]}{secrets.token_hex(2)}"
        answer = await guest.post(guess, content=urlencode({**GRADES, "id": "0" * 32}), headers=FORM)
        statuses.add(answer.status_code)

    assert statuses == {409}
    assert hall.position == before


async def test_slips_are_made_void_by_their_numbers(organiser, hall):
    first, second, third = await issued(organiser, hall)
    [batch] = hall.competition.state.slip_batches
    guest = await hall.device()
    await cast(guest, third)

    void = {"batch": batch, "first": 1, "last": 2, "reason": "写错"}
    answers = [
        await organiser.post("/ballots/void", json=void | more)
        for more in ({}, {"first": 3, "last": 3}, {"first": 3, "last": 4}, {"first": 2, "last": 1})
    ]

    assert [answer.status_code for answer in answers] == [200, 409, 409, 409]
    assert [(await guest.get(address)).status_code for address in (first, second)] == [409, 409]
    assert "作废" in (await cast(guest, first, nonce="0" * 32)).text
    assert counts(hall) == (3, 1, 2, 0)


async def test_what_is_not_complete_is_shown_again_with_what_was_chosen(organiser, hall):
    first, *_ = await issued(organiser, hall)
    guest = await hall.device()

    answer = await cast(guest, first, {"grade/w1": "80", "grade/w2": "-"})

    assert answer.status_code == 409
    assert "选手03" in answer.text.partition('role="alert">')[2].partition("<")[0]
    assert len(re.findall(r" checked>", answer.text)) == 2
    assert counts(hall) == (3, 0, 0, 3)
    assert (await cast(guest, first, nonce=NONCE.search(answer.text)[1])).status_code == 200


@pytest.mark.parametrize("body", ["", "id=x", "id=" + "0" * 32, "%00=%ff&id=" + "0" * 32, "a&" * 5000])
async def test_a_body_that_no_page_sends_takes_nothing(organiser, hall, body):
    first, *_ = await issued(organiser, hall)

    answer = await (await hall.device()).post(first, content=body, headers=FORM)

    assert answer.status_code in (400, 409)
    assert counts(hall) == (3, 0, 0, 3)


async def test_another_site_cannot_send_a_guest_s_form(organiser, hall):
    first, *_ = await issued(organiser, hall)
    guest = await hall.device()
    fields = urlencode({**GRADES, "id": await seen(guest, first)})

    answer = await guest.post(first, content=fields, headers={**FORM, "origin": "http://elsewhere.test"})

    assert answer.status_code == 403


@pytest.mark.parametrize("path", ["/ballots/slips", "/ballots/void", "/ballots/codes", "/ballots/take-down"])
async def test_only_the_organiser_makes_slips(organiser, hall, path):
    answer = await (await hall.device()).post(path, json={})

    assert answer.status_code == 401


async def test_only_the_organiser_prints_them(organiser, hall):
    await issued(organiser, hall)
    [batch] = hall.competition.state.slip_batches

    assert (await (await hall.device()).get(f"/ballots/sheets/{batch}")).status_code == 401


async def test_the_sheet_to_cut_has_each_slip_once_and_no_code_on_the_stubs(organiser, hall):
    addresses = await issued(organiser, hall, 12)
    [batch] = hall.competition.state.slip_batches
    await organiser.post("/ballots/void", json={"batch": batch, "first": 12, "last": 12, "reason": "试印"})

    page = (await organiser.get(f"/ballots/sheets/{batch}")).text

    stubs = re.findall(r'<div class="stub">(.*?)</div>', page, re.DOTALL)
    assert [re.search(r"No\. (\d+)", stub)[1] for stub in stubs] == [f"{n:04}" for n in range(1, 12)]
    assert page.count("<svg") == 11
    assert not any("svg" in stub for stub in stubs)
    assert not any(address in page for address in addresses), "who copies the page would copy the links"


def sheets(hall: Hall, round: str = "vote") -> dict[str, list[str]]:
    """Entrant → the first mark of each sheet."""
    found: dict[str, list[str]] = {}
    for (_, entrant), sheet in hall.competition.state.evaluations["window", round].sheets.items():
        found.setdefault(entrant, []).append(next(iter(sheet.marks.values())))
    return found


# Visitors


async def windows(organiser: AsyncClient, hall: Hall, **more: int) -> dict[str, str]:
    """Entrant → the address on the code at the window."""
    made = await organiser.post("/ballots/codes", json={**VISIT, "hours": 24, "an_hour": 30, **more})
    assert made.status_code == 200, made.text
    key, id = hall.competition.key, made.json()["id"]
    return {each.id: f"/visit/{secret_of_window(key, id, each.id)}" for each in day.ENTRANTS}


async def test_a_visitor_s_slip_is_about_one_window(organiser, hall):
    first, second = await issued(organiser, hall, 2, **VISIT, entrant="w1")
    guest = await hall.device()

    page = (await guest.get(first)).text
    taken = await cast(guest, first, {**STARS, "remark": "很快"})
    stranger = await cast(guest, second, {"fast/w2": "5", "kind/w2": "5"})

    assert ["选手01" in page, "选手02" in page] == [True, False]
    assert taken.status_code == 200
    assert stranger.status_code == 409
    assert sheets(hall, "visit") == {"w1": ["5"]}


async def test_a_phone_counts_once_at_a_window_and_its_cookie_says_nothing(organiser, hall):
    at = await windows(organiser, hall)
    phone, other = await hall.device(), await hall.device()

    page = await phone.get(at["w1"])
    cookie = page.headers["set-cookie"]
    first = await cast(phone, at["w1"], STARS)
    again = await phone.get(at["w1"])
    elsewhere = await cast(phone, at["w2"], {"fast/w2": "3", "kind/w2": "3"})

    assert re.fullmatch(
        r"judging_visit=[\w-]{32}\.[0-9a-f]{24}; HttpOnly; Max-Age=\d+; "
        r"Path=/c/[0-9a-f]{6}/visit; SameSite=lax",
        cookie,
    )
    assert (first.status_code, again.status_code, elsewhere.status_code) == (200, 409, 200)
    assert "谢谢您" in again.text
    assert (await cast(other, at["w1"], STARS)).status_code == 200
    assert sheets(hall, "visit") == {"w1": ["5", "5"], "w2": ["3"]}


async def test_a_cookie_that_was_made_up_or_is_missing_is_none(organiser, hall):
    at = await windows(organiser, hall)
    phone = await hall.device()
    nonce = await seen(phone, at["w1"])
    phone.cookies.clear()

    without = await cast(phone, at["w1"], STARS, nonce)
    forged = await phone.post(
        at["w1"],
        content=urlencode({**STARS, "id": nonce}),
        headers={**FORM, "cookie": f"judging_visit={'A' * 32}.{'0' * 24}"},
    )

    assert [answer.status_code for answer in (without, forged)] == [409, 409]
    assert "Cookie" in without.text
    assert hall.competition.state.evaluations["window", "visit"].sheets == {}


async def test_a_window_takes_so_many_an_hour_from_whatever_phones(organiser, hall):
    at = await windows(organiser, hall, an_hour=2)

    answers = [await cast(await hall.device(), at["w1"], STARS) for _ in range(2)]
    third = await (await hall.device()).get(at["w1"])

    assert [answer.status_code for answer in answers] == [200, 200]
    assert third.status_code == 429


async def test_what_a_visitor_wrote_is_for_the_organiser_alone_and_not_before_it_is_closed(organiser, hall):
    [first] = await issued(organiser, hall, 1, **VISIT, entrant="w1")
    guest = await hall.device()
    refused = await cast(guest, first, {**STARS, "remark": "电话 13812345678"})
    await cast(guest, first, {**STARS, "remark": "排队有点久"}, NONCE.search(refused.text)[1])
    before = view(hall.competition.state, "ballots").remarks

    await send(organiser, "CloseEvaluation", track="window", round="visit")

    assert refused.status_code == 409
    assert "13812345678" in refused.text, "what was typed is shown again"
    assert before == ()
    assert [each.text for each in view(hall.competition.state, "ballots").remarks] == ["排队有点久"]


# Anonymity


def texts_in(folder: Path) -> Iterator[tuple[str, str]]:
    """By the path within it; of a workbook what its sheets hold."""
    for path in folder.rglob("*.*"):
        if path.suffix == ".xlsx":
            with ZipFile(path) as book:
                text = "".join(book.read(name).decode("utf-8", "replace") for name in book.namelist())
        else:
            text = path.read_text("utf-8-sig")
        yield path.relative_to(folder).as_posix(), text


async def everything_told(organiser: AsyncClient, hall: Hall, folder: Path) -> dict[str, str]:
    """All that people see of it: exports, what may be published, every audience's view, pages, the log."""
    state = hall.competition.state
    export(state, folder)
    export_log(entries(hall.competition.file), folder)
    export_workings(state, folder)
    redacted_export(state, folder / "redacted")
    told = dict(texts_in(folder))
    for name, audience in VIEWS.items():
        if audience.of in (Subject.COMPETITION, Subject.EVERYBODY):
            told[name] = encode(audience.view(state, "")).decode()
        elif audience.of is Subject.HALL:
            told[name] = encode(audience.view(state, state.first_hall.id)).decode()
    for path in ("/log/lines", "/log/csv", "/print/choices", "/print/job", "/preview/ranking?track=window"):
        answer = await organiser.get(path)
        assert answer.status_code == 200, path
        told[path] = answer.text
    return told


async def test_nothing_that_anybody_can_see_joins_a_sheet_to_a_slip_a_number_or_a_phone(
    organiser, hall, tmp_path
):
    addresses = await issued(organiser, hall, 6)
    at = await windows(organiser, hall)
    guest = await hall.device()
    for n, address in enumerate(reversed(addresses)):
        marks = {f"grade/w{w}": ("100", "80", "60", "0")[(n + w) % 4] for w in (1, 2, 3)}
        assert (await cast(guest, address, marks)).status_code == 200
    for w, address in at.items():
        assert (await cast(guest, address, {f"fast/{w}": "5", f"kind/{w}": "4"})).status_code == 200
    [slip] = await issued(organiser, hall, 1, page="ballot", **{**VOTE, "group": "b"})
    assert (await cast(guest, slip, {**GRADES, "grade/w3": "60"})).status_code == 200
    for round in ("vote", "visit"):
        await send(organiser, "CloseEvaluation", track="window", round=round)
    for command in (publish("window"), c.LockTrack("window")):
        await hall.desk.submit(secrets.token_hex(8), asked(hall.competition.state, command), ORGANISER)

    told = await everything_told(organiser, hall, tmp_path / "export")

    assert hall.competition.state.locked
    known = [address.rpartition("/")[2] for address in addresses]
    log = [entry for entry in entries(hall.competition.file) if type(entry.event).__name__ == "BallotCast"]
    ballots = [entry.event for entry in log]
    assert len(ballots) == 10
    hidden = [
        *known,
        *map(hash_of_slip, known),
        *(event.alias for event in ballots),
        *(event.device for event in ballots if event.device),
        *guest.cookies.values(),
        *(entry.at for entry in log),
    ]
    for name, text in told.items():
        assert not [secret for secret in hidden if secret in text], name
    rows = list(csv.DictReader(io.StringIO(told["marks.csv"])))
    for entrant in ("w1", "w2", "w3"):
        of_a = [row for row in rows if row["group"] == "a" and row["entrant"] == entrant]
        assert [row["judge"] for row in of_a] == [f"a-{n}" for n in range(1, 7)]
        given = [int(row["mark"]) for row in of_a]
        assert given == sorted(given), "a number that was given otherwise is somebody's"


async def test_an_alias_is_made_with_the_key_and_tells_neither_slip_nor_phone(organiser, hall):
    [first] = await issued(organiser, hall, 1)
    await cast(await hall.device(), first)

    [alias] = {alias for alias, _ in hall.competition.state.evaluations["window", "vote"].sheets}

    secret = first.rpartition("/")[2]
    made_without = {hashlib.sha256(text.encode()).hexdigest() for text in (secret, hash_of_slip(secret))}
    assert re.fullmatch("T[0-9a-f]{16}", alias)
    assert not any(alias[1:] in text for text in (hash_of_slip(secret), *made_without))


async def test_nothing_is_known_of_the_result_before_the_evaluation_is_closed(organiser, hall, tmp_path):
    for address in await issued(organiser, hall):
        await cast(await hall.device(), address)

    state = hall.competition.state
    export(state, tmp_path)

    aliases = {alias for alias, _ in state.evaluations["window", "vote"].sheets}
    assert len(aliases) == 3
    assert "vote" not in (tmp_path / "marks.csv").read_text("utf-8")
    for name, audience in VIEWS.items():
        if audience.of in (Subject.COMPETITION, Subject.EVERYBODY):
            told = encode(audience.view(state, "")).decode()
            assert '"score"' not in told, name
            assert not [alias for alias in aliases if alias in told], name


async def test_the_log_that_people_read_has_no_line_for_a_single_ballot(organiser, hall):
    first, *_ = await issued(organiser, hall)
    await cast(await hall.device(), first)

    lines = (await organiser.get("/log/lines")).text

    assert "发测评票" in lines
    assert "收到一张" not in lines
    assert "guest" not in lines
