// What a folder of exports should hold.

import { strict as assert } from "node:assert";
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Name, Sayso document and parsed export of each sample in the folder that the program was given. */
export function* samples() {
  const folder = process.argv[2];
  for (const name of readdirSync(folder).sort()) {
    const read = (file) => JSON.parse(readFileSync(join(folder, name, file), "utf8"));
    const file = readdirSync(join(folder, name)).find((file) => file !== "expected.sayso" && file !== "returned");
    yield { name, document: read("expected.sayso"), page: read(file) };
  }
}

/** Keeps what the tool gives back of a sample, which Sayso reads in the end. */
export function giveBack(name, files) {
  const folder = join(process.argv[2], name, "returned");
  mkdirSync(folder, { recursive: true });
  Object.entries(files).forEach(([file, text]) => writeFileSync(join(folder, file), text));
}

/** The words of each annotation that was not rejected, in the order of the document: a list of runs each. */
export function annotations(document) {
  const signs = Array.from(document.text);
  const words = ([start, end]) => signs.slice(start, end).join("");
  const live = ({ status }) => status !== "rejected";
  const names = document.entities.filter(live).map(({ start, end }) => [words([start, end])]);
  const parts = ({ source, cue, content }) => [...source, ...cue, ...content].map(words);
  return [...names, ...document.attributions.filter(live).map(parts)];
}

/** Ends the program where two differ. */
export function same(sample, what, found, expected) {
  assert.deepEqual(found, expected, `sample ${sample}: ${what}`);
}
