import { writeFile } from "node:fs/promises";
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import { describeWith } from "../../../../../scripts/test-support/describe-with.ts";
import { type Bench, launchChromium, openBench } from "../../test-support/surfaces/surface-bench.ts";

const timeout = 60_000;

describeWith("chromium", "dialogs of a page", () => {
  let browser: Browser;
  let bench: Bench;

  beforeAll(async () => {
    browser = await launchChromium();
  }, timeout);

  afterEach(async () => {
    await bench.close();
  }, timeout);

  afterAll(async () => {
    await browser.close();
  }, timeout);

  async function open(code: string): Promise<void> {
    bench.run(code);
    expect(await bench.surfaces.whenBlocked()).toBe("dialog");
  }

  it(
    "surfaces an alert with its text, and closes it by Enter",
    async () => {
      bench = await openBench(browser, {});
      await open("alert('Saved <b>twice</b>'); window.after = true;");
      expect(bench.surfaces.facts().dialog).toEqual({
        kind: "alert",
        message: "Saved <b>twice</b>",
        url: `${bench.origin}/`,
      });
      expect(await bench.surfaces.act({ type: "key", keys: ["Enter"] })).toEqual({});
      expect(bench.surfaces.blocking()).toBeUndefined();
      expect(await bench.page.evaluate("window.after")).toBe(true);
      expect(bench.surfaces.facts().dialog).toBeUndefined();
    },
    timeout,
  );

  it.each([
    { how: "Enter", act: (b: Bench) => b.surfaces.act({ type: "key", keys: ["Enter"] }), answer: true },
    { how: "Escape", act: (b: Bench) => b.surfaces.act({ type: "key", keys: ["Escape"] }), answer: false },
    { how: "a line feed", act: (b: Bench) => b.surfaces.act({ type: "type", text: "\n" }), answer: true },
    { how: "a click on OK", act: (b: Bench) => b.clickDrawn("#accept"), answer: true },
    { how: "a click on Cancel", act: (b: Bench) => b.clickDrawn("#dismiss"), answer: false },
  ])(
    "answers a confirm by $how",
    async ({ act, answer }) => {
      bench = await openBench(browser, {});
      await open("window.answer = confirm('Sure?');");
      expect(await act(bench)).toEqual({});
      expect(await bench.page.evaluate("window.answer")).toBe(answer);
    },
    timeout,
  );

  it(
    "moves from button to button with Tab",
    async () => {
      bench = await openBench(browser, {});
      await open("window.answer = confirm('Sure?');");
      expect(await bench.surfaces.act({ type: "key", keys: ["Shift", "Tab"] })).toEqual({});
      expect(await bench.surfaces.act({ type: "key", keys: ["Enter"] })).toEqual({});
      expect(await bench.page.evaluate("window.answer")).toBe(false);
    },
    timeout,
  );

  it(
    "edits the field of a prompt: its text is selected, Backspace, Control+A, and Enter",
    async () => {
      bench = await openBench(browser, {});
      await open("window.answer = prompt('Name?', 'old');");
      expect(bench.surfaces.facts().dialog).toMatchObject({ kind: "prompt", defaultValue: "old" });
      await bench.surfaces.act({ type: "type", text: "wrong" });
      await bench.surfaces.act({ type: "key", keys: ["Control", "a"] });
      await bench.surfaces.act({ type: "type", text: "Zoë 日本x" });
      await bench.surfaces.act({ type: "key", keys: ["Backspace"] });
      expect(await bench.surfaces.act({ type: "key", keys: ["Enter"] })).toEqual({});
      expect(await bench.page.evaluate("window.answer")).toBe("Zoë 日本");
    },
    timeout,
  );

  it(
    "answers a prompt by clicks into the field and on its buttons",
    async () => {
      bench = await openBench(browser, {});
      await open("window.answers = [prompt('Name?', 'kept'), prompt('Again?')];");
      await bench.clickDrawn("#field", { count: 2 });
      await bench.surfaces.act({ type: "type", text: "new" });
      expect(await bench.clickDrawn("#accept")).toEqual({});
      expect(await bench.surfaces.whenBlocked()).toBe("dialog");
      expect(await bench.clickDrawn("#dismiss")).toEqual({});
      expect(await bench.page.evaluate("window.answers")).toEqual(["new", null]);
    },
    timeout,
  );

  it(
    "asks before a page is left, and stays or leaves",
    async () => {
      bench = await openBench(
        browser,
        {},
        { "/": "<input id=f><script>onbeforeunload = (e) => { e.preventDefault(); }</script>" },
      );
      await bench.page.mouse.click(20, 20);
      const staying = bench.page.goto(`${bench.origin}/other`).catch(() => "stayed");
      expect(await bench.surfaces.whenBlocked()).toBe("dialog");
      expect(bench.surfaces.facts().dialog?.kind).toBe("beforeunload");
      await bench.surfaces.act({ type: "key", keys: ["Escape"] });
      expect(await staying).toBe("stayed");
      expect(bench.page.url()).toBe(`${bench.origin}/`);
      // Chromium loses a navigation that begins before it has put an end to the one that was refused.
      await bench.page.evaluate(
        "new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))",
      );
      const leaving = bench.page.goto(`${bench.origin}/other`);
      await bench.surfaces.whenBlocked();
      await bench.clickDrawn("#accept");
      await leaving;
      expect(bench.page.url()).toBe(`${bench.origin}/other`);
    },
    timeout,
  );

  it(
    "tells the model what it can do where an action means nothing",
    async () => {
      bench = await openBench(browser, {});
      await open("confirm('Sure?');");
      const failure = {
        code: "dialog-open",
        reason:
          "A dialog of the page is open, and nothing else can be done before it is answered: press Enter or click OK to agree, press Escape or click Cancel to refuse.",
      };
      const { act } = bench.surfaces;
      expect(await act({ type: "click", x: 5, y: 590 })).toEqual({ failure });
      expect(await act({ type: "type", text: "hello" })).toEqual({ failure });
      expect(await act({ type: "key", keys: ["x"] })).toEqual({ failure });
      expect(await act({ type: "navigate", url: "https://example.com" })).toEqual({ failure });
      expect(await act({ type: "back" })).toEqual({ failure });
      expect(await act({ type: "screenshot" })).toEqual({});
      expect(await bench.clickDrawn("#accept", { button: "right" })).toEqual({ failure });
      expect(bench.surfaces.blocking()).toBe("dialog");
    },
    timeout,
  );

  it(
    "draws the dialog over the last picture, in the same size and kind",
    async () => {
      bench = await openBench(browser, {});
      const before = await bench.picture();
      await open("prompt('What is your name?\\nIt is printed on the badge.', 'Ada');");
      await bench.surfaces.act({ type: "key", keys: ["Shift", "Tab"] });
      await bench.surfaces.act({ type: "key", keys: ["Tab"] });
      const picture = await bench.picture();
      expect(picture).toMatchObject({ width: 800, height: 600, mediaType: "image/jpeg" });
      expect([...picture.data.slice(0, 3)]).toEqual([0xff, 0xd8, 0xff]);
      expect(picture.data).not.toEqual(before.data);
      const folder = process.env.SURFACE_PICTURES;
      if (folder !== undefined) {
        await writeFile(`${folder}/prompt.jpg`, picture.data);
      }
      expect(await bench.stage()?.evaluate("document.getElementById('base').naturalWidth")).toBe(800);
      expect(bench.context.pages()).toEqual([bench.page]);
    },
    timeout,
  );

  it(
    "can draw the longest message without hiding the buttons",
    async () => {
      bench = await openBench(browser, {});
      await open("alert('<img src=x onerror=alert(1)>\\u202e' + 'long '.repeat(100000));");
      expect(bench.surfaces.facts().dialog?.message).toHaveLength(4_000);
      expect(await bench.clickDrawn("#accept")).toEqual({});
    },
    timeout,
  );

  it.each([
    { policy: "accept", answer: [true, "text"] },
    { policy: "dismiss", answer: [false, null] },
  ] as const)(
    "answers at once where the policy is $policy",
    async ({ policy, answer }) => {
      bench = await openBench(browser, { dialogs: policy });
      expect(await bench.page.evaluate("[confirm('Sure?'), prompt('Name?', 'text')]")).toEqual(answer);
      expect(bench.surfaces.blocking()).toBeUndefined();
      expect(bench.surfaces.facts().notices).toContain(
        `A dialog (confirm) was ${policy === "accept" ? "accepted" : "dismissed"} by policy; it said: Sure?`,
      );
    },
    timeout,
  );

  it(
    "dismisses the sixth dialog in a row unseen, until something else was done",
    async () => {
      bench = await openBench(browser, {});
      await open("window.count = 0; for (let i = 0; i < 8; i++) { confirm(i) ; window.count += 1; }");
      for (let answered = 0; answered < 5; answered += 1) {
        expect(bench.surfaces.facts().dialog?.message).toBe(String(answered));
        expect(await bench.surfaces.act({ type: "key", keys: ["Enter"] })).toEqual({});
        if (answered < 4) {
          await bench.surfaces.whenBlocked();
        }
      }
      expect(await bench.page.evaluate("window.count")).toBe(8);
      expect(bench.surfaces.facts().notices).toEqual([
        `${new URL(bench.origin).host} opened more than 5 dialogs in a row; the further ones were dismissed unseen.`,
      ]);
      bench.surfaces.acted();
      await open("alert('again')");
    },
    timeout,
  );

  it(
    "closes a tab that does nothing but open dialogs",
    async () => {
      bench = await openBench(browser, { dialogs: "dismiss" });
      const closed = bench.page.waitForEvent("close");
      bench.run("while (true) alert('again');");
      await closed;
      expect(bench.surfaces.facts().notices).toContain(
        `${new URL(bench.origin).host} did nothing but open dialogs, and its tab was closed.`,
      );
    },
    timeout,
  );

  it(
    "keeps a tab open that runs on between its dialogs",
    async () => {
      bench = await openBench(browser, { dialogs: "dismiss" });
      bench.run("window.count = 0; setInterval(() => { alert('again'); window.count += 1; }, 1);");
      await bench.page.waitForFunction("window.count > 60");
      expect(bench.page.isClosed()).toBe(false);
    },
    timeout,
  );

  it(
    "forgets a dialog whose tab is closed",
    async () => {
      bench = await openBench(browser, {});
      await open("alert('bye')");
      await bench.page.close();
      expect(bench.surfaces.blocking()).toBeUndefined();
      expect(await bench.surfaces.act({ type: "key", keys: ["Enter"] })).toEqual({
        failure: { code: "nothing-open", reason: "No dialog is open any more." },
      });
    },
    timeout,
  );

  it(
    "surfaces dialogs of popups and of frames of other sites, one after another",
    async () => {
      bench = await openBench(
        browser,
        {},
        {
          "/popup": "<script>alert('popup')</script>",
          "/framed": "<script>setTimeout(() => alert('framed'), 0)</script>",
        },
      );
      bench.run("open('/popup')");
      await bench.surfaces.whenBlocked();
      expect(bench.surfaces.facts().dialog?.message).toBe("popup");
      await bench.surfaces.act({ type: "key", keys: ["Enter"] });
      const other = `${bench.origin.replace("127.0.0.1", "localhost")}/framed`;
      bench.run(`const frame = document.createElement("iframe"); frame.src = "${other}"; document.body.append(frame);`);
      await bench.surfaces.whenBlocked();
      expect(bench.surfaces.facts().dialog?.message).toBe("framed");
      expect(await bench.surfaces.act({ type: "key", keys: ["Enter"] })).toEqual({});
    },
    timeout,
  );

  it(
    "lets a hanging click go on once its dialog is answered",
    async () => {
      bench = await openBench(
        browser,
        {},
        { "/": "<button onclick=\"document.title = confirm('Sure?')\">Go</button>" },
      );
      const click = bench.page.mouse.click(20, 20);
      expect(await Promise.race([click.then(() => "clicked"), bench.surfaces.whenBlocked()])).toBe("dialog");
      await bench.surfaces.act({ type: "key", keys: ["Enter"] });
      await click;
      expect(await bench.page.title()).toBe("true");
    },
    timeout,
  );

  it(
    "forgets a dialog that a person has answered at the browser itself",
    async () => {
      bench = await openBench(browser, {});
      const session = await bench.context.newCDPSession(bench.page);
      await session.send("Page.enable");
      await open("window.answer = confirm('Sure?')");
      await bench.picture();
      await session.send("Page.handleJavaScriptDialog", { accept: true });
      await vi.waitFor(() => expect(bench.surfaces.blocking()).toBeUndefined());
      expect(await bench.page.evaluate("window.answer")).toBe(true);
      expect(await bench.picture()).toEqual(await bench.picture());
    },
    timeout,
  );

  it(
    "hides secrets in what is told, and gives back unchanged what nobody has changed",
    async () => {
      bench = await openBench(browser, {}, {}, (text) => text.replaceAll("hunter2", "[secret]"));
      await open("window.answer = prompt('Is it hunter2?', 'hunter2');");
      expect(bench.surfaces.facts().dialog).toMatchObject({ message: "Is it [secret]?", defaultValue: "[secret]" });
      await bench.surfaces.act({ type: "key", keys: ["Enter"] });
      expect(await bench.page.evaluate("window.answer")).toBe("hunter2");
    },
    timeout,
  );

  it(
    "leaves pages that are not watched to those who answer their dialogs",
    async () => {
      bench = await openBench(browser, {}, {}, undefined, false);
      bench.page.on("dialog", (dialog) => dialog.accept());
      expect(await bench.page.evaluate("confirm('Sure?')")).toBe(true);
      expect(bench.surfaces.facts().dialog).toBeUndefined();
    },
    timeout,
  );
});
