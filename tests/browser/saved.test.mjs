// What is saved in the browser: steps as they are made, and what becomes of them over reloads, tabs, old versions and a full disk.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  button, database, done, download, example, firstMarks, list, longText, modelReady, open, openFile, paste, ready, region, stageOf, start, stored, textbox,
} from "./harness.mjs";

let site;
before(async () => (site = await start()));
after(() => site.stop());

const alert = (page) => page.getByRole("alert");
const earlier = (page) => page.getByRole("list", { name: "Earlier articles" });
const all = ({ entities, attributions }) => entities.concat(attributions);
const decided = (document) => all(document).filter((x) => x.status !== "suggested").map((x) => [x.id, x.status]);
const OTHER = "Tom Roe of Berlin said on Monday that the road to Paris was closed.";

async function decide(page, nth, what = "Confirm") {
  await list(page).getByRole("listitem").nth(nth).click();
  await button(page, what).click();
}

/** The example, with the first annotations decided on. */
async function worked() {
  const page = await open(site);
  await paste(page, example);
  await done(page);
  await decide(page, 0);
  await decide(page, 1, "Reject");
  return page;
}

async function reload(page) {
  await page.reload();
  await ready(page);
  return done(page);
}

/** Opens an article from the library, by its title. */
async function fromLibrary(page, title) {
  const items = page.locator(".earlier");
  if ((await items.getAttribute("open")) === null) await items.locator("summary").click();
  await region(page).evaluate((element) => delete element.dataset.state).catch(() => {});
  await earlier(page).getByRole("button", { name: title }).first().click();
}

test("decisions, undo and redo are there after a reload", async () => {
  const page = await worked();
  await decide(page, 2);
  await button(page, "Undo").click();
  assert.equal(await stored(page), 4);
  const before = (await download(page)).document;
  await reload(page);
  assert.deepEqual((await download(page)).document, before);
  await button(page, "Redo").click();
  assert.equal(decided((await download(page)).document).length, 3);
  for (let n = 0; n < 3; n += 1) await button(page, "Undo").click();
  assert.deepEqual(decided((await download(page)).document), []);
  assert.ok(await button(page, "Undo").isDisabled());
  await stored(page);
  await reload(page);
  assert.ok(await button(page, "Undo").isDisabled());
  await button(page, "Redo").click();
  assert.equal(decided((await download(page)).document).length, 1);
  assert.deepEqual(page.complaints, []);
});

test("each step is a record of its own, and snapshots take their place", async () => {
  const page = await worked();
  await stored(page);
  const [key] = (await database(page)).documents[0];
  const { log } = await database(page);
  assert.deepEqual(log.map(([k]) => k), [[key, 1], [key, 2]]);
  assert.ok(log[0][1].edit.changes.length > 0);
  for (let n = 0; n < 110; n += 1) {
    await button(page, "Undo").click();
    await button(page, "Redo").click();
  }
  assert.equal(await stored(page), 222);
  const after = await database(page);
  const { seq } = after.documents[0][1];
  assert.ok(seq >= 200, `snapshot at ${seq}`);
  assert.equal(after.log.at(-1)[0][1], 222);
  await reload(page);
  assert.equal(decided((await download(page)).document).length, 2);
});

test("\"Saved\" is never shown before the disk has it, and leaving is warned of only then", async () => {
  const page = await worked();
  const indicator = page.locator("header [data-saved]");
  await stored(page);
  assert.equal(await indicator.textContent(), "Saved");
  const asks = () => page.evaluate(() => !dispatchEvent(new Event("beforeunload", { cancelable: true })));
  assert.equal(await asks(), false);
  // A transaction of the page's own on the same tables holds the worker's up.
  await page.evaluate(async () => {
    const db = await new Promise((told) => (indexedDB.open("sayso").onsuccess = (event) => told(event.target.result)));
    const store = db.transaction(["documents", "entries", "log"], "readwrite").objectStore("log");
    window.held = true;
    const hold = () => window.held && (store.get("x").onsuccess = hold);
    hold();
  });
  await decide(page, 2);
  assert.equal(await indicator.textContent(), "Saving…");
  assert.deepEqual([await indicator.getAttribute("data-saved"), await indicator.getAttribute("data-pending")], ["2", "1"]);
  assert.equal(await asks(), true);
  await page.evaluate(() => (window.held = false));
  assert.equal(await stored(page), 3);
  assert.equal(await asks(), false);
});

