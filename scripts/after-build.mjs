// What Trunk runs after a build: writes the model's hash into its address, so that browsers fetch a new model and keep an old one.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const folder = process.env.TRUNK_STAGING_DIR;
const hash = createHash("sha256").update(readFileSync(join(folder, "models/en.bin"))).digest("hex").slice(0, 12);
const script = join(folder, "worker-boot.js");
const before = readFileSync(script, "utf8");
const after = before.replace("?v=unbuilt", `?v=${hash}`);
if (after === before) throw new Error("after-build: worker-boot.js does not name models/en.bin?v=unbuilt any more; write it there");
writeFileSync(script, after);
