import { MassGenError } from "@massgen/core";
import { type AgentInputItem, protocol } from "@openai/agents-core";
import { describe, expect, it } from "vitest";
import { describeAdapter } from "../../testing/describe-adapter.ts";
import { pixelData, pixelUrl } from "../../testing/render/pixel.ts";
import { openaiAgents } from "./agents-adapter.ts";

const { answerCall, describe: factsOf, message, replaceImages, replaceResult } = openaiAgents;
const long = "line of tool output\n".repeat(40);

/** An item that the SDK takes for one. */
function valid(item: unknown): AgentInputItem {
  return protocol.ModelItem.parse(item);
}

const call = (id: string, name = "read") => ({
  type: "function_call",
  callId: id,
  name,
  arguments: '{"path":"x"}',
  status: "completed",
});
const result = (id: string, output: unknown) => ({
  type: "function_call_result",
  callId: id,
  name: "read",
  status: "completed",
  output,
});
const reasoning = {
  type: "reasoning",
  id: "rs_1",
  content: [{ type: "input_text", text: "hm" }],
  providerData: { encrypted_content: "e".repeat(90) },
};
const outcome = { type: "exit", exitCode: 0 };

function conversation(): readonly AgentInputItem[] {
  return [
    { role: "system", content: "You review code." },
    { role: "user", content: "Review it." },
    reasoning,
    call("c1"),
    call("c2"),
    result("c1", { type: "text", text: long }),
    result("c2", [
      { type: "input_text", text: long },
      { type: "input_image", image: pixelUrl, detail: "low" },
    ]),
    { type: "message", role: "assistant", status: "completed", content: [{ type: "output_text", text: "Well." }] },
    {
      type: "message",
      role: "user",
      content: [
        { type: "input_text", text: "And this?" },
        { type: "input_image", image: pixelData },
      ],
    },
    { type: "shell_call", callId: "s1", action: { commands: ["ls"] } },
    { type: "shell_call_output", callId: "s1", output: [{ stdout: long, stderr: "", outcome }] },
    {
      type: "apply_patch_call",
      callId: "p1",
      status: "completed",
      operation: { type: "create_file", path: "a", diff: "+a" },
    },
    { type: "apply_patch_call_output", callId: "p1", status: "completed", output: long },
    { type: "computer_call", callId: "k1", status: "completed", action: { type: "screenshot" } },
    { type: "computer_call_result", callId: "k1", output: { type: "computer_screenshot", data: pixelUrl } },
    { type: "hosted_tool_call", name: "web_search_call", status: "completed", output: "found" },
    call("c3"),
    result("c3", { type: "image", image: { data: pixelData, mediaType: "image/png" } }),
    call("c4"),
    result("c4", long),
    { type: "message", role: "assistant", status: "completed", content: [{ type: "output_text", text: "Done." }] },
  ].map(valid);
}

describeAdapter("openaiAgents", { adapter: openaiAgents, conversation });

describe("openaiAgents", () => {
  it("makes and edits items that the SDK takes", () => {
    for (const item of conversation()) {
      const facts = factsOf(item);
      expect(() => valid(replaceImages(item, "gone"))).not.toThrow();
      for (const { callId } of facts.results.filter(({ replaceable }) => replaceable)) {
        expect(() => valid(replaceResult(item, callId, "short"))).not.toThrow();
      }
      for (const facing of facts.calls) {
        const answer = answerCall(item, facing, "none");
        expect(answer === undefined).toBe(item.type === "computer_call");
        if (answer !== undefined) valid(answer);
      }
    }
    for (const role of ["user", "assistant"] as const) valid(message(role, "hi"));
  });

  it("counts reasoning by its seal, and by its text where it has none", () => {
    expect(factsOf(valid(reasoning))).toMatchObject({ reasoning: true, parts: [{ kind: "opaque", characters: 90 }] });
    const open = { ...reasoning, providerData: undefined, rawContent: [{ type: "reasoning_text", text: "hm hm" }] };
    expect(factsOf(valid(open)).parts).toEqual([
      { kind: "text", text: "hm" },
      { kind: "text", text: "hm hm" },
    ]);
  });

  it("takes a compaction item for what stands for the beginning", () => {
    expect(factsOf(valid({ type: "compaction", encrypted_content: "e" }))).toMatchObject({
      role: "system",
      standsForPrefix: true,
    });
  });

  it("pairs approvals of hosted tools, a client's tool search, and programs with what they answer", () => {
    const hosted = { type: "hosted_tool_call", name: "mcp_approval_request" };
    const request = factsOf(
      valid({ ...hosted, id: "m1", providerData: { type: "mcp_approval_request", id: "m1", name: "find" } }),
    );
    const response = factsOf(
      valid({ ...hosted, providerData: { type: "mcp_approval_response", approve: true, approval_request_id: "m1" } }),
    );
    expect([request.calls[0]?.id, response.results[0]?.callId, response.role]).toEqual([
      "approval:m1",
      "approval:m1",
      "tool",
    ]);
    const search = factsOf(valid({ type: "tool_search_call", call_id: "t1", execution: "client", arguments: {} }));
    const found = factsOf(valid({ type: "tool_search_output", call_id: "t1", tools: [] }));
    expect(search.calls).toMatchObject([{ id: "t1", answerOptional: true }]);
    expect(found.results).toEqual([{ callId: "t1", text: "", replaceable: false }]);
    const program = factsOf(valid({ type: "program", callId: "g1", code: "run()", fingerprint: "f" }));
    const output = factsOf(valid({ type: "program_output", callId: "g1", output: "ran", status: "completed" }));
    expect([program.calls[0]?.id, output.results[0]]).toEqual(["g1", { callId: "g1", text: "ran", replaceable: true }]);
  });

  it("keeps who called when it answers a call", () => {
    const caller = { type: "program", callerId: "g1" };
    const item = valid({ ...call("c1"), namespace: "files", caller });
    const [facts] = factsOf(item).calls;
    expect(facts && answerCall(item, facts, "none")).toMatchObject({ caller, namespace: "files", callId: "c1" });
  });

  it.each([
    [{ type: "function_call", name: "read" }, "A function_call has no callId."],
    [{ type: "function_call_result" }, "A function_call_result has no callId."],
    [{ type: "message", content: "" }, "A message has no role."],
    [{ content: "" }, "An item has neither a type nor a role."],
  ])("refuses %j", (item, problem) => {
    let thrown: unknown;
    try {
      factsOf(item as AgentInputItem);
    } catch (error) {
      thrown = error;
    }
    expect(MassGenError.isInstance(thrown) && thrown.problem).toBe(problem);
  });
});
