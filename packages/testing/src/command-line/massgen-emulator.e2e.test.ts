import OpenAI from "openai";
import { expect, it } from "vitest";
import { refusalOf } from "../testing/emulate.ts";
import { runEmulator, serveEmulator, timeout } from "../testing/run-emulator.ts";
import { withFile } from "../testing/with-file.ts";
import { help } from "./help.ts";

function clientOf(baseURL: string, apiKey = "sk-x"): OpenAI {
  return new OpenAI({ apiKey, baseURL, maxRetries: 0, logLevel: "off" });
}

it(
  "serves until Ctrl-C, tells what it is, and calls a tool when it is told to",
  async () => {
    await using served = await serveEmulator(["openai", "--model", "gpt-x", "--context-window", "8k"]);
    expect(served.greeting).toEqual([
      `OpenAI emulator (a protocol, not a model) at ${served.baseURL}`,
      "Models: gpt-x (8000 tokens)",
      "Ctrl-C ends it.",
    ]);
    const client = clientOf(served.baseURL);
    const { output_text } = await client.responses.create({ model: "gpt-x", input: "How are you?" });
    expect(output_text).toBe(
      "This is an emulator, not a model. I saw 1 item (7 tokens); the last user message was: How are you?",
    );
    const tools: OpenAI.Responses.Tool[] = [
      { type: "function", name: "read_file", parameters: { type: "object", properties: {} }, strict: false },
    ];
    const called = await client.responses.create({ model: "gpt-x", input: 'call read_file {"path":"a"}', tools });
    expect(called.output).toMatchObject([{ type: "function_call", name: "read_file", arguments: '{"path":"a"}' }]);
    expect(await served.end("SIGINT")).toBe(0);
    await expect(client.models.list()).rejects.toThrow("Connection error.");
  },
  timeout,
);

it(
  "plays a script, refuses other keys, and fails when it is told to",
  async () => {
    await using script = await withFile(`{ "models": [{ "name": "gpt-s", "contextWindow": 500, "reply": {
      "rules": [{ "when": "weather", "then": { "text": "Sunny." } }], "otherwise": { "text": "What?" } } }] }`);
    await using served = await serveEmulator([
      "openai",
      ...["--script", script.path, "--api-key", "sk-right", "--without", "compact,inputTokens", "--latency", "1"],
      ...["--chat-quirk", "no-usage", "--fault", "503;path=/responses;times=2", "--fault", "429;path=/models"],
    ]);
    const client = clientOf(served.baseURL, "sk-right");
    const ask = (input: string) => client.responses.create({ model: "gpt-s", input });
    expect(await refusalOf(ask("Hi"))).toMatchObject({ status: 503 });
    expect(await refusalOf(ask("Hi"))).toMatchObject({ status: 503 });
    expect((await ask("How is the weather?")).output_text).toBe("Sunny.");
    expect((await ask("Hi")).output_text).toBe("What?");
    expect(await refusalOf(ask("x".repeat(3_000)))).toMatchObject({ code: "context_length_exceeded" });
    expect((await refusalOf(client.models.list())).status).toBe(429);
    expect((await client.models.list()).data).toMatchObject([{ id: "gpt-s" }]);
    expect((await refusalOf(client.responses.compact({ model: "gpt-s", input: "Hi" }))).status).toBe(404);
    expect((await refusalOf(clientOf(served.baseURL).models.list())).code).toBe("invalid_api_key");
    const chat = await client.chat.completions.create({ model: "gpt-s", messages: [{ role: "user", content: "Hi" }] });
    expect(chat).not.toHaveProperty("usage");
    expect(await served.end("SIGTERM")).toBe(0);
  },
  timeout,
);

it(
  "prints its help",
  async () => {
    expect(await runEmulator(["openai", "--help"])).toEqual({ exitCode: 0, stdout: help, stderr: "" });
  },
  timeout,
);

it(
  "says on one line what is wrong and what to do",
  async () => {
    expect(await runEmulator(["openai", "--prot", "1"])).toEqual({
      exitCode: 1,
      stdout: "",
      stderr: "massgen-emulator: Unknown option '--prot'. See massgen-emulator --help.\n",
    });
  },
  timeout,
);
