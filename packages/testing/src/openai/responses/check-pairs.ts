import { Refusal } from "../refusal.ts";
import { callIdOf, type InputItem } from "./check-item.ts";
import { outputTypes } from "./item-types.ts";

const answerTypes = new Set([...outputTypes.values()].flat());

/**
 * Checks that each output follows its call and that each call has an output.
 *
 * @throws Refusal in the API's words.
 */
export function checkPairs(items: readonly InputItem[]): void {
  const open = new Map<string, InputItem>();
  const answered = new Set<string>();
  for (const item of items) {
    const id = callIdOf(item);
    if (outputTypes.has(item.type)) {
      open.set(id, item);
    } else if (answerTypes.has(item.type)) {
      const call = open.get(id);
      if (call === undefined ? !answered.has(id) : !outputTypes.get(call.type)?.includes(item.type))
        throw noCall(item, id);
      open.delete(id);
      answered.add(id);
    }
  }
  for (const [id, { type }] of open) {
    // A shell that the provider runs has no output to be sent.
    if (type === "shell_call") continue;
    throw new Refusal(`No tool output found for ${wordsOf(type)} ${id}.`, { param: "input" });
  }
}

function noCall({ type }: InputItem, id: string): Refusal {
  return new Refusal(`No tool call found for ${wordsOf(type)} with call_id ${id}.`, { param: "input" });
}

function wordsOf(type: string): string {
  return type.replaceAll("_", " ");
}
