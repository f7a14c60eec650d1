import { BackendError, type MassGenEvent } from "@massgen/core";
import { describe, expect, it } from "vitest";
import { createTurnView } from "./turn-view.ts";

/** A stream that keeps what is written, each piece marked with who wrote it. */
function setUp({ isTTY }: { readonly isTTY: boolean }) {
  const written: string[] = [];
  const stream = (name: string) => ({
    isTTY,
    write(text: string) {
      written.push(`${name}:${text}`);
      return true;
    },
  });
  const view = createTurnView({ answers: stream("out"), remarks: stream("err") });
  const tell = (...events: readonly MassGenEvent[]) => events.forEach(view.onEvent);
  return { view, tell, written };
}

const say = (text: string): MassGenEvent => ({ type: "text-delta", text });
const said: MassGenEvent = { type: "item", item: { type: "message", role: "assistant", content: "" } };
const call: MassGenEvent = { type: "tool-start", callId: "1", name: "recall", arguments: '{"query":"x\u001b"}' };
const error = new BackendError("x: the provider failed.", { code: "unavailable", remedy: "Wait.", retryable: true });
const restart: MassGenEvent = { type: "restart", error, attempt: 1, delayMilliseconds: 420 };

describe("createTurnView", () => {
  it("ends each message with one line end", () => {
    const { view, tell, written } = setUp({ isTTY: false });
    tell(say("a"), said, say("b\n"), said);
    view.endTurn("ignored");
    expect(written).toEqual(["out:a", "out:\n", "out:b\n"]);
  });

  it("shows the answer of a provider that does not send it in pieces", () => {
    const { view, written } = setUp({ isTTY: false });
    view.endTurn("whole");
    view.endTurn();
    expect(written).toEqual(["out:whole", "out:\n"]);
  });

  it("breaks the line of the answer for a remark on a terminal, and nowhere else", () => {
    const pipe = setUp({ isTTY: false });
    pipe.tell(say("a"), call, say("b"));
    expect(pipe.written).toEqual(["out:a", 'err:recall {"query":"x\\u001b"}\n'.replace("\\u001b", " "), "out:b"]);
    const terminal = setUp({ isTTY: true });
    terminal.tell(say("a"), call);
    expect(terminal.written[1]).toBe("out:\n");
  });

  it("says that what came before a repetition is void, where anything came", () => {
    const { tell, written } = setUp({ isTTY: false });
    tell(restart, say("a"), restart, say("b"));
    expect(written).toEqual([
      "err:x: the provider failed. Asking again in 0.5 s (attempt 2)\n",
      "out:a",
      "out:\n",
      "err:x: the provider failed. What it has said is void: asking again in 0.5 s (attempt 2)\n",
      "out:b",
    ]);
  });

  it("shows on a terminal that the model thinks, until it says something", () => {
    const { tell, written } = setUp({ isTTY: true });
    tell({ type: "reasoning-delta", text: "hm" }, { type: "reasoning-delta", text: "hm" }, say("a"));
    expect(written).toEqual(["err:thinking…", "err:\r\u001b[K", "out:a"]);
    const pipe = setUp({ isTTY: false });
    pipe.tell({ type: "reasoning-delta", text: "hm" });
    expect(pipe.written).toEqual([]);
  });

  it("shows tools that went wrong, notices and compactions on a line each", () => {
    const { tell, written } = setUp({ isTTY: false });
    tell(
      { type: "tool-end", callId: "1", name: "recall", status: "completed", durationMilliseconds: 1 },
      { type: "tool-end", callId: "1", name: "recall", status: "failed", durationMilliseconds: 1 },
      { type: "notice", code: "x", text: "Something\nhappened." },
      { type: "compaction-start", items: 3, target: 10 },
      {
        type: "compaction-end",
        status: "compacted",
        strategy: "native",
        reason: "",
        tokensBefore: 100,
        tokensAfter: 10,
      },
    );
    expect(written).toEqual([
      "err:recall failed\n",
      "err:Something happened.\n",
      "err:compacted 100 → 10 tokens, saved 90 (90 %), by native\n",
    ]);
  });
});
