// Compiles Python modules with Pyodide's own Python: node compile.mjs PYODIDE SITE.zip TARGET
import fs from "node:fs";
import { pathToFileURL } from "node:url";

const [pyodideFolder, site, target] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${pyodideFolder}/pyodide.mjs`));
const python = await loadPyodide({ indexURL: `${pyodideFolder}/` });
const write = (name, path) => python.FS.writeFile(name, new Uint8Array(fs.readFileSync(path)));
write("/site-sources.zip", site);
write("/stdlib-sources.zip", `${pyodideFolder}/python_stdlib.zip`);
write("/compile.py", new URL("compile.py", import.meta.url));
python.runPython("exec(compile(open('/compile.py').read(), '/compile.py', 'exec'))");
for (const name of ["stdlib.zip", "site.zip"]) fs.writeFileSync(`${target}/${name}`, python.FS.readFile(`/${name}`));
