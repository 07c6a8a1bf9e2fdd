// Makes the pictures in docs/screenshots/ from the shipped example: `make screenshots`.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { button, done, list, open, root, start } from "./harness.mjs";

const folder = process.argv[2] ?? join(root, "docs/screenshots");
mkdirSync(folder, { recursive: true });
const site = await start();
for (const [width, height] of [[360, 740], [800, 1000], [1400, 900]])
  for (const colorScheme of ["light", "dark"]) {
    const page = await open(site, { viewport: { width, height }, colorScheme, reducedMotion: "reduce" });
    await button(page, "Try an example").click();
    await done(page);
    await list(page).getByRole("listitem").nth(12).click();
    await page.screenshot({ path: join(folder, `desk-${width}-${colorScheme}.png`) });
    await page.context().close();
  }
await site.stop();
