// Documents out in other formats and in a link, and in again.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { button, done, download, example, list, modelReady, open, openFile, paste, ready, region, start } from "./harness.mjs";

let site;
before(async () => (site = await start()));
after(() => site.stop());

const dialog = (page) => page.getByRole("dialog", { name: "Export" });

async function opened(page) {
  await modelReady(page);
  await paste(page, example);
  await done(page);
  await list(page).getByRole("button").first().focus();
  await page.keyboard.press("a");
  await page.keyboard.press("x");
}

test("by keyboard alone, a document goes out in another format and says what that loses", async () => {
  const page = await open(site);
  await opened(page);
  await page.keyboard.press("Control+s");
  await dialog(page).waitFor();
  assert.ok((await dialog(page).getByRole("radio").count()) >= 1);
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    dialog(page).getByRole("button", { name: "Download" }).press("Enter"),
  ]);
  assert.match(file.suggestedFilename(), /\.json$/);
  assert.equal(JSON.parse(readFileSync(await file.path(), "utf8")).format, "sayso");
  assert.deepEqual(page.complaints, []);
});

test("a link opens to the identical state, and its fragment is taken out of the address", async () => {
  const page = await open(site);
  await opened(page);
  const { json } = await download(page);
  await button(page, "Export").click();
  const link = await dialog(page).getByRole("textbox").inputValue();
  assert.ok(link.startsWith(`${site.url}#2.`), link.slice(0, 60));
  const other = await open(site);
  await other.goto(link);
  await ready(other);
  await done(other);
  assert.equal((await download(other)).json, json);
  assert.equal(await other.evaluate(() => location.hash), "");
});

test("a damaged link says so and changes nothing", async () => {
  const page = await open(site);
  await opened(page);
  const { json } = await download(page);
  await button(page, "Export").click();
  const link = await dialog(page).getByRole("textbox").inputValue();
  await dialog(page).getByRole("button", { name: "Close" }).click();
  for (const broken of [link.slice(0, -40), `${site.url}#2.AAAA`, `${site.url}#<script>alert(1)</script>`]) {
    await page.evaluate((hash) => (location.hash = hash), new URL(broken).hash);
    await page.locator(".problem").waitFor();
    assert.match(await page.locator(".problem").innerText(), /link.*Nothing on the page has changed/s);
    assert.equal((await download(page)).json, json);
    await page.locator(".problem").getByRole("button").first().click();
  }
  assert.equal(await region(page).getAttribute("data-state"), "done");
});

test("several documents in one file all come in", async () => {
  const page = await open(site);
  await opened(page);
  const { json } = await download(page);
  const second = JSON.stringify({ format: "sayso", version: 1, id: "second", text: "Another dam held." });
  const other = await open(site);
  await openFile(other, "two.jsonl", `${json.trim()}\n${second}\n`);
  await done(other);
  await other.locator(".problem").waitFor();
  assert.match(await other.locator(".problem").innerText(), /2 articles came in/);
});

test("two annotators' files are compared, settled one by one and in bulk, and become a third", async () => {
  const page = await open(site);
  await opened(page);
  const { document } = await download(page);
  const other = structuredClone(document);
  other.entities[0].label = other.entities[0].label === "MISC" ? "ORG" : "MISC";
  other.entities.splice(5, 1);
  other.attributions[0].stance = "denies";
  const [a, b] = [document, other].map((d) => JSON.stringify(d));
  await page.locator("input[type=file]").setInputFiles([
    { name: "ana.json", mimeType: "application/json", buffer: Buffer.from(a) },
    { name: "ben.json", mimeType: "application/json", buffer: Buffer.from(b) },
  ]);
  const compare = page.getByRole("dialog", { name: "Two annotators" });
  await compare.waitFor();
  assert.match(await compare.innerText(), /ana\.json.*ben\.json/s);
  const groups = compare.getByRole("group");
  assert.equal(await groups.count(), 3);
  await groups.first().getByRole("radio").nth(1).check();
  await compare.getByRole("button", { name: "All that are open: A" }).click();
  assert.match(await compare.innerText(), /0 differences open/);
  await compare.getByRole("button", { name: "Open one of both" }).click();
  await done(page);
  const settled = (await download(page)).document;
  assert.equal(settled.entities.find((e) => e.start === other.entities[0].start && e.end === other.entities[0].end).label, other.entities[0].label);
  assert.ok(settled.entities.some((e) => e.note?.includes("only A marks this")));
  assert.ok(settled.attributions.some((x) => x.note?.includes("stance: A: asserts; B: denies")) || settled.attributions.some((x) => /stance/.test(x.note)));
  assert.deepEqual(page.complaints, []);
});

test("every format that goes out and is read comes in again", async () => {
  const page = await open(site);
  await opened(page);
  const { document } = await download(page);
  await button(page, "Export").click();
  await dialog(page).waitFor();
  const formats = await dialog(page).getByRole("radio").evaluateAll((all) => all.map((one) => one.value));
  const written = {};
  for (const format of formats) {
    await dialog(page).locator(`input[value="${format}"]`).check();
    const [file] = await Promise.all([page.waitForEvent("download"), dialog(page).getByRole("button", { name: "Download" }).click()]);
    written[format] = [file.suggestedFilename(), readFileSync(await file.path())];
    await button(page, "Export").click();
    await dialog(page).waitFor();
  }
  for (const format of ["brat", "label-studio", "web-annotation", "recogito", "doccano", "prodigy", "cas"]) {
    const other = await open(site);
    const [name, buffer] = written[format];
    await other.locator("input[type=file]").setInputFiles([{ name, mimeType: "application/octet-stream", buffer }]);
    await done(other);
    const again = (await download(other)).document;
    assert.deepEqual(again.attributions, document.attributions, format);
    assert.deepEqual(again.entities, document.entities, format);
    await other.context().close();
  }
});
