// Apache Annotator finds the very words by each selector of each target.
// format: web-annotation

import { JSDOM } from "jsdom";
import { annotations, same, samples } from "./expected.mjs";

const { window } = new JSDOM("<!DOCTYPE html><body></body>");
const globals = { window, document: window.document, Node: window.Node, NodeFilter: window.NodeFilter };
Object.assign(globalThis, globals, { Range: window.Range });
const { createTextPositionSelectorMatcher, createTextQuoteSelectorMatcher } = await import("@apache-annotator/dom");

/** The ranges that a selector finds. */
async function ranges(matcher, scope) {
  const found = [];
  for await (const range of matcher(scope)) {
    found.push(range);
  }
  return found;
}

const counts = { samples: 0, annotations: 0, runs: 0, "quotes found in one place": 0 };
for (const { name, document, page } of samples()) {
  const scope = window.document.createElement("pre");
  scope.textContent = page["sayso:text"];
  window.document.body.replaceChildren(scope);
  same(name, "the text", scope.textContent, document.text);
  const expected = annotations(document);
  same(name, "annotations", page.items.length, expected.length);
  for (const [i, item] of page.items.entries()) {
    same(name, `targets of ${i}`, item.target.length, expected[i].length);
    for (const [j, { selector }] of item.target.entries()) {
      const [quote, position] = selector;
      const [at] = await ranges(createTextPositionSelectorMatcher(position), scope);
      same(name, `words at the position of ${i}.${j}`, at.toString(), expected[i][j]);
      const quoted = await ranges(createTextQuoteSelectorMatcher(quote), scope);
      const start = ({ startContainer, startOffset }) => [startContainer, startOffset];
      const there = quoted.some((range) => start(range)[1] === at.startOffset && range.toString() === expected[i][j]);
      same(name, `the quote of ${i}.${j} is found at its position`, there, true);
      counts.runs += 1;
      counts["quotes found in one place"] += quoted.length === 1;
    }
  }
  counts.samples += 1;
  counts.annotations += expected.length;
}
console.log("@apache-annotator/dom: the same words by both selectors:", JSON.stringify(counts));
