import fc from "fast-check";
import { expect, it } from "vitest";
import { clientOf, emulate, refusalOf } from "../../testing/emulate.ts";
import { seal, unseal } from "../seal.ts";

const owner = { sealKey: "k", organization: "org", model: "m" };

it("opens what it sealed, whatever it holds", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.nat(), (text, tokens) => {
      const content = { kind: "compaction", text, tokens } as const;
      expect(unseal(seal(content, owner), "compaction", owner)).toEqual(content);
    }),
  );
});

it("opens nothing of which one character was changed, taken out or put in", () => {
  const blob = seal({ kind: "reasoning", text: "Paris, or perhaps Lyon.", tokens: 6 }, owner);
  for (let at = 0; at < blob.length; at += 1) {
    const other = blob[at] === "A" ? "B" : "A";
    const variants = [
      `${blob.slice(0, at)}${other}${blob.slice(at + 1)}`,
      `${blob.slice(0, at)}${blob.slice(at + 1)}`,
      `${blob.slice(0, at)}.${blob.slice(at)}`,
    ];
    for (const variant of variants) expect(unseal(variant, "reasoning", owner)).toBeUndefined();
  }
});

it("opens nothing as another kind, or of another key, organisation or model", () => {
  const blob = seal({ kind: "reasoning", text: "x", tokens: 1 }, owner);
  expect(unseal(blob, "compaction", owner)).toBeUndefined();
  for (const other of [{ sealKey: "l" }, { organization: "grp" }, { model: "n" }])
    expect(unseal(blob, "reasoning", { ...owner, ...other })).toBeUndefined();
});

const models = {
  "gpt-a": { contextWindow: 8_000, reply: [{ reasoning: "Paris.", text: "Hi." }] },
  "gpt-b": { contextWindow: 8_000, reply: [{ text: "Hi." }] },
};

it("refuses reasoning and compaction of another organisation, key or model, and one that was altered", async () => {
  await using home = await emulate({ models, organization: "org-a", sealKey: "k" });
  await using foreign = await emulate({ models, organization: "org-b", sealKey: "k" });
  await using rekeyed = await emulate({ models, organization: "org-a", sealKey: "l" });
  await using sister = await emulate({ models, organization: "org-a", sealKey: "k" });
  const made = await home.client.responses.create({ model: "gpt-a", input: "Where?" });
  const compacted = await home.client.responses.compact({ model: "gpt-a", input: "Where?" });
  const items = [made.output, compacted.output].map((output) => JSON.parse(JSON.stringify(output)) as object[]);
  for (const input of items) {
    const ask = ({ emulator }: typeof home, model: string, sent: readonly object[]) =>
      clientOf(emulator).post("/responses", { body: { model, input: sent } });
    expect(await refusalOf(ask(foreign, "gpt-a", input))).toMatchObject({
      status: 400,
      code: "invalid_encrypted_content",
    });
    expect(await refusalOf(ask(rekeyed, "gpt-a", input))).toMatchObject({ code: "invalid_encrypted_content" });
    expect(await refusalOf(ask(home, "gpt-b", input))).toMatchObject({ code: "invalid_encrypted_content" });
    const altered = input.map((item) =>
      "encrypted_content" in item ? { ...item, encrypted_content: `${item.encrypted_content}A` } : item,
    );
    expect(await refusalOf(ask(home, "gpt-a", altered))).toMatchObject({
      message: expect.stringMatching(/^The encrypted content for item (rs|cmp)_\w+ could not be verified\. /),
      type: "invalid_request_error",
      param: null,
    });
    await ask(sister, "gpt-a", input);
    expect(sister.emulator.requests.at(-1)?.seen?.text).toContain(input === items[0] ? "Paris." : "Where?");
  }
});
