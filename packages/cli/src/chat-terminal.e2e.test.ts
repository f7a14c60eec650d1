import { describe, expect, it } from "vitest";
import { type EmulatedHome, withEmulatedHome } from "./testing/emulated-home.ts";
import { timeout } from "./testing/run-massgen.ts";
import { needsTerminal } from "./testing/terminal.ts";
import { keys, startInTerminal, type TerminalSession } from "./testing/terminal-session.ts";

const { enter, arrowUp, ctrlC, ctrlD, pasteStart, pasteEnd } = keys;

function start({ environment, folder }: EmulatedHome, args = ""): TerminalSession {
  return startInTerminal(`massgen chat ${args}`, { environment: { ...environment, TERM: "xterm" }, cwd: folder.path });
}

describe.concurrent("massgen chat on a terminal", { timeout }, () => {
  it("ends an answer on Ctrl-C and goes on, and ends with 4 on Ctrl-C at the prompt", (context) => {
    needsTerminal(context);
    return withEmulatedHome({ chunkMilliseconds: 30 }, async (home) => {
      await using chat = start(home);
      await chat.waitFor("> ");
      chat.type(`long, please${enter}`);
      await chat.waitFor("word3");
      chat.type(ctrlC);
      await chat.waitFor("interrupted; what was said of the answer is not kept");
      await chat.waitFor("> ");
      chat.type(`Hello${enter}`);
      await chat.waitFor("You said: Hello");
      await chat.waitFor("> ");
      chat.type(`not sent${ctrlC}`);
      await chat.waitFor("> ");
      chat.type(ctrlC);
      const { exitCode, stdout } = await chat.ended;
      expect(exitCode).toBe(4);
      expect(stdout).toMatch(/go on with: massgen chat --continue [\w-]+/);
      const said = home.emulator.requests
        .at(-1)
        ?.seen?.entries.map((entry) => (entry.kind === "message" ? entry.text : ""));
      // Nothing had come of the first, so it was taken back.
      expect(said).toEqual(["Hello"]);
    });
  });

  it("ends with 4 on a second Ctrl-C after one that ended an answer", (context) => {
    needsTerminal(context);
    return withEmulatedHome({ latencyMilliseconds: 60_000 }, async (home) => {
      await using chat = start(home);
      await chat.waitFor("> ");
      chat.type(`Hello${enter}`);
      while (home.emulator.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
      chat.type(ctrlC);
      await chat.waitFor("interrupted; ");
      // A signal, or a key, as the prompt is there already or not.
      chat.type(ctrlC);
      expect((await chat.ended).exitCode).toBe(4);
    });
  });

  it("ends with 0 on Ctrl-D, with the terminal as it was", (context) => {
    needsTerminal(context);
    return withEmulatedHome({}, async (home) => {
      await using chat = start(home);
      await chat.waitFor("> ");
      chat.type(ctrlD);
      const { exitCode, stdout } = await chat.ended;
      expect(exitCode).toBe(0);
      expect(stdout.lastIndexOf("\u001b[?2004l")).toBeGreaterThan(stdout.lastIndexOf("\u001b[?2004h"));
      expect(stdout).not.toContain("--continue");
    });
  });

  it("takes the lines of a paste, and lines that end in a backslash, for one text", (context) => {
    needsTerminal(context);
    return withEmulatedHome({}, async (home) => {
      await using chat = start(home);
      await chat.waitFor("> ");
      chat.type(`${pasteStart}one\rtwo\r\rthree${pasteEnd} and more`);
      await chat.waitFor("and more");
      chat.type(enter);
      await chat.waitFor("You said: one\r\ntwo\r\n\r\nthree and more");
      await chat.waitFor("> ");
      chat.type(`four\\${enter}`);
      await chat.waitFor("… ");
      chat.type(`five${enter}`);
      await chat.waitFor("You said: four\r\nfive");
      await chat.waitFor("> ");
      chat.type(`/exit${enter}`);
      expect((await chat.ended).exitCode).toBe(0);
      expect(home.emulator.requests).toHaveLength(2);
    });
  });

  it("shows a compaction dimly on a line of its own, and nothing that the model says to the terminal", (context) => {
    needsTerminal(context);
    const text = `\u001b[2J\u001b]0;title\u0007${"safe ".repeat(100)}`;
    const models = { "gpt-test": { contextWindow: 4_000, reply: [{ text }] } };
    return withEmulatedHome({ models, chunkCharacters: 3 }, async (home) => {
      await using chat = start(home, "--api responses --context-window 4k");
      for (const line of ["Hello", "Again"]) {
        await chat.waitFor("> ");
        chat.type(`${line}${enter}`);
        await chat.waitFor("safe safe");
      }
      await chat.waitFor("> ");
      chat.type(`/compact${enter}`);
      await chat.waitFor("\u001b[2mcompacted ");
      await chat.waitFor(" %), by ");
      await chat.waitFor("\u001b[22m\r\n");
      await chat.waitFor("> ");
      chat.type(ctrlD);
      const { exitCode, stdout } = await chat.ended;
      expect(exitCode).toBe(0);
      expect(stdout).not.toContain("title");
      expect(stdout).not.toContain("\u001b[2J");
    });
  });

  it("brings back with the arrow keys what was said before a restart", (context) => {
    needsTerminal(context);
    return withEmulatedHome({}, async (home) => {
      await using first = start(home);
      await first.waitFor("> ");
      first.type(`Something special${enter}`);
      await first.waitFor("You said: Something special");
      await first.waitFor("> ");
      first.type(ctrlD);
      await first.ended;
      await using second = start(home, "--continue");
      await second.waitFor("going on with");
      await second.waitFor("> ");
      second.type(`${arrowUp}${enter}`);
      await second.waitFor("You said: Something special");
      await second.waitFor("> ");
      second.type(ctrlD);
      expect((await second.ended).exitCode).toBe(0);
    });
  });
});
