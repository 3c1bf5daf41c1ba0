// Python in a worker: started with the bytes of its parts, then called by name.
"use strict";
const OFFLINE = "https://offline.invalid/";
let calls, python, browser, nothing;

// A page opened from disk may load no module and no neighbour: the scripts are evaluated as text, and what Pyodide
// fetches is answered from memory.
async function start({ wasm, asm, loader, stdlib, site, pyodide, language }) {
  self.importScripts = undefined; // Pyodide refuses workers that have it
  const text = (bytes) => new TextDecoder().decode(bytes);
  const module = text(asm)
    .replaceAll("import.meta.url", JSON.stringify(`${OFFLINE}pyodide.asm.mjs`))
    .replace(/;?\s*export default _createPyodideModule;?\s*$/, "");
  const createPyodideModule = (0, eval)(`(${module}\n)`);
  (0, eval)(text(loader));
  const answers = {
    "pyodide.asm.wasm": () => new Response(wasm, { headers: { "content-type": "application/wasm" } }),
    "python_stdlib.zip": () => new Response(stdlib),
  };
  self.fetch = async (address) => {
    const name = String((address && address.url) || address).slice(OFFLINE.length);
    if (!(name in answers)) throw new Error(`no network: ${address}`);
    return answers[name]();
  };
  const { abi_version, platform, version, python: wanted } = pyodide;
  python = await self.loadPyodide({
    indexURL: OFFLINE,
    packageBaseUrl: OFFLINE,
    stdLibURL: `${OFFLINE}python_stdlib.zip`,
    createPyodideModule,
    lockFileContents: { info: { abi_version, arch: "wasm32", platform, version, python: wanted }, packages: {} },
  });
  python.FS.writeFile("/site.zip", new Uint8Array(site));
  python.runPython("import sys; sys.path.insert(0, '/site.zip')");
  python.unpackArchive(site, "zip", { extractDir: "/lib/site" });
  python.runPython("sys.path[0] = '/lib/site'; import os; os.unlink('/site.zip')");
  const module_ = python.pyimport("gkgen.webform.page_calls");
  const session = module_.PageCalls(language);
  const callWithJson = module_.call_with_json;
  calls = (name, values, data) => callWithJson(session, name, JSON.stringify(values), data);
  browser = python.pyimport("gkgen.pictures.browser_conversion");
  nothing = python.runPython("b''");
  return {};
}

// What Python gets of bytes: its own copy, and no view of them is left behind.
function bytesOf(data) {
  const view = python.toPy(data);
  try {
    return view.tobytes();
  } finally {
    view.destroy();
  }
}

function call(name, values, data) {
  const bytes = data ? bytesOf(data) : nothing;
  const answer = calls(name, values, bytes);
  if (data) bytes.destroy();
  const made = answer.get(1);
  try {
    return { values: JSON.parse(answer.get(0)), data: made.toJs() };
  } finally {
    made.destroy();
    answer.destroy();
  }
}

// What the page is asked to draw: workers show no SVG.
const drawings = new Map();
let drawing = 0;
function drawn(svg, width, height) {
  return new Promise((resolve, reject) => {
    drawings.set(++drawing, { resolve, reject });
    postMessage({ draw: drawing, svg, width, height });
  });
}

const MAX_PIXELS = 40_000_000;
async function convert({ media, made, width, height, data }) {
  if (media === "image/svg+xml") return drawn(new TextDecoder().decode(data), width, height);
  const bitmap = await createImageBitmap(new Blob([data], { type: media }));
  if (bitmap.width * bitmap.height > MAX_PIXELS) throw new Error("too large");
  const canvas = new OffscreenCanvas(width || bitmap.width, height || bitmap.height);
  const context = canvas.getContext("2d");
  context.imageSmoothingQuality = "high";
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return (await canvas.convertToBlob({ type: made, quality: 0.88 })).arrayBuffer();
}

// Pictures that have to be changed (turned, made smaller, in other colours, drawn) are made by the browser: the call is
// made once more when they are there. Calls that would add something twice are not.
const ADDING = new Set(["waive", "take_back"]);
const ROUNDS = 4; // a picture of another kind is read first, then made smaller, within a drawing
async function callWithPictures(name, values, data) {
  browser.begin();
  let answer = call(name, values, data);
  for (let round = 1; round < ROUNDS; round += 1) {
    const wanted = browser.taken();
    for (const one of wanted) {
      const given = { media: one.media, made: one.made, width: one.width, height: one.height, data: one.data.toJs() };
      const bytes = new Uint8Array(await convert(given).catch(() => new ArrayBuffer(0)));
      browser.keep(one, bytesOf(bytes));
    }
    if (!wanted.length || ADDING.has(name)) break;
    answer = call(name, values, data);
  }
  return { ...answer, values: { ...answer.values, browser_pictures: browser.used() } };
}

async function answer({ id, name, values, data }) {
  try {
    const made = name === "start" ? { values: await start(values), data: null } : await callWithPictures(name, values, data);
    postMessage({ id, ...made }, made.data ? [made.data.buffer] : []);
  } catch (fault) {
    // A Python exception ends with its own line; a RangeError means that memory is used up.
    postMessage({ id, fault: String((fault && fault.message) || fault).trim().slice(-1500), isFatal: !python });
  }
}

// One after the other: a call that waits for a picture must not be overtaken by a later one.
let order = Promise.resolve();
onmessage = ({ data: message }) => {
  if (message.drawn) {
    const { resolve, reject } = drawings.get(message.drawn);
    drawings.delete(message.drawn);
    if (message.data) resolve(message.data);
    else reject(new Error("not drawn"));
  } else order = order.then(() => answer(message));
};
