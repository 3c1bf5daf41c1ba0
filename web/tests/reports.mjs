// Reports checked and built: node reports.mjs BUILD TEXTS.json prints {name: {findings, word, check, make}}
import { createHash } from "node:crypto";
import fs from "node:fs";
import { start } from "./python.mjs";

const call = await start(process.argv[2]);
const encoder = new TextEncoder();
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
