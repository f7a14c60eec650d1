import type { ConversationItem } from "@massgen/core";
import { isRecord } from "@massgen/core/provider";
import { blankImage, blankPng } from "./blank-image.ts";
import { stubOpenaiImages } from "./openai-content.ts";

/** The item with its images replaced, where it is known where they are. */
export function stubResponsesImages(item: ConversationItem, text: string): ConversationItem {
  switch (item.type) {
    case "computer_call_output":
      return isRecord(item.output) ? { ...item, output: blankScreenshot(item.output) } : item;
    case "image_generation_call":
      return { ...item, result: blankPng };
    case "function_call_output":
    case "custom_tool_call_output":
      return Array.isArray(item.output) ? { ...item, output: stubOpenaiImages(item.output, "input_text", text) } : item;
    default: {
      if (!Array.isArray(item.content)) return item;
      const type = item.role === "assistant" ? "output_text" : "input_text";
      return { ...item, content: stubOpenaiImages(item.content, type, text) };
    }
  }
}

/** A screenshot's schema has no place for a text, and an id of a file would win over the address. */
function blankScreenshot(output: Readonly<Record<string, unknown>>) {
  const { file_id: _file, ...rest } = output;
  return { ...rest, image_url: blankImage };
}
