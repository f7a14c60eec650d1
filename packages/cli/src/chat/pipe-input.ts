import { createInterface } from "node:readline/promises";
import type { Readable } from "node:stream";
import type { ChatInput } from "./chat-input.ts";

/** Takes each line of a pipe or a file for a text. */
export function createPipeInput(input: Readable): ChatInput {
  const reader = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY, terminal: false });
  const lines = reader[Symbol.asyncIterator]();
  const interruption = Promise.withResolvers<{ readonly kind: "interrupted" }>();
  const nextLine = async () => {
    const { done, value } = await lines.next();
    return done === true ? ({ kind: "end" } as const) : ({ kind: "text", text: value } as const);
  };
  return {
    next: () => Promise.race([interruption.promise, nextLine()]),
    interrupt: () => interruption.resolve({ kind: "interrupted" }),
    close() {
      reader.close();
      input.destroy();
    },
  };
}
