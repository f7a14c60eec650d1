import type { ConversationItem } from "@massgen/core";
import type { ChatMessage } from "../adapters/openai-chat.ts";
import type { Step } from "./history.ts";

const pixel = "data:image/png;base64,iVBORw0KGgo=";

/** The conversation as Responses items; each call has an item of its own. */
export function asResponses(history: readonly Step[]): readonly ConversationItem[] {
  return history.flatMap(responsesStep);
}

function responsesStep(step: Step, turn: number): ConversationItem[] {
  switch (step.kind) {
    case "message":
      return [{ type: "message", role: step.role, content: step.text, extra: { turn } }];
    case "image":
      return [
        {
          role: "user",
          content: [
            { type: "input_text", text: step.text },
            { type: "input_image", image_url: pixel, detail: "auto" },
          ],
        },
      ];
    case "dangling-reasoning":
      return [{ type: "reasoning", id: `rs_${turn}`, summary: [] }];
    case "compaction":
      return [{ type: "compaction", id: `cmp_${turn}`, encrypted_content: "x".repeat(1_800) }];
    case "screenshot": {
      const call_id = `screen_${turn}`;
      const output = { type: "computer_screenshot", image_url: pixel };
      const call = { type: "computer_call", call_id, id: `cu_${turn}`, actions: [{ type: "screenshot" }] };
      return step.answered ? [call, { type: "computer_call_output", call_id, output }] : [call];
    }
    case "response":
      return [
        ...(step.reasoning ? [{ type: "reasoning", id: `rs_${turn}`, encrypted_content: "x".repeat(900) }] : []),
        ...(step.text === "" ? [] : [{ type: "message", role: "assistant", id: `msg_${turn}`, content: step.text }]),
        ...step.outputs.map((_, call) => ({
          type: "function_call",
          call_id: `call_${turn}_${call}`,
          name: "read",
          arguments: `{"path":"file${call}.ts"}`,
        })),
        ...step.outputs.flatMap((output, call) =>
          output === undefined ? [] : [{ type: "function_call_output", call_id: `call_${turn}_${call}`, output, turn }],
        ),
      ];
  }
}

/** The conversation as Chat messages; one message holds all calls of a response, and reasoning has no place. */
export function asChat(history: readonly Step[]): readonly ChatMessage[] {
  return history.flatMap(chatStep);
}

function chatStep(step: Step, turn: number): ChatMessage[] {
  switch (step.kind) {
    case "message":
      return [{ role: step.role, content: step.text, extra: { turn } }];
    case "image": {
      const image = { type: "image_url", image_url: { url: pixel } };
      return [{ role: "user", content: [{ type: "text", text: step.text }, image] }];
    }
    case "compaction":
    case "dangling-reasoning":
    case "screenshot":
      return [];
    case "response":
      return [
        {
          role: "assistant",
          content: step.text === "" ? null : step.text,
          tool_calls: step.outputs.map((_, call) => ({
            id: `call_${turn}_${call}`,
            type: "function",
            function: { name: "read", arguments: `{"path":"file${call}.ts"}` },
          })),
        },
        ...step.outputs.flatMap((output, call) =>
          output === undefined ? [] : [{ role: "tool", tool_call_id: `call_${turn}_${call}`, content: output, turn }],
        ),
      ];
  }
}
