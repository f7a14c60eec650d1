import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { compact, type SummaryModel } from "@massgen/compaction";
import { describe, expect, it } from "vitest";
import { call, letterCounter, output } from "../testing/small-session.ts";
import { emulatedSummaryModel } from "./emulated-summary.ts";
import { naiveSummary } from "./naive-summary.ts";
import { naiveTokens } from "./naive-tokens.ts";
import { naiveHeading, naivePrompt } from "./prompt.ts";

const moved =
  "The baseline naive-summary is frozen: after a change to it no table can be compared with one that was made before. " +
  "Leave it as it is, and give the changed rule a folder and a row of its own, under a new name.";

/**
 * Hashes of the rule as it was when the first tables were made. Where an import moved and nothing else, the new hash may
 * be put here; what the rule does must not change.
 */
const files: Readonly<Record<string, string>> = {
  "emulated-summary.ts": "07ab139ebe24b81dbdcd562c68121f083a82dbc966bf9445e926b516129a8624",
  "naive-summary.ts": "652a0ecdbc28606b947530c783314a997ff4bba7338ce3de93fcb7ff51dc25fe",
  "naive-tokens.ts": "9db15fa76ea8c772eb80f0dde8ab6542261cacfba4fb83606af446ce7471899c",
  "prompt.ts": "5226b5f8fca25cf60e30f07d3714e33e5d5b005d85a9ff27ba3a69bb8a4e7c96",
  "render-items.ts": "5067cee3e4586bae72aca79f70da1a5eae1cd3415d61029e5176dbcb227857d3",
};

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** The task, eleven steps and a question: of twelve steps and the pinned task the two oldest go. */
const conversation = [
  { role: "system", content: "Be brief." },
  { role: "user", content: "Why does the build fail?" },
  call("c0", '{"path":"a.ts"}'),
  output("c0", 60, "a.ts"),
  call("c1", '{"path":"b.ts"}'),
  { role: "tool", tool_call_id: "c1", content: [{ type: "text", text: "b.ts" }] },
  ...Array.from({ length: 9 }, (_, step) => [call(`d${step}`, "{}"), output(`d${step}`, 9, "d")]).flat(),
  { role: "user", content: "Which one?" },
];

describe("the frozen baseline", () => {
  it("has the prompt and the heading that it always had", () => {
    const hashes = [
      "b215787490aea697abdd47691913adb6fafec48eb2a2b4099784362c6d1b3ccb",
      "5b07aded3e9f39cb94d2551d63a1fa1030759909acce57a58eef92ff701f5048",
    ];
    expect([naivePrompt, naiveHeading].map(sha256), moved).toEqual(hashes);
  });

  it("is the code that it always was", async () => {
    const names = (await readdir(import.meta.dirname)).filter((name) => !name.endsWith(".test.ts"));
    const sources = await Promise.all(names.map((name) => readFile(`${import.meta.dirname}/${name}`, "utf8")));
    // A clone may have its lines ended otherwise.
    const hashes = names.map((name, index) => [name, sha256((sources[index] ?? "").replaceAll("\r\n", "\n"))]);
    expect(Object.fromEntries(hashes), moved).toEqual(files);
  });

  it("sends this, and puts the answer there", async () => {
    const requests: Parameters<SummaryModel>[0][] = [];
    const model: SummaryModel = async (request) => {
      requests.push(request);
      return { text: "It was b.ts.", usage: { inputTokens: 5, outputTokens: 3 } };
    };
    const settings = { target: "99%", strategies: [naiveSummary(model)], counter: letterCounter } as const;
    const { items, report } = await compact<unknown>(conversation, settings);
    expect(requests, moved).toEqual([
      {
        instructions:
          "Summarise the conversation below so that the work can go on without it. Say what the user wants, what has been done\n" +
          "so far, which files and commands mattered, what was decided, and what comes next. Be concise and answer with the summary only.",
        input: `ASSISTANT: read\n{"path":"a.ts"}\n\nTOOL: a.ts ${"x".repeat(51)}\n\nASSISTANT: read\n{"path":"b.ts"}\n\nTOOL: b.ts`,
        maximumTokens: 4_000,
      },
    ]);
    expect(items, moved).toEqual([
      ...conversation.slice(0, 2),
      { role: "user", content: "Summary of the conversation so far:\n\nIt was b.ts." },
      ...conversation.slice(6),
    ]);
    expect(report.attempts).toMatchObject([{ cost: { calls: 1, usage: { inputTokens: 5, outputTokens: 3 } } }]);
  });

  it("takes four characters of text for a token, and images for none", () => {
    const image = { kind: "image", source: null, detail: null, evicted: false } as const;
    expect(naiveTokens({ parts: [{ kind: "text", text: "x".repeat(10) }, image] }), moved).toBe(2.5);
  });

  it("has without a model an answer of 600 tokens that says nothing", async () => {
    const answer = await emulatedSummaryModel(letterCounter)({
      instructions: "12345",
      input: "1234567",
      maximumTokens: 4_000,
    });
    const usage = { inputTokens: 12, outputTokens: 600 };
    expect(answer, moved).toEqual({ text: " summary".repeat(600), usage });
  });
});
