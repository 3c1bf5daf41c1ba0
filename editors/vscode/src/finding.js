// Where gkgen is: as the setting says, in a virtual environment of the folder, in a kit beside it, else on PATH.
"use strict";

const path = require("node:path");

const ENVIRONMENTS = [".venv", "venv", "env"];
const KITS = ["", "gkgen", "kit"];

/** The command lines to be tried, the best first, for these folders; `system` has platform, env and isFile. */
function candidates(setting, folders, system) {
  if (setting.trim()) {
    return [[setting.trim()]];
  }
  const isWindows = system.platform === "win32";
  const found = [];
  for (const folder of folders) {
    for (const name of ENVIRONMENTS) {
      found.push(path.join(folder, name, isWindows ? "Scripts\\gkgen.exe" : "bin/gkgen"));
    }
  }
  const active = system.env.VIRTUAL_ENV;
  if (active) {
    found.push(path.join(active, isWindows ? "Scripts\\gkgen.exe" : "bin/gkgen"));
  }
  if (isWindows) {
    for (const folder of folders) {
      for (const place of [folder, path.dirname(folder)]) {
        found.push(...KITS.map((kit) => path.join(place, kit, "gkgen.bat")));
      }
    }
  }
  for (const folder of (system.env.PATH ?? system.env.Path ?? "").split(isWindows ? ";" : ":")) {
    if (path.isAbsolute(folder)) {
      found.push(...(isWindows ? ["gkgen.exe", "gkgen.bat", "gkgen.cmd"] : ["gkgen"]).map((name) => path.join(folder, name)));
    }
  }
  return found.filter((file) => system.isFile(file)).map((file) => [file]);
}

/** How a program is started: batch files of Windows need its shell, and blanks in their names quotation marks. */
function started(command, args, platform) {
  const isBatch = platform === "win32" && /\.(bat|cmd)$/i.test(command[0]);
  const quoted = (word) => (/[\s&()^]/.test(word) ? `"${word}"` : word);
  return isBatch
    ? { command: quoted(command[0]), args: [...command.slice(1), ...args].map(quoted), options: { shell: true } }
    : { command: command[0], args: [...command.slice(1), ...args], options: {} };
}

module.exports = { candidates, started };
