import { isRecord } from "@massgen/core/provider";
import { emptyArray, invalidType, invalidValue, missingParameter, requiredText } from "../checks.ts";
import type { Fields } from "../fields.ts";
import { checkImageUrl } from "../images.ts";
import { Refusal } from "../refusal.ts";

const roles = ["system", "assistant", "user", "function", "tool", "developer"];
const partTypes = ["text", "image_url", "input_audio", "refusal", "file"];

/**
 * Checks the messages of a Chat Completions request.
 *
 * @throws Refusal in the API's words.
 */
export function checkMessages(messages: unknown): readonly Fields[] {
  if (messages === undefined) throw missingParameter("messages");
  if (!Array.isArray(messages)) throw invalidType("messages", "an array of objects", messages);
  if (messages.length === 0) throw emptyArray("messages");
  const checked = messages.map((message, index) => checkMessage(message, `messages[${index}]`));
  checkToolMessages(checked);
  return checked;
}

/** Calls of an assistant message. */
export function callsOf({ tool_calls: calls }: Fields): readonly Fields[] {
  return Array.isArray(calls) ? calls.filter(isRecord) : [];
}

function checkMessage(message: unknown, place: string): Fields {
  if (!isRecord(message)) throw invalidType(place, "an object", message);
  const role = requiredText(message, "role", place);
  if (!roles.includes(role)) throw invalidValue(`${place}.role`, role, roles);
  checkContent(message, place, role);
  if (role === "tool") requiredText(message, "tool_call_id", place);
  for (const [index, call] of callsOf(message).entries()) checkCall(call, `${place}.tool_calls[${index}]`);
  return message;
}

function checkContent(message: Fields, place: string, role: string): void {
  const { content } = message;
  if (typeof content === "string") return;
  if (content === undefined || content === null) {
    if (role === "assistant" && (callsOf(message).length > 0 || typeof message.refusal === "string")) return;
    throw new Refusal(`Invalid value for 'content': expected a string, got null.`, {
      param: `${place.replace("[", ".[")}.content`,
    });
  }
  if (!Array.isArray(content)) throw invalidType(`${place}.content`, "one of a string or array of objects", content);
  for (const [index, part] of content.entries()) checkPart(part, `${place}.content[${index}]`);
}

function checkPart(part: unknown, place: string): void {
  if (!isRecord(part)) throw invalidType(place, "an object", part);
  const type = requiredText(part, "type", place);
  if (!partTypes.includes(type)) throw invalidValue(place, type, partTypes);
  if (type === "text") requiredText(part, "text", place);
  if (type !== "image_url") return;
  if (!isRecord(part.image_url)) throw invalidType(`${place}.image_url`, "an object", part.image_url);
  checkImageUrl(requiredText(part.image_url, "url", `${place}.image_url`), `${place}.image_url.url`);
}

function checkCall(call: Fields, place: string): void {
  requiredText(call, "id", place);
  if (!isRecord(call.function)) {
    if (call.type === "custom") return;
    throw missingParameter(`${place}.function`);
  }
  requiredText(call.function, "name", `${place}.function`);
  requiredText(call.function, "arguments", `${place}.function`);
}

/** Tool messages stand directly behind the message that made their calls, one for each call. */
function checkToolMessages(messages: readonly Fields[]): void {
  let calls = new Set<string>();
  let open = new Set<string>();
  for (const [index, message] of messages.entries()) {
    if (message.role === "tool") {
      const id = String(message.tool_call_id);
      if (calls.size === 0) throw noPrecedingCall(index);
      if (!calls.has(id)) throw otherCall(index, id);
      open.delete(id);
      continue;
    }
    if (open.size > 0) throw noResponses(open, index);
    calls = new Set(callsOf(message).map(({ id }) => String(id)));
    open = new Set(calls);
  }
  if (open.size > 0) throw noResponses(open, messages.length);
}

function noPrecedingCall(index: number): Refusal {
  return new Refusal(
    "Invalid parameter: messages with role 'tool' must be a response to a preceeding message with 'tool_calls'.",
    { param: `messages.[${index}].role` },
  );
}

function otherCall(index: number, id: string): Refusal {
  return new Refusal(`Invalid parameter: 'tool_call_id' of '${id}' not found in 'tool_calls' of previous message.`, {
    param: `messages.[${index}].tool_call_id`,
  });
}

function noResponses(open: ReadonlySet<string>, index: number): Refusal {
  return new Refusal(
    `An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. The following tool_call_ids did not have response messages: ${[...open].join(", ")}`,
    { param: `messages.[${index}].role` },
  );
}
