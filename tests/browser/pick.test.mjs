// New annotations, and other ends for those that are there: by mouse, by touch, by keys.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { done, download, open, paste, region, start } from "./harness.mjs";

let site;
before(async () => (site = await start()));
after(() => site.stop());

const TEXT = `The harbour of Vela

Ines Varga said on Monday that the dam held. The pilots of the Halcyon Crew's union doubted it.

"We saw no crack," Tam Orso told reporters, "and no water."

The mayor was not there.
`;

async function desk(options = {}) {
  const page = await open(site, options);
  await paste(page, TEXT);
  await done(page);
  return page;
}

const picker = (page) => page.getByRole("toolbar", { name: "Mark what is picked" });

/** Where words of the article stand in the window, from the left of the first to the right of the last letter. */
const place = (page, words) =>
  page.evaluate(async (words) => {
    // What was done before is painted in the frame that comes.
    for (let i = 0; i < 2; i += 1) await new Promise(requestAnimationFrame);
    const block = [...document.querySelectorAll(".paper .block")].find((b) => b.textContent.includes(words));
    block.scrollIntoView({ block: "center" });
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    const from = block.textContent.indexOf(words);
    const [range, ends] = [document.createRange(), [from, from + words.length]];
    for (let at = 0, node; (node = walker.nextNode()); at += node.length) {
      if (ends[0] >= at && ends[0] < at + node.length) range.setStart(node, ends[0] - at);
      if (ends[1] > at && ends[1] <= at + node.length) range.setEnd(node, ends[1] - at);
    }
    const boxes = [...range.getClientRects()];
    const [first, last] = [boxes[0], boxes.at(-1)];
    return { left: first.left, right: last.right, top: first.top + first.height / 2, bottom: last.top + last.height / 2 };
  }, words);

/** Drags the mouse over words. */
async function drag(page, words, keys = []) {
  const { left, right, top, bottom } = await place(page, words);
  await page.mouse.move(left + 1, top);
  await page.mouse.down();
  await page.mouse.move(right - 1, bottom, { steps: 4 });
  for (const key of keys) await page.keyboard.down(key);
  await page.mouse.up();
  for (const key of keys) await page.keyboard.up(key);
}

/** What was made by a person, as it is downloaded. */
async function made(page) {
  const { document } = await download(page);
  const text = Array.from(document.text);
  const words = ([start, end]) => text.slice(start, end).join("");
  const mine = ({ origin }) => origin === "person";
  return {
    names: document.entities.filter(mine).map((e) => [e.label, words([e.start, e.end])]),
    claims: document.attributions.filter(mine).map((a) => ({ source: a.source.map(words), cue: a.cue.map(words), content: a.content.map(words)})),
    document,
    words,
  };
}

test("words under the mouse become a name; half words are made whole, unless Alt is held", async () => {
  const page = await desk();
  await drag(page, "e pilots o");
  await picker(page).waitFor();
  assert.equal(await page.locator(".picker .picked").textContent(), "The pilots of");
  await page.keyboard.press("6");
  await picker(page).waitFor({ state: "hidden" });
  await drag(page, "union doub", ["Alt"]);
  await picker(page).waitFor();
  await picker(page).getByRole("button", { name: "Other name" }).focus();
  await page.keyboard.press("Space");
  await picker(page).waitFor({ state: "hidden" });
  assert.deepEqual((await made(page)).names, [["NORP", "The pilots of"], ["MISC", "union doub"]]);
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
  assert.deepEqual((await made(page)).names, []);
  assert.deepEqual(page.complaints, []);
});

test("what is marked already is not marked twice: it gets the label", async () => {
  const page = await desk();
  await drag(page, "Ines Varga");
  await page.keyboard.press("3");
  const { document, names } = await made(page);
  const there = document.entities.filter((e) => e.text === "Ines Varga");
  assert.deepEqual([there.length, there[0].label, there[0].status, names], [1, "ORG", "confirmed", []]);
});

test("by keys alone: an attribution with two contents, part by part, then less of it", async () => {
  const page = await desk();
  await page.keyboard.press("i");
  await picker(page).waitFor();
  const to = async (word) => {
    for (let i = 0; (await page.locator(".picker .picked").textContent()) !== word; i += 1) {
      assert.ok(i < 40, `no ${word} on the way`);
      await page.keyboard.press("ArrowRight");
    }
  };
  await to("pilots");
  for (const key of ["Shift+ArrowLeft", "Shift+ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight", "Shift+Alt+ArrowLeft"]) await page.keyboard.press(key);
  assert.equal(await page.locator(".picker .picked").textContent(), "pilots of th");
  await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("S");
  assert.equal(await page.locator(".picker .picked").textContent(), "Halcyon", "and on to the next word");
  await to("doubted");
  await page.keyboard.press("c");
  await page.keyboard.press("o");
  await to("pilots").catch(() => {});
  await page.keyboard.press("Home");
  await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("o");
  await page.keyboard.press("Escape");
  await picker(page).waitFor({ state: "hidden" });
  let [claim] = (await made(page)).claims;
  assert.deepEqual(claim.source, ["pilots of the"]);
  assert.deepEqual(claim.cue, ["doubted"]);
  assert.equal(claim.content.length, 2);
  // The ends of a part, and one part less.
  await region(page).locator("[tabindex='0']").focus();
  await page.keyboard.press(".");
  await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("Shift+Control+ArrowRight");
  await page.keyboard.press(",");
  await page.keyboard.press("Delete");
  [claim] = (await made(page)).claims;
  assert.deepEqual([claim.source, claim.cue, claim.content.length], [["pilots of the"], [], 2]);
  assert.deepEqual(page.complaints, []);
});

