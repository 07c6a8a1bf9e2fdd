// Accessibility: no view, light or dark, breaks a rule of axe. A new view is one line in VIEWS.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import axe from "axe-core";
import { button, done, download, list, open, openFile, start } from "./harness.mjs";

let site;
before(async () => (site = await start()));
after(() => site.stop());

const marked = async (page) => {
  await button(page, "Try an example").click();
  await done(page);
};
const selected = async (page) => {
  await marked(page);
  await list(page).getByRole("listitem").nth(12).click();
};
const picked = async (page) => {
  await marked(page);
  await page.keyboard.press("i");
  await page.getByRole("toolbar", { name: "Mark what is picked" }).waitFor();
};
const named = async (page) => {
  await marked(page);
  await list(page).locator(".row:has(.person)").first().click();
};
const press = (page, summary) => page.locator("summary").filter({ hasText: summary }).click();
const narrow = { viewport: { width: 360, height: 740 } };

/** Opens two files that differ. */
async function twoAnnotators(page) {
  const { document } = await download(page);
  const other = { ...document, entities: document.entities.slice(2) };
  const file = (document, name) => ({ name, mimeType: "application/json", buffer: Buffer.from(JSON.stringify(document)) });
  await page.locator("input[type=file]").setInputFiles([file(document, "a.json"), file(other, "b.json")]);
  await page.getByRole("dialog", { name: "Two annotators" }).waitFor();
}

/** What it is, how to get there, and how the page is opened. */
const VIEWS = [
  ["the empty page", async () => {}],
  ["the example, marked", marked],
  ["something selected", selected],
  ["something decided and flagged", async (page) => { await selected(page); await button(page, "Confirm").click(); await button(page, "Undo").focus(); }],
  ["words picked", picked],
  ["a part of an attribution selected", async (page) => { await marked(page); await page.locator(".paper mark.cue").first().click(); await page.keyboard.press("."); await page.locator(".handle.now").first().waitFor({ state: "attached" }); }],
  ["an attribution to be corrected", async (page) => { await marked(page); await list(page).locator(".row:has(.attribution)").first().click(); await button(page, "Correct").click(); await button(page, "Note").click(); await page.getByRole("combobox", { name: "Stance" }).waitFor(); }],
  ["all mentions of something", async (page) => { await named(page); await page.locator(".cluster > summary").click(); await page.getByRole("list", { name: "All mentions" }).waitFor(); await button(page, "Correct").click(); await page.getByRole("combobox", { name: "Kind", exact: true }).waitFor(); }],
  ["one of many to choose", async (page) => { await named(page); await page.keyboard.press("m"); await page.locator("#chooser [role=option]").first().waitFor(); }],
  ["a doubtful merge", async (page) => { await named(page); await page.keyboard.press("m"); await page.locator("#chooser [role=option]").last().click(); await page.getByRole("button", { name: "Merge them" }).waitFor(); }],
  ["filters open", async (page) => { await marked(page); for (const it of ["Show", "Who says it", "Kinds of entities", "Decisions and flags"]) await press(page, it); }],
  ["search in use", async (page) => { await marked(page); await page.getByRole("searchbox").fill("dam"); await page.getByText(/^1 of/).waitFor(); }],
  ["legend and summary open", async (page) => { await marked(page); await press(page, "Sentence by sentence"); await press(page, "At a glance"); await page.locator(".most li").first().waitFor(); }],
  ["help", async (page) => { await button(page, "Keyboard help").click(); }],
  ["a question about many", async (page) => { await named(page); await page.keyboard.press("s"); await page.getByRole("dialog").getByRole("button", { name: "Confirm all" }).waitFor(); }],
  ["a label for many", async (page) => { await named(page); await page.keyboard.press("r"); await page.getByRole("dialog").getByRole("button", { name: /Organisation/ }).waitFor(); }],
  ["what was done", async (page) => { await named(page); await page.keyboard.press("a"); await page.keyboard.press("x"); await page.keyboard.press("u"); await page.keyboard.press("h"); await page.getByRole("dialog").getByRole("listitem").nth(1).waitFor(); }],
  ["other formats", async (page) => { await marked(page); await button(page, "Export").click(); await page.getByRole("dialog", { name: "Export" }).waitFor(); }],
  ["two annotators", async (page) => { await marked(page); await twoAnnotators(page); }],
  ["the library open", async (page) => { await marked(page); await button(page, "Confirm").waitFor(); await page.reload(); await page.getByText(/Earlier articles/).first().waitFor({ state: "attached" }); const more = page.locator(".earlier > summary"); if (await more.isVisible()) await more.click(); }],
  ["a problem shown", async (page) => { await openFile(page, "broken.json", "{"); await page.locator(".problem").waitFor(); }],
  ["a narrow window", marked, narrow],
  ["a narrow window with words picked", picked, narrow],
  ["a narrow window with something selected", selected, narrow],
];

for (const [name, reach, options] of VIEWS)
  for (const colorScheme of ["light", "dark"])
    test(`${name}, ${colorScheme}`, async () => {
      const page = await open(site, { colorScheme, reducedMotion: "reduce", ...options });
      await reach(page);
      // The page's policy forbids scripts from elsewhere; what the driver evaluates is exempt.
      await page.evaluate(axe.source);
      const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
      const told = violations.map((v) => `${v.id}: ${v.help}\n${v.nodes.slice(0, 4).map((n) => `  ${n.target} ${n.failureSummary.replaceAll("\n", " ")}`).join("\n")}`);
      assert.equal(violations.length, 0, told.join("\n"));
      await page.context().close();
    });
