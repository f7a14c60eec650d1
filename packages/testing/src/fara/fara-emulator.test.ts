import OpenAI from "openai";
import { describe, expect, it } from "vitest";
import { startFaraEmulator } from "./fara-emulator.ts";
import { hopelessFaraMalformations, malform, recoverableFaraMalformations } from "./fara-malformation.ts";
import { layoutProblems } from "./layout-problems.ts";
import { readFaraScript } from "./read-fara-script.ts";
import { writeCall } from "./write-call.ts";

/** Header of a PNG of this size; nobody decodes more of it. */
function picture(width: number, height: number): string {
  const bytes = Buffer.alloc(40);
  bytes.set(Buffer.from("89504e470d0a1a0a0000000d49484452", "hex"));
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return `data:image/png;base64,${bytes.toString("base64")}`;
}

const messages = (url = picture(1428, 896)) => [
  { role: "system" as const, content: "You use a browser. <tools>{}</tools>" },
  {
    role: "user" as const,
    content: [
      { type: "image_url" as const, image_url: { url } },
      { type: "text" as const, text: "Buy milk." },
    ],
  },
];

describe("startFaraEmulator", () => {
  it("plays its script in the words of each generation, and bills pictures as the model does", async () => {
    for (const [generation, size, tokens] of [
      ["7b", [1428, 896], 1632],
      ["1.5", [1440, 896], 1260],
    ] as const) {
      await using emulator = await startFaraEmulator({
        generation,
        script: [{ thoughts: "The button.", action: "left_click", arguments: { coordinate: [12, 34] } }],
      });
      const client = new OpenAI({ apiKey: "any", baseURL: emulator.baseURL });
      const { choices, usage } = await client.chat.completions.create({
        model: emulator.model,
        messages: messages(picture(size[0], size[1])),
        temperature: 0,
      });
      const call = '{"name": "computer_use", "arguments": {"action": "left_click", "coordinate": [12, 34]}}';
      const closing = generation === "7b" ? "\n</tool_call>" : "\n";
      expect(choices[0]?.message.content).toBe(`The button.\n<tool_call>\n${call}${closing}`);
      expect(usage?.prompt_tokens).toBeGreaterThanOrEqual(tokens);
      expect(usage?.prompt_tokens).toBeLessThan(tokens + 40);
      expect(emulator.layoutProblems()).toEqual([]);
    }
  });

  it("takes no step for a question without a picture", async () => {
    await using emulator = await startFaraEmulator({
      generation: "1.5",
      script: [{ raw: "first" }, { raw: "second" }],
      pageAnswer: "It says five.",
    });
    const client = new OpenAI({ apiKey: "any", baseURL: emulator.baseURL });
    const ask = async (given: Parameters<typeof client.chat.completions.create>[0]["messages"]) => {
      const { choices } = await client.chat.completions.create({ model: emulator.model, messages: given });
      return choices[0]?.message.content;
    };
    expect(await ask(messages())).toBe("first");
    expect(await ask([{ role: "user", content: "What does the page say?" }])).toBe("It says five.");
    expect(await ask(messages())).toBe("second");
  });

  it("keeps a step whose answer was spoilt", async () => {
    await using emulator = await startFaraEmulator({ generation: "7b", script: [{ raw: "first" }, { raw: "second" }] });
    const client = new OpenAI({ apiKey: "any", baseURL: emulator.baseURL, maxRetries: 0 });
    const ask = () => client.chat.completions.create({ model: emulator.model, messages: messages() });
    emulator.fail({ kind: "cut", afterBytes: 5 });
    await expect(ask()).rejects.toThrow();
    expect((await ask()).choices[0]?.message.content).toBe("first");
    expect((await ask()).choices[0]?.message.content).toBe("second");
  });

  it("lists its model, and knows no other", async () => {
    await using emulator = await startFaraEmulator({ generation: "7b", script: [{ raw: "" }] });
    const client = new OpenAI({ apiKey: "any", baseURL: emulator.baseURL, maxRetries: 0 });
    expect((await client.models.list()).data.map(({ id }) => id)).toEqual(["microsoft/Fara-7B"]);
    await expect(client.chat.completions.create({ model: "fara", messages: messages() })).rejects.toMatchObject({
      status: 404,
    });
  });
});

describe("layoutProblems", () => {
  it("sees what the model was not trained on", () => {
    const body = { messages: messages(), temperature: 0 };
    expect(layoutProblems(body, "7b")).toEqual([]);
    expect(layoutProblems(body, "1.5")).toEqual(["A picture has 1428×896 pixels, not multiples of 32."]);
    const [system, user] = messages();
    const swapped = { role: "user", content: [...(user?.content ?? [])].reverse() };
    expect(layoutProblems({ messages: [swapped], tools: [], temperature: 1 }, "7b")).toEqual([
      "The first message is not the system's.",
      "The system message has no <tools>.",
      "The request offers tools beside those of the prompt.",
      "A message has its text before its picture.",
      "The temperature is not 0.",
    ]);
    expect(layoutProblems({ messages: [system, user, user, user, user], temperature: 0 }, "7b")).toEqual([
      "There are 4 pictures, not at most 3.",
    ]);
    expect(layoutProblems("{", "7b")).toEqual(["There are no messages."]);
  });
});

describe("malform", () => {
  const call = writeCall(
    { action: "type", arguments: { text: "it's", press_enter: true, coordinate: [12, 34] } },
    "7b",
  );

  it.each([...recoverableFaraMalformations, ...hopelessFaraMalformations])("%s differs from what was meant", (name) => {
    const { text } = malform(name, call);
    expect(text).not.toBe(`${call.thoughts}\n<tool_call>\n${call.json}${call.closing}`);
  });
});

describe("readFaraScript", () => {
  it("takes steps and raw text, and names the place of what is wrong", () => {
    const steps = [{ action: "wait", arguments: { time: 1 }, malformation: "fenced" }, { raw: "x" }];
    expect(readFaraScript(JSON.stringify({ steps }), "s.json")).toEqual(steps);
    expect(() => readFaraScript('{"steps": []}', "s.json")).toThrow("The script s.json is wrong at steps");
    expect(() => readFaraScript("{", "s.json")).toThrow("The script s.json is not JSON. Write {");
  });
});
