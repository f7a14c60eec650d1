import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { countTokens } from "gpt-tokenizer/encoding/o200k_base";
import { expect, it } from "vitest";
import { describeWith, sessionDataFolder } from "../../../scripts/test-support/describe-with.ts";
import { runMassgen, timeout } from "./testing/run-massgen.ts";
import { unpairedCalls } from "./testing/unpaired-calls.ts";

type Fields = Readonly<Record<string, unknown>>;

interface Session {
  readonly items?: readonly Fields[];
  readonly messages?: readonly Fields[];
}

describeWith("session-data", "massgen compact on real sessions", () => {
  it.each([
    { file: "coding-session.responses.json", target: 60_000 },
    { file: "swe-marshmallow.chat.json", target: "half" },
    { file: "swe-pydantic.chat.json", target: "half" },
  ])(
    "brings $file to $target and keeps what it must",
    async ({ file, target }) => {
      const path = join(sessionDataFolder(), file);
      const { items: before, rest: restBefore } = parts(await readFile(path, "utf8"));
      const tokens = target === "half" ? Math.floor(textTokens(before) / 2) : Number(target);
      const run = await runMassgen(["compact", path, "--target", String(tokens), "--json"]);
      expect(run.exitCode).toBe(0);
      const { items: after, rest: restAfter } = parts(run.stdout);
      const report = JSON.parse(run.stderr);

      expect(textTokens(after)).toBeLessThanOrEqual(tokens);
      expect(report).toMatchObject({ status: "compacted", itemsBefore: before.length, itemsAfter: after.length });
      expect(report.estimated).toBe(false);
      expect(unpairedCalls(after)).toEqual([]);
      for (const roles of [["system", "developer"], ["user"]]) {
        const kept = (items: readonly Fields[]) => items.filter((item) => roles.includes(String(item.role)));
        const [was, is] = [kept(before), kept(after)];
        if (roles[0] === "user") {
          expect(JSON.stringify(is.at(0))).toBe(JSON.stringify(was.at(0)));
          expect(JSON.stringify(is.at(-1))).toBe(JSON.stringify(was.at(-1)));
        } else {
          expect(JSON.stringify(is)).toBe(JSON.stringify(was));
        }
      }
      expect(restAfter).toEqual(restBefore);
      expect(report.unansweredCalls.map((call: Fields) => call.callId)).toEqual(unpairedCalls(before));
    },
    timeout,
  );
});

function parts(text: string): { readonly items: readonly Fields[]; readonly rest: object } {
  const { items, messages, ...rest }: Session = JSON.parse(text);
  return { items: items ?? messages ?? [], rest };
}

/** Tokens of all text that a model is shown, counted without any code of ours. */
function textTokens(items: readonly Fields[]): number {
  let tokens = 0;
  const add = (text: unknown) => {
    if (typeof text === "string") tokens += countTokens(text, { disallowedSpecial: new Set() });
  };
  const addContent = (content: unknown) => {
    add(content);
    if (Array.isArray(content)) for (const part of content) add(part.text);
  };
  for (const item of items) {
    addContent(item.content);
    addContent(item.output);
    add(item.name);
    add(item.arguments);
    const calls = (item.tool_calls ?? []) as readonly { readonly function: Fields }[];
    for (const call of calls) {
      add(call.function.name);
      add(call.function.arguments);
    }
  }
  return tokens;
}
