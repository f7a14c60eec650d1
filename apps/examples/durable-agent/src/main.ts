import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { recallTool } from "@massgen/compaction";
import type { ConversationItem } from "@massgen/core";
import { verifyCoverage } from "@massgen/store";
import { openConversation } from "./durable-conversation.ts";

const contextWindow = 8_000;
const steps = 60;

/** A step of an agent that reads a log; step 3 holds what is asked for at the end. */
function step(number: number): readonly ConversationItem[] {
  const call_id = `call_${number}`;
  const detail = number === 3 ? "deployed by release-4471" : "nothing unusual";
  const output = `service ${number}: ${detail}\n${"request served in 12 ms\n".repeat(60)}`;
  return [
    { type: "function_call", call_id, name: "read_log", arguments: JSON.stringify({ service: number }) },
    { type: "function_call_output", call_id, output },
  ];
}

const directory = await mkdtemp(join(tmpdir(), "durable-agent-"));
try {
  let conversation = await openConversation(directory, contextWindow);
  await conversation.add({
    type: "message",
    role: "user",
    content: "Read all logs, then name the release of service 3.",
  });
  let sent: readonly ConversationItem[] = [];
  for (let number = 0; number < steps; number += 1) {
    sent = await conversation.add(...step(number));
    if (number === steps / 2) {
      // Stands for a crash: nothing is said to the compactor or the log beyond what they have written already.
      await conversation.close();
      conversation = await openConversation(directory, contextWindow);
      assert.deepEqual(conversation.log.window(), sent, "the window is back as it was");
    }
  }

  const { log, compactor } = conversation;
  const coverage = verifyCoverage(log);
  assert.equal(coverage.problem, null);
  assert.equal(coverage.items, 1 + 2 * steps);
  assert.deepEqual(log.window(), sent);
  assert.deepEqual(log.conversation().slice(1, 3), step(0), "the full conversation can be rebuilt");
  assert.ok(!JSON.stringify(sent).includes("release-4471"), "the detail is out of the window by now");
  const recalled = await recallTool(compactor.archive).execute({ query: "release service 3 deployed" });
  assert.match(recalled, /release-4471/);
  console.log(
    `${coverage.items} items: ${coverage.inWindow} in the window, ${coverage.covered} covered, all accounted for.`,
  );
  console.log("Recalled after the restart: release-4471");
  await conversation.close();
} finally {
  await rm(directory, { recursive: true });
}
