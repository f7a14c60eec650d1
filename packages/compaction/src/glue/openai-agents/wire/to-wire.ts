import { type ConversationItem, MassGenError } from "@massgen/core";
import { isRecord } from "@massgen/core/provider";
import type { AgentInputItem } from "@openai/agents-core";
import { partsToWire, toolOutputToWire } from "./parts-to-wire.ts";

type Fields = Readonly<Record<string, unknown>>;

/**
 * An item of the Agents SDK in the wire shape of the Responses API, for a backend that compacts.
 *
 * @throws MassGenError `unsupported` for a type whose wire shape is not known here.
 */
export function toWire(item: AgentInputItem): ConversationItem {
  const type = "role" in item ? "message" : String(item.type);
  const write = writers.get(type);
  if (write === undefined) {
    throw new MassGenError(`Items of the type ${type} cannot be handed to a backend.`, {
      code: "unsupported",
      remedy: "Nothing needs to be done: another strategy has its turn.",
    });
  }
  const fields: Fields = { type, id: item.id, ...write({ ...item }) };
  // Fields that an item does not have are left out, also those inside.
  return JSON.parse(JSON.stringify(fields));
}

/** Ways to write the fields of each type. */
const writers = new Map<string, (item: Fields) => Fields>([
  ["message", ({ role, content, phase, status }) => ({ role, content: partsToWire(content), phase, status })],
  [
    "reasoning",
    ({ content, providerData }) => ({
      summary: records(content).map(({ text }) => ({ type: "summary_text", text })),
      encrypted_content: recordOf(providerData).encrypted_content,
    }),
  ],
  ["compaction", ({ encrypted_content }) => ({ encrypted_content })],
  [
    "function_call",
    ({ name, namespace, arguments: written, status, callId: call_id }) => ({
      ...{ call_id, name, namespace, status },
      arguments: written,
    }),
  ],
  [
    "function_call_result",
    ({ callId: call_id, output }) => ({
      type: "function_call_output",
      call_id,
      output: toolOutputToWire(output),
    }),
  ],
  [
    "computer_call",
    ({ callId: call_id, action, actions, status }) => ({
      ...{ call_id, action, actions, status },
      pending_safety_checks: [],
    }),
  ],
  [
    "computer_call_result",
    ({ callId: call_id, output }) => ({
      type: "computer_call_output",
      call_id,
      output: { type: "computer_screenshot", image_url: recordOf(output).data },
    }),
  ],
  [
    "shell_call",
    ({ callId: call_id, action, status }) => {
      const { commands, timeoutMs, maxOutputLength } = recordOf(action);
      return { call_id, status, action: { commands, timeout_ms: timeoutMs, max_output_length: maxOutputLength } };
    },
  ],
  [
    "shell_call_output",
    ({ callId: call_id, output, maxOutputLength: max_output_length }) => ({
      call_id,
      max_output_length,
      output: records(output).map(({ outcome, ...run }) => {
        const { exitCode: exit_code, ...ended } = recordOf(outcome);
        return { ...run, outcome: { ...ended, exit_code } };
      }),
    }),
  ],
  [
    "apply_patch_call",
    ({ callId: call_id, operation, status }) => {
      const { moveTo: move_to, ...rest } = recordOf(operation);
      return { call_id, status, operation: { ...rest, move_to } };
    },
  ],
  ["apply_patch_call_output", ({ callId: call_id, status, output }) => ({ call_id, status, output })],
]);

function recordOf(value: unknown): Fields {
  return isRecord(value) ? value : {};
}

function records(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}
