// Starts the page, if this browser can run it. Trunk writes the names of the built files into this script's element.

// A module with one SIMD instruction in it: (func (result v128) i32.const 0 i8x16.splat i8x16.popcnt).
const SIMD = [0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11];

if (globalThis.WebAssembly?.validate(new Uint8Array(SIMD))) {
  const { js, wasm } = document.querySelector("script[data-wasm]").dataset;
  const { default: init } = await import(new URL(js, document.baseURI));
  await init({ module_or_path: new URL(wasm, document.baseURI) });
} else {
  const notice = document.createElement("p");
  notice.setAttribute("role", "alert");
  notice.className = "too-old";
  notice.textContent =
    "This browser can’t run Sayso: its WebAssembly has no SIMD. Chrome and Edge can from version 91 on (2021), Firefox " +
    "from 89 (2021), Safari from 16.4 (2023). Update the browser, or open this page in another one.";
  document.body.append(notice);
}
