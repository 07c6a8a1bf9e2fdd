// Serves a folder on 127.0.0.1, as any static host would: `node serve.mjs FOLDER [PORT] [/PREFIX/]`.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize, sep } from "node:path";
import { pathToFileURL } from "node:url";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".wasm": "application/wasm",
  ".svg": "image/svg+xml",
  ".json": "application/json",
};

/**
 * Starts a server; port 0 takes any free one. Resolves to the server once it listens.
 * Tests put something else in the place of files: `server.instead` gets a path and gives a body, null for "not found", or
 * undefined for the file itself.
 */
export function serve(folder, port = 0, prefix = "/") {
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    const instead = server.instead(path);
    if (instead !== undefined) {
      response.writeHead(instead === null ? 404 : 200, { "content-type": "application/octet-stream" });
      return response.end(instead ?? "not found");
    }
    const inside = path.startsWith(prefix) ? path.slice(prefix.length) : null;
    const file = inside === null ? null : normalize(join(folder, inside === "" || inside.endsWith("/") ? `${inside}index.html` : inside));
    try {
      if (file === null || !file.startsWith(normalize(folder) + sep)) throw new Error("outside the folder");
      const body = await readFile(file);
      response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream" });
      response.end(body);
    } catch {
      response.writeHead(404, { "content-type": "text/plain" });
      response.end("not found");
    }
  });
  server.instead = () => undefined;
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve(server));
  });
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [folder, port = "8080", prefix = "/"] = process.argv.slice(2);
  serve(folder, Number(port), prefix).then(
    (server) => console.log(`Sayso is at http://127.0.0.1:${server.address().port}${prefix}  (Ctrl+C stops it)`),
    (error) => {
      console.error(
        error.code === "EADDRINUSE"
          ? `serve: port ${port} is taken; stop what uses it or run: make serve PORT=8081`
          : `serve: ${error.message}`,
      );
      process.exit(1);
    },
  );
}
