import type { Usage } from "@massgen/core";
import { isRecord, readUsage } from "@massgen/core/provider";

/** The usage of an answer; `undefined` where there is none that can be true: a prompt always has tokens. */
export function readChatUsage(usage: unknown): Usage | undefined {
  if (!isRecord(usage)) return undefined;
  try {
    const read = readUsage(withNumbers(usage));
    return read.inputTokens > 0 ? read : undefined;
  } catch {
    return undefined;
  }
}

/** Counts that came as text, as numbers. */
function withNumbers(fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => {
      if (typeof value === "string" && /^\d{1,12}$/.test(value)) return [name, Number(value)];
      return [name, /details/i.test(name) && isRecord(value) ? withNumbers(value) : value];
    }),
  );
}
