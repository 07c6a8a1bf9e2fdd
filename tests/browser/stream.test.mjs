// A long article: readable and decidable while it is still being marked, and nothing moves away under the reader.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { button, done, download, firstMarks, list, longText, modelReady, open, paste, region, stageOf, start } from "./harness.mjs";

let site;
before(async () => (site = await start()));
after(() => site.stop());

const LONG = longText(400_000, 3);
const sameMarks = ({ entities, attributions, clusters }) => ({ entities, attributions, clusters });

async function opened(options) {
  const page = await open(site, options);
  await modelReady(page);
  return page;
}

test("what is decided while marking runs stays decided, and what is selected stays selected", async () => {
  const page = await opened();
  await paste(page, LONG);
  await firstMarks(page);
  const item = list(page).getByRole("listitem").nth(2);
  await item.click();
  const words = await item.locator(".words").textContent();
  await button(page, "Confirm").click();
  assert.equal(await region(page).getAttribute("data-state"), "working", "too fast to be a test: take a longer text");
  await done(page);
  const current = list(page).locator("[aria-current=true]");
  assert.equal(await current.count(), 1);
  assert.equal(await current.locator(".words").textContent(), words);
  const { document } = await download(page);
  const confirmed = document.entities.concat(document.attributions).filter((x) => x.status === "confirmed");
  assert.equal(confirmed.length, 1);
  await button(page, "Undo").click();
  assert.equal((await download(page)).document.entities.filter((x) => x.status === "confirmed").length, 0);
  assert.deepEqual(page.complaints, []);
});

test("what stands at the top of the window stays there while marks come in", async () => {
  const page = await opened();
  await paste(page, LONG);
  await firstMarks(page);
  await page.evaluate(() => window.scrollTo(0, 6000));
  const top = () =>
    page.evaluate(() => {
      const blocks = [...document.querySelectorAll("[data-block]")];
      const first = window.watched ?? (window.watched = blocks.find((b) => b.getBoundingClientRect().bottom > 60).dataset.block);
      return document.querySelector(`[data-block="${first}"]`).getBoundingClientRect().top;
    });
  await page.waitForFunction(() => [...document.querySelectorAll("[data-block]")].some((b) => b.getBoundingClientRect().bottom > 60 && b.getBoundingClientRect().top < 600));
  const before = await top();
  await done(page);
  assert.ok(Math.abs((await top()) - before) <= 2, `it moved from ${before} to ${await top()}`);
});

test("where the reader looks is marked first", async () => {
  const page = await opened();
  await paste(page, LONG);
  await firstMarks(page);
  await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
  await page.waitForFunction(() =>
    [...document.querySelectorAll("[data-state=working] mark")].some((mark) => {
      const { top, bottom } = mark.getBoundingClientRect();
      return bottom > 60 && top < innerHeight && mark.closest("[data-chunk]").dataset.chunk > 60;
    }),
  );
  await done(page);
});

test("Stop keeps what is marked by then, also over a reload; Annotate marks the rest", async () => {
  const page = await opened();
  await paste(page, LONG.slice(0, 300_000));
  await firstMarks(page);
  await list(page).getByRole("listitem").nth(1).click();
  await button(page, "Confirm").click();
  await button(page, "Stop").click();
  const some = await done(page);
  assert.equal(await region(page).getAttribute("data-whole"), "false");
  const part = (await download(page)).document;
  assert.equal(part.entities.length + part.attributions.length, some);
  assert.equal(part.text.length, 300_000);
  await stageOf(page, "stopped");
  await page.reload();
  assert.equal(await done(page), some, "what was stopped is not gone on with");
  assert.equal(await region(page).getAttribute("data-whole"), "false");
  await button(page, "Annotate").click();
  await page.waitForSelector("[data-state=done][data-whole=true]", { timeout: 60_000 });
  const all = await done(page);
  assert.ok(all > some, `${all} after ${some}`);
  const { document } = await download(page);
  assert.equal(document.entities.concat(document.attributions).filter((x) => x.status === "confirmed").length, 1);
  await button(page, "Undo").click();
  const undone = (await download(page)).document;
  assert.equal(undone.entities.concat(undone.attributions).filter((x) => x.status === "confirmed").length, 0);
});

test("two workers give the same document as one", async () => {
  const [one, two] = [await opened(), await opened({ cores: 8 })];
  for (const page of [one, two]) {
    await paste(page, LONG);
    await done(page);
  }
  assert.equal(await region(one).getAttribute("data-helped"), "0");
  assert.ok(Number(await region(two).getAttribute("data-helped")) > 0, "the second worker did nothing");
  assert.deepEqual(sameMarks((await download(two)).document), sameMarks((await download(one)).document));
});

test("without its second worker the first does all", async () => {
  const page = await opened({ cores: 8 });
  site.server.instead = (path) => (path.endsWith(".js") ? null : undefined);
  await paste(page, LONG);
  assert.ok((await done(page)) > 2000);
  site.server.instead = () => undefined;
  assert.equal(await region(page).getAttribute("data-helped"), "0");
  assert.equal(await region(page).getAttribute("data-whole"), "true");
});
