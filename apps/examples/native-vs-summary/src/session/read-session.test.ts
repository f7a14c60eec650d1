import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { smallSession } from "../small-session.ts";
import { bundledSession, readSession } from "./read-session.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "native-vs-summary-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function read(text: string) {
  const path = join(folder, "session.json");
  await writeFile(path, text);
  return readSession(path);
}

const { items, requests } = smallSession(2);

describe("readSession", () => {
  it.each([
    ["a JSON array", JSON.stringify(items)],
    ["an object with items", JSON.stringify({ id: "x", items }, null, 2)],
    ["JSONL", items.map((item) => JSON.stringify(item)).join("\n")],
    [
      "JSONL with a byte order mark, empty lines and carriage returns",
      `\uFEFF${items.map((item) => `${JSON.stringify(item)}\r\n\r\n`).join("")}`,
    ],
  ])("reads %s", async (_what, text) => {
    expect(await read(text)).toEqual({ name: "session.json", items, requests, recordedItems: 6 });
  });

  it("takes requests from where the model begins to speak", async () => {
    const said = (role: string) => ({ type: "message", role, content: "…" });
    const call = (id: string) => ({ type: "function_call", call_id: id, name: "read", arguments: "{}" });
    const output = (id: string) => ({ type: "function_call_output", call_id: id, output: "…" });
    const recorded = [
      said("developer"),
      said("user"),
      said("assistant"),
      call("a"),
      call("b"),
      output("a"),
      output("b"),
    ];
    const session = await read(JSON.stringify([...recorded, said("assistant"), said("user"), call("c"), said("user")]));
    expect(session.requests).toEqual([2, 7, 9]);
  });

  it("leaves reasoning out, and takes the ids by which the API would ask for it", async () => {
    const session = await read(
      JSON.stringify([
        items[0],
        { type: "reasoning", id: "rs_1", summary: [], encrypted_content: "sealed" },
        { type: "function_call", id: "fc_1", call_id: "a", name: "read", arguments: "{}" },
        { type: "function_call_output", id: "fco_1", call_id: "a", output: "…" },
        { type: "computer_call", id: "cu_1", call_id: "b", pending_safety_checks: [] },
      ]),
    );
    expect(session.items.map(({ type, id }) => [type, id])).toEqual([
      ["message", undefined],
      ["function_call", undefined],
      ["function_call_output", "fco_1"],
      ["computer_call", "cu_1"],
    ]);
    expect(session.recordedItems).toBe(5);
  });

  it("reads the bundled session", async () => {
    const session = await readSession(bundledSession);
    expect(session.recordedItems).toBeGreaterThan(1_000);
    expect(session.requests.length).toBeGreaterThan(200);
    expect(session.items.some(({ type }) => type === "reasoning")).toBe(false);
  });

  it.each([
    ["", "session.json is empty. Pass a JSON array of items, an object with items, or JSONL with one item a line."],
    ["[]", "session.json has no items. Name a session with at least one request."],
    [
      "7",
      "session.json holds no session. Pass a JSON array of items, an object with items, or JSONL with one item a line.",
    ],
    [
      "Dear diary",
      "session.json is neither JSON nor JSONL. Pass a JSON array of items, an object with items, or JSONL with one item a line.",
    ],
    [
      '{"role":"user","content":"a"}\n{"role":',
      "session.json is not valid JSONL at line 2. Correct that line, or export the session again.",
    ],
    ["[null]", "Item 1 of session.json has neither a type nor a role. Pass items of OpenAI's Responses API."],
    [
      '[{"type":"compaction","encrypted_content":"x"}]',
      "Item 1 of session.json is a compaction, which only its maker can read. Pass the session as it was before it was compacted.",
    ],
    [
      '[{"type":"item_reference","id":"msg_1"}]',
      "Item 1 of session.json refers to an item that is stored elsewhere. Pass the items themselves.",
    ],
    [
      '[{"role":"tool","tool_call_id":"a","content":"b"}]',
      "session.json is in the format openai-chat; native compaction takes items of OpenAI's Responses API. Record the session over the Responses API.",
    ],
    [
      '[{"role":"user","content":"Hello"}]',
      "session.json holds nothing that a model answered. Name the session of an agent.",
    ],
  ])("says in one line what is wrong with %j", async (text, message) => {
    await expect(read(text)).rejects.toMatchObject({ message, code: "invalid-input" });
  });

  it("says why a file cannot be read", async () => {
    await expect(readSession(join(folder, "none"))).rejects.toThrow(
      `${join(folder, "none")} cannot be read: there is no such file. Name the file of a session.`,
    );
    await expect(readSession(folder)).rejects.toThrow("cannot be read: it is a directory.");
  });
});
