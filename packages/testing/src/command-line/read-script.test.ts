import { expect, it } from "vitest";
import type { EmulatedRequest } from "../openai/model/emulated-request.ts";
import { withFile } from "../testing/with-file.ts";
import { readScript } from "./read-script.ts";

const model = (reply: unknown, fields: object = {}) => ({
  models: [{ name: "m", contextWindow: 100, reply, ...fields }],
});
/** Written as text, as a linter takes an object with `then` for a promise. */
const rule = (when: string, reply: object) =>
  JSON.parse(`{"when":${JSON.stringify(when)},"then":${JSON.stringify(reply)}}`);
const rules = (...given: readonly unknown[]) => ({ rules: given, otherwise: { text: "other" } });

it("reads models with lists of replies", async () => {
  const replies = [
    { text: "Hello.", reasoning: "Hm.", calls: [{ name: "f", arguments: { a: 1 }, callId: "c" }] },
    { refusal: "No." },
  ];
  await using script = await withFile(JSON.stringify(model(replies, { maximumOutputTokens: 5, reasoning: false })));
  expect(await readScript(script.path)).toEqual({
    m: { contextWindow: 100, reply: replies, maximumOutputTokens: 5, reasoning: false },
  });
});

it("follows rules: a text that is part of the last message, or an expression that fits the last tool output", async () => {
  const given = [rule("file", { text: "one" }), rule("/^exit \\d+$/gi", { text: "two" })];
  await using script = await withFile(JSON.stringify(model(rules(...given))));
  const reply = (await readScript(script.path)).m?.reply;
  const answer = (entries: EmulatedRequest["entries"]) => {
    const request = { model: "m", instructions: "", tools: [], entries, text: "", tokens: 1, number: 1 };
    return typeof reply === "function" ? reply(request, { signal: new AbortController().signal }) : undefined;
  };
  const user = { kind: "message", role: "user", text: "Read the file.", images: [] } as const;
  const output = (text: string) => ({ kind: "output", callId: "c", text, images: [] }) as const;
  expect(answer([user])).toEqual({ text: "one" });
  expect(answer([user, output("EXIT 5")])).toEqual({ text: "two" });
  expect(answer([user, output("EXIT 5")])).toEqual({ text: "two" });
  expect(answer([user, output("fine")])).toEqual({ text: "other" });
  expect(answer([])).toEqual({ text: "other" });
});

it.each([
  [{}, "models", "Invalid input: expected array, received undefined"],
  [{ models: [] }, "models", "Too small: expected array to have >=1 items"],
  [model([{ text: 5 }]), "models[0].reply[0].text", "Invalid input: expected string, received number"],
  [model([]), "models[0].reply", "Too small: expected array to have >=1 items"],
  [model("Hi"), "models[0].reply", "Expected a list, or rules"],
  [model([{ txt: "Hi" }]), "models[0].reply[0]", 'Unrecognized key: "txt"'],
  [model([{ text: "Hi" }], { window: 5 }), "models[0]", 'Unrecognized key: "window"'],
  [model(rules({ when: "a" })), "models[0].reply.rules[0].then", "Invalid input: expected object, received undefined"],
  [model(rules(rule("/(/", {}))), "models[0].reply.rules[0].when", "Not a regular expression"],
])("names the place in %j", async (content, place, problem) => {
  await using script = await withFile(JSON.stringify(content));
  await expect(readScript(script.path)).rejects.toMatchObject({
    code: "invalid-script",
    message: `The script ${script.path} is wrong at ${place}: ${problem}. See massgen-emulator --help for its form.`,
  });
});

it("says that a file is not JSON", async () => {
  await using script = await withFile("models: []");
  await expect(readScript(script.path)).rejects.toMatchObject({
    message: `The script ${script.path} is not JSON. Check it with a JSON formatter.`,
  });
});
