import type { AnthropicMessage } from "../../adapters/anthropic.ts";
import type { ResponseStep, Step } from "../history.ts";
import { pixelData } from "./pixel.ts";

const image = { type: "image", source: { type: "base64", media_type: "image/png", data: pixelData } };

/** The API refuses empty text. */
const textBlock = (text: string) => ({ type: "text", text: text.trim() === "" ? "(nothing)" : text });
const user = (...content: readonly object[]) => ({ role: "user", content });
const assistant = (...content: readonly object[]) => ({ role: "assistant", content });

export function anthropicStep(step: Step, turn: number): AnthropicMessage[] {
  switch (step.kind) {
    case "message": {
      const role = step.role === "developer" ? "system" : step.role;
      const message = { role, content: textBlock(step.text).text, id: `msg_${turn}`, extra: { turn } };
      return [message];
    }
    case "image":
      return [user(textBlock(step.text), image)];
    case "dangling-reasoning":
      return [];
    case "compaction":
      return [assistant({ type: "compaction", content: "So far: all is well." })];
    case "screenshot": {
      const id = `screen_${turn}`;
      const call = assistant({ type: "tool_use", id, name: "computer", input: { action: "screenshot" } });
      return step.answered ? [call, user({ type: "tool_result", tool_use_id: id, content: [image] })] : [call];
    }
    case "search":
      return searchMessages(turn, step.deferred, step.text);
    case "response":
      return responseMessages(step, turn);
  }
}

/** A server tool that itself calls a tool of the user's is answered after that one. */
function searchMessages(turn: number, deferred: boolean, text: string): AnthropicMessage[] {
  const id = `server_${turn}`;
  const call = { type: "server_tool_use", id, name: "code_execution", input: { code: text } };
  const found = { type: "code_execution_result", stdout: text, stderr: "", return_code: 0, content: [] };
  const result = { type: "code_execution_tool_result", tool_use_id: id, content: found };
  if (!deferred) return [assistant(call, result, textBlock(text))];
  const caller = { type: "code_execution_20250825", tool_id: id };
  const inner = { type: "tool_use", id: `inner_${turn}`, name: "read", input: {}, caller };
  const answer = { type: "tool_result", tool_use_id: inner.id, content: text };
  return [assistant(call, inner), user(answer), assistant(result, textBlock(text))];
}

function responseMessages(step: ResponseStep, turn: number): AnthropicMessage[] {
  const thinking = { type: "thinking", thinking: "Let me think.", signature: "x".repeat(900) };
  const results = step.outputs.flatMap((output, call) => {
    if (output === undefined) return [];
    const content = step.picture && call === 0 ? [textBlock(output), image] : output;
    return [{ type: "tool_result", tool_use_id: `call_${turn}_${call}`, content, is_error: call === 1 }];
  });
  const aside = step.aside ? [textBlock(step.aside)] : [];
  const answers = step.apart
    ? results.map((result, index) => user(result, ...(index === results.length - 1 ? aside : [])))
    : [user(...results, ...aside)];
  return [
    assistant(
      ...(step.reasoning ? [thinking] : []),
      ...(step.text === "" ? [] : [textBlock(step.text)]),
      ...step.outputs.map((_, call) => ({
        type: "tool_use",
        id: `call_${turn}_${call}`,
        name: "read",
        input: { path: `file${call}.ts` },
      })),
    ),
    ...answers.filter((message) => message.content.length > 0),
  ];
}
