import pytest
from httpx2 import AsyncClient
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from .conftest import Hall


async def test_every_answer_carries_the_security_headers(hall: Hall):
    device = await hall.device()

    for path in ("/session", "/", "/static/page.js", "/nowhere"):
        headers = (await device.get(path)).headers

        assert "connect-src 'self' ws://venue.test wss://venue.test;" in headers["content-security-policy"]
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"


async def test_a_bug_carries_them_too_and_tells_nothing_of_itself(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
):
    device = await hall.organiser()
    monkeypatch.setattr(hall.registry, "competitions", lambda: 1 / 0)

    answer = await device.get("/competitions")

    assert answer.status_code == 500
    assert answer.json()["reason"] == "broken"
    assert "ZeroDivision" not in answer.text
    assert "content-security-policy" in answer.headers


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.test"},
        {"Origin": "http://venue.test:81"},
        {"Origin": "null"},
        {"Origin": ""},
        {"Origin": "file://venue.test"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "null", "Sec-Fetch-Site": "cross-site"},
    ],
)
async def test_another_site_s_page_may_not_post(organiser: AsyncClient, headers: dict[str, str]):
    answer = await organiser.post("/session/leave", headers=headers)

    assert answer.status_code == 403
    assert (await organiser.get("/session")).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "http://venue.test"},
        {"Origin": "http://VENUE.test"},
        {"Origin": "https://venue.test"},  # behind a proxy that does TLS
        {"Sec-Fetch-Site": "same-origin"},
        {"Origin": "null", "Sec-Fetch-Site": "same-origin"},
    ],
)
async def test_our_own_pages_and_programs_may(organiser: AsyncClient, headers: dict[str, str]):
    assert (await organiser.post("/session/leave", headers=headers)).status_code == 200


@pytest.mark.parametrize(
    "host", ["", "venue.test/x", "a b", "venue.test:port", "x;script-src *", "[::1", "a" * 300]
)
async def test_a_host_that_is_none_is_refused_and_not_repeated(hall: Hall, host: str):
    answer = await (await hall.device()).get("/session", headers={"Host": host})

    assert answer.status_code == 400
    assert "localhost" in answer.headers["content-security-policy"]


@pytest.mark.parametrize("origin", ["http://evil.test", "null"])
async def test_another_site_s_page_may_not_watch(hall: Hall, origin: str):
    device = TestClient(hall.app).websocket_connect("/live?topic=console/main", headers={"Origin": origin})

    with pytest.raises(WebSocketDisconnect) as closed:
        device.__enter__()

    assert closed.value.code == 1008


async def test_a_body_that_is_too_large_is_refused(organiser: AsyncClient):
    answer = await organiser.post("/commands", content=b" " * (64 * 1024 + 1))

    assert answer.status_code == 413
    assert answer.json()["reason"] == "too_large"


async def test_a_body_that_hides_its_length_is_refused_as_it_grows(organiser: AsyncClient):
    async def endless():
        for _ in range(100):
            yield b" " * 1024

    answer = await organiser.post("/commands", content=endless())

    assert answer.status_code == 413


@pytest.mark.parametrize("at", ["/setup/components?track=centre&round=daily", "/setup/workbooks/roster"])
async def test_an_upload_may_be_larger_but_not_huge(organiser: AsyncClient, at: str):
    fits = await organiser.post(at, files={"file": ("a.xlsx", b"x" * 1024 * 1024)})
    huge = await organiser.post(at, files={"file": ("a.xlsx", b"x" * 2 * 1024 * 1024)})

    assert fits.json()["reason"] == "malformed"
    assert huge.status_code == 413
