import { cutNotes } from "./cut-notes.ts";
import type { NotesAsker } from "./model/notes-asker.ts";
import { NoSummaryError } from "./no-summary-error.ts";
import { fence } from "./prompt/fence.ts";
import { shortenInstructions } from "./prompt/instructions.ts";

/** How much longer than asked for notes may be: asking again costs a call, and cutting loses the end. */
const tolerance = 1.1;

/** Notes within a number of tokens, or a little above: as they are, else written again once, else cut. */
export async function shortenNotes(
  notes: string,
  maximumTokens: number,
  ask: NotesAsker,
  countText: (text: string) => number,
): Promise<string> {
  const most = Math.floor(maximumTokens * tolerance);
  const tokens = countText(notes);
  if (tokens <= most) return notes;
  const { key, input } = fence([{ name: "notes", text: notes }]);
  const instructions = shortenInstructions({ key, tokens: maximumTokens });
  try {
    const shorter = await ask({ instructions, input, tokens: maximumTokens, sourceTokens: tokens, once: true });
    return cutNotes(shorter, most, countText);
  } catch (error) {
    if (!(error instanceof NoSummaryError)) throw error;
    // The notes at hand are good, only long.
    return cutNotes(notes, most, countText);
  }
}
