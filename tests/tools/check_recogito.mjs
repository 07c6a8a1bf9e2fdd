// Recogito's text annotator parses every annotation, and finds the very words in a page.
// format: recogito

import { JSDOM } from "jsdom";
import { annotations, giveBack, same, samples } from "./expected.mjs";

const { window } = new JSDOM("<!DOCTYPE html><body></body>", { pretendToBeVisual: true });
const globals = { window, document: window.document, Node: window.Node, NodeFilter: window.NodeFilter };
Object.assign(globalThis, globals, { Range: window.Range, HTMLElement: window.HTMLElement, Element: window.Element });
const { W3CTextFormat, reviveAnnotation } = await import("@recogito/text-annotator");

const counts = { samples: 0, annotations: 0, runs: 0 };
for (const { name, document, page } of samples()) {
  const container = window.document.createElement("pre");
  container.textContent = page["sayso:text"];
  window.document.body.replaceChildren(container);
  same(name, "the text", container.textContent, document.text);
  const format = W3CTextFormat(page.id, container);
  const expected = annotations(document);
  same(name, "annotations", page.items.length, expected.length);
  const returned = page.items.map((item, i) => {
    const { parsed, error } = format.parse(item);
    same(name, `annotation ${i}`, error, undefined);
    const revived = reviveAnnotation(parsed, container).target.selector;
    same(name, `quotes of ${i}`, parsed.target.selector.map(({ quote }) => quote), expected[i]);
    same(name, `words of ${i}`, revived.map(({ range }) => range.toString()), expected[i]);
    counts.runs += revived.length;
    // What it writes again still says which target has which role.
    const again = format.serialize({ ...parsed, target: { ...parsed.target, selector: revived } });
    same(name, `ids of ${i}`, again.target.map(({ id }) => id), item.target.map(({ id }) => id));
    return again;
  });
  // An empty list says nothing of what it is.
  if (returned.length) giveBack(name, { "article.json": JSON.stringify(returned), "article.txt": document.text });
  counts.samples += 1;
  counts.annotations += expected.length;
}
console.log("@recogito/text-annotator: parsed, and the same words:", JSON.stringify(counts));
