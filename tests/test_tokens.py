"""Every theme keeps the contrast of WCAG AA: 4.5 for text, 3 for large text and for what can be pressed."""

import re

import pytest

from judging.assets import tree

CSS = (tree("static") / "tokens.css").read_text("utf-8")
TEXTS = ("ink", "muted")
WORDS = ("accent", "gold", "good", "wait", "bad")
WALL = ("blue", "red")  # themes of the venue screen, where no text is small
FILLS = ("accent", "good", "wait", "bad")
Colour = tuple[float, float, float]


def block(selector: str) -> str:
    return CSS.partition(selector)[2].partition("}")[0]


THEMES = {
    name: dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6}|rgb\([^)]*\))", block(f':root[data-theme="{name}"]')))
    for name in ("light", "blue", "red", "night")
}


def colour(text: str, behind: Colour = (0, 0, 0)) -> Colour:
    if text.startswith("#"):
        return tuple(int(text[i : i + 2], 16) / 255 for i in (1, 3, 5))  # type: ignore[return-value]
    *rgb, percent = (float(number) for number in re.findall(r"[\d.]+", text))
    share = percent / 100
    mixed = (share * c / 255 + (1 - share) * b for c, b in zip(rgb, behind, strict=True))
    return tuple(mixed)  # type: ignore[return-value]


def luminance(of: Colour) -> float:
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in of)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(a: Colour, b: Colour) -> float:
    low, high = sorted((luminance(a), luminance(b)))
    return (high + 0.05) / (low + 0.05)


def grounds(theme: dict[str, str]) -> list[Colour]:
    """What text may stand on; a surface may be translucent."""
    ground = colour(theme["ground"])
    return [ground, colour(theme["sheet"]), colour(theme["surface"], ground)]


@pytest.mark.parametrize("name", THEMES)
def test_text_can_be_read_on_every_ground(name):
    theme = THEMES[name]
    least = dict.fromkeys(TEXTS, 4.5) | dict.fromkeys(WORDS, 3 if name in WALL else 4.5)

    assert [
        (text, round(ratio, 2))
        for text in least
        for ground in grounds(theme)
        if (ratio := contrast(colour(theme[text]), ground)) < least[text]
    ] == []


@pytest.mark.parametrize("name", THEMES)
def test_text_can_be_read_on_every_fill(name):
    theme = THEMES[name]

    assert [fill for fill in FILLS if contrast(colour(theme["on-colour"]), colour(theme[fill])) < 4.5] == []


@pytest.mark.parametrize("name", THEMES)
def test_outlines_can_be_seen_on_every_ground(name):
    theme = THEMES[name]

    assert [ground for ground in grounds(theme) if contrast(colour(theme["edge"]), ground) < 3] == []


def test_a_device_set_to_dark_gets_the_night_theme():
    declarations = re.compile(r"--[\w-]+: .*;")
    night, dark = block(':root[data-theme="night"]'), block(":root:not([data-theme])")

    assert declarations.findall(night) == declarations.findall(dark)
