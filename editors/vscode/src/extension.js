// The extension: finds gkgen, starts its language server, and gives office files a language of their own.
"use strict";

const { execFile } = require("node:child_process");
const fs = require("node:fs");
const os = require("node:os");
const vscode = require("vscode");
const { LanguageClient, TransportKind } = require("vscode-languageclient/node");
const { candidates, started } = require("./finding.js");
const { say } = require("./words.js");

const LANGUAGE = "gkgen";
const PAGES = "gkgen-rule";
let client;
let program;
let output;

function language() {
  const wanted = vscode.workspace.getConfiguration("gkgen").get("language", "auto");
  return wanted === "auto" ? (vscode.env.language.toLowerCase().startsWith("zh") ? "zh" : "en") : wanted;
}

function folders() {
  return (vscode.workspace.workspaceFolders ?? []).filter((each) => each.uri.scheme === "file").map((each) => each.uri.fsPath);
}

function isFile(file) {
  try {
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}

/** What `gkgen lsp --help` ends with: whether the program is there and has a language server. */
function isAble(command) {
  const { command: file, args, options } = started(command, ["lsp", "--help"], process.platform);
  return new Promise((resolve) => {
    execFile(file, args, { ...options, timeout: 20_000, windowsHide: true }, (fault) => {
      output.appendLine(`${command.join(" ")}: ${fault ? fault.message : "ok"}`);
      resolve(!fault);
    });
  });
}

async function find() {
  const setting = vscode.workspace.getConfiguration("gkgen").get("path", "");
  const system = { platform: process.platform, env: process.env, isFile };
  const tried = candidates(setting, folders(), system);
  for (const command of tried) {
    if (await isAble(command)) {
      return command;
    }
  }
  const text = setting.trim()
    ? say("missingThere", language(), setting)
    : tried.length
      ? say("withoutServer", language(), tried[0][0])
      : say("missing", language());
  const settings = say("settings", language());
  const chosen = await vscode.window.showWarningMessage(text, settings);
  if (chosen === settings) {
    await vscode.commands.executeCommand("workbench.action.openSettings", "gkgen.path");
  }
  return undefined;
}

/** An office file gets the language gkgen: that of YAML has servers of other extensions, which would tell it again. */
async function attach(uri) {
  const wanted = vscode.Uri.parse(uri).toString();
  const document = vscode.workspace.textDocuments.find((each) => each.uri.toString() === wanted);
  if (document && document.languageId !== LANGUAGE) {
    await vscode.languages.setTextDocumentLanguage(document, LANGUAGE);
  }
}

async function start() {
  program = await find();
  if (!program) {
    return;
  }
  const run = started(program, ["lsp", "--lang", language()], process.platform);
  client = new LanguageClient(
    LANGUAGE,
    "gkgen",
    { ...run, transport: TransportKind.stdio, options: { ...run.options, cwd: folders()[0] ?? os.homedir() } },
    {
      documentSelector: [LANGUAGE, "yaml"].flatMap((each) => [
        { scheme: "file", language: each },
        { scheme: "untitled", language: each },
      ]),
      outputChannel: output,
      initializationOptions: { language: language(), rulePages: `${PAGES}:/{code}.md`, asksReason: true },
      synchronize: { fileEvents: vscode.workspace.createFileSystemWatcher("**/*.{yaml,yml}") },
    },
  );
  client.onNotification("gkgen/attached", ({ uri }) => attach(uri));
  await client.start();
}

async function restart() {
  await client?.stop();
  client = undefined;
  await start();
}

/** Asks for the reason of a waiver, which the server then writes into the file. */
async function askReason(uri, code, words) {
  const reason = await vscode.window.showInputBox({
    prompt: say("reason", language(), words ? `${code} ${words}` : code),
    placeHolder: say("reasonExample", language()),
    validateInput: (text) => (text.trim().length < 2 ? " " : undefined),
  });
  if (reason && client) {
    await client.sendRequest("workspace/executeCommand", { command: "gkgen.waive", arguments: [uri, code, words, reason] });
  }
}

/** A command of gkgen about the file that is shown, in a terminal. */
async function inTerminal(verb) {
  const document = vscode.window.activeTextEditor?.document;
  if (!document || document.uri.scheme !== "file") {
    vscode.window.showInformationMessage(say("noReport", language()));
    return;
  }
  if (document.isDirty && !(await document.save())) {
    vscode.window.showInformationMessage(say("notSaved", language()));
    return;
  }
  program ??= await find();
  if (program) {
    const args = [...program.slice(1), verb, document.uri.fsPath, "--lang", language()];
    const run = new vscode.ProcessExecution(program[0], args, { cwd: folders()[0] });
    const task = new vscode.Task({ type: "gkgen", verb }, vscode.TaskScope.Workspace, verb, "gkgen", run);
    task.presentationOptions = { panel: vscode.TaskPanelKind.Shared, focus: false, clear: true };
    await vscode.tasks.executeTask(task);
  }
}

async function activate(context) {
  output = vscode.window.createOutputChannel("gkgen");
  const pages = { provideTextDocumentContent: (uri) => client?.sendRequest("gkgen/rule", { code: uri.path.slice(1).split(".")[0] }) };
  context.subscriptions.push(
    output,
    vscode.workspace.registerTextDocumentContentProvider(PAGES, pages),
    vscode.commands.registerCommand("gkgen.askReason", askReason),
    vscode.commands.registerCommand("gkgen.restart", restart),
    ...["check", "build", "preview"].map((verb) => vscode.commands.registerCommand(`gkgen.${verb}`, () => inTerminal(verb))),
    vscode.workspace.onDidChangeConfiguration((change) => change.affectsConfiguration("gkgen") && restart()),
  );
  await start();
}

async function deactivate() {
  await client?.stop();
}

module.exports = { activate, deactivate };
