// The browser is killed in the middle of work, over and over: what the page had shown as saved is there when it opens again.
//
// KILLS says how often; `make test-kill` takes 50.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { chromium } from "playwright-core";
import { serve } from "../../scripts/serve.mjs";
import { FLAGS, database, done, example, list, paste, ready, root } from "./harness.mjs";

const KILLS = Number(process.env.KILLS ?? 5);
/** Kills of one profile; then a new one, so that young and old logs are both killed. */
const EACH = 10;
/** The longest that a round works before it is killed, in milliseconds. */
const LONGEST = 600;

let server;
let url;
before(async () => {
  // One server for all: the browser keeps what is saved by host and port.
  server = await serve(join(root, "dist"));
  url = `http://127.0.0.1:${server.address().port}/`;
});
after(async () => {
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
});

/** Ids of the browser's processes: those that name the profile, and all that they started. */
function processes(profile) {
  const all = readdirSync("/proc").filter((name) => /^\d+$/.test(name)).flatMap((id) => {
    try {
      const command = readFileSync(`/proc/${id}/cmdline`, "utf8");
      // Behind the name in brackets, which may hold anything, come the state and the parent.
      const parent = readFileSync(`/proc/${id}/stat`, "utf8").split(") ").at(-1).split(" ")[1];
      return [{ id: Number(id), parent: Number(parent), named: command.includes(`--user-data-dir=${profile}`) }];
    } catch {
      return []; // It has ended meanwhile.
    }
  });
  const found = new Set(all.filter((p) => p.named).map((p) => p.id));
  for (let before = -1; before !== found.size; ) {
    before = found.size;
    for (const { id, parent } of all) if (found.has(parent)) found.add(id);
  }
  return [...found];
}

function kill(profile) {
  for (let left = processes(profile); left.length > 0; left = processes(profile))
    for (const id of left)
      try {
        process.kill(id, "SIGKILL");
      } catch {
        // It has ended meanwhile.
      }
}

/** What a person sees, and the way back: the test's own record. */
class Model {
  constructor(statuses) {
    [this.now, this.undone, this.past] = [statuses, [], []];
  }

  copy() {
    return Object.assign(new Model(this.now), { undone: [...this.undone], past: [...this.past] });
  }

  step({ key, status, undo, redo }) {
    const next = this.copy();
    if (undo) [next.now, next.undone] = [next.past.pop(), [...next.undone, this.now]];
    else if (redo) [next.now, next.past] = [next.undone.pop(), [...next.past, this.now]];
    else [next.now, next.past, next.undone] = [{ ...this.now, [key]: status }, [...this.past, this.now], []];
    return next;
  }
}

/** What the page shows. */
const shown = (page) =>
  page.evaluate(() => {
    const rows = [...document.querySelectorAll("[aria-label=Annotations] [data-a]")];
    const able = (name) => ![...document.querySelectorAll(".tools button")].find((b) => b.textContent === name).disabled;
    return { statuses: Object.fromEntries(rows.map((row) => [row.dataset.a, row.dataset.status])), undo: able("Undo"), redo: able("Redo") };
  });

/** Number of the last step in the database. */
async function lastStep(page) {
  const { documents, log } = await database(page);
  assert.equal(documents.length, 1);
  return Math.max(documents[0][1].seq, ...log.map(([key]) => key[1]));
}

const one = (all) => all[Math.floor(Math.random() * all.length)];

function choose(model) {
  const what = Math.random();
  if (what < 0.2 && model.past.length > 0) return { undo: true };
  if (what < 0.35 && model.undone.length > 0) return { redo: true };
  const status = one(["confirmed", "rejected"]);
  const key = one(Object.keys(model.now).filter((k) => model.now[k] !== status));
  return { key, status };
}

