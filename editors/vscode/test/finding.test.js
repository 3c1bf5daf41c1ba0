"use strict";

const assert = require("node:assert/strict");
const path = require("node:path");
const { test } = require("node:test");
const { candidates, started } = require("../src/finding.js");
const { WORDS, say } = require("../src/words.js");

function system(platform, files, env = {}) {
  const known = new Set(files.map((file) => path.normalize(file)));
  return { platform, env, isFile: (file) => known.has(path.normalize(file)) };
}

test("the setting comes before all else", () => {
  const here = system("linux", ["/a/.venv/bin/gkgen"], { PATH: "/usr/bin" });
  assert.deepEqual(candidates(" /opt/gkgen ", ["/a"], here), [["/opt/gkgen"]]);
});

test("an environment of the folder, then the active one, then PATH", () => {
  const files = ["/a/venv/bin/gkgen", "/b/bin/gkgen", "/usr/bin/gkgen"];
  const here = system("linux", files, { PATH: "relative:/bin:/usr/bin", VIRTUAL_ENV: "/b" });
  assert.deepEqual(candidates("", ["/a"], here), [["/a/venv/bin/gkgen"], ["/b/bin/gkgen"], ["/usr/bin/gkgen"]]);
  assert.deepEqual(candidates("", [], system("linux", [], { PATH: "" })), []);
});

test("a kit beside the folder, on Windows", () => {
  const here = system("win32", ["/reports/gkgen/gkgen.bat"]);
  const [[found]] = candidates("", ["/reports/2025"], here);
  assert.equal(path.normalize(found), path.normalize("/reports/gkgen/gkgen.bat"));
});

test("a batch file is started by the shell, with quotation marks", () => {
  const run = started(["C:\\my gkgen\\gkgen.bat"], ["check", "年报 1.yaml"], "win32");
  assert.deepEqual(run, { command: '"C:\\my gkgen\\gkgen.bat"', args: ["check", '"年报 1.yaml"'], options: { shell: true } });
  assert.deepEqual(started(["/usr/bin/gkgen"], ["lsp"], "linux"), { command: "/usr/bin/gkgen", args: ["lsp"], options: {} });
});

test("everything is said in both languages", () => {
  for (const [name, [zh, en]] of Object.entries(WORDS)) {
    assert.match(zh, /[一-龥]/, name);
    assert.doesNotMatch(en, /[一-龥]/, name);
    assert.equal(zh.includes("{0}"), en.includes("{0}"), name);
  }
  assert.match(say("missingThere", "en", "/x"), /^\/x, /);
});
