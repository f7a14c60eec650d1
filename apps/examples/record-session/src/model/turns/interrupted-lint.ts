import { runCommand } from "../calls.ts";
import type { Turn } from "../turn.ts";

/** A turn that the user stops while its only call is running: the call is never answered. */
export const interruptedLint: Turn = {
  question: "Run the linter over everything.",
  *play() {
    yield {
      thought: "The whole tree at once; this may take a moment.",
      calls: [runCommand("biome check .")],
      interrupted: true,
    };
    return "";
  },
};