const act = (page, step) =>
  page.evaluate(async ({ key, status, undo }) => {
    const frame = () => new Promise(requestAnimationFrame);
    const press = (within, name) => [...document.querySelectorAll(`${within} button`)].find((b) => b.textContent.startsWith(name)).click();
    if (!key) return press(".tools", undo ? "Undo" : "Redo");
    document.querySelector(`[aria-label=Annotations] [data-a="${key}"]`).click();
    await frame();
    press(".decide", status === "confirmed" ? "Confirm" : "Reject");
  }, step);

async function launch(profile) {
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: FLAGS, viewport: { width: 1400, height: 900 },
  });
  const page = context.pages()[0] ?? (await context.newPage());
  let saved = 0;
  await page.exposeFunction("tell", (count) => (saved = Math.max(saved, count)));
  await page.goto(url);
  await ready(page);
  return { page, saved: () => saved };
}

/** Has every number that the page shows as saved told at once. */
const watch = (page) =>
  page.evaluate(() => {
    const element = document.querySelector("header [data-saved]");
    const tell = () => window.tell(Number(element.dataset.saved));
    new MutationObserver(tell).observe(element, { attributes: true, attributeFilter: ["data-saved"] });
    tell();
  });

/** Works until it is killed; gives the states that there were, one more a step, and how many steps were shown as saved. */
async function work({ page, saved }, model, profile) {
  await watch(page);
  const states = [model];
  const killed = sleep(Math.random() * LONGEST).then(() => kill(profile));
  try {
    for (;;) {
      const step = choose(states.at(-1));
      // Written down first: it may be made and not come back.
      states.push(states.at(-1).step(step));
      await act(page, step);
    }
  } catch (error) {
    assert.match(String(error), /closed|crashed|disconnected/i);
  }
  await killed;
  return { states, saved: saved() };
}

test(`${KILLS} times killed, nothing lost that was shown as saved`, { timeout: 20_000 * KILLS + 60_000 }, async (t) => {
  let [profile, model, base, kept, made, survived] = [null, null, 0, 0, 0, 0];
  for (let round = 0; round < KILLS; round += 1) {
    if (round % EACH === 0) {
      if (profile) rmSync(profile, { recursive: true, force: true });
      profile = mkdtempSync(join(tmpdir(), "sayso-kill-"));
      [model, base] = [null, 0];
    }
    let browser = await launch(profile);
    if (!model) {
      await paste(browser.page, example);
      await done(browser.page);
      await browser.page.waitForFunction(() => document.querySelectorAll("[aria-label=Annotations] [data-a]").length > 50);
      model = new Model((await shown(browser.page)).statuses);
    } else {
      await openFirst(browser.page);
    }
    const { states, saved } = await work(browser, model, profile);
    browser = await launch(profile);
    const rows = await browser.page.locator(".earlier li").count();
    if (rows === 0) {
      // Killed before even the article was saved.
      assert.equal(saved, 0);
      model = null;
    } else {
      await openFirst(browser.page);
      const last = await lastStep(browser.page);
      const there = last - base;
      assert.ok(there >= saved && there < states.length, `${there} steps are there, ${saved} were shown as saved, ${states.length - 1} made`);
      model = states[there];
      const now = await shown(browser.page);
      assert.deepEqual(now.statuses, model.now, `round ${round}`);
      assert.deepEqual([now.undo, now.redo], [model.past.length > 0, model.undone.length > 0]);
      [base, kept, made] = [last, kept + there, made + states.length - 1];
    }
    survived += 1;
    // Ended gently: what opening has written is not what is to be lost.
    await browser.page.context().close();
  }
  if (profile) rmSync(profile, { recursive: true, force: true });
  t.diagnostic(`${survived} of ${KILLS}: ${made} steps made, ${kept} there after the kills`);
});

async function openFirst(page) {
  await page.locator(".earlier summary").click();
  await page.locator(".earlier .open").first().click();
  await done(page);
  await page.waitForFunction(() => document.querySelectorAll("[aria-label=Annotations] [data-a]").length > 50);
}
