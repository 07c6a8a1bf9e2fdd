// Starts the worker; Trunk writes the two files that it names.
importScripts("./worker.js");
wasm_bindgen({ module_or_path: "./worker_bg.wasm" });
