import { describe, expect, it } from "vitest";
import { missingPeers, peerLoaders } from "./all-peers.ts";
import { findProblems } from "./find-problems.ts";
import { measurePeer } from "./measure-peer.ts";
import { neutralSession } from "./neutral-session.ts";
import { createNeutralCount } from "./neutral-tokens.ts";
import { createVerdict } from "./row.ts";
import { table } from "./table.ts";

const session = neutralSession(200);
const count = await createNeutralCount();
const tokens = count(session);
const goal = { tokens, target: Math.floor(tokens / 2) };

describe("a peer", () => {
  it.each(Object.keys(peerLoaders))(
    "runs: %s",
    async (id) => {
      const peer = await peerLoaders[id]?.();
      if (peer === undefined) throw new Error(`${id} is not there.`);
      const { result, milliseconds } = await measurePeer(peer, session, goal);
      expect(milliseconds).toBeGreaterThan(0);
      expect(count(result)).toBeLessThan(tokens);
      expect(findProblems(session, result).invented).toEqual([]);
      expect(peer.version).toMatch(/^@?[\w/-]+@\d+\.\d+\.\d+/);
    },
    30_000,
  );

  it("of ours keeps what every result should have, within the target", async () => {
    for (const id of Object.keys(peerLoaders).filter((name) => name.startsWith("ours"))) {
      const peer = await peerLoaders[id]?.();
      const prepared = await peer?.prepare(session, goal);
      const result = (await prepared?.run())?.() ?? [];
      expect(findProblems(session, result)).toEqual({ unsendable: [], lost: [], invented: [] });
      expect(count(result)).toBeLessThanOrEqual(goal.target);
    }
  });
});

describe("the table", () => {
  it("divides by ours, says why a time is missing, and has a line for what could not be measured", () => {
    const verdict = createVerdict();
    verdict.add(session, session.slice(1), false);
    const row = { version: "1.0.0", kind: "clear" as const, verdict: verdict.verdict() };
    const ours = { messages: 1_000, time: 10, tokensBefore: 100, tokensAfter: 50, modelCalls: 0 };
    const lines = table(
      [
        { ...row, name: "ours", sizes: [ours, { ...ours, messages: 10_000, time: 100 }] },
        {
          ...row,
          name: "theirs",
          sizes: [
            { ...ours, time: 25 },
            { messages: 10_000, time: "skipped: 1k took 25 s" },
          ],
        },
      ],
      missingPeers.slice(0, 1),
    )
      .split("\n")
      .map((line) => line.split("|").map((cell) => cell.trim()));
    expect(lines[3]?.slice(1, 10)).toEqual([
      "ours",
      "10",
      "100",
      "10× for 10×",
      "1.0× at 10k",
      "1/1",
      "0/1",
      "50.0 % at 10k",
      "system message 1/1",
    ]);
    expect(lines[4]?.slice(1, 6)).toEqual(["theirs", "25", "skipped: 1k took 25 s", "–", "2.5× at 1k"]);
    expect(lines[5]?.slice(1, 3)).toEqual([missingPeers[0]?.name, "n/a"]);
  });
});
