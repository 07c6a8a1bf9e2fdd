// Starts the worker; Trunk writes the two files that it names.
// The model's address changes with the model (scripts/after-build.mjs writes its hash into it), so that it can be kept for good.
self.SAYSO_MODEL = new URL("./models/en.bin?v=unbuilt", self.location).href;
importScripts("./worker.js");
wasm_bindgen({ module_or_path: "./worker_bg.wasm" });
