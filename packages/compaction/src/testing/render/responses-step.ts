import type { ConversationItem } from "@massgen/core";
import type { ResponseStep, Step } from "../history.ts";
import { pixelUrl } from "./pixel.ts";

export function responsesStep(step: Step, turn: number): ConversationItem[] {
  switch (step.kind) {
    case "message":
      return [{ type: "message", role: step.role, content: step.text, extra: { turn } }];
    case "image":
      return [{ role: "user", content: [{ type: "input_text", text: step.text }, image] }];
    case "dangling-reasoning":
      return [{ type: "reasoning", id: `rs_${turn}`, summary: [] }];
    case "compaction":
      return [{ type: "compaction", id: `cmp_${turn}`, encrypted_content: "x".repeat(1_800) }];
    case "screenshot": {
      const call_id = `screen_${turn}`;
      const output = { type: "computer_screenshot", image_url: pixelUrl };
      const call = { type: "computer_call", call_id, id: `cu_${turn}`, actions: [{ type: "screenshot" }] };
      return step.answered ? [call, { type: "computer_call_output", call_id, output }] : [call];
    }
    case "search":
      return [
        {
          type: "web_search_call",
          id: `ws_${turn}`,
          status: "completed",
          action: { type: "search", query: step.text },
        },
        { type: "message", role: "assistant", content: step.text },
      ];
    case "response":
      return responseItems(step, turn);
  }
}

const image = { type: "input_image", image_url: pixelUrl, detail: "auto" };

function responseItems(step: ResponseStep, turn: number): ConversationItem[] {
  return [
    ...(step.reasoning ? [{ type: "reasoning", id: `rs_${turn}`, encrypted_content: "x".repeat(900) }] : []),
    ...(step.text === "" ? [] : [{ type: "message", role: "assistant", id: `msg_${turn}`, content: step.text }]),
    ...step.outputs.map((_, call) => ({
      type: "function_call",
      call_id: `call_${turn}_${call}`,
      name: "read",
      arguments: `{"path":"file${call}.ts"}`,
    })),
    ...step.outputs.flatMap((text, call) => {
      if (text === undefined) return [];
      const output = step.picture && call === 0 ? [{ type: "input_text", text }, image] : text;
      return [{ type: "function_call_output", call_id: `call_${turn}_${call}`, output, turn }];
    }),
    ...(step.aside ? [{ type: "message", role: "user", content: step.aside }] : []),
  ];
}
