// Scenes in a browser: node scenes.mjs SCENE BUILD BROWSER INPUT.json prints what was seen as JSON.
import fs from "node:fs";
import { drop, dropFiles, lastSaved, open, part, press, settled, typeInto } from "./browser.mjs";

const [scene, build, which, input] = process.argv.slice(2);
const given = JSON.parse(fs.readFileSync(input, "utf8"));
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

const SCENES = {
  // Every example opened, changed, saved, made into Word.
  async examples() {
    const { browser, tab, faults, requests, address } = await open(build, which);
    const page = await tab();
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
    const ready = page.readyMs;
    await browser.close();
    return { results, faults, requests: requests.filter((one) => one !== address && !one.startsWith("data:") && !one.startsWith("blob:")), ready };
  },

  // From a key to the finding that it makes.
  async keys() {
    const { browser, tab, faults } = await open(build, which);
    const page = await tab();
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
    await browser.close();
    return { times, faults };
  },

  // A report from nothing, through the form alone, as a person would.
  async fill() {
    const { browser, tab, faults } = await open(build, which);
    const page = await tab();
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
    await browser.close();
    return { findings, word: word.digest, saved: saved.text, faults };
  },

  // Typical mistakes: what the page says of each, before the file is saved.
  async mistakes() {
    const { browser, tab, faults } = await open(build, which);
    const page = await tab();
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
    await browser.close();
    return { said, faults };
  },

  // What could lose something: the engine ends, storage is full or refused, a second tab, the tab ends at once.
  async losses() {
    const { browser, tab, faults } = await open(build, which);
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
    await browser.close();
    return { seen, faults };
  },

  // Pictures of a Word file that was read, and other files: kept with the draft, handed over with the report.
  async files() {
    const { browser, tab, faults } = await open(build, which);
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
    await browser.close();
    return { seen, faults };
  },

  // Pictures that the browser makes: turned and made smaller, drawn, taken from a Word file in a kind of its own.
  async pictures() {
    const { browser, tab, faults } = await open(build, which);
    const page = await tab();
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
    await page.close();
    const second = await tab();
    await dropFiles(second, { "去年.docx": given.word });
    await second.waitForFunction("report.state && app.screen === 'import' && Object.keys(report.files).length > 0");
    const read = await second.evaluate(() => ({ text: report.state.text, files: Object.keys(report.files), found: app.read.account.map((one) => one.message) }));
    await browser.close();
    return { told, word, html, shown, read, faults };
  },

  // A published report is read: doubts lead to the original and back, are settled there, and the form goes on.
  async reading() {
    const { browser, tab, faults } = await open(build, which);
    const page = await tab();
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
    await browser.close();
    return { seen, faults };
  },

  // Claims, references, steps back across parts, keys of a spreadsheet, a block pasted.
  async work() {
    const { browser, tab, faults } = await open(build, which);
    const page = await tab();
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
    await browser.close();
    return { seen, faults };
  },

  // A phone: columns of zeros are folded, and come back.
  async phone() {
    const { browser, tab, faults } = await open(build, which, { width: 390, height: 844 });
    const page = await tab();
    await drop(page, "甲.yaml", given.text);
    await page.waitForFunction("report.state && app.screen === 'edit'");
    await part(page, "3");
    const columns = () => page.evaluate(() => { const rows = [...document.querySelectorAll(".statutory tbody tr")]; return rows.map((row) => row.querySelectorAll("td").length); });
    const seen = { folded: await columns(), said: await page.$eval(".table-area", (one) => one.innerText) };
    await page.evaluate(() => showCell("requests.new_received.other_org"));
    await page.waitForFunction("document.activeElement.dataset.path === 'requests.new_received.other_org'");
    seen.all = await columns();
    seen.sideways = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    await browser.close();
    return { seen, faults };
  },

  // Browsers that are too old, or keep nothing (a private window): words, and nothing is lost. No request leaves the page.
  async browsers() {
    const old = await open(build, which, { before: "delete window.DecompressionStream; Object.defineProperty(window, 'DecompressionStream', { value: undefined });" });
    const seen = { old: await (await old.tab()).evaluate(() => document.body.innerText) };
    await old.browser.close();
    const refusing = "{ const refuse = { get() { throw new DOMException('denied', 'SecurityError'); } }; Object.defineProperty(window, 'localStorage', refuse); Object.defineProperty(window, 'indexedDB', refuse); }";
    const { browser, tab, faults } = await open(build, which, { before: refusing });
    const page = await tab();
    await dropFiles(page, { "甲.yaml": given.office, "图1.png": given.picture });
    await page.waitForFunction("report.state && app.screen === 'edit' && !report.state.missing.length && app.notices.has('full') && app.notices.has('unkept')");
    await typeInto(page, "#f-signature", "没有存储的机关");
    await settled(page);
    seen.told = await page.$eval("#notices", (one) => one.innerText);
    await press(page, "save-all");
    seen.zip = (await lastSaved(page, 1)).base64;
    const told = [...old.faults, ...faults]; // what is refused from here on Firefox tells as a fault
    seen.blocked = await page.evaluate(
      () =>
        new Promise((resolve) => {
          document.addEventListener("securitypolicyviolation", (event) => resolve(event.effectiveDirective));
          fetch("https://example.com/").then(() => resolve("sent"), () => setTimeout(() => resolve("failed"), 2000));
        }),
    );
    await browser.close();
    return { seen, faults: told };
  },

  // A Chinese input method at work while answers arrive: what is being composed stays whole, in texts and in cells.
  async composing() {
    const { browser, tab, faults } = await open(build, which);
    const page = await tab();
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
    await browser.close();
    return { seen, faults };
  },

  // What is printed: the page that the PDF is set from, on as many sheets.
  async paper() {
    const { browser, tab, faults } = await open(build, which);
    const sheets = {};
    for (const [name, text] of Object.entries(given)) {
      const page = await tab();
      await drop(page, name, text);
      await page.waitForFunction("report.state && app.screen === 'edit'");
      await page.evaluate(() => { location.hash = "finish"; });
      await press(page, "print");
      await page.waitForSelector("iframe.printed", { hidden: false, visible: false });
      const html = await page.evaluate(() => document.querySelector("iframe.printed").srcdoc);
      const paper = await browser.newPage();
      await paper.setContent(html);
      sheets[name] = Buffer.from(await paper.pdf({ preferCSSPageSize: true })).toString("base64");
      await paper.close();
      await page.close();
    }
    await browser.close();
    return { sheets, faults };
  },

  // Every state at three widths, judged by axe-core.
  async accessibility() {
    const axe = fs.readFileSync(`${build}/npm/node_modules/axe-core/axe.min.js`, "utf8");
    const violations = {};
    let runs = 0;
    for (const [width, height] of [[1366, 768], [1920, 1080], [390, 844]]) {
      const { browser, tab, faults } = await open(build, which, { width, height });
      const page = await tab();
      const judge = async (name) => {
        await wait(120);
        await page.evaluate(axe);
        const found = await page.evaluate(() => axe.run({ exclude: ["iframe"] }, { iframes: false }));
        const sideways = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth + 1);
        runs += 1;
        const wrong = found.violations.map((one) => `${one.id}: ${one.nodes[0].html.slice(0, 160)}`);
        if (wrong.length || sideways) violations[`${name} ${width}`] = [...wrong, ...(sideways ? ["scrolls sideways"] : [])];
      };
      await judge("start");
      await page.evaluate(() => ACTIONS.licenses());
      await judge("licenses");
      await page.evaluate(() => $("dialog").close());
      await drop(page, "甲.yaml", given.text);
      await page.waitForFunction("report.state && app.screen === 'edit'");
      for (const id of ["about", "1", "2", "3", "4", "5", "6"]) {
        await part(page, id);
        await judge(`part ${id}`);
      }
      await part(page, "3");
      await page.evaluate(() => { const box = document.querySelector(".sheet input[data-path]"); box.focus(); box.value = "77"; box.dispatchEvent(new InputEvent("input", { bubbles: true })); });
      await settled(page);
      await judge("a sum that does not hold");
      await page.evaluate(() => { app.all = true; draw(); });
      await judge("all rows");
      await page.evaluate(() => readBlock("5\t1\n3件\t约2", "requests.new_received.natural_person"));
      await page.waitForSelector(".block");
      await judge("a block to paste");
      await page.evaluate(() => { ACTIONS["paste-not"](); app.compare = Boolean(report.state.last_year); draw(); });
      await judge("beside last year");
      await page.evaluate(() => { app.compare = false; draw(); });
      await part(page, "1");
      await page.evaluate(() => ACTIONS.pick({ dataset: { for: "overview.on_request" } }));
      await judge("a number to choose");
      await page.evaluate(() => { app.picker = null; drawPicker(); const one = report.findings().find((each) => each.is_waivable && kindOf(each) === "warning"); if (one) { app.asking = keyOf(one); refresh(); } });
      await judge("a reason to write");
      await page.evaluate(() => { app.asking = ""; refresh(); });
      await part(page, "3");
      for (const view of ["all", "preview", "text"]) {
        await page.evaluate((view) => { app.view = view; draw(); }, view);
        await wait(300);
        await judge(`view ${view}`);
      }
      await page.evaluate(() => { app.view = "margin"; location.hash = "finish"; });
      await judge("finish");
      await page.evaluate(() => { for (const name of ["tabs", "full", "disk", "engine"]) app.notices.add(name); drawNotices(); });
      await judge("notices");
      await page.evaluate(() => openDialog("keys"));
      await judge("keyboard");
      await page.evaluate(async () => { $("dialog").close(); await ACTIONS.language(); });
      await judge("English");
      await page.evaluate(() => ACTIONS.big());
      await judge("large text");
      await page.evaluate(() => { ACTIONS.big(); openDialog("unsaved"); });
      await judge("an unsaved report");
      await page.evaluate(() => { $("dialog").close(); report.savedText = report.state.text; report.typed = {}; });
      await dropFiles(page, { "坏.docx": Buffer.from("PK\u0003\u0004 cut off").toString("base64") });
      await page.waitForFunction("app.damaged && $('dialog').open");
      await judge("a damaged file");
      await page.evaluate(() => { $("dialog").close(); app.notices.clear(); drawNotices(); });
      await dropFiles(page, { "去年.txt": Buffer.from(given.doubtful).toString("base64") });
      await page.waitForFunction("app.screen === 'import'");
      await judge("what was read");
      await page.evaluate(() => { location.hash = "start"; });
      await judge("drafts");
      if (faults.length) violations[`faults ${width}`] = faults;
      await browser.close();
    }
    return { violations, runs };
  },
};

process.stdout.write(JSON.stringify(await SCENES[scene]()), () => process.exit(0)); // an exit cuts off what is not written yet
