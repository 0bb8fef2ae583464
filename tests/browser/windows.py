"""A walk-round on a real server: the first track's judged round at the windows of its hall."""

from collections.abc import Iterable

from httpx2 import AsyncClient

from tests.serving import Crew, command, done

CRITERIA = ("work", "service", "reputation", "system", "environment")


async def walk(crew: Crew, windows: int, **changes: object) -> None:
    """The judged round walks from here on, in a hall with so many windows."""
    rules = done(await crew.organiser.get("/setup/rules"))
    judged = next(each for each in rules["tracks"][0]["rounds"] if each["id"] == crew.round)
    judged |= {"manner": "walk", **changes}
    done(await crew.organiser.post("/setup/rules", json=rules))
    halls = [{"id": "main", "name": "", "windows": windows}]
    await command(crew.organiser, "SetHalls", halls=halls)


async def at_windows(crew: Crew, count: int, first: int = 0) -> None:
    """So many of the running order are called to window 1, 2, … and open for marks."""
    for window in range(1, count + 1):
        performance = crew.performance(crew.entrants[first + window - 1])
        await command(crew.director, "CallEntrant", performance=performance, window=window)
        await command(crew.director, "OpenMarking", performance=performance)


async def mark(crew: Crew, entrant: int, seats: Iterable[int] = range(1, 8)) -> None:
    """Each of these judges gives the entrant at this place of the order a little less than the one before."""
    for seat in seats:
        marks = dict(zip(CRITERIA, ("28", "27", "18", "9", f"{9 - entrant % 8}.5"), strict=True))
        await submit(crew.judges[f"J{seat}"], crew.performance(crew.entrants[entrant]), marks)


async def submit(judge: AsyncClient, performance: dict[str, str], marks: dict[str, str]) -> None:
    await command(judge, "SubmitSheet", performance=performance, revision=1, marks=marks)
