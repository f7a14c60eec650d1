import { MassGenError } from "@massgen/core";
import { readUsage } from "@massgen/core/provider";

/** Whether a usage tells the tokens of a request: servers and test doubles leave it out, or report zero. */
export function saysInput(usage: unknown): boolean {
  try {
    return readUsage(usage).inputTokens > 0;
  } catch (error) {
    if (MassGenError.isInstance(error) && error.code === "invalid-usage") return false;
    throw error;
  }
}
