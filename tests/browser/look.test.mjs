// Ways to look at an article: search, filters, the strip beside it, what is at a glance, and paper.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { button, done, download, example, list, longText, open, paste, region, start } from "./harness.mjs";

let site;
before(async () => (site = await start()));
after(() => site.stop());

async function marked(text = example) {
  const page = await open(site);
  await paste(page, text);
  return { page, count: await done(page) };
}
const field = (page) => page.getByRole("searchbox", { name: "Search the article" });
const strip = (page) => page.getByRole("toolbar", { name: "Who stands behind each sentence" });
const listed = (page, n) => page.waitForFunction((n) => document.querySelectorAll("#annotations > li").length === n, n);
const press = (page, summary) => page.locator("summary").filter({ hasText: summary }).click();
/** What the article shows of matches, put together where marks divide them. */
/** Waits until the search is seen to be at these words, and nowhere else. */
const at = (page, words) =>
  page.waitForFunction((words) => [...document.querySelectorAll(".paper .found.now")].map((e) => e.textContent).join("|") === words, words);
const found = (page) => region(page).locator(".found").allTextContents();

test("/ focuses the search, which goes round and narrows down the list", async () => {
  const { page, count } = await marked("The Dam held, Ann Lee said.\n\nTom Roe denied it on Monday.\n\nThe dåm in Paris broke.");
  await page.locator("body").press("/");
  await page.keyboard.type("dam");
  await page.getByText("1 of 2", { exact: true }).waitFor();
  await at(page, "Dam");
  assert.deepEqual((await found(page)).map((t) => t.toLowerCase()), ["dam", "dåm"]);
  const { document } = await download(page);
  const second = [...document.text].join("").indexOf("Tom");
  const third = document.text.indexOf("The dåm");
  const beside = document.entities.filter((e) => e.start < second || e.start >= third).length +
    document.attributions.filter((a) => [...a.source, ...a.cue, ...a.content].every(([from]) => from < second || from >= third)).length;
  assert.ok(beside < count);
  await listed(page, beside);
  assert.equal(await region(page).locator("mark", { hasText: "Monday" }).count(), 1, "the text keeps its marks");
  await page.locator("body").press("/");
  await page.keyboard.press("Enter");
  await page.getByText("2 of 2", { exact: true }).waitFor();
  await at(page, "dåm");
  await page.keyboard.press("Enter");
  await page.getByText("1 of 2", { exact: true }).waitFor();
  await page.keyboard.press("Shift+Enter");
  await page.getByText("2 of 2", { exact: true }).waitFor();
  await page.keyboard.press("Escape");
  await listed(page, count);
  assert.equal(await region(page).locator(".found").count(), 0);
  assert.equal(await field(page).inputValue(), "");
  await field(page).fill("nowhere");
  await page.getByText("nothing found").waitFor();
  await listed(page, 0);
  assert.deepEqual(page.complaints, []);
});

test("a match far down a long article is painted and shown", async () => {
  const text = `${longText(200_000)}\n\nThe zeppelin landed, Ann Lee said.\n\n${longText(100_000, 2)}`;
  const { page } = await marked(text);
  await field(page).fill("ZEPPELIN");
  await page.getByText("1 of 1", { exact: true }).waitFor();
  const now = region(page).locator(".found.now");
  await now.waitFor();
  await page.waitForFunction(() => {
    const box = document.querySelector(".found.now").getBoundingClientRect();
    return box.top > 0 && box.bottom < innerHeight;
  });
});

test("sources, stances, speakers and flags narrow down article, list and counts; Show all brings all back", async () => {
  const { page, count } = await marked();
  const { document } = await download(page);
  await press(page, "Show");
  await press(page, "Who says it");
  await press(page, "Decisions and flags");
  const denying = document.attributions.filter((a) => a.stance === "denies").length;
  assert.ok(denying > 0, "the example has some");
  await page.getByLabel("denies", { exact: true }).uncheck();
  await listed(page, count - denying);
  await page.getByLabel("denies", { exact: true }).check();
  const unnamed = document.attributions.filter((a) => a.source_kind === "unnamed").length;
  await page.getByRole("checkbox", { name: "Unnamed source" }).uncheck();
  await page.waitForFunction(([from, to]) => {
    const n = document.querySelectorAll("#annotations > li").length;
    return n <= to && n >= from;
  }, [count - unnamed - document.attributions.filter((a) => a.source_kind === "pronoun").length, count - unnamed]);
  await button(page, "Show all").click();
  await listed(page, count);
  const speaker = page.getByLabel("Speaker", { exact: true });
  const [, first] = await speaker.locator("option").evaluateAll((all) => all.map((o) => [o.value, o.textContent]));
  await speaker.selectOption(first[0]);
  const said = Number(first[1].match(/\((\d+)\)/)[1]);
  await page.waitForFunction((n) => document.querySelectorAll("#who-says-what button.statement, #who-says-what .more").length > 0 && document.querySelector("#who-says-what .name .count").textContent === String(n), said);
  assert.equal(await page.locator("#who-says-what .name").count(), 1);
  await button(page, "Show all").click();
  await listed(page, count);
  await list(page).getByRole("listitem").nth(2).click();
  await list(page).press("f");
  await page.getByLabel("Flagged only").check();
  await listed(page, 1);
  await list(page).getByRole("button").first().focus();
  await page.keyboard.press("f");
  await listed(page, 0);
  await button(page, "Show all").click();
  await listed(page, count);
});

