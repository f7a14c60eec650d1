import { groupDigits } from "./numbers.ts";

/** A number with its noun: `1 item`, `2,000 items`. The plural is formed with an `s`. */
export function counted(count: number, noun: string): string {
  return `${groupDigits(count)} ${noun}${count === 1 ? "" : "s"}`;
}
