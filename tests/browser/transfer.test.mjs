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
  const line = JSON.stringify(JSON.parse(json));
  const other = await open(site);
  await openFile(other, "two.jsonl", `${line}\n${line.replace(/"id":"[^"]*","title"/, '"id":"second","title"')}\n`);
  await done(other);
  await other.locator(".problem").waitFor();
  assert.match(await other.locator(".problem").innerText(), /2 articles came in/);
});
