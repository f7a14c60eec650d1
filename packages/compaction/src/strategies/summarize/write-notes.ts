import { cutNotes } from "./cut-notes.ts";
import { inOrder } from "./in-order.ts";
import { longestAnswer, type NotesAsker } from "./model/notes-asker.ts";
import { failure, NoSummaryError } from "./no-summary-error.ts";
import { type FencedText, fence } from "./prompt/fence.ts";
import { mergeInstructions, type NotesPrompt, notesInstructions } from "./prompt/instructions.ts";
import { packInOrder, packTranscript } from "./transcript/pack-parts.ts";

export interface NotesSource {
  /** Messages that stay in the conversation. */
  readonly kept: string;
  /** Notes on what came before; empty where there are none. */
  readonly notes: string;
  readonly transcript: readonly (readonly string[])[];
  /** Tokens of all that the notes will stand for. */
  readonly tokens: number;
}

export interface NotesLimits {
  /** Tokens that the notes should have at most. */
  readonly tokens: number;
  /** Tokens that the model takes in one request, its answer included. */
  readonly contextWindow: number;
}

/** Parts of a conversation that are summarised at the same time. */
const concurrency = 3;

/** Parts above which making a summary takes too long to be of use. */
const mostParts = 200;

/** Each merge makes at least two texts one, and mostly more: 200 parts are done in fewer rounds. */
const mostRounds = 8;

/** Counters estimate: a request that fills the window by count might not fit. */
const safeShare = 0.95;

/**
 * Has notes written: in one request where everything fits, else of each part by itself and then of the notes together.
 *
 * @param onProgress - told the share that is done, after each part.
 * @throws NoSummaryError
 */
export async function writeNotes(
  source: NotesSource,
  { tokens, contextWindow }: NotesLimits,
  ask: NotesAsker,
  countText: (text: string) => number,
  onProgress: (fraction: number) => void = () => undefined,
): Promise<string> {
  // Several notes must fit beside each other into a request, or they could not be merged.
  const partTokens = Math.min(tokens, Math.floor(contextWindow / 8));
  const sample = notesInstructions({ key: "x".repeat(12), tokens, goesOn: true, part: "part 100 of 100" });
  const room = Math.floor((contextWindow - partTokens * longestAnswer - countText(sample)) * safeShare) - 50;
  if (room < 2 * partTokens || room < 100) {
    throw failure(`the summarizer's window of ${contextWindow} tokens has no room for a transcript`);
  }
  const kept = countText(source.kept) <= room / 4 ? source.kept : "";
  const partRoom = room - countText(kept);
  const parts = packTranscript(source.transcript, partRoom, countText);
  const [only = ""] = parts;
  if (parts.length <= 1 && countText(only) + countText(source.notes) <= partRoom) {
    return askFor(source.tokens, partTokens, textsOf(only, source.notes), (prompt) =>
      notesInstructions({ ...prompt, goesOn: source.notes !== "" }),
    );
  }
  if (parts.length > mostParts) {
    throw failure(
      `a summary would take ${parts.length} requests of ${contextWindow} tokens, and ${mostParts} is the most`,
    );
  }
  let finished = 0;
  const written = await inOrder(parts, concurrency, async (part, index) => {
    const notes = await writePart(part, `part ${index + 1} of ${parts.length}`);
    finished += 1;
    // One more step is left: the notes have to be merged.
    onProgress(finished / (parts.length + 1));
    return notes;
  });
  const earlier = source.notes === "" ? [] : [cutNotes(source.notes, Math.floor(room / 2), countText)];
  return merge([...earlier, ...written]);

  function textsOf(transcript: string, notes: string): readonly FencedText[] {
    const texts = [
      { name: "kept", text: kept },
      { name: "notes", text: notes },
      { name: "transcript", text: transcript },
    ];
    return texts.filter(({ text }) => text !== "");
  }

  function askFor(
    sourceTokens: number,
    answerTokens: number,
    texts: readonly FencedText[],
    instruct: (prompt: NotesPrompt) => string,
  ): Promise<string> {
    const { key, input } = fence(texts);
    return ask({ instructions: instruct({ key, tokens: answerTokens }), input, tokens: answerTokens, sourceTokens });
  }

  async function writePart(part: string, name: string): Promise<string> {
    try {
      // The last part may be a few lines, of which notes under headings are longer than they are.
      const sourceTokens = Math.max(countText(part), 2 * partTokens);
      const notes = await askFor(sourceTokens, partTokens, textsOf(part, ""), (prompt) =>
        notesInstructions({ ...prompt, goesOn: false, part: name }),
      );
      return cutNotes(notes, partTokens, countText);
    } catch (error) {
      if (!(error instanceof NoSummaryError)) throw error;
      throw failure(`${name}: ${error.problem}`);
    }
  }

  async function merge(all: readonly string[]): Promise<string> {
    let notes = all;
    for (let round = 0; round < mostRounds && notes.length > 1; round += 1) {
      const groups = packInOrder(notes, room, (text) => countText(text) + 20);
      notes = await inOrder(groups, concurrency, async (group) => {
        const [first = ""] = group;
        if (group.length === 1) return first;
        const sourceTokens = Math.max(countText(group.join("\n")), 2 * partTokens);
        const texts = group.map((text) => ({ name: "notes", text }));
        return cutNotes(await askFor(sourceTokens, partTokens, texts, mergeInstructions), partTokens, countText);
      });
    }
    const [merged] = notes;
    if (merged === undefined || notes.length > 1) throw failure("the notes on the parts could not be merged");
    return merged;
  }
}
