// The card of what is selected: its fields, notes and flags.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { button, done, download, list, open, paste, region, start, stored } from "./harness.mjs";

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
  assert.equal(await card(page).getByRole("button", { name: "Reject", exact: true }).count(), 0);
  await card(page).getByRole("button", { name: "Delete" }).click();
  assert.deepEqual((await download(page)).document.entities, before.entities);
  await select(page, ".person", "Tam Orso");
  assert.equal(await card(page).getByRole("button", { name: "Reject", exact: true }).count(), 1);
});

test("notes and flags are seen in the list, and can be filtered by", async () => {
  const page = await desk();
  await select(page, ".attribution", "dam held");
  await card(page).getByRole("button", { name: "Flag" }).click();
  await button(page, "Note").click();
  await page.getByRole("textbox", { name: "Note" }).fill("Ask");
  await page.keyboard.press("Escape");
  await list(page).getByText("flagged, has a note").waitFor({ state: "attached" });
  assert.equal(await row(page, ".attribution", "dam held").locator(".remark").textContent(), "⚑✎");
  await page.locator("summary").filter({ hasText: "Show" }).click();
  await page.locator("summary").filter({ hasText: "Decisions and flags" }).click();
  await page.getByLabel("With notes only").check();
  await page.waitForFunction(() => document.querySelectorAll("#annotations > li").length === 1);
});

/** The chooser, once keys reach its field. */
async function chooser(page) {
  await page.waitForFunction(() => document.activeElement.matches("#chooser input"));
  return page.getByRole("dialog");
}
const current = (page) => page.locator("#chooser [aria-selected=true] .name").textContent();
const cluster = (page) => card(page).locator("details.cluster");
/** The cluster that words are a mention of. */
const clusterOf = ({ entities }, text) => entities.find((e) => e.text === text)?.entity;

test("the speaker is chosen among those who could speak, the most mentioned first, or nobody", async () => {
  const page = await desk();
  const before = (await download(page)).document;
  await select(page, ".attribution", "dam held");
  await opened(page);
  await card(page).getByRole("button", { name: "Speaker: Ines Varga" }).click();
  const dialog = await chooser(page);
  assert.equal(await current(page), "Ines Varga", "it begins where it is");
  const names = await dialog.getByRole("option").locator(".name").allTextContents();
  assert.equal(names[0], "nobody");
  assert.equal(names[1], "Ines Varga");
  assert.ok(!names.includes("Monday"));
  await page.keyboard.type("ors");
  await page.waitForFunction(() => document.querySelectorAll("#chooser [role=option]").length === 1);
  await page.keyboard.press("Enter");
  await dialog.waitFor({ state: "hidden" });
  const id = clusterOf(before, "Tam Orso");
  const speakers = async () => (await download(page)).document.attributions.filter((a) => a.status === "confirmed").map((a) => a.speaker);
  assert.deepEqual(await speakers(), [id]);
  await card(page).getByRole("button", { name: "Speaker: Tam Orso" }).click();
  await chooser(page);
  await page.keyboard.press("PageUp");
  await page.keyboard.press("Enter");
  await card(page).getByRole("button", { name: "Speaker: nobody" }).waitFor();
  assert.deepEqual((await speakers()).map((s) => s ?? null), [null]);
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
  assert.deepEqual((await download(page)).document, before);
  assert.deepEqual(page.complaints, []);
});

test("m merges by keys alone; article, list, speakers and counts follow; one undo takes it back", async () => {
  const page = await desk();
  const before = (await download(page)).document;
  const [from, into] = [clusterOf(before, "Tam Orso"), clusterOf(before, "Ines Varga")];
  assert.notEqual(from, into);
  await select(page, ".person", "Tam Orso");
  await page.keyboard.press("m");
  const dialog = await chooser(page);
  await page.keyboard.type("varga");
  await page.waitForFunction(() => document.querySelectorAll("#chooser [role=option]").length === 1);
  await page.keyboard.press("Enter");
  await dialog.waitFor({ state: "hidden" });
  await page.waitForFunction(() => document.activeElement.closest("#annotations"), undefined, "the focus is where it was");
  const after = (await download(page)).document;
  assert.equal(clusterOf(after, "Tam Orso"), into);
  assert.ok(after.attributions.every((a) => a.speaker !== from));
  const speakers = page.locator("#who-says-what .name button");
  await page.waitForFunction(() => ![...document.querySelectorAll("#who-says-what .name")].some((n) => n.textContent.includes("Orso")));
  const kin = () => region(page).locator("mark.kin").allTextContents();
  assert.ok((await kin()).some((words) => words.includes("Varga")), "what is one now looks alike");
  assert.ok(await speakers.count() > 0);
  await page.keyboard.press("Control+z");
  assert.deepEqual((await download(page)).document, before);
  await page.waitForFunction(() => [...document.querySelectorAll("#who-says-what .name")].some((n) => n.textContent.includes("Orso")));
  assert.ok((await kin()).every((words) => !words.includes("Varga")), "and no longer");
  await page.keyboard.press("Control+y");
  await stored(page);
  await page.reload();
  await done(page);
  assert.deepEqual((await download(page)).document, after);
  assert.deepEqual(page.complaints, []);
});

