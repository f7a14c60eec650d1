import type { ChatMessage } from "../../adapters/openai-chat.ts";
import type { Step } from "../history.ts";
import { pixelUrl } from "./pixel.ts";

export function chatStep(step: Step, turn: number): ChatMessage[] {
  switch (step.kind) {
    case "message":
      return [{ role: step.role, content: step.text, extra: { turn } }];
    case "image": {
      const image = { type: "image_url", image_url: { url: pixelUrl } };
      return [{ role: "user", content: [{ type: "text", text: step.text }, image] }];
    }
    case "compaction":
    case "dangling-reasoning":
    case "screenshot":
      return [];
    case "search":
      return [{ role: "assistant", content: step.text }];
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
        ...(step.aside ? [{ role: "user", content: step.aside }] : []),
      ];
  }
}
