// Reports checked and built by Pyodide in Node.js: node reports.mjs BUILD TEXTS.json prints {name: {findings, word, check, make}}
import { createHash } from "node:crypto";
import fs from "node:fs";
import { pathToFileURL } from "node:url";

const build = process.argv[2];
const folder = `${build}/npm/node_modules/pyodide/`;
const { loadPyodide } = await import(pathToFileURL(`${folder}pyodide.mjs`));
const python = await loadPyodide({ indexURL: folder, stdLibURL: `${build}/compiled/stdlib.zip` });
python.unpackArchive(new Uint8Array(fs.readFileSync(`${build}/compiled/site.zip`)), "zip", { extractDir: "/lib/site" });
python.runPython("import sys; sys.path.insert(0, '/lib/site')");
const { PageCalls, call_with_json } = python.pyimport("gkgen.webform.page_calls");
const calls = PageCalls("zh");
const encoder = new TextEncoder();

function call(name, values, bytes = new Uint8Array()) {
  const given = python.toPy(bytes);
  const answer = call_with_json(calls, name, JSON.stringify(values), given.tobytes());
  const [text, data] = [answer.get(0), answer.get(1)];
  const made = data.toJs ? data.toJs() : data;
  answer.destroy();
  given.destroy();
  return [JSON.parse(text), made];
}

const results = {};
for (const [name, text] of Object.entries(JSON.parse(fs.readFileSync(process.argv[3], "utf8")))) {
  const began = performance.now();
  const [state] = call("open", { name }, encoder.encode(text));
  const checked = performance.now();
  const [, word] = call("make", { kind: "docx" });
  results[name] = {
    findings: state.findings.map(({ code, line }) => [code, line]),
    word: createHash("sha256").update(word).digest("hex"),
    check: checked - began,
    make: performance.now() - checked,
  };
}
console.log(JSON.stringify(results));
