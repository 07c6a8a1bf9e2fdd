// The model: fetched once, kept, and asked for again if it can't be had.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { button, done, example, modelReady, open, paste, region, start, textbox } from "./harness.mjs";

let site;
before(async () => (site = await start()));
after(() => site.stop());
afterEach(() => (site.server.instead = () => undefined));

const alert = (page) => page.getByRole("alert");
const isModel = (path) => path.includes("/models/");
const instead = (body) => (site.server.instead = (path) => (isModel(path) ? body : undefined));

for (const [what, body, message] of [
  ["missing", null, /404/],
  ["damaged", "this is no model", /can’t be used/],
])
  test(`a ${what} model is told of, nothing pasted is lost, and Retry gets it`, async () => {
    instead(body);
    const page = await open(site);
    await paste(page, example);
    await alert(page).filter({ hasText: message }).filter({ hasText: "Retry" }).waitFor();
    await page.waitForFunction(() => document.querySelector("[aria-label='Article text']").textContent.includes("Halvorsen"));
    assert.equal(await region(page).locator("mark").count(), 0);
    assert.equal(await textbox(page).inputValue(), example);
    await button(page, "Retry").click();
    await alert(page).filter({ hasText: message }).waitFor();
    site.server.instead = () => undefined;
    await button(page, "Retry").click();
    assert.ok((await done(page)) > 50);
    assert.equal(await button(page, "Retry").count(), 0);
  });

test("an article can be given up while the model is waited for, and the next one asks for the model again", async () => {
  instead(null);
  const page = await open(site);
  await paste(page, example);
  await button(page, "Retry").waitFor();
  await button(page, "Stop").click();
  await done(page);
  assert.equal(await region(page).getAttribute("data-whole"), "false");
  site.server.instead = () => undefined;
  await paste(page, "Ann Lee said on Friday that the bridge in Paris was safe.");
  assert.ok((await done(page)) > 2);
  assert.equal(await button(page, "Retry").count(), 0);
});

test("the model is fetched once, and under an address of its version", async () => {
  const asked = [];
  site.server.instead = (path) => void asked.push(path);
  const page = await open(site);
  await modelReady(page);
  const requests = [];
  page.context().on("request", (request) => requests.push(request.url()));
  await page.reload();
  await modelReady(page);
  await paste(page, example);
  await done(page);
  assert.equal(asked.filter(isModel).length, 1);
  const kept = await page.evaluate(async () => {
    const store = await caches.open("sayso-models");
    return (await store.keys()).map((request) => request.url);
  });
  assert.equal(kept.length, 1);
  assert.match(kept[0], /models\/en\.bin\?v=[0-9a-f]{12}$/);
});

test("a browser without WebAssembly SIMD is told so", async () => {
  const page = await (await site.browser.newContext()).newPage();
  await page.addInitScript(() => (WebAssembly.validate = () => false));
  await page.goto(site.url);
  await alert(page).filter({ hasText: /SIMD/ }).filter({ hasText: "Firefox" }).waitFor();
});
