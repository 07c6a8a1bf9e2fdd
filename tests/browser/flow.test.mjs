// The whole way: paste, marks, decisions, undo, download, schema, reopen.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import Ajv2020 from "ajv/dist/2020.js";
import { button, done, download, example, list, open, openFile, paste, region, root, seeds, start, textbox } from "./harness.mjs";

let site;
before(async () => (site = await start()));
after(() => site.stop());

const schema = JSON.parse(readFileSync(join(root, "docs/schema/document-v1.schema.json"), "utf8"));
const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(schema);
const assertValid = (document) => assert.ok(validate(document), JSON.stringify(validate.errors?.slice(0, 3)));

const statuses = (document) =>
  [...document.entities, ...document.attributions].map(({ id, status }) => [id, status]);

async function wholeWay(text) {
  const page = await open(site);
  await paste(page, text);
  const count = await done(page);
  assert.ok(count > 5, `only ${count} annotations`);
  const items = list(page).getByRole("listitem");
  assert.equal(await items.count(), count, "one item for each annotation");

  await items.nth(0).click();
  await button(page, "Confirm").click();
  await items.nth(1).click();
  await button(page, "Reject").click();
  await items.nth(2).click();
  await button(page, "Confirm").click();
  await button(page, "Undo").click();

  const { document, json, name } = await download(page);
  assertValid(document);
  assert.equal(document.text, text, "exactly what was pasted");
  assert.equal(name, `${document.id}.json`);
  assert.equal(document.entities.length + document.attributions.length, count);
  const decided = statuses(document).filter(([, status]) => status !== "suggested").map(([, status]) => status);
  assert.deepEqual(decided.sort(), ["confirmed", "rejected"]);
  const points = [...document.text];
  for (const entity of document.entities)
    assert.equal(points.slice(entity.start, entity.end).join(""), entity.text);

  await button(page, "Redo").click();
  const redone = (await download(page)).document;
  assert.equal(statuses(redone).filter(([, status]) => status === "confirmed").length, 2);

  const other = await open(site);
  await openFile(other, name, json);
  assert.equal(await done(other), count);
  const reopened = (await download(other)).document;
  assert.deepEqual(reopened, document, "opening a download brings back the same state");
  assert.deepEqual(page.complaints.concat(other.complaints), []);
  await page.context().close();
  await other.context().close();
}

test("the example goes the whole way", () => wholeWay(example));

for (const [name, text] of seeds) test(`seed ${name.slice(0, 3)} goes the whole way`, () => wholeWay(text));
if (seeds.length === 0) test("seed articles", { skip: "../shared/seeds is not at hand" }, () => {});

test("Try an example marks an article", async () => {
  const page = await open(site);
  await button(page, "Try an example").click();
  assert.ok((await done(page)) > 50);
  await page.getByRole("region", { name: "Who says what" }).getByText("Halvorsen").first().waitFor();
});

test("typed text is annotated by the button, and again after a change", async () => {
  const page = await open(site);
  await textbox(page).fill("Ann Lee said on Friday that the bridge in Paris was safe.");
  await button(page, "Annotate").click();
  await done(page);
  const first = await region(page).textContent();
  assert.match(first, /the bridge in Paris was safe/);
  await textbox(page).fill("Tom Roe said that the road to Berlin was closed.");
  await button(page, "Annotate").click();
  await page.waitForFunction(() => document.querySelector("[data-state=done]")?.textContent.includes("Berlin"));
});

test("Confirm all shown decides everything, and one undo takes it back", async () => {
  const page = await open(site);
  await paste(page, example);
  const count = await done(page);
  await button(page, "Confirm all shown").click();
  let { document } = await download(page);
  assert.equal(statuses(document).filter(([, status]) => status === "confirmed").length, count);
  await button(page, "Undo").click();
  ({ document } = await download(page));
  assert.equal(statuses(document).filter(([, status]) => status === "suggested").length, count);
});

test("annotating the same text again keeps decisions", async () => {
  const page = await open(site);
  await paste(page, example);
  await done(page);
  await list(page).getByRole("listitem").nth(3).click();
  await button(page, "Confirm").click();
  await button(page, "Annotate").click();
  await done(page);
  const { document } = await download(page);
  assert.equal(statuses(document).filter(([, status]) => status === "confirmed").length, 1);
});