test("the strip says who stands behind each sentence, and leads there", async () => {
  const { page } = await marked("Officials said that the dam broke. It rained.\n\nAnn Lee denied that the dam broke.");
  const parts = strip(page).getByRole("button");
  await page.waitForFunction(() => document.querySelectorAll(".strip .part").length === 3);
  const names = () => parts.evaluateAll((all) => all.map((part) => part.getAttribute("aria-label")));
  assert.deepEqual(await names(), ["Sentence 1: unnamed source", "Sentence 2: nobody", "Sentence 3: named person"]);
  assert.equal(await strip(page).locator("[tabindex='0']").count(), 1, "Tab reaches one");
  await parts.first().focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  const card = page.getByRole("region", { name: "Selected" });
  await card.getByText("Ann Lee").first().waitFor();
  assert.equal(await parts.nth(2).getAttribute("aria-current"), "true");
  await button(page, "Reject").click();
  await page.waitForFunction(() => document.querySelectorAll(".strip .part")[2].getAttribute("aria-label").endsWith("nobody"));
  await button(page, "Undo").click();
  await page.waitForFunction(() => document.querySelectorAll(".strip .part")[2].getAttribute("aria-label").endsWith("named person"));
  await parts.nth(1).click();
  await card.getByText("Text", { exact: true }).first().waitFor();
});

test("of a long article the strip has at most 400 parts", async () => {
  const { page } = await marked(longText(300_000));
  await page.waitForFunction(() => document.querySelectorAll(".strip .part").length > 100);
  const parts = strip(page).getByRole("button");
  assert.ok((await parts.count()) <= 400);
  assert.match(await parts.nth(3).getAttribute("aria-label"), /^Sentences \d+ to \d+: mostly /);
  const last = (await parts.count()) - 1;
  await parts.nth(last).click();
  await page.waitForFunction(() => scrollY > 10_000);
});

test("at a glance: what statements rest on, who is quoted, what is denied; decisions count, filters do not", async () => {
  const { page } = await marked();
  await press(page, "At a glance");
  const { document } = await download(page);
  const glance = page.locator(".glance");
  const counts = () => glance.locator(".number").allTextContents().then((all) => all.map(Number));
  const sum = (all) => all.reduce((a, b) => a + b, 0);
  await page.waitForFunction((n) => [...document.querySelectorAll(".glance .number")].reduce((a, b) => a + Number(b.textContent), 0) === n, document.attributions.length);
  assert.ok((await glance.locator(".most li").count()) > 0);
  const denials = document.attributions.filter((a) => ["denies", "doubts"].includes(a.stance)).length;
  assert.equal(await glance.locator(".denial").count(), denials);
  await glance.locator(".denial").first().click();
  await page.getByRole("region", { name: "Selected" }).getByText(/denies|doubts/).first().waitFor();
  await button(page, "Reject").click();
  await page.waitForFunction((n) => document.querySelectorAll(".glance .denial").length === n, denials - 1);
  assert.equal(sum(await counts()), document.attributions.length - 1);
  await press(page, "Show");
  await page.getByLabel("Contents", { exact: true }).uncheck();
  assert.equal(sum(await counts()), document.attributions.length - 1);
});

test("on paper there is all of the article, with numbers that lead to notes, and no controls", async () => {
  const { page } = await marked(longText(60_000));
  const { document: { attributions } } = await download(page);
  const painted = () => region(page).locator("mark").count();
  const before = await painted();
  await page.emulateMedia({ media: "print" });
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  const printed = await painted();
  assert.ok(printed > before, "what is off the screen is there, too");
  const notes = page.locator("#printed li");
  assert.equal(await notes.count(), attributions.length);
  const numbers = await region(page).locator("[data-note]").evaluateAll((all) => all.flatMap((m) => m.dataset.note.split(",").map(Number)));
  assert.deepEqual(numbers.toSorted((a, b) => a - b), attributions.map((_, i) => i + 1));
  assert.match(await notes.first().textContent(), / · (asserts|confirms|denies|declines|doubts|speculates|asks) · suggested$/);
  for (const gone of [page.locator("header"), strip(page), page.locator(".panel"), field(page)])
    assert.equal(await gone.isVisible(), false);
  assert.ok(await notes.first().isVisible());
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  await page.emulateMedia({ media: "screen" });
  assert.ok((await painted()) < printed, "what is far off the screen has gone again");
  assert.equal(await region(page).locator("[data-note]").count() + (await notes.count()), 0);
  const pdf = await page.pdf();
  assert.ok(pdf.length > 10_000);
  assert.deepEqual(page.complaints, []);
});

test("with colours that people have chosen, marks can be read", async () => {
  const page = await open(site, { forcedColors: "active", colorScheme: "dark" });
  await paste(page, example);
  await done(page);
  const read = await region(page).locator("mark").evaluateAll((marks) =>
    marks.every((mark) => getComputedStyle(mark).color === getComputedStyle(document.body).color));
  assert.ok(read);
});
