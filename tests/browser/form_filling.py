"""Fills the form of the rules as a person does, field by field, led by the table of settings alone."""

import re
from collections.abc import Iterator
from typing import Any

from playwright.async_api import Locator, Page, expect

from judging.files.form_fields import FormField, form_fields

Path = tuple[str | int, ...]
ADD = {
    "tracks": "增加组别",
    "rounds": "增加环节",
    "pools": "增加奖项",
}  # other rows have a button of their own


def dotted(path: Path) -> str:
    text = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return text.removeprefix(".")


def shown(fields: tuple[FormField, ...], table: dict[str, Any]) -> Iterator[FormField]:
    """The settings this table has, as its tag says, which comes first."""
    tag = next((field for field in fields if field.tag), None)
    kind = tag and table.get(tag.key, tag.default)
    for field in sorted(fields, key=lambda field: not field.tag):
        if field.key != "schema" and (not field.of or kind in field.of):
            yield field


class Filling:
    """First all that names nothing else, then what takes the ids of other rows."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.refers = False

    async def fill(self, rules: dict[str, Any]) -> None:
        await self.unfold()
        for self.refers in (False, True):
            for field in form_fields():
                if field.home:
                    await self.setting(
                        field, (field.home, field.key), rules.get(field.home, {}).get(field.key)
                    )
                elif field.key != "schema":
                    await self.setting(field, (field.key,), rules.get(field.key))

    async def setting(self, field: FormField, path: Path, value: Any) -> None:
        if field.type == "rows":
            await self.rows(field, path, value or [])
        elif field.type == "table":
            await self.table(field, path, value)
        elif bool(field.refers) is self.refers:
            await self.one(field, path, value)

    async def table(self, field: FormField, path: Path, value: Any) -> None:
        if field.optional:
            await self.page.locator(f'input[name="{dotted(path)}"]').set_checked(value is None)
        if value is not None or not field.optional:
            await self.inside(field, path, value or {})

    async def inside(self, field: FormField, path: Path, table: dict[str, Any]) -> None:
        await self.unfold()
        for inner in shown(field.fields, table):
            await self.setting(inner, (*path, inner.key), table.get(inner.key))
            if inner.tag:
                await self.unfold()

    async def unfold(self) -> None:
        await self.page.evaluate(
            "for (const each of document.querySelectorAll('.rules .more')) each.open = true"
        )

    async def rows(self, field: FormField, path: Path, rows: list[dict[str, Any]]) -> None:
        if not self.refers:
            await self.count(field, path, len(rows))
        for n, row in enumerate(rows):
            if field.key == "tracks":
                await self.page.locator('.rules [role="tab"]').nth(n).click()
            await self.inside(field, (*path, n), row)

    async def count(self, field: FormField, path: Path, wanted: int) -> None:
        """As many rows as are wanted."""
        rows = self.rows_at(field, path)
        while await rows.count() < wanted:
            await self.added(field, path)
        while await rows.count() > wanted:
            await self.removed(field, rows)

    def rows_at(self, field: FormField, path: Path) -> Locator:
        if field.key == "tracks":
            return self.page.locator('.rules [role="tab"]')
        if field.key in ADD:
            return self.page.locator({"rounds": "[data-round]", "pools": "[data-pool]"}[field.key])
        inside = f'fieldset[name="{dotted(path)}"]'
        return self.page.locator(f"{inside} > .rows > [data-row], {inside} > table > tbody > [data-row]")

    async def added(self, field: FormField, path: Path) -> None:
        if field.key in ADD:
            await self.page.get_by_role("button", name=ADD[field.key], exact=True).click()
        else:
            await self.page.locator(f'fieldset[name="{dotted(path)}"] > button').last.click()

    async def removed(self, field: FormField, rows: Locator) -> None:
        if field.key == "tracks":
            await self.page.get_by_role("button", name="删去组别").click()
        else:
            await rows.last.get_by_role("button", name=re.compile("^删去")).last.click()

    async def one(self, field: FormField, path: Path, value: Any) -> None:
        at = self.page.locator(f'[name="{dotted(path)}"]')
        said = field.default if value is None else value
        match field.type:
            case "flag":
                await at.set_checked(bool(said))
            case "choices":
                for choice in field.choices:
                    wanted = choice.value in (said or [])
                    await self.page.locator(f'[name="{dotted((*path, choice.value))}"]').set_checked(wanted)
            case "counts":
                await self.counts(field, path, said or {})
            case "texts" | "wholes" if field.refers == "ties":
                await self.chain(path, said or [])
            case "texts" if field.refers:
                for wanted in said or []:
                    await self.page.locator(f'[name="{dotted((*path, wanted))}"]').set_checked(True)
            case "texts" | "wholes":
                joint = " " if field.is_id or field.type == "wholes" else "\n"
                await typed(at, joint.join(map(str, said or [])))
            case _ if field.choices or field.refers:
                await at.select_option("" if said is None else str(said))
            case _:
                await self.text(field, at, said)

    async def text(self, field: FormField, at: Locator, said: Any) -> None:
        if field.none:
            isnt = self.page.locator(".with-none").filter(has=at).get_by_role("checkbox")
            await isnt.set_checked(said == field.none)
            if said == field.none:
                return
        await typed(at, "" if said is None else str(said))

    async def counts(self, field: FormField, path: Path, numbers: dict[str, int]) -> None:
        if field.refers:
            for key, number in numbers.items():
                await typed(self.page.locator(f'[name="{dotted((*path, key))}"]'), str(number))
            return
        inside = self.page.locator(f'fieldset[name="{dotted(path)}"]')
        for n, (key, number) in enumerate(numbers.items()):
            if await inside.locator("li").count() <= n:
                await inside.locator(":scope > button").click()
            await typed(self.page.locator(f'[name="{dotted(path)}[{n}]"]'), key)
            await typed(inside.locator("li").nth(n).locator("input").nth(1), str(number))

    async def chain(self, path: Path, steps: list[str]) -> None:
        inside = self.page.locator(f'fieldset[name="{dotted(path)}"]')
        while await inside.locator("li").count():
            await inside.get_by_role("button", name=re.compile("^删去")).first.click()
        for n, step in enumerate(steps, 1):
            await inside.locator("select").select_option(step)
            await expect(inside.locator("li")).to_have_count(n)


async def typed(at: Locator, text: str) -> None:
    if await at.input_value() != text:
        await at.fill(text)
        await at.blur()
