import { imageSize } from "image-size";
import { describe, expect, it } from "vitest";
import type { FaraSettings } from "../fara-settings.ts";
import { faraProfiles } from "../profiles/fara-profiles.ts";
import {
  type ChatServerOptions,
  closedAddress,
  type ScriptedAnswer,
  startChatServer,
} from "../test-support/chat-server.ts";
import { call } from "../test-support/turns.ts";
import { diagnose } from "./diagnose.ts";
import type { DiagnosisCheckName } from "./diagnosis.ts";
import { contextRemedy, startRemedy } from "./remedies.ts";
import { redPicture } from "./test-picture.ts";

const good = call({ action: "terminate", status: "success" }, "The screenshot is red.");
const listed = { "/v1/models": { data: [{ id: "microsoft/Fara-7B", max_model_len: 32_768 }] } };

async function check(
  answer: ScriptedAnswer,
  { documents = listed, ...others }: Partial<ChatServerOptions> = {},
  settings: Partial<FaraSettings> = {},
) {
  const server = await startChatServer({ answers: [answer], documents, ...others });
  const diagnosis = await diagnose({ model: "microsoft/Fara-7B", baseURL: server.baseURL, ...settings });
  const of = (name: DiagnosisCheckName) => diagnosis.checks.find((one) => one.name === name);
  return { server, diagnosis, of };
}

