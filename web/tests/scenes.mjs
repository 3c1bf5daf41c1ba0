// Scenes in a browser: node scenes.mjs BUILD BROWSER plays the scenes that it reads, each a line of JSON with `scene` and
// `given`, and answers each with a line of JSON: what was seen. The browser stays for all of them.
import fs from "node:fs";
import readline from "node:readline";
import { begin, drop, dropFiles, lastSaved, launch, part, press, settled, typeInto } from "./browser.mjs";
import { judgeEveryState } from "./states.mjs";

const [build, which] = process.argv.slice(2);
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

const SCENES = {
  // Every example opened, changed, saved, made into Word.
  async examples(given, { page: shared, memory }) {
    const page = await shared();
    const results = {};
    for (const [name, { text, pictures }] of Object.entries(given)) {
      await page.evaluate(() => { window.saved.length = 0; });
      await drop(page, name, text);
      await page.waitForFunction((name) => report.state && report.state.name === name, {}, name);
      for (const [picture, base64] of Object.entries(pictures)) {
        await page.evaluate(async (picture, base64) => addFile(picture, Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))), picture, base64);
      }
      await part(page, "about");
      await typeInto(page, "#f-signature", "试写的机关");
      await settled(page);
      await press(page, "save");
      const saved = await lastSaved(page, 1);
      await page.evaluate(() => { location.hash = "finish"; });
      await press(page, "make");
      const word = await lastSaved(page, 2);
      const told = await page.$eval(".outputs", (one) => one.innerText);
      results[name] = { saved: saved.text, word: word.digest, told };
    }
    return { results, ready: page.readyMs, memory: memory() };
  },

  // From a key to the finding that it makes.
  async keys(given, { page: shared }) {
    const page = await shared();
    await drop(page, "甲.yaml", given.text);
    await page.waitForFunction("report.state && app.screen === 'edit'");
    await part(page, "3");
    const cell = '[data-path="requests.new_received.natural_person"]';
    const times = [];
    for (let i = 1; i <= 30; i += 1) {
      await page.focus(cell);
      times.push(
        await page.evaluate(
          (cell, value) =>
            new Promise((resolve) => {
              const box = document.querySelector(cell);
              const began = performance.now();
              box.value = value;
              box.dispatchEvent(new InputEvent("input", { bubbles: true, data: value }));
              const look = () => (!report.isBusy && report.number("requests.new_received.natural_person") === value ? resolve(performance.now() - began) : setTimeout(look, 1));
              look();
            }),
          cell,
          String(i),
        ),
      );
    }
    return { times };
  },

  // A report from nothing, through the form alone, as a person would.
  async fill(given, { page: shared }) {
    const page = await shared();
    await typeInto(page, "#new-office", given.office);
    await typeInto(page, "#new-year", String(given.year));
    await page.keyboard.press("Enter");
    await page.waitForFunction("report.state && app.screen === 'edit'");
    for (const [section, fields] of Object.entries(given.parts)) {
      await part(page, section);
      for (const [selector, text] of Object.entries(fields)) {
        await page.waitForSelector(selector);
        const tag = await page.$eval(selector, (one) => (one.type === "radio" ? "radio" : one.tagName));
        if (tag === "radio") await page.click(selector);
        else if (tag === "SELECT") await page.select(selector, text);
        else if (text.length > 40) {
          // Long texts are pasted, as people do.
          await page.focus(selector);
          await page.evaluate((selector, text) => {
            const box = document.querySelector(selector);
            box.value = text;
            box.dispatchEvent(new InputEvent("input", { bubbles: true }));
          }, selector, text);
        } else await typeInto(page, selector, text);
        await settled(page);
      }
    }
    const findings = await page.evaluate(() => report.findings().map(({ code, severity, message }) => ({ code, severity, message })));
    await page.evaluate(() => { location.hash = "finish"; });
    await press(page, "make");
    const word = await lastSaved(page, 1);
    await page.evaluate(() => { location.hash = "edit/about"; });
    await press(page, "save");
    const saved = await lastSaved(page, 2);
    return { findings, word: word.digest, saved: saved.text };
  },

  // Typical mistakes: what the page says of each, before the file is saved.
  async mistakes(given, { page: shared }) {
    const page = await shared();
    const said = {};
    for (const [name, { section, selector, text }] of Object.entries(given.mistakes)) {
      await drop(page, "甲.yaml", given.text);
      await wait(100);
      await page.evaluate(() => { const one = document.querySelector('[data-do="then"]'); if (one) one.click(); });
      await page.waitForFunction("report.state && !report.isChanged()");
      await part(page, section);
      await page.waitForSelector(selector);
      await page.evaluate((selector, text) => {
        const box = document.querySelector(selector);
        box.focus();
        box.value = text;
        box.dispatchEvent(new InputEvent("input", { bubbles: true }));
      }, selector, text);
      await settled(page);
      await wait(50);
      said[name] = await page.evaluate(() => ({
        cards: [...document.querySelectorAll(".margin .card")].map((one) => one.innerText),
        marked: document.querySelectorAll(".sheet .bad, .sheet .doubt").length,
      }));
    }
    return { said };
  },

  // What could lose something: the engine ends, storage is full or refused, a second tab, the tab ends at once.
  async losses(given, { tab }) {
    const page = await tab();
    await drop(page, "甲.yaml", given.text);
    await page.waitForFunction("report.state && app.screen === 'edit'");
    const seen = {};
    await page.evaluate(() => engine.stop());
    await typeInto(page, "#f-office", "断了以后写的机关");
    await page.waitForFunction("app.notices.has('engine')", { timeout: 20_000 });
    seen.engineNotice = await page.$eval("#notices", (one) => one.innerText);
    await press(page, "restart");
    await page.waitForFunction("app.isReady", { timeout: 60_000 });
    await settled(page);
    seen.afterEngine = await page.evaluate(() => report.state.values.office);
    await page.evaluate(() => { Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); }; });
    await typeInto(page, "#f-office", "存不下以后写的机关");
    await settled(page);
    seen.fullNotice = await page.$eval("#notices", (one) => one.innerText);
    await press(page, "save");
    seen.savedWhenFull = (await lastSaved(page, 1)).text;
    await page.close();
    // A tab that ends at once: what was typed and not yet answered is in the draft.
    const second = await tab();
    await drop(second, "乙.yaml", given.text);
    await second.waitForFunction("report.state && app.screen === 'edit'");
    await second.evaluate(() => {
      engine.stop();
      const box = document.querySelector("#f-office");
      box.value = "关掉以前写的机关";
      box.dispatchEvent(new InputEvent("input", { bubbles: true }));
    });
    await second.close();
    const third = await tab();
    await press(third, "resume");
    await third.waitForFunction("report.state && app.screen === 'edit'");
    await settled(third);
    seen.afterClosing = await third.evaluate(() => report.state.values.office);
    // The same draft in another tab: it only reads, until it takes over.
    const fourth = await tab();
    await press(fourth, "resume");
    await fourth.waitForFunction("report.isReading === true", { timeout: 10_000 });
    seen.otherTab = await fourth.$eval("#notices", (one) => one.innerText);
    seen.otherTabLocked = await fourth.$eval("#f-office", (one) => one.readOnly);
    await press(fourth, "take-over");
    await fourth.waitForFunction("report.isReading === false", { timeout: 10_000 });
    await third.bringToFront();
    await third.waitForFunction("report.isReading === true", { timeout: 10_000 });
    seen.firstTabNowReads = true;
    return { seen };
  },

  // Pictures of a Word file that was read, and other files: kept with the draft, handed over with the report.
  async files(given, { tab }) {
    const seen = {};
    const now = (page) => page.evaluate(() => ({ files: Object.keys(report.files).sort(), missing: report.state.missing, text: report.state.text, notices: [...app.notices] }));
    const page = await tab();
    await dropFiles(page, { "去年.docx": given.word });
    await page.waitForFunction("report.state && app.screen === 'import'");
    await page.waitForFunction("Object.keys(report.files).length > 0");
    seen.read = await now(page);
    await wait(200);
    await page.close();
    const second = await tab();
    await press(second, "resume");
    await second.waitForFunction("report.state && app.screen === 'edit'");
    seen.resumed = await now(second);
    await second.evaluate(() => ACTIONS.reading());
    await second.waitForFunction("app.screen === 'import'");
    seen.beside = await second.$eval(".original", (one) => one.innerText);
    await part(second, "about");
    await second.evaluate(() => engine.stop());
    await typeInto(second, "#f-signature", "重启以后");
    await second.waitForFunction("app.notices.has('engine')", { timeout: 20_000 });
    await press(second, "restart");
    await second.waitForFunction("app.isReady && !report.isBusy && !Object.keys(report.typed).length", { timeout: 60_000 });
    seen.restarted = await now(second);
    await press(second, "save");
    await lastSaved(second, 1);
    await second.waitForFunction("app.notices.has('loose')");
    await press(second, "save-all");
    const { base64 } = await lastSaved(second, 2);
    seen.zip = base64;
    await second.close();
    const third = await tab();
    await dropFiles(third, { "打包.zip": base64 });
    await third.waitForFunction("report.state && app.screen === 'edit'");
    seen.unpacked = await now(third);
    const draft = await third.evaluate(() => app.draft);
    seen.kept = await third.evaluate(async (draft) => Object.keys(await keptFiles.of(draft)), draft);
    await third.evaluate(() => { location.hash = "start"; });
    await third.waitForSelector(`[data-do="remove-draft"][data-id="${draft}"]`);
    await third.evaluate((draft) => document.querySelector(`[data-do="remove-draft"][data-id="${draft}"]`).click(), draft);
    await wait(200);
    seen.removed = await third.evaluate(async (draft) => Object.keys(await keptFiles.of(draft)), draft);
    await third.close();
    // Two pictures are wanted: a file of another name takes the place of neither, and the draft says what it lacks.
    const fourth = await tab();
    await dropFiles(fourth, { "甲.yaml": given.office, "图1.png": given.picture, "别的.png": given.picture });
    await fourth.waitForFunction("app.notices.has('refused')");
    seen.stray = { ...(await now(fourth)), said: await fourth.$eval("#notices", (one) => one.innerText) };
    await fourth.close();
    const fifth = await tab();
    await fifth.waitForSelector(".draft");
    await press(fifth, "resume");
    await fifth.waitForFunction("app.notices.has('missing')");
    seen.lacking = await now(fifth);
    // A browser that keeps no files says so.
    await fifth.evaluate(() => { keptFiles.put = () => Promise.reject(new DOMException("full", "QuotaExceededError")); });
    await dropFiles(fifth, { "图2.png": given.picture });
    await fifth.waitForFunction("app.notices.has('unkept') && !report.state.missing.length");
    seen.unkept = await fifth.$eval("#notices", (one) => one.innerText);
    return { seen };
  },

  // Pictures that the browser makes: turned and made smaller, drawn, taken from a Word file in a kind of its own.
  async pictures(given, { page: shared }) {
    const page = await shared();
    await dropFiles(page, { "甲.yaml": given.office, ...given.pictures });
    await page.waitForFunction("report.state && app.screen === 'edit' && !report.state.missing.length && report.state.browser_pictures");
    await page.evaluate(() => { location.hash = "finish"; });
    await page.waitForFunction("app.screen === 'finish'");
    const told = await page.$eval(".outputs", (one) => one.innerText);
    await press(page, "make");
    const word = (await lastSaved(page, 1)).base64;
    await page.evaluate(() => { document.querySelector('[data-do="make"][data-kind="html"]').click(); });
    const html = (await lastSaved(page, 2)).text;
    await page.evaluate(() => { location.hash = "edit/1"; app.view = "preview"; });
    await page.waitForFunction("app.pages && app.pages.contentDocument.images.length >= 3", { timeout: 20_000 });
    const shown = await page.evaluate(() => [...app.pages.contentDocument.images].map((one) => one.naturalWidth));
    await dropFiles(page, { "去年.docx": given.word });
    await page.waitForFunction("report.state && app.screen === 'import' && Object.keys(report.files).length > 0");
    const read = await page.evaluate(() => ({ text: report.state.text, files: Object.keys(report.files), found: app.read.account.map((one) => one.message) }));
    return { told, word, html, shown, read };
  },

  // A published report is read: doubts lead to the original and back, are settled there, and the form goes on.
  async reading(given, { page: shared }) {
    const page = await shared();
    await dropFiles(page, { [given.name]: given.data });
    await page.waitForFunction("report.state && app.screen === 'import'");
    const seen = await page.evaluate(() => ({ waiting: Object.keys(report.state.waiting), pins: document.querySelectorAll('.original [data-pin]').length, text: report.state.text, name: report.state.name }));
    await page.evaluate(() => document.querySelector('.readings [data-pin]').click());
    seen.lit = await page.evaluate(() => { const one = document.querySelector('.original .lit'); return one ? one.innerText : ""; });
    await page.evaluate(() => document.querySelector('.original [data-pin]').click());
    seen.back = await page.evaluate(() => { const one = document.querySelector('.readings .lit'); return one ? one.innerText : ""; });
    for (let i = 0; i < seen.waiting.length; i += 1) {
      await page.evaluate(() => document.querySelector('.readings [data-do="settle"]').click());
      await settled(page);
      await wait(50);
    }
    seen.left = await page.evaluate(() => Object.keys(report.state.waiting));
    await press(page, "go-on");
    await page.waitForFunction("app.screen === 'edit'");
    await page.evaluate(() => ACTIONS.reading());
    await page.waitForFunction("app.screen === 'import'");
    return { seen };
  },

  // Claims, references, steps back across parts, keys of a spreadsheet, a block pasted.
  async work(given, { page: shared }) {
    const page = await shared();
    await drop(page, "甲.yaml", given.text);
    await page.waitForFunction("report.state && app.screen === 'edit'");
    const seen = {};
    const value = (path) => page.evaluate((path) => report.state.values[path] || "", path);
    await part(page, "1");
    const box = "#f-overview-on_request";
    await page.waitForSelector(box);
    seen.marks = await page.$$eval(`[data-field="overview.on_request"] .mirror mark`, (some) => some.map((one) => [one.className, one.textContent]));
    await page.focus(box);
    await page.evaluate((box) => {
      const one = document.querySelector(box);
      const at = one.value.indexOf("8件") + 1;
      one.setSelectionRange(at, at);
      document.dispatchEvent(new Event("selectionchange"));
    }, box);
    seen.claim = await page.$eval("#f-overview-on_request-foot", (one) => one.innerText);
    await press(page, "use-reference");
    await settled(page);
    seen.reference = await value("overview.on_request");
    seen.shown = await page.$eval(box, (one) => one.value);
    seen.cards = await page.$$eval(".margin .card", (some) => some.map((one) => one.innerText));
    await part(page, "3");
    const cell = (name) => `[data-path="requests.${name}"]`;
    await page.focus(cell("new_received.natural_person"));
    await page.keyboard.type("9");
    await page.keyboard.press("Enter");
    const at = () => page.evaluate(() => document.activeElement.dataset.path);
    seen.keys = [await at()];
    for (const key of ["ArrowRight", "ArrowUp", "End", "Home"]) {
      await page.keyboard.press(key);
      seen.keys.push(await at());
    }
    await settled(page);
    await page.keyboard.type("5");
    await page.keyboard.press("Escape");
    await settled(page);
    seen.escaped = await value("requests.new_received.natural_person");
    await part(page, "about");
    await page.evaluate(() => ACTIONS.undo());
    await page.waitForFunction("app.section === '3'");
    seen.undone = [await value("requests.new_received.natural_person"), await page.$eval("#said", (one) => one.textContent)];
    await page.evaluate(() => ACTIONS.undo());
    await page.waitForFunction("app.section === '1'");
    seen.undoneTwice = await value("overview.on_request");
    await page.evaluate(() => ACTIONS.redo());
    await page.waitForFunction("report.state.values['overview.on_request'].includes('{{')");
    await part(page, "3");
    const paste = (text) => page.evaluate((cell, text) => {
      const one = document.querySelector(cell);
      one.focus();
      const transfer = new DataTransfer();
      transfer.setData("text/plain", text);
      // Firefox gives an event that a script made no clipboard.
      one.dispatchEvent(Object.defineProperty(new Event("paste", { bubbles: true, cancelable: true }), "clipboardData", { value: transfer }));
    }, cell("new_received.natural_person"), text);
    await paste(given.block);
    await page.waitForSelector(".block");
    seen.block = await page.$eval(".block", (one) => one.innerText);
    await page.keyboard.press("Escape");
    seen.left = await value("requests.new_received.natural_person");
    await paste(given.block);
    await page.waitForSelector(".block");
    await page.keyboard.press("Enter");
    await settled(page);
    seen.pasted = await page.evaluate(() => report.state.numbers);
    await page.evaluate(() => ACTIONS.undo());
    await settled(page);
    seen.unpasted = await page.evaluate(() => report.state.numbers["requests.new_received.total"]);
    return { seen };
  },

  // A phone: columns of zeros are folded, and come back.
  async phone(given, { page: shared }) {
    const page = await shared({ width: 390, height: 844 });
    await drop(page, "甲.yaml", given.text);
    await page.waitForFunction("report.state && app.screen === 'edit'");
    await part(page, "3");
    const columns = () => page.evaluate(() => { const rows = [...document.querySelectorAll(".statutory tbody tr")]; return rows.map((row) => row.querySelectorAll("td").length); });
    const seen = { folded: await columns(), said: await page.$eval(".table-area", (one) => one.innerText) };
    await page.evaluate(() => showCell("requests.new_received.other_org"));
    await page.waitForFunction("document.activeElement.dataset.path === 'requests.new_received.other_org'");
    seen.all = await columns();
    seen.sideways = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    return { seen };
  },

  // Browsers that are too old, or keep nothing (a private window): words, and nothing is lost. No request leaves the page.
  async browsers(given, { tab, faults, requests }) {
    const old = await tab({ before: "delete window.DecompressionStream; Object.defineProperty(window, 'DecompressionStream', { value: undefined });" });
    const seen = { old: await old.evaluate(() => document.body.innerText) };
    const refusing = "{ const refuse = { get() { throw new DOMException('denied', 'SecurityError'); } }; Object.defineProperty(window, 'localStorage', refuse); Object.defineProperty(window, 'indexedDB', refuse); }";
    const page = await tab({ before: refusing });
    await dropFiles(page, { "甲.yaml": given.office, "图1.png": given.picture });
    await page.waitForFunction("report.state && app.screen === 'edit' && !report.state.missing.length && app.notices.has('full') && app.notices.has('unkept')");
    await typeInto(page, "#f-signature", "没有存储的机关");
    await settled(page);
    seen.told = await page.$eval("#notices", (one) => one.innerText);
    await press(page, "save-all");
    seen.zip = (await lastSaved(page, 1)).base64;
    const told = { faults: [...faults], requests: [...requests] }; // what is refused from here on Firefox tells as a fault
    seen.blocked = await page.evaluate(
      () =>
        new Promise((resolve) => {
          document.addEventListener("securitypolicyviolation", (event) => resolve(event.effectiveDirective));
          fetch("https://example.com/").then(() => resolve("sent"), () => setTimeout(() => resolve("failed"), 2000));
        }),
    );
    return { seen, ...told };
  },

  // A Chinese input method at work while answers arrive: what is being composed stays whole, in texts and in cells.
  async composing(given, { page: shared }) {
    const page = await shared();
    await drop(page, "甲.yaml", given.text);
    await page.waitForFunction("report.state && app.screen === 'edit'");
    const client = await page.createCDPSession();
    const compose = async (steps, chosen) => {
      for (const text of steps) {
        await client.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
        await wait(150); // longer than an answer takes
      }
      await client.send("Input.insertText", { text: chosen });
    };
    await part(page, "1");
    const box = "#f-overview-platform";
    await page.focus(box);
    await page.evaluate((box) => { const one = document.querySelector(box); one.setSelectionRange(2, 2); }, box);
    await compose(["n", "ni", "ni h", "ni hao"], "你好");
    await compose(["s", "sh", "shi jie"], "世界");
    await settled(page);
    const seen = await page.evaluate((box) => { const one = document.querySelector(box); return { shown: one.value, caret: one.selectionStart, written: report.state.values["overview.platform"] }; }, box);
    await part(page, "3");
    await page.focus('[data-path="requests.new_received.natural_person"]');
    await compose(["s", "shi", "shi er"], "十二");
    await page.keyboard.press("Tab");
    await settled(page);
    seen.number = await page.evaluate(() => report.state.values["requests.new_received.natural_person"]);
    return { seen };
  },

  // What is printed: the page that the PDF is set from, on as many sheets.
  async paper(given, { page: shared, paper: emptyPage }) {
    const page = await shared();
    const sheets = {};
    for (const [name, text] of Object.entries(given)) {
      await drop(page, name, text);
      await page.waitForFunction((name) => report.state && report.state.name === name && app.screen === "edit", {}, name);
      await page.evaluate(() => { location.hash = "finish"; });
      await press(page, "print");
      await page.waitForSelector("iframe.printed", { hidden: false, visible: false });
      const html = await page.evaluate(() => document.querySelector("iframe.printed").srcdoc);
      const paper = await emptyPage();
      await paper.setContent(html);
      sheets[name] = Buffer.from(await paper.pdf({ preferCSSPageSize: true })).toString("base64");
      await paper.close();
      await page.evaluate(() => document.querySelector("iframe.printed").remove());
    }
    return { sheets };
  },

  // Every state at three widths and in both languages, judged by axe-core.
  async accessibility(given, { page: shared }) {
    const axe = fs.readFileSync(`${build}/npm/node_modules/axe-core/axe.min.js`, "utf8");
    return judgeEveryState(shared, axe, given);
  },
};

const launched = await launch(build, which);
for await (const line of readline.createInterface({ input: process.stdin })) {
  const { scene, given } = JSON.parse(line);
  const stage = await begin(launched);
  let seen;
  try {
    seen = await SCENES[scene](given, stage);
  } catch (fault) {
    seen = { failure: String(fault.stack || fault) };
  }
  const told = await stage.end(Boolean(seen.failure));
  process.stdout.write(`${JSON.stringify({ ...told, ...seen })}\n`);
}
await launched.browser.close();
process.exit(0);
