// The desk with a 100,000-word article: how fast it follows, and how much memory it takes. Figures for docs/benchmarks.md.
import { readFileSync } from "node:fs";
import { done, list, longText, modelReady, open, paste, ready, start, stored } from "../browser/harness.mjs";

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const row = (what, bar, figure) => console.log(`| ${what} | ${bar} | ${figure} |`);
const ms = (values) => `${median(values).toFixed(1)} ms`;
const EDITS = 1_000;
const PAIRS = 1_000;

/** Paragraphs in which little is named and nobody says anything: most of an article of this length. */
const PLAIN = [
  "The road climbs past the last farm and narrows between walls of loose stone. In spring the ditches run high, and what grows along them is cut back before the first hay. Carts no longer come this way. The track is kept open all the same, since the upper meadows can be reached by no other, and a gate that is shut for long soon cannot be opened at all.",
  "Below the bend the water is slow and brown. It carries leaves until the first frost and nothing after that. The bank was raised after the flood, with clay from the old pits, and grass was sown on it so that the rain would not wash it away. Walkers keep to the top, where the ground stays dry and the view is wide.",
  "The hall is long, low and badly lit. Benches stand along the walls, and a stove at the far end warms those who come early. Notices are pinned beside the door in no order. Some are so old that the ink has faded, and still they are not taken down, because there has always been room for the next one beside them.",
];

/** An article of 100,000 words with some 12,000 annotations: dense paragraphs, a plain one behind every third. */
function article() {
  const paragraphs = longText(620_000).split("\n\n").flatMap((dense, i) => (i % 3 ? [dense] : [dense, PLAIN[i / 3 % PLAIN.length]]));
  const words = (text) => text.split(/\s+/).length;
  let count = 0;
  return paragraphs.filter((paragraph) => (count += words(paragraph)) <= 100_000).join("\n\n");
}

const site = await start();
const page = await open(site);
await modelReady(page);
const text = article();
await paste(page, text);
const count = await done(page, 300_000);
console.log(`${text.split(/\s+/).length} words, ${count} annotations\n\n| what | bar | figure |\n|---|---|---|`);
await list(page).getByRole("button").first().focus();

/** Milliseconds from a key to what it does being on the screen, for each of several presses; keys and frames know nothing of each other. */
const press = (keys) =>
  page.evaluate(async (keys) => {
    const times = [];
    let random = 1;
    for (const key of keys) {
      random = (random * 16807) % 2147483647;
      const begin = performance.now() + 16.7 * (random / 2147483647);
      while (performance.now() < begin) await new Promise((soon) => (setTimeout(soon, 0)));
      const from = performance.now();
      document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
      // The task behind a frame runs when the frame is drawn.
      await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn, 0)));
      times.push(performance.now() - from);
    }
    return times;
  }, keys);
const many = (n, ...keys) => Array.from({ length: n }, (_, i) => keys[i % keys.length]);

row("for comparison: a key that does nothing", "", ms(await press(many(101, "y"))));
row("next and previous", "≤ 16 ms", ms(await press(many(101, "ArrowDown", "ArrowDown", "ArrowUp"))));
await press(["End"]);
row("previous, at the end of the article", "≤ 16 ms", ms(await press(many(51, "ArrowUp"))));
await press(["Home"]);
row("one decision", "≤ 16 ms", ms(await press(many(101, "a", "x"))));

const filtered = [];
await page.locator(".filters > summary").click();
for (let i = 0; i < 21; i += 1) {
  const seen = await page.evaluate(() => performance.getEntriesByName("sayso:refiltered").length);
  await page.getByLabel("Contents", { exact: true }).setChecked(i % 2 === 1);
  await page.waitForFunction((n) => performance.getEntriesByName("sayso:refiltered").length > n, seen);
  filtered.push(await page.evaluate(() => {
    const last = (name) => performance.getEntriesByName(name).at(-1).startTime;
    return last("sayso:refiltered") - last("sayso:filtered");
  }));
}
await page.getByLabel("Contents", { exact: true }).check();
row("a filter changed", "≤ 100 ms", ms(filtered));

/** Megabytes: of the page's heaps, and of the whole process with its workers. */
async function memory() {
  const session = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.collectGarbage");
  const heap = await session.send("Runtime.getHeapUsage");
  const processes = await (await site.browser.newBrowserCDPSession()).send("SystemInfo.getProcessInfo");
  const kilobytes = ({ id }) => Number(/Private_Dirty:\s+(\d+)/.exec(readFileSync(`/proc/${id}/smaps_rollup`, "utf8"))[1]);
  const whole = Math.max(...processes.processInfo.filter((p) => p.type === "renderer").map(kilobytes));
  return { heap: (heap.usedSize + (heap.embedderHeapUsedSize ?? 0) + (heap.backingStorageSize ?? 0)) / 1e6, whole: whole / 1e3 };
}

await list(page).locator("[aria-current=true]").focus();
await press(many(EDITS - 101, "a", "x", "f"));
await stored(page);
const before = await memory();
row(`memory after ${EDITS} edits: the page's heaps; the tab's process with its workers`, "≤ 400 MB", `${before.heap.toFixed(0)} MB; ${before.whole.toFixed(0)} MB`);
const pairs = () => page.evaluate(async (pairs) => {
  for (let i = 0; i < pairs; i += 1) {
    for (const shiftKey of [false, true]) {
      document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key: "z", ctrlKey: true, shiftKey, bubbles: true, cancelable: true }));
      await new Promise((done) => setTimeout(done, 0));
    }
  }
}, PAIRS);
await pairs();
await stored(page);
const once = await memory();
await pairs();
await stored(page);
const twice = await memory();
const grown = (a, b) => `${(b.heap - a.heap).toFixed(1)} MB; ${(b.whole - a.whole).toFixed(1)} MB`;
row(`… grown over ${PAIRS} undo/redo pairs`, "0", grown(before, once));
row(`… over ${PAIRS} more`, "0", grown(once, twice));

const opened = [];
for (let i = 0; i < 9; i += 1) {
  await page.reload();
  await ready(page);
  await done(page, 120_000);
  opened.push(await page.evaluate(() => {
    const last = (name) => performance.getEntriesByName(name).at(-1)?.startTime;
    return last("sayso:first") - last("sayso:paste");
  }));
}
row("opened from the library: first screen", "≤ 500 ms", ms(opened));
await site.stop();