test("Annotate on a text that is marked already changes nothing, and keeps the history", async () => {
  const page = await worked();
  await stored(page);
  await region(page).evaluate((element) => delete element.dataset.state);
  await button(page, "Annotate").click();
  await page.getByRole("status").filter({ hasText: "marked already" }).waitFor({ state: "attached" });
  assert.equal(decided((await download(page)).document).length, 2);
  await button(page, "Undo").click();
  assert.equal(decided((await download(page)).document).length, 1);
});

test("an edited text takes the decisions over, and what was there stays saved with its history", async () => {
  const page = await worked();
  const before = decided((await download(page)).document).length;
  await textbox(page).fill(`${example.trimEnd()}\n\n${OTHER}\n`);
  await button(page, "Annotate").click();
  await page.waitForFunction(() => document.querySelector("[data-state=done]")?.textContent.includes("road to Paris"));
  assert.equal(decided((await download(page)).document).length, before);
  assert.ok(await button(page, "Undo").isDisabled());
  await page.locator(".earlier").waitFor();
  await fromLibrary(page, /2 of \d+ decided/);
  await page.waitForFunction(() => !document.querySelector("[data-state=done]")?.textContent.includes("road to Paris"));
  await done(page);
  await button(page, "Undo").click();
  assert.equal(decided((await download(page)).document).length, before - 1);
});

test("the library tells how far each article is, deletes when told twice, and brings back", async () => {
  const page = await worked();
  const { title } = (await download(page)).document;
  await stored(page);
  await paste(page, OTHER);
  await page.waitForFunction(() => document.querySelector("[data-state=done]")?.textContent.includes("road to Paris"));
  await page.locator(".earlier summary").click();
  const row = earlier(page).getByRole("listitem").filter({ hasText: title });
  await row.filter({ hasText: /2 of \d+ decided/ }).filter({ hasText: String(new Date().getFullYear()) }).waitFor();
  await button(page, `Delete ${title}`).focus();
  await page.keyboard.press("Enter");
  // The way out has the focus.
  await page.waitForFunction(() => document.activeElement.textContent === "Keep");
  await page.keyboard.press("Escape");
  await row.waitFor();
  await button(page, `Delete ${title}`).click();
  await earlier(page).getByRole("group").getByRole("button", { name: "Delete", exact: true }).click();
  await row.waitFor({ state: "detached" });
  await page.waitForFunction(() => document.activeElement.getAttribute("aria-label") === "Undo the deletion");
  await page.keyboard.press("Enter");
  await row.waitFor();
  await fromLibrary(page, title);
  await page.waitForFunction(() => !document.querySelector("[data-state=done]")?.textContent.includes("road to Paris"));
  assert.equal(decided((await download(page)).document).length, 2);
});

test("what is deleted is gone for good at the next start", async () => {
  const page = await worked();
  await stored(page);
  await paste(page, OTHER);
  await page.waitForFunction(() => document.querySelector("[data-state=done]")?.textContent.includes("road to Paris"));
  await stageOf(page, "whole");
  await page.locator(".earlier summary").click();
  await earlier(page).getByRole("button", { name: /^Delete/ }).click();
  await earlier(page).getByRole("group").getByRole("button", { name: "Delete", exact: true }).click();
  await page.getByText(/^Deleted/).first().waitFor();
  await reload(page);
  const { documents, entries, log } = await database(page);
  assert.deepEqual([documents.length, entries.length, log.length], [1, 1, 0]);
});

test("what version 1 saved still opens, and is saved in the new way", async () => {
  const first = await worked();
  const { json, document } = await download(first);
  await first.context().close();
  const page = await open(site);
  // Beside the page, where nothing of Sayso runs.
  await page.goto(`${site.url}style/none`);
  await page.evaluate(async (json) => {
    await new Promise((done) => (indexedDB.deleteDatabase("sayso").onsuccess = done));
    const request = indexedDB.open("sayso", 1);
    request.onupgradeneeded = () => ["documents", "entries"].forEach((name) => request.result.createObjectStore(name));
    const db = await new Promise((told) => (request.onsuccess = () => told(request.result)));
    const transaction = db.transaction(["documents", "entries"], "readwrite");
    const key = "1764000000000.500";
    transaction.objectStore("documents").put(json, key);
    transaction.objectStore("entries").put(JSON.stringify({ key, title: "An old one", decided: 2, annotations: 9, whole: true }), key);
    await new Promise((done) => (transaction.oncomplete = done));
    db.close();
  }, json);
  await page.goto(site.url);
  await ready(page);
  await fromLibrary(page, "An old one");
  await done(page);
  assert.deepEqual((await download(page)).document, document);
  await decide(page, 2);
  await stored(page);
  await reload(page);
  assert.equal(decided((await download(page)).document).length, 3);
  await button(page, "Undo").click();
  assert.deepEqual((await download(page)).document, document);
});

