// The card of what is selected: its fields, notes and flags.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { button, done, download, list, open, paste, start, stored } from "./harness.mjs";

let site;
before(async () => (site = await start()));
after(() => site.stop());

const TEXT = `The harbour of Vela

Ines Varga said on Monday that the dam held. The pilots of the Halcyon Union doubted it.

"We saw no crack," Tam Orso told reporters. "The dam is safe," Varga said. Ines Varga denied that water came in.

Officials said that Orso was not there.
`;

const card = (page) => page.getByRole("region", { name: "Selected" });
const row = (page, kind, words) => list(page).locator(`.row:has(.kind${kind})`, { hasText: words });

async function desk(options = {}) {
  const page = await open(site, options);
  await paste(page, TEXT);
  await done(page);
  return page;
}

const select = (page, kind, words) => row(page, kind, words).first().click();
const opened = async (page) => {
  await button(page, "Correct").click();
  await page.getByRole("group", { name: "Correct" }).waitFor();
};
const field = (page, name) => page.getByRole("combobox", { name, exact: true });

for (const [name, kind, words, value, is] of [
  ["Kind", ".person", "Ines Varga", "Product", (d) => d.entities.filter((e) => e.label === "PRODUCT").length],
  ["Stance", ".attribution", "dam held", "doubts", (d) => d.attributions.filter((a) => a.stance === "doubts").length],
  ["Frame", ".attribution", "dam held", "decree", (d) => d.attributions.filter((a) => a.frame === "decree").length],
  ["Form", ".attribution", "dam held", "partly quoted", (d) => d.attributions.filter((a) => a.form === "mixed").length],
  ["Kind of source", ".attribution", "dam held", "document", (d) => d.attributions.filter((a) => a.source_kind === "document").length],
])
  test(`${name} is corrected in place: one step, confirmed, undone, redone, and there after a reload`, async () => {
    const page = await desk();
    const before = (await download(page)).document;
    await select(page, kind, words);
    await opened(page);
    await field(page, name).selectOption(value);
    const all = (d) => [...d.entities, ...d.attributions];
    const changed = (await download(page)).document;
    assert.equal(is(changed), is(before) + 1);
    assert.equal(all(changed).filter((x) => x.status === "confirmed").length, 1);
    await button(page, "Undo").click();
    assert.deepEqual((await download(page)).document, before);
    assert.notEqual(await field(page, name).evaluate((s) => s.selectedOptions[0].text), value, "the field follows");
    await button(page, "Redo").click();
    assert.equal(await field(page, name).evaluate((s) => s.selectedOptions[0].text), value);
    await stored(page);
    await page.reload();
    await done(page);
    assert.deepEqual((await download(page)).document, changed);
    assert.deepEqual(page.complaints, []);
  });

test("e leads to the fields, letters there are no keys of the page, Escape leads back", async () => {
  const page = await desk();
  for (const home of ["#annotations", "#article-text"]) {
    await select(page, ".attribution", "dam held");
    await page.locator(`${home} [tabindex='0']`).focus();
    await page.keyboard.press("e");
    await page.waitForFunction(() => document.activeElement.matches("select"));
    await page.keyboard.press("d");
    await page.keyboard.press("x");
    await page.keyboard.press("Escape");
    await page.waitForFunction((home) => document.activeElement.closest(home), home);
    assert.equal(await page.getByRole("group", { name: "Correct" }).isVisible(), false);
  }
  const { document } = await download(page);
  assert.deepEqual(document.attributions.map((a) => a.status).filter((s) => s !== "suggested"), ["confirmed"]);
  assert.equal(document.attributions.filter((a) => a.stance === "denies" || a.stance === "doubts" || a.stance === "declines").length > 0, true);
});

test("a note is one step for each visit, and is not lost when something else is selected", async () => {
  const page = await desk();
  await select(page, ".attribution", "dam held");
  await button(page, "Note").click();
  await page.waitForFunction(() => document.activeElement.matches("textarea"));
  await page.keyboard.type("Who saw it? ax/?");
  await row(page, ".person", "Tam Orso").first().click();
  const notes = async () => (await download(page)).document.attributions.concat((await download(page)).document.entities).filter((x) => x.note).map((x) => x.note);
  assert.deepEqual(await notes(), ["Who saw it? ax/?"]);
  assert.equal(await page.getByRole("textbox", { name: "Note" }).isVisible(), false);
  await select(page, ".attribution", "dam held");
  assert.equal(await page.getByRole("textbox", { name: "Note" }).inputValue(), "Who saw it? ax/?");
  await page.getByRole("textbox", { name: "Note" }).fill("Nobody");
  await page.keyboard.press("Control+Enter");
  await page.waitForFunction(() => document.activeElement.closest("#annotations, #article-text"));
  assert.deepEqual(await notes(), ["Nobody"]);
  await button(page, "Undo").click();
  assert.deepEqual(await notes(), ["Who saw it? ax/?"]);
  assert.equal(await page.getByRole("textbox", { name: "Note" }).inputValue(), "Who saw it? ax/?");
  await button(page, "Undo").click();
  assert.deepEqual(await notes(), []);
  assert.deepEqual(page.complaints, []);
});

test("the flag is a button that is pressed", async () => {
  const page = await desk();
  await select(page, ".attribution", "dam held");
  const flag = card(page).getByRole("button", { name: "Flag" });
  await flag.click();
  assert.equal(await flag.getAttribute("aria-pressed"), "true");
  assert.equal((await download(page)).document.attributions.filter((a) => a.flagged).length, 1);
  await flag.click();
  assert.equal((await download(page)).document.attributions.filter((a) => a.flagged).length, 0);
});

test("what a person made is deleted, what was suggested is rejected", async () => {
  const page = await desk();
  const before = (await download(page)).document;
  await page.keyboard.press("i");
  await page.getByRole("toolbar", { name: "Mark what is picked" }).waitFor();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("1");
  await page.keyboard.press("Escape");
  assert.equal(await card(page).getByRole("button", { name: "Reject" }).count(), 0);
  await card(page).getByRole("button", { name: "Delete" }).click();
  assert.deepEqual((await download(page)).document.entities, before.entities);
  await select(page, ".person", "Tam Orso");
  assert.equal(await card(page).getByRole("button", { name: "Reject" }).count(), 1);
});
