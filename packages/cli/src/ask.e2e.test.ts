import { once } from "node:events";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { echo, withEmulatedHome } from "./testing/emulated-home.ts";
import { endOf, runMassgen, runShell, startMassgen, timeout } from "./testing/run-massgen.ts";
import { needsTerminal } from "./testing/terminal.ts";
import { keys, startInTerminal } from "./testing/terminal-session.ts";

const pixel = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

describe.concurrent("massgen ask", { timeout }, () => {
  it.each(["chat", "responses"])("writes the answer and a line end to standard output over %s", (api) =>
    withEmulatedHome({}, async ({ environment, emulator }) => {
      const run = await runMassgen(["ask", "Hello", "--api", api], { environment });
      expect(run).toEqual({ exitCode: 0, stdout: "You said: Hello\n", stderr: "" });
      expect(emulator.requests[0]?.path).toBe(api === "chat" ? "/v1/chat/completions" : "/v1/responses");
      expect(emulator.requests[0]?.seen?.tools).toEqual([]);
    }),
  );

  it("adds what comes through a pipe to the question, and takes it for one where there is none", () =>
    withEmulatedHome({}, async ({ environment }) => {
      const ask = (...args: string[]) => runMassgen(["ask", ...args], { environment, input: "one\ntwo\n" });
      const runs = await Promise.all([ask("Why?"), ask(), ask("-")]);
      expect(runs.map(({ stdout }) => stdout)).toEqual([
        "You said: Why?\n\none\ntwo\n",
        "You said: one\ntwo\n",
        "You said: one\ntwo\n",
      ]);
    }));

  it("writes the answer as it comes", () =>
    withEmulatedHome({ chunkMilliseconds: 100 }, async ({ environment, emulator }) => {
      const child = startMassgen(["ask", "long"], { environment });
      const ended = endOf(child);
      child.stdin?.end();
      await once(child.stdout ?? child, "data");
      expect(emulator.requests[0]?.outcome).toBe("pending");
      child.kill("SIGINT");
      expect(await ended).toMatchObject({ exitCode: 4, stderr: "massgen: Interrupted. The output is incomplete.\n" });
    }));

  it("tells everything about the answer as JSON", () =>
    withEmulatedHome({}, async ({ environment }) => {
      const { stdout, stderr, exitCode } = await runMassgen(["ask", "Hello", "--json"], { environment });
      expect([exitCode, stderr]).toEqual([0, ""]);
      expect(JSON.parse(stdout)).toMatchObject({
        text: "You said: Hello",
        reason: "stop",
        model: "gpt-test",
        steps: 1,
        usage: { inputTokens: expect.any(Number), outputTokens: expect.any(Number) },
        compactions: [],
        conversation: null,
      });
    }));

  it("lets no command to the terminal through, however it is cut in pieces", () => {
    const reply = [{ text: "\u001b]0;title\u0007red \u001b[31;1mtext\u001b[0m\u202e \u009b2J\tand\nmore" }];
    const models = { "gpt-test": { contextWindow: 4_000, reply } };
    return withEmulatedHome({ models, chunkCharacters: 1 }, async ({ environment }) => {
      expect((await runMassgen(["ask", "x"], { environment })).stdout).toBe("red text \tand\nmore\n");
    });
  });

  it("asks again where the answer breaks off, and says that what came before is void", () =>
    withEmulatedHome({ chunkCharacters: 5 }, async ({ environment, emulator }) => {
      emulator.fail({ kind: "cut", afterBytes: 1_500 });
      const { stdout, stderr, exitCode } = await runMassgen(["ask", "long", "--api", "chat"], { environment });
      expect(exitCode).toBe(0);
      const [begun = "", whole = ""] = stdout.split("\n");
      expect(begun.length).toBeGreaterThan(0);
      expect(whole.startsWith(begun)).toBe(true);
      expect(stderr).toMatch(/^127.+ What it has said is void: asking again in [\d.]+ s \(attempt 2\)\n$/);
    }));

  it("hands images, instructions and limits on to the provider", () =>
    withEmulatedHome({}, async ({ environment, emulator, folder }) => {
      await folder.write("photo.txt", pixel);
      await folder.write("system.md", "Be brief.\n");
      const args = ["--image", "photo.txt", "--instructions", "@system.md", "--reasoning", "low"];
      const run = await runMassgen(["ask", "What?", ...args, "--max-output-tokens", "1k", "--api", "responses"], {
        environment,
        cwd: folder.path,
      });
      expect(run.exitCode).toBe(0);
      const [request] = emulator.requests;
      expect(request?.body).toMatchObject({ max_output_tokens: 1_000, reasoning: { effort: "low" }, store: false });
      expect(request?.seen).toMatchObject({ instructions: "Be brief." });
      expect(request?.seen?.entries[0]).toMatchObject({
        images: [`data:image/png;base64,${pixel.toString("base64")}`],
        text: "What?",
      });
    }));

  it("makes the question a turn of a conversation with --continue, and keeps none without", () =>
    withEmulatedHome({}, async ({ environment, emulator, folder }) => {
      const ask = (...args: string[]) => runMassgen(["ask", ...args], { environment, cwd: folder.path });
      expect(await ask("First", "--continue")).toMatchObject({
        exitCode: 1,
        stderr: "massgen: There is no conversation yet. Begin one with massgen chat.\n",
      });
      await ask("Alone");
      expect(await folder.list()).toEqual([]);
      await runMassgen(["chat"], { environment, cwd: folder.path, input: "Hello\n" });
      expect((await ask("--continue", "And now?")).stdout).toBe("You said: And now?\n");
      const seen = emulator.requests.at(-1)?.seen?.entries.map((entry) => (entry.kind === "message" ? entry.text : ""));
      expect(seen).toEqual(["Hello", "You said: Hello", "And now?"]);
    }));

  it("refuses an image that never ends", () =>
    withEmulatedHome({}, async ({ environment, emulator }) => {
      // It must not go on reading for ever where this fails.
      expect(await runShell("ulimit -t 10; massgen ask What? --image /dev/zero", { environment })).toEqual({
        exitCode: 1,
        stdout: "",
        stderr: "massgen: /dev/zero is no regular file. Save an image to a file, and name that.\n",
      });
      expect(emulator.requests).toEqual([]);
    }));

  it("reads no more from a pipe that never ends than a model could", () =>
    withEmulatedHome({}, async ({ environment }) => {
      const { exitCode, stderr } = await runShell("yes | massgen ask Why?", { environment });
      expect([exitCode, stderr]).toEqual([
        1,
        "massgen: standard input is larger than 16 MB. Send the part that matters, for example through tail -n 1000.\n",
      ]);
    }));

  it("says at a terminal that it waits for a pipe that stays silent", (context) => {
    needsTerminal(context);
    return withEmulatedHome({}, async ({ environment, emulator }) => {
      const line = "sleep 600 | massgen ask Why?";
      await using ask = startInTerminal(line, { environment: { ...environment, TERM: "xterm" } });
      await ask.waitFor("\u001b[2mwaiting for the end of standard input; where there is none to come, add < /dev/null");
      ask.type(keys.ctrlC);
      expect((await ask.ended).exitCode).toBe(4);
      expect(emulator.requests).toEqual([]);
    });
  });

  it("goes on with a log without settings, and keeps no model that did not answer", () =>
    withEmulatedHome({}, async ({ environment, folder }) => {
      const run = (args: string[], input = "") => runMassgen(args, { environment, cwd: folder.path, input });
      await run(["chat"], "Hello\n");
      const wrong = await run(["ask", "Who?", "--continue", "--model", "nope"]);
      expect(wrong.exitCode).toBe(1);
      expect(await run(["ask", "Who?", "--continue"])).toMatchObject({ exitCode: 0, stdout: "You said: Who?\n" });
      const id = (await run(["chat", "--list"])).stdout.split(" ")[0] ?? "";
      await rm(join(folder.path, "home/conversations", id, "settings.json"));
      expect(await run(["ask", "More?", "--continue", id])).toEqual({
        exitCode: 0,
        stdout: "You said: More?\n",
        stderr: `the settings of ${id} are missing: options and environment are used instead\n`,
      });
    }));

  it("says what cut an answer short", () => {
    const models = { "gpt-test": { ...echo, maximumOutputTokens: 20 } };
    return withEmulatedHome({ models }, async ({ environment }) => {
      const { exitCode, stderr } = await runMassgen(["ask", "long"], { environment });
      expect([exitCode, stderr]).toEqual([
        0,
        "the answer is cut off: it reached its limit of tokens (--max-output-tokens)\n",
      ]);
    });
  });

  it("ends with 4 on Ctrl-C before anything was said", () =>
    withEmulatedHome({ latencyMilliseconds: 60_000 }, async ({ environment, emulator }) => {
      const child = startMassgen(["ask", "x"], { environment });
      const ended = endOf(child);
      child.stdin?.end();
      while (emulator.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
      child.kill("SIGINT");
      expect(await ended).toEqual({ exitCode: 4, stdout: "", stderr: "massgen: Interrupted. Nothing was written.\n" });
    }));

  it("ends quietly where nobody reads the answer", () =>
    withEmulatedHome({ chunkMilliseconds: 5 }, async ({ environment }) => {
      const run = await runShell("massgen ask long | head -c 5; echo $PIPESTATUS", { environment });
      expect(run).toMatchObject({ stdout: "word00\n", stderr: "" });
    }));
});
