"""开赛前检查 is told to the consoles as it changes, with what the server alone knows."""

from httpx2 import AsyncClient

from judging.views.readiness import ReadinessView

from .conftest import Hall


async def test_what_is_not_ready_is_told_once_it_changes(organiser: AsyncClient, hall: Hall):
    told: list[ReadinessView] = []
    hall.competition.desk.hub.tell = lambda topic, view: told.append(view) if topic == "readiness" else None

    hall.competition.tick()
    hall.competition.tick()

    [view] = told
    assert not view.begun
    assert any("还没有大屏" in str(line.text) for line in view.lines)
