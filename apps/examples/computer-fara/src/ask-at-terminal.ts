import process from "node:process";
import { createInterface } from "node:readline/promises";
import type { Approver } from "@massgen/core";

/** Shows a person what the model stopped at, and asks. */
export const askAtTerminal: Approver = async ({ reasons }, { signal }) => {
  for (const reason of reasons) if (reason.type === "critical-point") console.log(`Fara stopped: ${reason.text}`);
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    const answer = await terminal.question("May it go on? [y/N] ", { signal });
    return answer.trim().toLowerCase() === "y" ? { type: "allow" } : { type: "deny" };
  } finally {
    terminal.close();
  }
};
