// Keys of one's own, none that are single characters, what was done, and the order in which one goes on.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { done, download, example, list, open, paste, ready, start, stored } from "./harness.mjs";

let site;
before(async () => (site = await start()));
after(() => site.stop());

async function desk() {
  const page = await open(site);
  await paste(page, example);
  await done(page);
  await list(page).getByRole("button").first().focus();
  await page.keyboard.press("Home");
  return page;
}
const all = ({ entities, attributions }) => [...entities, ...attributions];
const statuses = async (page) => all((await download(page)).document).map((x) => x.status).filter((s) => s !== "suggested");
const back = (page) => list(page).locator("[aria-current=true]").focus();
const dialog = (page) => page.getByRole("dialog");

test("a key is changed, a clash is refused, a reload keeps it, and all can be reset", async () => {
  const page = await desk();
  await page.keyboard.press("?");
  const change = dialog(page).getByRole("button", { name: /: reject, and on/ });
  await change.focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("a");
  await dialog(page).getByText(/a is taken: confirm, and on/).waitFor();
  await page.keyboard.press("w");
  await dialog(page).getByText(/^w: reject/).waitFor();
  // Who asks for another key and goes on to something else keeps the one there is.
  await change.press("Enter");
  await page.keyboard.press("Tab");
  await page.keyboard.press("y");
  await page.keyboard.press("Escape");
  await dialog(page).waitFor({ state: "hidden" });
  await back(page);
  await page.keyboard.press("x");
  await page.keyboard.press("y");
  await page.keyboard.press("w");
  assert.deepEqual(await statuses(page), ["rejected"]);
  await stored(page);
  await page.reload();
  await ready(page);
  await done(page);
  await list(page).getByRole("button").first().focus();
  await page.keyboard.press("End");
  await page.keyboard.press("w");
  assert.deepEqual(await statuses(page), ["rejected", "rejected"]);
  await page.keyboard.press("?");
  await dialog(page).getByRole("button", { name: "Reset keys" }).click();
  await dialog(page).getByRole("button", { name: "Close" }).click();
  await list(page).getByRole("button").first().focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("w");
  assert.deepEqual(await statuses(page), ["rejected", "rejected"]);
  assert.deepEqual(page.complaints, []);
});

test("single characters can be switched off; all other keys still work", async () => {
  const page = await desk();
  await page.keyboard.press("?");
  await dialog(page).getByLabel("Single characters are keys").uncheck();
  await page.keyboard.press("Escape");
  await dialog(page).waitFor({ state: "hidden" });
  await back(page);
  const first = await list(page).locator("[aria-current=true]").getAttribute("data-a");
  for (const key of ["a", "x", "3", "?", "i", "/", "h"]) await page.keyboard.press(key);
  assert.equal(await dialog(page).count(), 0);
  assert.equal(await list(page).locator("[aria-current=true]").getAttribute("data-a"), first);
  await page.keyboard.press("ArrowDown");
  await page.waitForFunction((was) => document.querySelector("#annotations [aria-current=true]").dataset.a !== was, first);
  assert.deepEqual(await statuses(page), []);
  await page.getByRole("button", { name: "Keyboard help" }).click();
  assert.ok(await dialog(page).getByRole("button", { name: "Reset keys" }).isDisabled(), "no key was changed");
  await dialog(page).getByLabel("Single characters are keys").check();
});

test("what was done is listed, and a press on a step goes back to it and forth again", async () => {
  const page = await desk();
  for (const key of ["a", "x", "a", "f"]) await page.keyboard.press(key);
  assert.equal((await statuses(page)).length, 3);
  await page.keyboard.press("h");
  const steps = dialog(page).getByRole("listitem");
  assert.equal(await steps.count(), 4);
  assert.match(await steps.nth(0).textContent(), /^Flagged: /);
  assert.match(await steps.nth(2).textContent(), /^Rejected: /);
  await steps.nth(3).getByRole("button").click();
  await dialog(page).getByText("(undone)").nth(2).waitFor();
  await steps.nth(1).getByRole("button").click();
  assert.equal(await dialog(page).getByText("(undone)").count(), 1);
  await dialog(page).getByRole("button", { name: "Undo all" }).click();
  await page.waitForFunction(() => !document.querySelector("#annotations [data-status=confirmed], #annotations [data-status=rejected]"));
  await steps.nth(1).getByRole("button").click();
  await dialog(page).getByRole("button", { name: "Close" }).click();
  assert.equal((await statuses(page)).length, 3);
});

test("one goes on with the least sure, if that is wanted", async () => {
  const page = await desk();
  await page.keyboard.press("q");
  await page.keyboard.press("a");
  const { document } = await download(page);
  const least = Math.min(...all(document).filter((x) => x.status === "suggested").map((x) => x.confidence));
  const card = page.getByRole("region", { name: "Selected" });
  await card.getByText(`(${(least * 100).toFixed(0)} %)`).waitFor();
  await page.reload();
  await ready(page);
  assert.equal(await page.locator(".queue select").inputValue(), "sure");
});

test("all that is as sure as one chooses is confirmed at once; another label for all alike, too", async () => {
  const page = await desk();
  await page.keyboard.press("s");
  const heading = dialog(page).getByRole("heading");
  const count = async () => Number(/\d+/.exec(await heading.textContent())[0]);
  const before = await count();
  await dialog(page).getByLabel("At least").fill("95");
  await page.waitForFunction((was) => Number(/\d+/.exec(document.querySelector("#batch-title").textContent)[0]) < was, before);
  const sure = await count();
  await dialog(page).getByLabel("At least").press("Enter");
  await dialog(page).waitFor({ state: "hidden" });
  assert.equal((await statuses(page)).length, sure);
  await page.keyboard.press("Control+z");
  assert.equal((await statuses(page)).length, 0);
  await list(page).locator(".row:has(.person)").first().click();
  await page.keyboard.press("r");
  await dialog(page).waitFor();
  const meant = await count();
  await page.keyboard.press("3");
  await dialog(page).waitFor({ state: "hidden" });
  const { document } = await download(page);
  assert.equal(document.entities.filter((e) => e.label === "ORG" && e.status === "confirmed").length, meant);
  assert.deepEqual(page.complaints, []);
});
