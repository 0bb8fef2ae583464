"""综合竞赛年年比: the contest of a year, whose imported rounds are left to the season."""

from msgspec.structs import replace

from judging.core.scoring.rulebook import Kind, Track
from judging.files.contradictions import tie_steps

from .original import Original


def contest(original: Original) -> Original:
    """What is judged on the day alone, by the people of the year; the prizes are the season's."""
    rules = original.rules
    tracks = tuple(_judged(track) for track in rules.tracks)
    return replace(original, rules=replace(rules, tracks=tracks, pools=()), entrants=original.made_up)


def _judged(track: Track) -> Track:
    rounds = tuple(round for round in track.rounds if round.kind is Kind.JUDGED)
    ties = tuple(step for step in track.ties if step in {*tie_steps(rounds), "manual", "share"})
    return replace(track, rounds=rounds, ties=ties, pool=None)
