// Where it is hosted, what it is fed, and what it never does.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { button, done, download, example, list, longText, modelReady, open, openFile, paste, region, start, textbox } from "./harness.mjs";

let site;
before(async () => (site = await start()));
after(() => site.stop());

const alert = (page) => page.getByRole("alert");

test("a whole visit asks no other host for anything", async () => {
  const page = await open(site);
  const requests = [];
  page.context().on("request", (request) => requests.push(request.url()));
  await page.reload();
  await page.waitForSelector("body[data-ready=true]");
  await button(page, "Try an example").click();
  await done(page);
  await paste(page, { "text/html": '<p>Ann said <img src="http://example.com/x.png" onerror="fetch(1)"> so.</p><p>More.</p>', "text/plain": "Ann" });
  await done(page);
  await download(page);
  const origin = new URL(site.url).origin;
  const foreign = requests.filter((url) => !url.startsWith(origin) && !url.startsWith("blob:") && !url.startsWith("data:"));
  assert.ok(requests.length > 3);
  assert.deepEqual(foreign, []);
});

test("the Content-Security-Policy refuses a foreign request", async () => {
  const page = await open(site);
  const blocked = await page.evaluate(() => fetch("http://127.0.0.1:9/").then(() => "sent", () => "refused"));
  const policy = await page.locator("meta[http-equiv=Content-Security-Policy]").getAttribute("content");
  assert.equal(blocked, "refused");
  assert.match(policy, /connect-src 'self'/);
  assert.doesNotMatch(policy, /unsafe-inline|'unsafe-eval'|\*|https?:/);
});

test("it works below a path", async () => {
  const below = await start({ prefix: "/a/b/" });
  const page = await open(below);
  await paste(page, example);
  assert.ok((await done(page)) > 5);
  assert.deepEqual(page.complaints, []);
  await below.stop();
});

test("it works offline once loaded", async () => {
  const page = await open(site);
  await modelReady(page);
  await page.context().setOffline(true);
  await paste(page, example);
  assert.ok((await done(page)) > 5);
  await paste(page, longText(200_000));
  await done(page);
  await download(page);
});

test("pasted HTML keeps its paragraphs, loses its furniture and runs nothing", async () => {
  const page = await open(site);
  await paste(page, {
    "text/plain": "not this",
    "text/html": `<nav>Home Sport</nav><article><h1>Dam holds</h1><p>Ann Lee <b>said</b> so.</p>
      <script>window.ran = 1</script><p onclick="window.ran = 2">Tom &lt;b&gt; Roe denied it.</p>
      <img src=x onerror="window.ran = 3"></article><footer>Subscribe</footer>`,
  });
  await done(page);
  const { document } = await download(page);
  assert.match(document.text, /^Dam holds\n+Ann Lee said so\.\n+Tom <b> Roe denied it\.\s*$/);
  assert.equal(await page.evaluate(() => window.ran), undefined);
  assert.equal(document.blocks[0].kind, "headline");
});

test("markup in plain text is shown as text", async () => {
  const page = await open(site);
  const text = '<script>window.ran = 1</script> <img src=x onerror="window.ran = 2"> said Ann Lee.';
  await paste(page, text);
  await done(page);
  assert.equal((await download(page)).document.text, text);
  assert.equal(await page.evaluate(() => window.ran), undefined);
  assert.ok((await region(page).textContent()).includes("<script>window.ran = 1</script>"));
});

test("a megabyte is annotated while the page stays awake, and a newer text wins", async () => {
  const page = await open(site);
  await paste(page, longText(1_000_000));
  await paste(page, "Ann Lee said on Friday that the bridge in Paris was safe.");
  await page.waitForFunction(() => document.querySelector("[data-state=done]")?.textContent.includes("bridge in Paris"));
  await paste(page, longText(1_000_000, 2));
  assert.ok((await done(page)) > 5000);
  await list(page).getByRole("listitem").first().click();
  await button(page, "Confirm").click();
  const { document } = await download(page);
  assert.equal(document.entities.concat(document.attributions).filter((x) => x.status === "confirmed").length, 1);
});

const odd = {
  "NUL and lone CR": "Ann\u0000 Lee said\rso.\r\nTom Roe did not.",
  "a BOM": "\ufeffAnn Lee said so.",
  "bidi controls": "\u202eAnn\u202c Lee said \u2067שלום\u2069 so.",
  "emoji and combining marks": "👨‍👩‍👧 said 🇮🇷 e\u0301a\u0308 “Ann Lee” in Paris said so.",
  "20,000 opening quotes": "“".repeat(20_000),
  "a 500,000-letter word": "a".repeat(500_000),
  "100,000 lines": "Ann Lee said so.\n".repeat(100_000),
};
for (const [name, text] of Object.entries(odd))
  test(`${name} comes through unchanged`, async () => {
    const page = await open(site);
    await paste(page, text);
    await done(page);
    assert.equal((await download(page)).document.text, text);
    assert.deepEqual(page.complaints, []);
    await page.context().close();
  });

test("empty and blank text say what to do", async () => {
  const page = await open(site);
  await button(page, "Annotate").click();
  await alert(page).filter({ hasText: /paste|type|empty/i }).waitFor();
  await textbox(page).fill(" \n ");
  await button(page, "Annotate").click();
  await alert(page).filter({ hasText: /paste|type|empty/i }).waitFor();
});

test("a file that is refused says why and changes nothing", async () => {
  const page = await open(site);
  await paste(page, example);
  const count = await done(page);
  await list(page).getByRole("listitem").nth(0).click();
  await button(page, "Confirm").click();
  const before = (await download(page)).json;
  const changed = (change) => {
    const document = JSON.parse(before);
    change(document);
    return JSON.stringify(document);
  };
  const refused = [
    ["bad.txt", Buffer.from([0x41, 0xff, 0xfe, 0x42]), /UTF-8/],
    ["other.json", '{"format":"brat","version":1}', /format|Sayso/],
    ["newer.json", changed((d) => (d.version = 99)), /version/],
    ["offsets.json", changed((d) => (d.entities[0].end = 10_000_000)), /entities\[0\]/],
    ["broken.json", '{"format": "sayso",', /line 1/],
  ];
  for (const [name, content, message] of refused) {
    await openFile(page, name, content);
    await alert(page).filter({ hasText: message }).filter({ hasText: name }).waitFor();
    assert.equal(await done(page), count);
  }
  assert.equal((await download(page)).json, before);
});

test("files are opened by dropping them, too", async () => {
  const page = await open(site);
  const transfer = await page.evaluateHandle((text) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([text], "dropped.txt", { type: "text/plain" }));
    return transfer;
  }, example);
  for (const type of ["dragover", "drop"]) await page.dispatchEvent("body", type, { dataTransfer: transfer });
  await done(page);
  const { document } = await download(page);
  assert.deepEqual([document.id, document.text], ["dropped", example]);
});
