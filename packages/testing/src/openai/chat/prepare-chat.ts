import { isRecord } from "@massgen/core/provider";
import { findModel, type RequestContext } from "../emulator-state.ts";
import type { Fields } from "../fields.ts";
import { checkFormat } from "../responses/check-format.ts";
import type { InputItem } from "../responses/check-item.ts";
import { assemble, type PreparedRequest } from "../responses/prepare-request.ts";
import { counted, readContent, type VisibleEntry } from "../responses/visible-entry.ts";
import { checkChatTools } from "./check-chat-body.ts";
import { callsOf, checkMessages } from "./check-messages.ts";

/**
 * Checks the messages and tools of a Chat Completions request, and shows them as the model sees them.
 *
 * @throws Refusal in the API's words.
 */
export function prepareChat({ state, body, exchange }: RequestContext): PreparedRequest {
  const messages = checkMessages(body.messages);
  const tools = checkChatTools(body.tools);
  const format = checkFormat(body.response_format, "response_format", (fields) => ({
    fields: fields.json_schema,
    place: "response_format.json_schema",
  }));
  const visible = messages.flatMap((message) => {
    const item: InputItem = { ...message, type: "message" };
    return entriesOf(message).map((seen) => ({ item, seen }));
  });
  return assemble({
    model: findModel(state, body.model),
    name: String(body.model),
    number: exchange.number,
    instructions: "",
    tools,
    rawTools: Array.isArray(body.tools) ? body.tools : [],
    format,
    visible,
  });
}

function entriesOf(message: Fields): readonly VisibleEntry[] {
  const role = String(message.role);
  const { text, images, imageCost } = readContent(message.content ?? message.refusal ?? "");
  if (role === "tool")
    return [counted({ kind: "output", callId: String(message.tool_call_id), text, images }, imageCost)];
  const calls = callsOf(message).map((call) => {
    const { name, arguments: given } = isRecord(call.function) ? call.function : call;
    return counted({ kind: "call", callId: String(call.id), name: String(name), arguments: String(given ?? "") });
  });
  const reasoning = message.reasoning_content;
  return [
    ...(typeof reasoning === "string" ? [counted({ kind: "reasoning", text: reasoning })] : []),
    ...(text === "" && images.length === 0 && calls.length > 0
      ? []
      : [counted({ kind: "message", role, text, images }, imageCost)]),
    ...calls,
  ];
}