test("marking that was cut off is gone on with; nothing twice, and the history fits", async () => {
  const text = longText(1_500_000, 3);
  const page = await open(site);
  await modelReady(page);
  await paste(page, text);
  await firstMarks(page);
  await decide(page, 2);
  await decide(page, 3, "Reject");
  await stored(page);
  assert.equal(await region(page).getAttribute("data-state"), "working", "too fast to be a test: take a longer text");
  await page.reload();
  await ready(page);
  await page.waitForSelector("[data-state=done][data-whole=true]", { timeout: 60_000 });
  const resumed = (await download(page)).document;
  assert.equal(decided(resumed).length, 2);
  await button(page, "Undo").click();
  await button(page, "Undo").click();
  const undone = (await download(page)).document;
  const other = await open(site);
  await modelReady(other);
  await paste(other, text);
  await done(other);
  const fresh = (await download(other)).document;
  const marks = ({ entities, attributions }) => ({ entities, attributions });
  assert.deepEqual(marks(undone), marks(fresh));
  assert.deepEqual(page.complaints, []);
});

test("two tabs on one article: nothing is overwritten, and the second one is told", async () => {
  const page = await worked();
  await stored(page);
  const second = await page.context().newPage();
  await second.goto(site.url);
  await ready(second);
  await second.locator(".earlier summary").click();
  await earlier(second).getByRole("button", { name: /2 of/ }).first().click();
  await done(second);
  await decide(page, 2);
  await stored(page);
  await decide(second, 3, "Reject");
  await alert(second).filter({ hasText: "(copy)" }).waitFor();
  await stored(second);
  await decide(second, 4, "Reject");
  await stored(second);
  await decide(page, 5);
  await stored(page);
  const [one, two] = [(await download(page)).document, (await download(second)).document];
  assert.notDeepEqual(decided(one), decided(two));
  for (const [tab, document] of [[page, one], [second, two]]) {
    await reload(tab);
    assert.deepEqual((await download(tab)).document, document);
  }
  const titles = (await database(page)).entries.map(([, entry]) => entry.title);
  assert.equal(titles.length, 2);
  assert.equal(titles.filter((title) => title.endsWith(" (copy)")).length, 1);
  assert.ok(await alert(page).getByText("(copy)").count() === 0);
});

test("a step that can't be read costs that step alone, and is told of", async () => {
  const page = await worked();
  await decide(page, 2);
  await stored(page);
  const { document } = await download(page);
  await page.evaluate(async () => {
    const db = await new Promise((told) => (indexedDB.open("sayso").onsuccess = (event) => told(event.target.result)));
    const transaction = db.transaction("log", "readwrite");
    const keys = await new Promise((told) => (transaction.objectStore("log").getAllKeys().onsuccess = (event) => told(event.target.result)));
    transaction.objectStore("log").put('{"edit":{"chan', keys[1]);
    await new Promise((done) => (transaction.oncomplete = done));
    db.close();
  });
  await reload(page);
  await alert(page).filter({ hasText: "1 of the steps" }).waitFor();
  const left = decided((await download(page)).document);
  const [first, , third] = [0, 1, 2].map((n) => decided(document)[n]);
  assert.equal(left.length, 2);
  for (const kept of [first, third].filter(([, status]) => status === "confirmed")) assert.ok(left.some(([id]) => id === kept[0]));
  await decide(page, 4);
  await stored(page);
  await reload(page);
  assert.equal(decided((await download(page)).document).length, 3);
  assert.equal(await alert(page).getByText("steps").count(), 0, "said once");
});

