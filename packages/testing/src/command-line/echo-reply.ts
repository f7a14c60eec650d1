import type { EmulatedReply } from "../openai/model/emulated-reply.ts";
import type { EmulatedRequest } from "../openai/model/emulated-request.ts";
import { lastEntry } from "./last-entry.ts";

/** Longest text that is repeated, in characters. */
const longest = 300;

/**
 * What the emulator answers without a script: what it saw. The message `call NAME {…}` makes it call a tool that the
 * request offers.
 */
export function echoReply(request: EmulatedRequest): EmulatedReply {
  const { entries, tools, tokens } = request;
  const last = lastEntry(request);
  const call = last.kind === "message" ? /^\s*call\s+([\w-]+)\s*(\{.*\})?\s*$/s.exec(last.text) : null;
  const [, name, given = "{}"] = call ?? [];
  if (name !== undefined && tools.some((tool) => tool.name === name)) return { calls: [{ name, arguments: given }] };
  const missing = name === undefined ? "" : ` No tool ${name} is offered.`;
  const what = last.kind === "output" ? "a tool answered" : "the last user message was";
  return {
    text: `This is an emulator, not a model. I saw ${entries.length} item${entries.length === 1 ? "" : "s"} (${tokens} tokens); ${what}: ${shown(last.text)}${missing}`,
  };
}

function shown(text: string): string {
  return text.length <= longest ? text : `${text.slice(0, longest)}…`;
}
