import type { AiSdkMessage } from "../../adapters/ai-sdk.ts";
import type { ResponseStep, Step } from "../history.ts";
import { pixelData } from "./pixel.ts";

const image = { type: "file", data: { type: "data", data: pixelData }, mediaType: "image/png" };

const textPart = (text: string) => ({ type: "text", text });
const user = (...content: readonly object[]) => ({ role: "user", content });
const assistant = (...content: readonly object[]) => ({ role: "assistant", content });
const tool = (...content: readonly object[]) => ({ role: "tool", content });

export function aiSdkStep(step: Step, turn: number): AiSdkMessage[] {
  switch (step.kind) {
    case "message": {
      const role = step.role === "developer" ? "system" : step.role;
      const message = { role, content: step.text, providerOptions: { test: { turn } } };
      return [message];
    }
    case "image":
      return [user(textPart(step.text), image)];
    case "dangling-reasoning":
      return [];
    case "compaction":
      return [
        assistant({ ...textPart("So far: all is well."), providerOptions: { anthropic: { type: "compaction" } } }),
      ];
    case "screenshot": {
      const name = { toolCallId: `screen_${turn}`, toolName: "computer" };
      const call = assistant({ type: "tool-call", ...name, input: { action: "screenshot" } });
      const output = { type: "content", value: [image] };
      return step.answered ? [call, tool({ type: "tool-result", ...name, output })] : [call];
    }
    case "search":
      return searchMessages(turn, step.deferred, step.text);
    case "response":
      return responseMessages(step, turn);
  }
}

/** What a provider's tool found comes in the same message, or after the answer to another call. */
function searchMessages(turn: number, deferred: boolean, text: string): AiSdkMessage[] {
  const name = { toolCallId: `server_${turn}`, toolName: "code_execution" };
  const call = { type: "tool-call", ...name, input: { code: text }, providerExecuted: true };
  const result = { type: "tool-result", ...name, output: { type: "json", value: { stdout: text } } };
  if (!deferred) return [assistant(call, result, textPart(text))];
  const inner = { toolCallId: `inner_${turn}`, toolName: "read" };
  return [
    assistant(call, { type: "tool-call", ...inner, input: {} }),
    tool({ type: "tool-result", ...inner, output: { type: "text", value: text } }),
    assistant(result, textPart(text)),
  ];
}

function responseMessages(step: ResponseStep, turn: number): AiSdkMessage[] {
  const sealed = { openai: { itemId: `rs_${turn}`, reasoningEncryptedContent: "x".repeat(900) } };
  const names = step.outputs.map((_, call) => ({ toolCallId: `call_${turn}_${call}`, toolName: "read" }));
  const results = step.outputs.flatMap((text, call) => {
    const output = outputOf(text, step.picture === true && call === 0, call);
    return output === undefined ? [] : [{ type: "tool-result", ...names[call], output, providerOptions: { test: {} } }];
  });
  const approvalId = `approval_${turn}`;
  const asked = step.approval === true;
  const request = { type: "tool-approval-request", approvalId, toolCallId: names.at(-1)?.toolCallId };
  return [
    assistant(
      ...(step.reasoning ? [{ type: "reasoning", text: "Hm.", providerOptions: sealed }] : []),
      ...(step.text === "" ? [] : [textPart(step.text)]),
      ...names.map((name, call) => ({ type: "tool-call", ...name, input: { path: `file${call}.ts` } })),
      ...(asked ? [request] : []),
    ),
    ...(asked ? [tool({ type: "tool-approval-response", approvalId, approved: true })] : []),
    ...[
      ...(step.apart ? results.map((result) => tool(result)) : [tool(...results)]),
      ...(step.aside ? [user(textPart(step.aside))] : []),
    ].filter((message) => message.content.length > 0),
  ];
}

/** The calls of a response take turns in how their outputs are written. */
function outputOf(text: string | undefined, picture: boolean, call: number): object | undefined {
  if (text === undefined) return undefined;
  if (picture) return { type: "content", value: [textPart(text), image] };
  if (call === 1) return { type: "json", value: { said: text } };
  return call === 2 ? { type: "error-text", value: text } : { type: "text", value: text };
}
