"""Every scene on every wall: legible from the last row, above the stage line, nothing over another."""

import pytest
from playwright.async_api import expect

from tests.browser.conftest import Hang
from tests.browser.gallery import WALLS, begun, gallery

# What must be true of every text on the wall, at any size; the answer is a list of complaints. Ink is as
# the font draws it, in thousandths of the smaller side: 40 is 43 px at 1080.
MISFITS = """() => {
  const found = [], side = Math.min(innerWidth, innerHeight)
  const [width, height] = [innerWidth, innerHeight]
  const safe = { left: width * 0.05, right: width * 0.95, top: height * 0.05, bottom: height * 0.7 }
  const root = document.documentElement
  if (root.scrollWidth > width || root.scrollHeight > height) found.push("a scrollbar")
  const brush = document.createElement("canvas").getContext("2d")
  const ink = (style, text) => {
    brush.font = `${style.fontWeight} 1000px ${style.fontFamily}`
    const probe = /[\\u3400-\\u9fff]/.test(text) ? "国" : "8"
    const { actualBoundingBoxAscent: up, actualBoundingBoxDescent: down } = brush.measureText(probe)
    return ((up + down) * parseFloat(style.fontSize)) / side
  }
  const inside = (box, frame, slack) =>
    box.left > frame.left - slack && box.right < frame.right + slack &&
    box.top > frame.top - slack && box.bottom < frame.bottom + slack
  const listed = ".halls, .clocks:not([data-alone])"
  const cramped = `[data-fit="5"], .ranking[data-fit="2"], :is(.ranking, .windows)[data-fit="3"],
    .honoured:is([data-fit="2"], [data-fit="3"], [data-fit="4"], [data-fit="5"]), ${listed}`
  const important = ".name, .entrant, .rows .composite, .score, .tally"
  const lines = []
  for (const element of document.querySelectorAll("body *")) {
    const isWhole = element.scrollWidth <= element.clientWidth + 1
    if (element.matches(".name, .entrant, .piece, .number, .score") && !isWhole)
      found.push(`cut off: ${element.textContent}`)
    const window = element.closest(".rows") && element.closest(".window")
    for (const node of element.childNodes) {
      if (node.nodeType !== Node.TEXT_NODE || !node.data.trim()) continue
      const style = getComputedStyle(element)
      const size = parseFloat(style.fontSize)
      if (size === 0) continue // a label that gave way to its number
      const range = document.createRange()
      range.selectNodeContents(node)
      for (const line of range.getClientRects()) {
        const middle = (line.top + line.bottom) / 2 // a font brings leading beyond its glyphs
        const half = size * 0.42
        const box = { left: line.left, right: line.right, top: middle - half, bottom: middle + half }
        if (middle > element.closest(".deductions")?.getBoundingClientRect().bottom) continue // ends in “…”
        const cut = window && parseFloat(getComputedStyle(window).clipPath.split(" ")[2])
        const frame = window?.getBoundingClientRect()
        if (frame && (middle > frame.bottom - cut || middle < frame.top)) continue // another page
        if (!inside(box, safe, 2)) found.push(`outside the safe area: ${node.data}`)
        const tile = element.closest(".seat")
        if (tile && !inside(box, tile.getBoundingClientRect(), 2)) found.push(`beyond its tile: ${node.data}`)
        lines.push({ ...box, node, text: node.data.trim() })
      }
      const least = element.closest(important) && !element.closest(cramped) ? 53.7 : 39.8
      if (ink(style, node.data) < least) found.push(`too small: ${node.data} ${ink(style, node.data)}`)
    }
  }
  const overlap = (one, other) =>
    Math.min(one.right, other.right) - Math.max(one.left, other.left) > 2 &&
    Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 2
  lines.forEach((one, index) => lines.slice(index + 1).forEach((other) => {
    const isOver = one.node !== other.node && overlap(one, other)
    if (isOver) found.push(`over another: ${one.text} and ${other.text}`)
  }))
  const tiles = [...document.querySelectorAll(".seat")].map((tile) => tile.getBoundingClientRect())
  tiles.forEach((one, index) => tiles.slice(index + 1).forEach((other) => {
    if (overlap(one, other)) found.push("a tile crosses another")
  }))
  for (const caption of document.querySelectorAll(".sum .caption")) {
    const number = caption.nextElementSibling
    if (caption.textContent.trim() && Math.abs(caption.offsetLeft - number.offsetLeft) > 1)
      found.push(`a caption that hangs: ${caption.textContent}`)
  }
  for (const word of document.querySelectorAll(":is([data-state=recused], [data-state=absent]) .mark")) {
    if (word.closest('[data-fit="4"], [data-fit="5"]')) continue // stands where the mark would
    const [box, tile] = [word.getBoundingClientRect(), word.closest(".seat").getBoundingClientRect()]
    if (Math.abs(box.left + box.right - tile.left - tile.right) > 4) found.push("not centred in its tile")
  }
  return found
}"""

# Contrast of each text with what is behind it, where the wall's black is a fifteenth of its white.
PALE = """() => {
  const channel = (value) => (value /= 255) <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b)
  const parts = (text) => text.match(/[\\d.]+/g).map(Number)
  const over = ([r, g, b, alpha = 1], below) =>
    [r, g, b].map((value, n) => alpha * value + (1 - alpha) * below[n])
  const ground = (element) => parts(getComputedStyle(element).backgroundColor)
  const behind = (element) => (element ? over(ground(element), behind(element.parentElement)) : [0, 0, 0])
  const isText = (node) => node.nodeType === Node.TEXT_NODE && node.data.trim()
  const found = []
  document.getAnimations().forEach((animation) => animation.finish())
  for (const element of document.querySelectorAll("body *")) {
    if (![...element.childNodes].some(isText)) continue
    let opacity = 1
    for (let one = element; one; one = one.parentElement) opacity *= Number(getComputedStyle(one).opacity)
    const [r, g, b] = parts(getComputedStyle(element).color)
    const below = behind(element)
    const [low, high] = [light(below), light(over([r, g, b, opacity], below))].sort((one, two) => one - two)
    const ratio = (high + 1 / 15) / (low + 1 / 15)
    if (ratio < 4.5) found.push(`${element.textContent.trim()}: ${ratio.toFixed(2)}`)
  }
  return found
}"""


@pytest.mark.parametrize("wall_size", [*WALLS, (2560, 720)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_everything_can_be_read_from_the_last_row_above_the_heads_on_stage(
    hang: Hang, wall_size: tuple[int, int]
):
    scenes = gallery()
    wall = await hang(scenes["standby"], viewport={"width": wall_size[0], "height": wall_size[1]})
    complaints = {}

    for name, shown in scenes.items():
        await wall.show(begun(shown, wall.elapsed))
        await expect(wall.page.locator(f":root[data-scene={shown.scene}]")).to_have_count(1)
        await wall.run(20)
        if found := await wall.page.evaluate(MISFITS):
            complaints[name] = found

    assert complaints == {}


@pytest.mark.parametrize("query", ["", "?theme=red"])
async def test_what_is_dimmed_or_struck_out_can_still_be_read_on_a_pale_wall(hang: Hang, query: str):
    scenes = gallery()
    wall = await hang(scenes["standby"], query=query, reduced_motion="reduce")
    complaints = {}

    for name, shown in scenes.items():
        await wall.show(begun(shown, wall.elapsed))
        await expect(wall.page.locator(f":root[data-scene={shown.scene}]")).to_have_count(1)
        await wall.run(20)
        if found := await wall.page.evaluate(PALE):
            complaints[name] = found

    assert complaints == {}
