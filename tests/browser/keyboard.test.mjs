// Every feature without a mouse: only keys are pressed here.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { done, open, start } from "./harness.mjs";

let site;
before(async () => (site = await start()));
after(() => site.stop());

/** Presses Tab until what has the focus satisfies the test; fails after a whole round. */
async function tabTo(page, what, test) {
  for (let i = 0; i < 80; i += 1) {
    if (await page.evaluate(test)) return;
    await page.keyboard.press("Tab");
  }
  assert.fail(`Tab never reaches ${what}`);
}
const named = (name) => `document.activeElement?.matches("button") && (document.activeElement.getAttribute("aria-label") ?? document.activeElement.textContent).trim() === ${JSON.stringify(name)}`;
const inside = (selector) => `document.activeElement?.closest(${JSON.stringify(selector)}) !== null && document.activeElement !== document.body`;

test("write, annotate, decide, undo, redo, download: by keyboard alone", async () => {
  const page = await open(site);
  await tabTo(page, "the text box", `document.activeElement?.matches("textarea")`);
  await page.keyboard.insertText("Ann Lee said on Friday that the bridge in Paris was safe. Tom Roe denied it.");
  await page.keyboard.press("Control+Enter");
  const count = await done(page);
  assert.ok(count > 2);

  await tabTo(page, "the list", inside("[role=list][aria-label=Annotations], ul[aria-label=Annotations], ol[aria-label=Annotations], [aria-labelledby=annotations-title]"));
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await tabTo(page, "Confirm", named("Confirm"));
  await page.keyboard.press("Enter");

  const save = async () => {
    await tabTo(page, "Download JSON", named("Download JSON"));
    const [file] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);
    const document = JSON.parse(readFileSync(await file.path(), "utf8"));
    return document.entities.concat(document.attributions).filter((x) => x.status !== "suggested").map((x) => x.status);
  };
  assert.deepEqual(await save(), ["confirmed"]);
  await page.keyboard.press("Control+z");
  assert.deepEqual(await save(), []);
  await page.keyboard.press("Control+y");
  assert.deepEqual(await save(), ["confirmed"]);

  await tabTo(page, "the marks in the article", inside("[role=region][aria-label='Article text'], section[aria-label='Article text'], [aria-labelledby=article-title]"));
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  await tabTo(page, "Reject", named("Reject"));
  await page.keyboard.press("Enter");
  assert.ok((await save()).includes("rejected"));
});

test("the focus is always visible", async () => {
  const page = await open(site);
  for (let i = 0; i < 12; i += 1) {
    await page.keyboard.press("Tab");
    const ring = await page.evaluate(() => {
      const style = getComputedStyle(document.activeElement);
      return document.activeElement === document.body || style.outlineStyle !== "none" || style.boxShadow !== "none";
    });
    assert.ok(ring, `no ring on ${await page.evaluate(() => document.activeElement.outerHTML.slice(0, 120))}`);
  }
});
