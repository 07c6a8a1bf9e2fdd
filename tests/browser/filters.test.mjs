// How sure a mark must be to be shown: in the article, the list, the speakers and the counts; by keyboard, and remembered.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { button, done, download, example, list, open, paste, ready, region, start } from "./harness.mjs";

let site;
before(async () => (site = await start()));
after(() => site.stop());

const slider = (page) => page.getByRole("slider", { name: "How sure" });
const shown = (page) => list(page).getByRole("listitem").count();
const show = (page) => page.locator("summary").filter({ hasText: "Show" }).click();

async function marked() {
  const page = await open(site);
  await paste(page, example);
  const count = await done(page);
  await show(page);
  return { page, count };
}

/** How many of a document the page should show. */
const sure = ({ entities, attributions }, least) =>
  entities.concat(attributions).filter((x) => x.status !== "suggested" || x.confidence * 100 >= least).length;

test("the slider hides what is less sure, by keyboard, and is remembered", async () => {
  const { page, count } = await marked();
  const { document } = await download(page);
  assert.equal(await shown(page), count, "at first all is shown");
  await slider(page).focus();
  for (let i = 0; i < 15; i += 1) await page.keyboard.press("ArrowRight");
  assert.equal(await slider(page).inputValue(), "75");
  const expected = sure(document, 75);
  assert.ok(expected < count && expected > 0);
  await page.waitForFunction((n) => document.querySelectorAll("#annotations > li").length === n, expected);
  await page.getByText(`${count - expected} hidden`).waitFor();
  const marks = await region(page).locator("mark").evaluateAll((marks) => [...new Set(marks.flatMap((m) => m.dataset.a.split(" ")))].length);
  assert.equal(marks, expected, "the article shows the same");
  const said = await page.locator("#who-says-what button.statement").count();
  assert.ok(said <= document.attributions.filter((a) => a.confidence >= 0.75).length);
  await page.reload();
  await ready(page);
  await done(page);
  assert.equal(await shown(page), expected);
  await show(page);
  assert.equal(await slider(page).inputValue(), "75");
});

test("what was decided is never hidden by the slider", async () => {
  const { page, count } = await marked();
  const { document } = await download(page);
  const places = list(page).getByRole("listitem");
  const least = Math.min(...document.entities.map((e) => e.confidence));
  const doubtful = document.entities.find((e) => e.confidence === least);
  await places.filter({ hasText: doubtful.text }).first().click();
  await button(page, "Confirm").click();
  await slider(page).fill("100");
  const left = sure((await download(page)).document, 100);
  assert.ok(left >= 1 && left < count);
  await page.waitForFunction((n) => document.querySelectorAll("#annotations > li").length === n, left);
  assert.equal(await places.filter({ hasText: "Confirmed" }).count(), 1);
});

test("Statements only leaves out attitudes, intentions and decrees", async () => {
  const { page, count } = await marked();
  const { document } = await download(page);
  const others = document.attributions.filter((a) => ["attitude", "intention", "decree"].includes(a.frame)).length;
  assert.ok(others > 0, "the example has some");
  await page.getByLabel("Statements only").check();
  await page.waitForFunction((n) => document.querySelectorAll("#annotations > li").length === n, count - others);
  await page.getByLabel("Statements only").uncheck();
  await page.waitForFunction((n) => document.querySelectorAll("#annotations > li").length === n, count);
});
