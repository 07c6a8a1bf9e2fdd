// What every browser test needs: the built site, a fresh Chromium page, and ways to give it text. Waits are on conditions.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { serve } from "../../scripts/serve.mjs";

export const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
export const example = readFileSync(join(root, "src/bin/web/example.txt"), "utf8");

const shared = join(root, "../shared/seeds");
/** The seed articles as [name, text], or none where they are not at hand. */
export const seeds = existsSync(shared)
  ? readdirSync(shared).sort().map((name) => [name, readFileSync(join(shared, name), "utf8")])
  : [];

export const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run",
  "--disable-component-update", "--disable-sync", "--disable-quic"];

/** Starts a server and a browser; `stop` ends both. */
export async function start({ prefix = "/", ...launch } = {}) {
  const server = await serve(join(root, "dist"), 0, prefix);
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: FLAGS, ...launch });
  const url = `http://127.0.0.1:${server.address().port}${prefix}`;
  return {
    browser,
    server,
    url,
    async stop() {
      await browser.close();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

/**
 * A page in a context of its own, ready to annotate; whatever it complains of is collected in `page.complaints`.
 * `cores` is how many the browser is to say there are.
 */
export async function open(site, { cores = 1, ...options } = {}) {
  const context = await site.browser.newContext({ viewport: { width: 1400, height: 900 }, ...options });
  const page = await context.newPage();
  page.complaints = [];
  page.on("pageerror", (error) => page.complaints.push(String(error)));
  page.on("console", (message) => message.type() === "error" && page.complaints.push(message.text()));
  const say = (cores) => Object.defineProperty(navigator, "hardwareConcurrency", { get: () => cores });
  await page.addInitScript(say, cores);
  await page.goto(site.url);
  await ready(page);
  return page;
}

export const ready = (page) => page.waitForSelector("body[data-ready=true]", { timeout: 20_000 });

/** Waits until there is something to mark with. */
export const modelReady = (page) => page.waitForSelector("body[data-model=ready]", { timeout: 20_000 });

export const region = (page) => page.getByRole("region", { name: "Article text" });
export const list = (page) => page.getByRole("list", { name: "Annotations" });
export const button = (page, name) => page.getByRole("button", { name, exact: true });
export const textbox = (page) => page.getByRole("textbox", { name: "Article", exact: true });

/** Waits until the marks of the text given last are all painted; gives their number. */
export async function done(page, timeout = 60_000) {
  await page.waitForSelector("[data-state=done][data-annotations]", { timeout });
  return Number(await region(page).getAttribute("data-annotations"));
}

/** Lays ready what {@link pasteStashed} pastes, as flavours, for example {"text/plain": "…"}; a string is plain text. */
export const stash = (page, flavours) =>
  page.evaluate((data) => (window.stash = data), typeof flavours === "string" ? { "text/plain": flavours } : flavours);

/** Pastes what was laid ready into the text box, with a paste event as the browser's. */
export async function pasteStashed(page) {
  await region(page).evaluate((element) => delete element.dataset.state).catch(() => {});
  await textbox(page).evaluate((element) => {
    const transfer = new DataTransfer();
    for (const [type, value] of Object.entries(window.stash)) transfer.setData(type, value);
    element.focus();
    element.dispatchEvent(new ClipboardEvent("paste", { clipboardData: transfer, bubbles: true, cancelable: true }));
  });
}

/** Pastes into the text box; takes what {@link stash} takes. */
export async function paste(page, flavours) {
  await stash(page, flavours);
  await pasteStashed(page);
}

/** Presses "Download JSON" and gives the document and the file's name. */
export async function download(page) {
  const [file] = await Promise.all([page.waitForEvent("download"), button(page, "Download JSON").click()]);
  const json = readFileSync(await file.path(), "utf8");
  return { name: file.suggestedFilename(), json, document: JSON.parse(json) };
}

/** Waits until all steps that were made in this tab are on the disk; gives their number. */
export async function stored(page) {
  await page.waitForSelector("header [data-pending='0']");
  return Number(await page.locator("header [data-saved]").getAttribute("data-saved"));
}

/** What the browser's database holds: `{documents: [[key, value]], entries: …, log: …}`, with what is JSON read. */
export const database = (page) =>
  page.evaluate(async () => {
    const asked = (request) => new Promise((told, refused) => ((request.onsuccess = () => told(request.result)), (request.onerror = () => refused(request.error))));
    const db = await asked(indexedDB.open("sayso"));
    const all = {};
    for (const name of db.objectStoreNames) {
      const store = db.transaction(name).objectStore(name);
      const [keys, values] = [await asked(store.getAllKeys()), await asked(db.transaction(name).objectStore(name).getAll())];
      const read = (value) => { try { return JSON.parse(value); } catch { return value; } };
      all[name] = keys.map((key, i) => [key, read(values[i])]);
    }
    db.close();
    return all;
  });

/** Waits until the newest snapshot says that the marking is this far. */
export async function stageOf(page, stage) {
  for (;;) {
    const { documents } = await database(page);
    if (documents.at(-1)?.[1].stage === stage) return;
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
}

/** Waits until marks are painted while more are still to come. */
export const firstMarks = (page) => page.waitForSelector("[data-state=working] mark", { timeout: 60_000 });

/** Opens files by the "Open file" button. */
export async function openFile(page, name, content) {
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), button(page, "Open file").click()]);
  await chooser.setFiles({ name, mimeType: "application/octet-stream", buffer: Buffer.from(content) });
}

/** About `bytes` bytes of news-like text: the example's paragraphs over and over, in an order that a seed fixes. */
export function longText(bytes, seed = 1) {
  const paragraphs = example.split("\n\n").filter((p) => p.length > 60);
  let state = seed;
  const next = () => (state = (state * 1103515245 + 12345) % 2147483648);
  const parts = [];
  for (let size = 0; size < bytes; ) {
    const part = paragraphs[next() % paragraphs.length];
    parts.push(part);
    size += part.length + 2;
  }
  return parts.join("\n\n");
}