test("a snapshot that can't be read gives its text, at least", async () => {
  const page = await worked();
  await stored(page);
  await stageOf(page, "whole");
  await page.evaluate(async () => {
    const db = await new Promise((told) => (indexedDB.open("sayso").onsuccess = (event) => told(event.target.result)));
    const store = db.transaction("documents", "readwrite").objectStore("documents");
    const [key] = await new Promise((told) => (store.getAllKeys().onsuccess = (event) => told(event.target.result)));
    const json = await new Promise((told) => (store.get(key).onsuccess = (event) => told(event.target.result)));
    const work = JSON.parse(json);
    work.review.mentions[0].value.span.end = 1e9;
    store.put(JSON.stringify(work), key);
    await new Promise((done) => (store.transaction.oncomplete = done));
    db.close();
  });
  await reload(page);
  await alert(page).filter({ hasText: "could be read" }).waitFor();
  assert.equal((await download(page)).document.text, example);
});

test("where nothing can be saved the page says so at once, and works", async () => {
  const context = await site.browser.newContext({ viewport: { width: 1400, height: 900 } });
  const page = await context.newPage();
  const refuse = 'IDBFactory.prototype.open = () => { throw new DOMException("not here", "SecurityError"); };';
  await page.route("**/worker-boot.js", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: refuse + (await response.text()) });
  });
  await page.goto(site.url);
  await ready(page);
  await alert(page).filter({ hasText: /saved/ }).filter({ hasText: /download/ }).waitFor();
  await paste(page, example);
  await done(page);
  await decide(page, 0);
  await page.locator("header [data-pending='1']").filter({ hasText: "Not saved" }).waitFor();
  assert.equal(decided((await download(page)).document).length, 1);
});

test("a disk that is full is told of; once there is room all is saved", async () => {
  const page = await open(site);
  const context = page.context();
  const cramped = await context.newPage();
  const full = `const add = IDBObjectStore.prototype.add;
    self.full = true;
    self.addEventListener("message", (event) => { if (event.data === "room") { self.full = false; event.stopImmediatePropagation(); } });
    IDBObjectStore.prototype.add = function (...all) {
      if (self.full) throw new DOMException("no room", "QuotaExceededError");
      return add.apply(this, all);
    };`;
  await cramped.addInitScript(() => {
    const Real = window.Worker;
    window.Worker = class extends Real { constructor(...all) { super(...all); window.worker = this; } };
  });
  await cramped.route("**/worker-boot.js", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: full + (await response.text()) });
  });
  await cramped.goto(site.url);
  await ready(cramped);
  await paste(cramped, example);
  await done(cramped);
  await decide(cramped, 0);
  await alert(cramped).filter({ hasText: "full" }).waitFor();
  await cramped.evaluate(() => window.worker.postMessage("room"));
  await decide(cramped, 1);
  assert.equal(await stored(cramped), 2);
  assert.equal(await alert(cramped).getByText("full").count(), 0);
  await reload(cramped);
  assert.equal(decided((await download(cramped)).document).length, 2);
});

test("an opened download and a file of another name are articles of their own", async () => {
  const page = await worked();
  const { json, document } = await download(page);
  await stored(page);
  await region(page).evaluate((element) => delete element.dataset.state);
  await openFile(page, "mine.json", json);
  await done(page);
  assert.ok(await button(page, "Undo").isDisabled());
  await decide(page, 2);
  await stored(page);
  await reload(page);
  assert.equal(decided((await download(page)).document).length, 3);
  await fromLibrary(page, /2 of/);
  await page.waitForFunction(() => !document.querySelector(".tools button").disabled);
  await done(page);
  assert.deepEqual((await download(page)).document, document);
});

test("whatever is done, the state after a reload is the state before", async () => {
  const page = await worked();
  let seed = 7;
  const random = (n) => (seed = (seed * 1103515245 + 12345) % 2147483648) % n;
  for (let round = 0; round < 4; round += 1) {
    for (let n = 0; n < 15; n += 1) {
      const what = random(5);
      const back = button(page, what === 0 ? "Undo" : "Redo");
      if (what > 1) await decide(page, random(12), what === 2 ? "Reject" : "Confirm");
      else if (await back.isEnabled()) await back.click();
    }
    await stored(page);
    const before = (await download(page)).document;
    const can = async () => [await button(page, "Undo").isEnabled(), await button(page, "Redo").isEnabled()];
    const could = await can();
    await reload(page);
    assert.deepEqual((await download(page)).document, before);
    assert.deepEqual(await can(), could);
  }
  assert.deepEqual(page.complaints, []);
});
