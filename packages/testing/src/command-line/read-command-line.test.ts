import { expect, it } from "vitest";
import { readCommandLine } from "./read-command-line.ts";

it.each([
  [["foo"], '"foo" is no protocol. Write: massgen-emulator openai, or massgen-emulator fara'],
  [["fara", "--without", "trigger"], "massgen-emulator fara has no --without. See massgen-emulator --help."],
  [["openai", "--generation", "7b"], "massgen-emulator openai has no --generation. See massgen-emulator --help."],
  [["fara", "--generation", "8b"], '--generation is "8b". Choose from: 7b, 1.5.'],
  [["fara", "--malformation", "foo"], /^--malformation is "foo"\. Choose from: no-closing-tag, .+, huge\.$/],
  [["--port", "1"], "No protocol was named. Write: massgen-emulator openai, or massgen-emulator fara"],
  [["openai", "--port", "x"], '--port is "x". Write a whole number, e.g. 8000 or 8k.'],
  [["openai", "--port", "70000"], "--port is 70000. Write a number up to 65535."],
  [
    ["openai", "--context-window", "-5"],
    /^Option '--context-window' argument is ambiguous\. See massgen-emulator --help\.$/,
  ],
  [["openai", "--model"], "Option '--model <value>' argument missing. See massgen-emulator --help."],
  [
    ["openai", "--without", "compact,foo"],
    '--without names "foo". Choose from: responses, compact, contextManagement, trigger, inputTokens, chatCompletions.',
  ],
  [["openai", "--chat-quirk", "foo"], /^--chat-quirk is "foo"\. Choose from: no-usage, .+, comment-lines\.$/],
  [["openai", "--fault", "soon"], /^"soon" is no fault\. Write it like one of: 429;retry-after=1, /],
  [
    ["openai", "--script", "a", "--model", "b"],
    "--script names the models itself. Leave out --model and --context-window.",
  ],
  [
    ["openai", "--script", "nowhere.json"],
    "The script nowhere.json cannot be read. Check the path and who may read it.",
  ],
])("refuses %j", async (args, message) => {
  const error = await readCommandLine(args).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(Error);
  const text = error instanceof Error ? error.message : "";
  if (typeof message === "string") expect(text).toBe(message);
  else expect(text).toMatch(message);
});

it("reads all its options", async () => {
  const commandLine = await readCommandLine([
    "openai",
    ...[
      "--port",
      "8080",
      "--model",
      "m",
      "--context-window",
      "2k",
      "--api-key",
      "a",
      "--api-key",
      "b",
      "--latency",
      "5",
    ],
    ...["--without", "trigger", "--chat-quirk", "no-done", "--chat-quirk", "no-usage", "--fault", "cut=5"],
  ]);
  expect(commandLine).toMatchObject({
    options: {
      models: { m: { contextWindow: 2_000 } },
      port: 8080,
      apiKeys: ["a", "b"],
      latencyMilliseconds: 5,
      supports: { trigger: false },
      chatQuirks: ["no-done", "no-usage"],
    },
    faults: [{ fault: { kind: "cut", afterBytes: 5 } }],
  });
});

it.each([[[]], [["--help"]], [["-h"]], [["openai", "-h"]]])("helps with %j", async (args) => {
  expect(await readCommandLine(args)).toBe("help");
});

it("reads the options of fara", async () => {
  const typed = ["--generation", "1.5", "--malformation", "fenced", "--context-window", "15k", "--latency", "3"];
  expect(await readCommandLine(["fara", ...typed])).toMatchObject({
    protocol: "fara",
    options: {
      generation: "1.5",
      malformation: "fenced",
      contextWindow: 15_000,
      latencyMilliseconds: 3,
      script: [{ action: "terminate" }],
    },
  });
});