/** The handle at an end of what is selected, in the middle. */
async function handle(page, edge, role) {
  const box = await page.evaluate(([edge, role]) => {
    const knob = document.querySelector(`.handle.${edge}[data-of=${role}]`);
    const at = knob.getBoundingClientRect();
    const { width, height, top } = getComputedStyle(knob, "::before");
    const [w, h] = [width, height].map(parseFloat);
    return { x: at.left, y: at.top + parseFloat(top) + h / 2, w, h };
  }, [edge, role]);
  assert.ok(box.w >= 24 && box.h >= 24, `${box.w} x ${box.h}`);
  return box;
}

/** Drags a handle to the end of words. */
async function pull(page, edge, role, words, side = "right", keys = []) {
  const to = await place(page, words);
  const from = await handle(page, edge, role);
  const x = to[side] + (side === "right" ? -1 : 1);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  for (const key of keys) await page.keyboard.down(key);
  await page.mouse.move(x, to.bottom + 20, { steps: 5 });
  await page.mouse.up();
  for (const key of keys) await page.keyboard.up(key);
}

const words = async (page) => (await download(page)).document.entities.filter((e) => e.status === "confirmed").map((e) => e.text);

test("handles move the ends of a name, by words and with Alt by letters; one step back is one undo", async () => {
  const page = await desk();
  await page.locator(".paper mark", { hasText: "Tam Orso" }).first().click();
  await pull(page, "end", "entity", "told repo");
  assert.deepEqual(await words(page), ["Tam Orso told reporters"]);
  await pull(page, "end", "entity", "told", "right", ["Alt"]);
  assert.match((await words(page))[0], /^Tam Orso tol?d?$/);
  await pull(page, "start", "entity", "Orso", "left");
  assert.match((await words(page))[0], /^Orso tol?d?$/);
  for (let i = 0; i < 3; i += 1) await page.keyboard.press("Control+z");
  assert.deepEqual(await words(page), []);
  assert.deepEqual(page.complaints, []);
});

test("handles move parts of an attribution, and the card takes parts away", async () => {
  const page = await desk();
  await page.locator(".paper mark.cue", { hasText: "told" }).first().click();
  const claim = async () => {
    const { document, words } = await made(page);
    const found = document.attributions.find((a) => a.status === "confirmed");
    return found && { source: found.source.map(words), cue: found.cue.map(words), content: found.content.map(words) };
  };
  const count = await page.locator(".handle.end").count();
  assert.ok(count >= 3, "a handle for each part");
  await pull(page, "end", "cue", "told reporters");
  assert.deepEqual((await claim()).cue, ["told reporters"]);
  await page.getByRole("button", { name: "Correct", exact: true }).click();
  await page.getByRole("button", { name: /^Remove Source/ }).click();
  assert.deepEqual((await claim()).source, []);
  await drag(page, "Tam Orso");
  await picker(page).getByRole("button", { name: "Source" }).click();
  assert.deepEqual((await claim()).source, ["Tam Orso"]);
});

test("under fingers the choice is at the foot of the window, and a tap marks", async () => {
  const page = await desk({ hasTouch: true, isMobile: true, viewport: { width: 360, height: 740 } });
  await page.evaluate(() => {
    const block = [...document.querySelectorAll(".paper .block")].find((b) => b.textContent.includes("mayor"));
    const node = [...block.childNodes].find((n) => n.nodeType === Node.TEXT_NODE && n.data.includes("there"));
    const at = node.data.indexOf("there");
    getSelection().setBaseAndExtent(node, at, node, at + 3);
  });
  await picker(page).waitFor();
  const box = await picker(page).boundingBox();
  assert.ok(Math.abs(box.y + box.height - 740) < 2 && box.width >= 355, JSON.stringify(box));
  await picker(page).getByRole("button", { name: "Title" }).tap();
  await picker(page).waitFor({ state: "hidden" });
  assert.deepEqual((await made(page)).names, [["TITLE", "there"]]);
});

test("a selection over paragraphs is one content in two parts, and no name", async () => {
  const page = await desk();
  await page.evaluate(() => {
    const [a, b] = ["The pilots", "We saw no"].map((w) => [...document.querySelectorAll(".paper .block")].find((x) => x.textContent.includes(w)));
    const end = document.createTreeWalker(b, NodeFilter.SHOW_TEXT).nextNode();
    getSelection().setBaseAndExtent(document.createTreeWalker(a, NodeFilter.SHOW_TEXT).nextNode(), 0, end, Math.min(4, end.length));
  });
  await picker(page).waitFor();
  assert.equal(await picker(page).getByRole("button", { name: "Person" }).count(), 0);
  await page.keyboard.press("o");
  const [claim] = (await made(page)).claims;
  assert.equal(claim.content.length, 2);
});

test("text that runs from right to left is picked in the way in which its arrows point", async () => {
  const page = await open(site);
  await paste(page, "שלום לכולם כאן.\n\nThe end of it.\n");
  await done(page);
  await page.keyboard.press("i");
  await picker(page).waitFor();
  const first = await page.locator(".picker .picked").textContent();
  await page.keyboard.press("ArrowLeft");
  const second = await page.locator(".picker .picked").textContent();
  await page.keyboard.press("ArrowRight");
  assert.deepEqual([first, second, await page.locator(".picker .picked").textContent()], ["שלום", "לכולם", "שלום"]);
  await page.keyboard.press("Shift+ArrowLeft");
  await page.keyboard.press("1");
  assert.deepEqual((await made(page)).names, [["PERSON", "שלום לכולם"]]);
});