test("a doubtful merge asks before it is done", async () => {
  const page = await desk();
  const before = (await download(page)).document;
  await select(page, ".person", "Tam Orso");
  await page.keyboard.press("m");
  const dialog = await chooser(page);
  const last = async () => { for (let i = 0; i < 9; i += 1) await page.keyboard.press("PageDown"); };
  await last();
  await page.keyboard.press("Enter");
  await dialog.getByText("of different kinds").waitFor();
  await page.waitForFunction(() => document.activeElement.matches(".back"), undefined, "it is safe to press Enter");
  assert.ok(await page.locator("header button", { hasText: "Undo" }).isDisabled(), "nothing is done by now");
  await page.keyboard.press("Enter");
  await chooser(page);
  await last();
  await page.keyboard.press("Enter");
  await dialog.getByText("of different kinds").waitFor();
  await dialog.getByRole("button", { name: "Merge them" }).click();
  await dialog.waitFor({ state: "hidden" });
  const ids = new Set((await download(page)).document.entities.map((e) => e.entity));
  assert.equal(ids.size, new Set(before.entities.map((e) => e.entity)).size - 1);
  await page.keyboard.press("Control+z");
  assert.deepEqual((await download(page)).document, before);
});

test("a cluster lists its mentions, is renamed, and lets one go", async () => {
  const page = await desk();
  const before = (await download(page)).document;
  await select(page, ".person", "Ines Varga");
  const [, count] = (await cluster(page).locator("summary").textContent()).match(/^All mentions of Ines Varga: (\d+)$/);
  assert.equal(Number(count), before.entities.filter((e) => e.entity === clusterOf(before, "Ines Varga")).length);
  await cluster(page).locator("summary").click();
  const all = cluster(page).getByRole("listitem");
  await all.first().waitFor();
  assert.equal(await all.count(), Number(count));
  await all.last().getByRole("button").click();
  assert.equal(await all.last().getByRole("button").getAttribute("aria-current"), "true");
  const name = cluster(page).getByRole("textbox", { name: "Name" });
  await name.fill("Inés Varga");
  await page.keyboard.press("Enter");
  await cluster(page).getByText(`All mentions of Inés Varga: ${count}`).waitFor();
  await page.waitForFunction(() => [...document.querySelectorAll("#who-says-what .name")].some((n) => n.textContent.includes("Inés")));
  const kin = region(page).locator("mark.kin");
  assert.ok((await kin.count()) > 0);
  await cluster(page).getByRole("button", { name: "Split off this mention" }).click();
  await cluster(page).getByText(/^The only mention of/).waitFor();
  await page.waitForFunction(() => document.querySelectorAll("#article-text mark.kin").length === 0);
  const split = (await download(page)).document;
  assert.equal(split.entities.filter((e) => e.entity === clusterOf(before, "Ines Varga")).length, count - 1);
  await stored(page);
  await page.reload();
  await done(page);
  assert.deepEqual((await download(page)).document, split);
  for (let i = 0; i < 2; i += 1) await button(page, "Undo").click();
  assert.deepEqual((await download(page)).document, before);
  assert.deepEqual(page.complaints, []);
});

test("a speaker's name leads to all mentions, and a filter by speaker follows a merge", async () => {
  const page = await desk();
  await page.locator("#who-says-what .name button", { hasText: "Tam Orso" }).click();
  await cluster(page).getByRole("list", { name: "All mentions" }).waitFor();
  await page.locator("summary").filter({ hasText: "Show" }).click();
  await page.locator("summary").filter({ hasText: "Who says it" }).click();
  const speaker = page.getByLabel("Speaker", { exact: true });
  const value = await speaker.locator("option", { hasText: "Tam Orso" }).getAttribute("value");
  await speaker.selectOption(value);
  await cluster(page).getByRole("button", { name: "Merge with…" }).click();
  await chooser(page);
  await page.keyboard.type("varga");
  await page.waitForFunction(() => document.querySelectorAll("#chooser [role=option]").length === 1);
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelector("#speaker").selectedOptions[0]?.text.startsWith("Ines Varga"));
});