describe("diagnose", () => {
  it("finds nothing wrong with an endpoint that works", async () => {
    const { server, diagnosis } = await check(good);
    expect(diagnosis).toEqual({
      model: "microsoft/Fara-7B",
      baseURL: server.baseURL,
      generation: "7b",
      promptSource: "own",
      models: ["microsoft/Fara-7B"],
      isUsable: true,
      checks: [
        { name: "settings", status: "passed" },
        { name: "connection", status: "passed" },
        { name: "model", status: "passed" },
        { name: "context", status: "passed", detail: "32768 tokens" },
        { name: "memory", status: "passed" },
        { name: "vision", status: "passed", detail: "The model sees the test picture." },
        { name: "answer", status: "passed", detail: "The answer holds an action." },
      ],
    });
    expect(server.requests).toHaveLength(1);
  });

  it("says which settings are wrong", async () => {
    const diagnosis = await diagnose({ model: "served", systemPrompt: "Act." });
    expect(diagnosis).toMatchObject({ isUsable: false, promptSource: "custom", models: [] });
    expect(diagnosis.checks[0]).toEqual({
      name: "settings",
      status: "failed",
      problem: "The model's name does not tell which generation of Fara it is.",
      remedy: 'Set generation to "7b" or "1.5".',
    });
  });

  it("shows nothing of an address that may be secret", async () => {
    const diagnosis = await diagnose({ model: "fara-7b", baseURL: "http://name:pass@127.0.0.1:9/v1?key=secret" });
    expect(diagnosis).toMatchObject({ isUsable: false, baseURL: "http://127.0.0.1:9/v1" });
    expect(JSON.stringify(diagnosis)).not.toMatch(/secret|pass@/);
  });

  it("says where nothing listens", async () => {
    const refused = await diagnose({ model: "fara-7b", baseURL: await closedAddress() });
    expect(refused.isUsable).toBe(false);
    expect(refused.checks[1]).toEqual({
      name: "connection",
      status: "failed",
      problem: "Nothing answers at the address.",
      remedy: "Check the address, and start the server that is to answer there.",
    });
  });

  it("says where the key is wrong", async () => {
    const { of, diagnosis } = await check(good, { documents: { "/v1/models": { status: 401 } } });
    expect(diagnosis.isUsable).toBe(false);
    expect(of("connection")).toMatchObject({
      status: "failed",
      problem: "The server does not accept the key, or wants one.",
    });
    const later = await check({ status: 401 });
    expect(later.of("connection")).toMatchObject({ status: "failed", problem: "The server does not accept the key." });
  });

  it("says what the model is called", async () => {
    const documents = { "/v1/models": { data: [{ id: "other" }, { id: "fara" }] } };
    const body = { error: { message: "The model `microsoft/Fara-7B` does not exist." } };
    const { of } = await check({ status: 404, body }, { documents });
    expect(of("model")).toEqual({
      name: "model",
      status: "failed",
      problem: "The server has no model of this name.",
      remedy: "Use one that it has: other, fara.",
    });
    const any = await check(good, { documents });
    expect(any.of("model")).toMatchObject({ status: "warned" });
    expect(any.diagnosis.isUsable).toBe(true);
  });

  it("says where the context is too short, wherever the server tells it", async () => {
    const model = { "/v1/models": { data: [{ id: "microsoft/Fara-7B" }] } };
    const { of } = await check(good, { documents: { "/v1/models": { data: [{ id: "a", max_model_len: 8_192 }] } } });
    expect(of("context")).toEqual({
      name: "context",
      status: "failed",
      detail: "8192 tokens",
      problem: "The server's context of 8192 tokens is too short.",
      remedy: "Raise it to 15000 tokens at least, e.g. with `vllm serve --max-model-len 32768`.",
    });
    const others = [
      { "/props": { default_generation_settings: { n_ctx: 4_096 } } },
      { "/api/v0/models": { data: [{ id: "microsoft/Fara-7B", loaded_context_length: 4_096 }] } },
      { "/api/ps": { models: [{ name: "microsoft/Fara-7B:latest", context_length: 4_096 }] } },
    ];
    for (const documents of others) {
      const found = await check(good, { documents: { ...model, ...documents } });
      expect(found.of("context")).toMatchObject({ status: "failed", detail: "4096 tokens" });
    }
    const message = "This model's maximum context length is 1024 tokens. However, you requested 2000 tokens.";
    const overflow = await check({ status: 400, body: { error: { message } } }, { documents: model });
    expect(overflow.of("context")).toMatchObject({ status: "failed", problem: "The server's context is too short." });
  });

  it.each<[DiagnosisCheckName, string, number, string]>([
    ["memory", "CUDA out of memory. Tried to allocate 2.00 GiB", 500, "The server has run out of memory."],
    ["memory", "model runner has unexpectedly stopped", 500, "The server has run out of memory."],
    [
      "vision",
      "image input is not supported - hint: you may need to provide the mmproj",
      500,
      "The model does not take pictures.",
    ],
    ["vision", "Failed to load image", 400, "The server does not take the picture."],
    [
      "answer",
      "Unknown parameter: 'chat_template_kwargs'.",
      400,
      "The server does not take the field chat_template_kwargs.",
    ],
  ])("names %s where the server says %j", async (name, message, status, problem) => {
    const { of, diagnosis } = await check({ status, body: { error: { message } } });
    expect(diagnosis.isUsable).toBe(false);
    expect(of(name)).toMatchObject({ status: "failed", problem });
    expect(of(name)?.remedy).toMatch(/\.$/);
  });

  it("says where the answer is not where it should be", async () => {
    const empty = await check("");
    expect(empty.of("answer")).toMatchObject({
      status: "failed",
      problem: "The answer is empty.",
      remedy: expect.stringContaining("--reasoning-format none"),
    });
    const thoughts = await check({ message: { content: "", reasoning_content: good } });
    expect(thoughts.diagnosis.isUsable).toBe(true);
    expect(thoughts.of("answer")).toMatchObject({
      status: "warned",
      problem: "The server takes the whole answer for thoughts.",
      remedy: expect.stringContaining("--reasoning-format none"),
    });
    const function_ = { name: "computer_use", arguments: '{"action": "terminate"}' };
    const native = await check({ message: { content: "Red.", tool_calls: [{ id: "a", function: function_ }] } });
    expect(native.of("answer")).toMatchObject({
      status: "warned",
      problem: "The server takes the calls out of the text.",
    });
    const other = await check("I see a red square.");
    expect(other.of("answer")).toMatchObject({
      status: "failed",
      problem: "The answer holds no action.",
      remedy: "Check that the server runs Fara-7B, with its own chat template.",
    });
  });

  it("doubts a model that does not name the colour", async () => {
    const { of, diagnosis } = await check(call({ action: "terminate" }, "I see nothing."));
    expect(of("vision")).toMatchObject({ status: "warned" });
    expect(diagnosis.isUsable).toBe(true);
  });

  it("does without a list of models, and with the other form of the address", async () => {
    const { diagnosis } = await check(good, { documents: {}, root: "" });
    expect(diagnosis).toMatchObject({ isUsable: true, models: [] });
  });

  it("ends where it is told to", async () => {
    await expect(diagnose({ model: "fara-7b" }, { signal: AbortSignal.abort(new Error("stop")) })).rejects.toThrow(
      "stop",
    );
  });
});

it("knows how servers are started and given more context", () => {
  expect(startRemedy("http://localhost:11434/v1")).toBe(
    "Start Ollama with `ollama serve`, or pass the address of another server.",
  );
  expect(contextRemedy("http://localhost:11434/v1", faraProfiles["7b"])).toBe(
    "Raise it to 15000 tokens at least, with OLLAMA_CONTEXT_LENGTH.",
  );
});

it("makes a picture that can be read", () => {
  expect(imageSize(redPicture({ width: 56, height: 84 }))).toMatchObject({ width: 56, height: 84, type: "png" });
});
