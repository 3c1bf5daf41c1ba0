// Published reports read: node imports.mjs BUILD FILE... prints {file: [refusal, office file]}
import fs from "node:fs";
import path from "node:path";
import { start } from "./python.mjs";

const [build, ...files] = process.argv.slice(2);
const call = await start(build);
const results = {};
for (const file of files) {
  const [answer] = call("read", { name: path.basename(file) }, new Uint8Array(fs.readFileSync(file)));
  results[file] = [answer.refused || "", answer.text || ""];
}
console.log(JSON.stringify(results));
