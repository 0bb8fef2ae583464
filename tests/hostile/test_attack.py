import sys

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the attack counts with epoll and /proc")


@pytest.mark.parametrize("kind", ["session", "fragments"])
def test_an_attack_is_measured_and_told(kind, monkeypatch, tmp_path):
    from tests.bench.machine import compiled_floor
    from tests.hostile.attack import Options, hostile

    for name in ("QUIET_S", "SINK_S"):
        monkeypatch.setattr(hostile, name, 1.5)
    program = compiled_floor(tmp_path)
    if program is None:
        pytest.skip("the sink is a C program")

    row = hostile.attacked(kind, True, Options(count=20, seconds=1.5), program)

    assert row.lost == "0"
    assert all(float(wait.ratio) > 0 for wait in row.waits)
    assert "connected" in row.seen
