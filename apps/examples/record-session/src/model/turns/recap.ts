import { readNotes } from "../calls.ts";
import type { Memory } from "../memory.ts";
import type { Steps, Turn } from "../turn.ts";
import { bullets, count } from "../words.ts";

/** A question that the notes answer. */
export function recap(memory: Memory, question: string, shown: number): Turn {
  return {
    question,
    *play(): Steps<string> {
      const [notes = ""] = yield { calls: [readNotes] };
      const kept = notes.split("\n").length;
      const latest = memory.findings.slice(-shown);
      return (
        `From ${count(kept, "note")} and ${count(memory.findings.length, "finding")}, the latest:\n\n${bullets(latest, shown)}\n\n` +
        "Your two rules hold: no exported name has changed, and each changed file was type-checked."
      );
    },
  };
}
