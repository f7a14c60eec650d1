import { describe, expect, it } from "vitest";
import { withFolder } from "../../testing/with-folder.ts";
import { readSessionLog } from "../read-session-log.ts";
import type { SessionLog } from "../session-log.ts";

const line = (type: string, payload: object) => ({ timestamp: "2026-01-31T10:00:00Z", type, payload });
const item = (payload: object) => line("response_item", payload);
const said = (role: "user" | "assistant", text: string) => ({
  type: "message",
  role,
  content: [{ type: role === "user" ? "input_text" : "output_text", text }],
});
const call = (id: string) => ({ type: "function_call", call_id: id, name: "shell", arguments: "{}" });
const output = (id: string) => ({ type: "function_call_output", call_id: id, output: `output of ${id}` });
const usage = (input: number) =>
  line("event_msg", {
    type: "token_count",
    info: { last_token_usage: { input_tokens: input, cached_input_tokens: 100, output_tokens: 5 } },
  });

async function read(records: readonly object[], torn = ""): Promise<SessionLog> {
  let log: SessionLog | undefined;
  const content = records.map((record) => `${JSON.stringify(record)}\n`).join("") + torn;
  await withFolder({ "rollout.jsonl": content }, async ({ path }) => {
    log = await readSessionLog(`${path}/rollout.jsonl`);
  });
  if (log === undefined) throw new Error("The log was not read.");
  return log;
}

const meta = line("session_meta", { id: "1", cwd: "/home/me", cli_version: "0.99", instructions: "Be brief." });

describe("readCodex", () => {
  it("reads items as they are, with the usage and the model of each call", async () => {
    const reasoning = { type: "reasoning", summary: [], encrypted_content: "gAAA" };
    const items = [said("user", "Build it."), reasoning, call("c1"), output("c1"), said("assistant", "Built.")];
    const [task, thought, asked, answered, done] = items.map(item);
    const log = await read([
      meta,
      task ?? {},
      line("turn_context", { model: "gpt-test", approval_policy: "never" }),
      line("event_msg", { type: "agent_reasoning", text: "…" }),
      thought ?? {},
      asked ?? {},
      usage(1_000),
      answered ?? {},
      done ?? {},
      usage(1_200),
      // Said again with new limits of the account.
      usage(1_200),
    ]);
    expect(log).toMatchObject({ source: "codex", format: "openai-responses", compactions: 0, skipped: [] });
    expect(log.items).toEqual(items);
    expect(log.calls).toEqual([
      { afterItem: 1, model: "gpt-test", usage: { inputTokens: 1_000, outputTokens: 5, cachedInputTokens: 100 } },
      { afterItem: 4, model: "gpt-test", usage: { inputTokens: 1_200, outputTokens: 5, cachedInputTokens: 100 } },
    ]);
  });

  it("takes calls and outputs that are written in turns for one response, where there is usage", async () => {
    const both = [said("user", "Two."), call("c1"), output("c1"), call("c2"), output("c2")].map(item);
    const log = await read([meta, ...both, usage(500), item(said("assistant", "Done.")), usage(600)]);
    expect(log.calls.map(({ afterItem }) => afterItem)).toEqual([1, 5]);
    const without = await read([meta, ...both, item(said("assistant", "Done."))]);
    expect(without.calls.map(({ afterItem }) => afterItem)).toEqual([1, 3, 5]);
  });

  it("keeps what a compaction replaced, and leaves out what it was replaced by", async () => {
    const log = await read([
      meta,
      item(said("user", "First.")),
      item(said("assistant", "One.")),
      item({ type: "compaction", encrypted_content: "gAAA" }),
      line("compacted", { message: "Much was said.", replacement_history: [said("user", "Much was said.")] }),
      item({ type: "ghost_snapshot", ghost_commit: { id: "abc" } }),
      item(said("user", "Go on.")),
      item(said("assistant", "Two.")),
    ]);
    expect(log.compactions).toBe(1);
    expect(log.items).toEqual([
      said("user", "First."),
      said("assistant", "One."),
      said("user", "Go on."),
      said("assistant", "Two."),
    ]);
    expect(log.skipped).toEqual([
      { reason: "item of type compaction", count: 1 },
      { reason: "item of type ghost_snapshot", count: 1 },
    ]);
  });

  it("reads bare items, as the first versions wrote them", async () => {
    const log = await read([
      { id: "1", timestamp: "2025-04-20T10:00:00Z", instructions: "Be brief." },
      { record_type: "state" },
      said("user", "First."),
      said("assistant", "One."),
    ]);
    expect(log).toMatchObject({ source: "codex", skipped: [] });
    expect(log.items).toEqual([said("user", "First."), said("assistant", "One.")]);
  });

  it("counts what it does not know, and a last line that is cut off", async () => {
    const log = await read(
      [
        meta,
        item(said("user", "First.")),
        item({ note: "no type" }),
        item(output("never asked")),
        line("teleport", { to: "moon" }),
        item(said("assistant", "One.")),
      ],
      '{"timestamp":"2026-01-31T10:00:00Z","type":"respon',
    );
    expect(log.items).toHaveLength(2);
    expect(log.skipped).toEqual([
      { reason: "item without a type", count: 1 },
      { reason: "record of type teleport", count: 1 },
      { reason: "last line that is cut off", count: 1 },
      { reason: "result without its call", count: 1 },
    ]);
  });
});
