// Deciding on a whole article by keys: one by one, all alike, other labels, other ends.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { done, download, example, list, longText, open, paste, region, seeds, start } from "./harness.mjs";

let site;
before(async () => (site = await start()));
after(() => site.stop());

/** The example, marked, with the first annotation selected and the focus in the list. */
async function desk(text = example) {
  const page = await open(site);
  await paste(page, text);
  const count = await done(page);
  await list(page).getByRole("button").first().focus();
  await page.keyboard.press("Home");
  return { page, count };
}
const all = ({ entities, attributions }) => [...entities, ...attributions];
const selected = (page) => list(page).locator("[aria-current=true]").getAttribute("data-a");

test("a accepts and x rejects, and both go on to the next that is open; Backspace takes back", async () => {
  const { page } = await desk();
  const first = await selected(page);
  await page.keyboard.press("a");
  assert.notEqual(await selected(page), first);
  await page.keyboard.press("x");
  await page.keyboard.press("Space");
  await page.keyboard.press("a");
  const statuses = all((await download(page)).document).map((x) => x.status);
  assert.equal(statuses.filter((s) => s === "confirmed").length, 2);
  assert.equal(statuses.filter((s) => s === "rejected").length, 1);
  await list(page).locator("[aria-current=true]").focus();
  for (let i = 0; i < 3; i += 1) await page.keyboard.press("Backspace");
  assert.ok(all((await download(page)).document).every((x) => x.status === "suggested"));
});

/** Decides on everything: all that is sure, then all alike, one after the other; gives the keystrokes for each decision. */
async function decideAll(text) {
  const { page, count } = await desk(text);
  const tally = () => page.locator(".tally").textContent();
  let keys = 0;
  for (let key = "s"; !(await tally()).includes(" 0 open"); key = "A") {
    const before = await tally();
    // Of several it asks first; the same key answers. Of one there is nothing to ask.
    for (const again of [false, true]) {
      if (again && (await tally()) !== before) break;
      await page.keyboard.press(key);
      keys += 1;
      await page.waitForFunction((was) => document.querySelector(".batch").open || document.querySelector(".tally").textContent !== was, before);
    }
    await page.waitForFunction((was) => !document.querySelector(".batch").open && document.querySelector(".tally").textContent !== was, before);
    assert.ok(keys < count, "as many keys as annotations");
  }
  const { document } = await download(page);
  assert.ok(all(document).every((x) => x.status === "confirmed"));
  console.log(`${keys} keys for ${count} decisions: ${(keys / count).toFixed(2)} each`);
  return keys / count;
}

test("everything is decided on with few keys: all that is sure, then all alike at once", async () => {
  assert.ok((await decideAll(example)) <= 0.6);
});

test("seed 000 takes at most 0.6 keystrokes for each decision", { skip: seeds.length === 0 && "../shared/seeds is not at hand" }, async () => {
  assert.ok((await decideAll(seeds[0][1])) <= 0.6);
});

test("digits give another label, Shift with arrows other ends, f a flag; one undo each", async () => {
  const { page } = await desk();
  const before = (await download(page)).document;
  const row = list(page).locator(".row:has(.kind.person)").first();
  await row.click();
  const words = await row.locator(".words").textContent();
  await page.keyboard.press("3");
  await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("f");
  const { document } = await download(page);
  const changed = document.entities.find((e) => e.flagged);
  assert.equal(changed.label, "ORG");
  assert.equal(changed.status, "confirmed");
  assert.ok(changed.text.startsWith(words) && changed.text.length > words.length, changed.text);
  assert.ok((await region(page).locator("mark.on-entity").allTextContents()).join("").includes(changed.text));
  await list(page).locator("[aria-current=true]").focus();
  for (let i = 0; i < 3; i += 1) await page.keyboard.press("Control+z");
  assert.deepEqual((await download(page)).document, before);
});

test("all that is alike is shown before it is decided on, as one step", async () => {
  const { page } = await desk();
  const alike = page.locator(".alike");
  for (let i = 0; i < 60 && (await alike.count()) === 0; i += 1) await page.keyboard.press("ArrowDown");
  const count = Number(/\d+/.exec(await alike.textContent())[0]);
  await alike.getByRole("button", { name: "Confirm all" }).click();
  const dialog = page.getByRole("dialog");
  assert.equal(await dialog.getByRole("listitem").count(), count);
  assert.match(await dialog.getByRole("heading").textContent(), new RegExp(`Confirm ${count} `));
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });
  assert.ok(all((await download(page)).document).every((x) => x.status === "suggested"));
  await alike.getByRole("button", { name: "Confirm all" }).click();
  await page.keyboard.press("Enter");
  await dialog.waitFor({ state: "hidden" });
  assert.equal(all((await download(page)).document).filter((x) => x.status === "confirmed").length, count);
  await page.keyboard.press("Control+z");
  assert.ok(all((await download(page)).document).every((x) => x.status === "suggested"));
});

test("in a long list the focus stays on what is selected, from one end to the other", async () => {
  const { page } = await desk(longText(200_000));
  const focused = () => page.evaluate(() => document.activeElement.matches("#annotations [aria-current=true]"));
  const drawn = () => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0))));
  for (const key of ["ArrowDown", ...Array(30).fill("ArrowDown"), "End", "ArrowUp", "Home", "PageDown", "End", "PageUp", "a", "Home", "x"]) {
    await page.keyboard.press(key);
    await drawn();
    assert.ok(await focused(), `after ${key}`);
  }
});
