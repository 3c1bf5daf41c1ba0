// Pyodide in Node.js with what gkgen.html holds, and the calls of its page.
import fs from "node:fs";
import { pathToFileURL } from "node:url";

export async function start(build) {
  const folder = `${build}/npm/node_modules/pyodide/`;
  const { loadPyodide } = await import(pathToFileURL(`${folder}pyodide.mjs`));
  const python = await loadPyodide({ indexURL: folder, stdLibURL: `${build}/compiled/stdlib.zip` });
  python.unpackArchive(new Uint8Array(fs.readFileSync(`${build}/compiled/site.zip`)), "zip", { extractDir: "/lib/site" });
  python.runPython("import sys; sys.path.insert(0, '/lib/site')");
  const { PageCalls, call_with_json: callWithJson } = python.pyimport("gkgen.webform.page_calls");
  const calls = PageCalls("zh");
  return (name, values, bytes = new Uint8Array()) => {
    const given = python.toPy(bytes);
    const answer = callWithJson(calls, name, JSON.stringify(values), given.tobytes());
    const [text, data] = [answer.get(0), answer.get(1)];
    const made = data.toJs ? data.toJs() : data;
    answer.destroy();
    given.destroy();
    return [JSON.parse(text), made];
  };
}
