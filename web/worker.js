// Python in a worker: started with the bytes of its parts, then called by name.
"use strict";
const OFFLINE = "https://offline.invalid/";
let calls, python;

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
  calls = (name, values, data) => module_.call_with_json(session, name, JSON.stringify(values), data);
  return {};
}

function call(name, values, data) {
  const given = python.toPy(data || new Uint8Array());
  const bytes = given.tobytes ? given.tobytes() : given;
  const answer = calls(name, values, bytes);
  try {
    const made = answer.get(1);
    const copy = made.toJs ? made.toJs() : made;
    return { values: JSON.parse(answer.get(0)), data: new Uint8Array(copy) };
  } finally {
    answer.destroy();
  }
}

// A picture that has to be changed (turned, made smaller, in other colours) is changed by the browser.
async function convertPicture(data) {
  const pictures = python.pyimport("gkgen.pictures.bitmaps");
  const bytes = () => python.toPy(data).tobytes();
  const wanted = pictures.conversion_of(bytes());
  if (!wanted) return;
  const [type, width, height] = wanted.toJs();
  const bitmap = await createImageBitmap(new Blob([data], { type }));
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d");
  context.imageSmoothingQuality = "high";
  context.drawImage(bitmap, 0, 0, width, height);
  const made = await (await canvas.convertToBlob({ type, quality: 0.88 })).arrayBuffer();
  pictures.take_converted(bytes(), python.toPy(new Uint8Array(made)).tobytes());
}

onmessage = async ({ data: { id, name, values, data } }) => {
  try {
    // What no browser can read is told of as on Linux.
    if (name === "add_file" && /\.(png|jpe?g)$/i.test(values.name)) await convertPicture(data).catch(() => {});
    const answer = name === "start" ? { values: await start(values), data: null } : call(name, values, data);
    postMessage({ id, ...answer }, answer.data ? [answer.data.buffer] : []);
  } catch (fault) {
    // A Python exception ends with its own line; a RangeError means that memory is used up.
    postMessage({ id, fault: String((fault && fault.message) || fault).trim().slice(-1500), isFatal: !python });
  }
};
