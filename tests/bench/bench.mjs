// Prints the figures of docs/benchmarks.md, as a table: `make bench`. Ratios are within one run; times are medians.
import { readFileSync, readdirSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { createRequire } from "node:module";
import { gzipSync } from "node:zlib";
import {
  button, done, example, list, longText, modelReady, open, paste, pasteStashed, ready, region, root, seeds, start, stash,
} from "../browser/harness.mjs";

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const rows = [];
const row = (what, bar, figure) => {
  rows.push([what, bar, figure]);
  console.log(`| ${what} | ${bar} | ${figure} |`);
};
const ms = (value) => `${value.toFixed(1)} ms`;

console.log(`${cpus().length} cores, ${cpus()[0].model}\n\n| what | bar | figure |\n|---|---|---|`);

const files = (folder) => readdirSync(folder, { withFileTypes: true, recursive: true }).filter((f) => f.isFile());
const zipped = (file) => gzipSync(readFileSync(file), { level: 9 }).length;
const all = files(join(root, "dist")).map((f) => join(f.parentPath, f.name));
const mb = (bytes) => `${(bytes / 1e6).toFixed(2)} MB`;
row("models/en.bin, gzipped", "≤ 1.4 MB", mb(zipped(join(root, "dist/models/en.bin"))));
row("whole site, every file gzipped", "≤ 2.0 MB", mb(all.map(zipped).reduce((a, b) => a + b, 0)));

const site = await start();
const [name, article] = seeds[0] ?? ["the example", example];

/** The marks that the page leaves in its own timeline. */
const between = (page, from, to) =>
  page.evaluate(([from, to]) => {
    const last = (name) => performance.getEntriesByName(name).at(-1)?.startTime;
    return last(to) - last(from);
  }, [from, to]);

/** A page with the model there. */
async function opened(options) {
  const page = await open(site, options);
  await modelReady(page);
  return page;
}

/** The longest task of the page's main thread while `act` runs, in milliseconds: by the clock, and of the processor's time. */
async function longestTask(page, act) {
  const categories = ["toplevel", "devtools.timeline", "disabled-by-default-devtools.timeline"];
  await site.browser.startTracing(page, { categories });
  await act();
  const trace = JSON.parse((await site.browser.stopTracing()).toString()).traceEvents;
  const threads = trace.filter((e) => e.name === "thread_name" && e.args.name === "CrRendererMain").map((e) => `${e.pid}.${e.tid}`);
  const tasks = trace
    .filter((e) => e.name === "ThreadControllerImpl::RunTask" || e.name === "RunTask")
    .filter((e) => threads.includes(`${e.pid}.${e.tid}`))
    .filter((e) => Number.isFinite(e.dur)); // One may be cut off by the end of the trace.
  const longest = (time) => Math.max(...tasks.map((e) => e[time] ?? 0)) / 1000;
  return { clock: longest("dur"), processor: longest("tdur") };
}

{
  const page = await opened();
  const times = [];
  for (let i = 0; i < 9; i += 1) {
    await page.reload();
    await ready(page);
    times.push(await page.evaluate(() => performance.getEntriesByName("sayso:ready")[0]?.startTime ?? NaN));
  }
  row("page opened (warm cache) to ready", "≤ 1 s", ms(median(times)));
  await modelReady(page);
  const painted = [];
  for (let i = 0; i < 15; i += 1) {
    // The same text again would not be marked again.
    await paste(page, article + "\n".repeat(i));
    await done(page);
    painted.push(await between(page, "sayso:paste", "sayso:painted"));
  }
  row(`paste of ${name.slice(0, 3)} to all marks painted`, "≤ 150 ms", ms(median(painted)));
  await page.context().close();
}

const [small, large] = [longText(1_000_000), longText(10_000_000)];

{
  const [first, longest] = [[], []];
  let count;
  for (let i = 0; i < 5; i += 1) {
    const page = await opened();
    // Handing the text over is the driver's work, not the page's: it is there before the measuring begins.
    await stash(page, small);
    const task = await longestTask(page, async () => {
      await pasteStashed(page);
      count = await done(page, 120_000);
    });
    longest.push(task);
    first.push(await between(page, "sayso:paste", "sayso:first"));
    if (i === 4) {
      await confirming(page);
      await filtering(page);
    }
    await page.context().close();
  }
  row("1 MB pasted: first screen marked", "≤ 300 ms", ms(median(first)));
  const by = (time) => longest.map((task) => task[time].toFixed(0)).join(", ");
  row(`… longest main-thread task until all ${count} marks are painted, in each of five runs`, "≤ 50 ms", `${by("clock")} ms`);
  row("… of the processor's time", "", `${by("processor")} ms`);
}

/** Confirms and rejects in turn. */
async function confirming(page) {
  const repaint = [];
  await list(page).getByRole("listitem").first().click();
  for (let i = 0; i < 31; i += 1) {
    await button(page, i % 2 ? "Reject" : "Confirm").click();
    await page.waitForFunction((n) => performance.getEntriesByName("sayso:repainted").length > n, i);
    repaint.push(await between(page, "sayso:decided", "sayso:repainted"));
  }
  row("… confirm one annotation to repaint", "≤ 16 ms", ms(median(repaint)));
}

/** Hides and shows contents in turn; all that follows is waited for: the article, the list, the speakers and the counts. */
async function filtering(page) {
  const repaint = [];
  const annotations = Number(await region(page).getAttribute("data-annotations"));
  await page.locator(".filters > summary").click();
  const contents = page.getByLabel("Contents", { exact: true });
  const before = await page.evaluate(() => performance.getEntriesByName("sayso:refiltered").length);
  for (let i = 0; i < 21; i += 1) {
    await contents.setChecked(i % 2 === 1);
    await page.waitForFunction((n) => performance.getEntriesByName("sayso:refiltered").length > n, before + i);
    repaint.push(await between(page, "sayso:filtered", "sayso:refiltered"));
  }
  row(`… of ${annotations} annotations, a filter changed to repaint`, "≤ 100 ms", ms(median(repaint)));
}

/** Milliseconds of work in the workers, as the page reports them. */
async function annotateMs(page, text) {
  await paste(page, text);
  await done(page, 1_200_000);
  return Number(await region(page).getAttribute("data-annotate-ms"));
}

{
  const page = await opened();
  const other = await (await site.browser.newContext()).newPage();
  const script = createRequire(join(root, "tests/browser/")).resolve("compromise/three");
  await other.addScriptTag({ path: script });
  const compromise = () =>
    other.evaluate((text) => {
      const from = performance.now();
      const doc = window.nlp(text);
      doc.people().json(), doc.places().json(), doc.organizations().json();
      return performance.now() - from;
    }, small);
  const [ours, theirs] = [[], []];
  for (let i = 0; i < 3; i += 1) {
    ours.push(await annotateMs(page, small));
    theirs.push(await compromise());
  }
  const speed = small.length / median(ours);
  row("1 MB of text in one worker", "", `${ms(median(ours))} (${speed.toFixed(0)} kB/s)`);
  row("compromise 14 (three), same text and run", "", ms(median(theirs)));
  row("throughput beside compromise", "≥ 1 ×", `${(median(theirs) / median(ours)).toFixed(2)} ×`);
  row("10 MB beside 1 MB", "≤ 11 ×", `${((await annotateMs(page, large)) / median(ours)).toFixed(1)} ×`);
  await page.context().close();
}

{
  const painted = [];
  for (const cores of [1, 8]) {
    const page = await opened({ cores });
    await paste(page, small);
    await done(page, 300_000);
    painted.push(await between(page, "sayso:paste", "sayso:painted"));
    await page.context().close();
  }
  row("1 MB pasted to all marks painted: one worker, two", "", painted.map(ms).join(", "));
}
await site.stop();
