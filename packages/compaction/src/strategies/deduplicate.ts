import type { ConversationView } from "../conversation/conversation-view.ts";
import { isStub, type Repetition, repeatedNote } from "../conversation/notes.ts";
import { canonicalArguments } from "./canonical-arguments.ts";
import { checkCounts } from "./option-checks.ts";
import type { Edit, Strategy } from "./strategy.ts";
import { replaceByNotes, tokensOfResult, toolResults } from "./tool-results.ts";

export interface DeduplicateOptions {
  /** Names of the only tools whose results are compared. Default: all. */
  readonly tools?: readonly string[];
  /**
   * Results of fewer tokens than this neither go nor make another one go: a note costs 40 to 55, and a short answer to
   * a call that once had a long one is mostly an error or "unchanged since". Default 100.
   */
  readonly minimumTokens?: number;
}

/**
 * Keeps the newest of results that say the same: those of the same call (same tool, same arguments whatever their JSON
 * looks like) and those with the same text. Each older one becomes a note that names the call where the newest is.
 * Offline and deterministic; it takes out all repetitions that there are, since they hold nothing that is not there
 * again.
 *
 * Two results of the same call may differ: a file read before and after it was written keeps only what was read last,
 * which is what is true now. Where older answers matter by themselves, as of a tool that turns to the next page at each
 * call, name in `tools` those to which that does not apply. A file read with other line numbers is another call.
 * Results with images are left alone; see {@link evictImages}.
 *
 * @throws MassGenError `invalid-option`
 */
export function deduplicate<Item>(options: DeduplicateOptions = {}): Strategy<Item> {
  const { minimumTokens = 100 } = options;
  checkCounts("deduplicate", { minimumTokens });
  const tools = options.tools && new Set(options.tools);
  return {
    name: "deduplicate",
    propose(view) {
      const edits = [...findRepeated(view, tools, minimumTokens)].flatMap(([index, repeated]) =>
        noteEdits(view, index, repeated),
      );
      if (edits.length === 0) return { kind: "nothing", reason: "no large tool output is there twice" };
      return { kind: "edits", edits: edits.reverse() };
    },
  };
}

/** Tokens that a note must save to be worth it; more than two notes of the same size differ by. */
const leastSaving = 10;

/** A result that a newer one makes superfluous. */
interface Repeated {
  readonly callId: string;
  readonly tokens: number;
  /** Call id of the newer result. */
  readonly newest: string;
  readonly repetition: Repetition;
}

/** Results that a newer one makes superfluous, by the index of their item, newest first. */
function findRepeated<Item>(
  view: ConversationView<Item>,
  tools: ReadonlySet<string> | undefined,
  minimumTokens: number,
): ReadonlyMap<number, readonly Repeated[]> {
  const newestOfCall = new Map<string, string>();
  const newestOfText = new Map<string, string>();
  const repeated = new Map<number, Repeated[]>();
  const isWorthReplacing = comparerWithNotes(view);
  for (const result of toolResults(view).toReversed()) {
    const { index, callId, text, call } = result;
    if (tools?.has(call?.name ?? "") === false || !result.textOnly || isStub(text)) continue;
    const tokens = tokensOfResult(view, result);
    if (tokens < minimumTokens) continue;
    const key = call && JSON.stringify(call.name) + canonicalArguments(call.arguments);
    const again = key === undefined ? undefined : newestOfCall.get(key);
    const newest = again ?? newestOfText.get(text);
    if (key !== undefined && again === undefined) newestOfCall.set(key, newest ?? callId);
    if (newest === undefined || !result.editable || !isWorthReplacing(tokens, callId)) {
      if (!newestOfText.has(text)) newestOfText.set(text, callId);
      continue;
    }
    const repetition = again === undefined ? "same text in a later result" : "same call answered again later";
    const others = repeated.get(index);
    if (others === undefined) repeated.set(index, [{ callId, tokens, newest, repetition }]);
    else others.push({ callId, tokens, newest, repetition });
  }
  return repeated;
}

/**
 * Tells whether a result is larger than a note by enough. It looks at the result alone and not at the one that the note
 * would name, so that the answer is the same when the conversation is compacted again.
 */
function comparerWithNotes<Item>(view: ConversationView<Item>): (tokens: number, callId: string) => boolean {
  const id = view.archiveId([]);
  return (tokens, callId) => {
    const note = repeatedNote(tokens, "same call answered again later", callId, id);
    // A note is ASCII, of which no token is shorter than a character.
    return tokens >= note.length + leastSaving || tokens >= view.countText(note) + leastSaving;
  };
}

function noteEdits<Item>(
  view: ConversationView<Item>,
  index: number,
  repeated: readonly Repeated[],
): readonly Edit<Item>[] {
  const id = view.archiveId([view.items[index] as Item]);
  const notes = repeated.map(({ callId, tokens, newest, repetition }) => {
    return { callId, repetition, text: repeatedNote(tokens, repetition, newest, id) };
  });
  const reasons = new Set(notes.map(({ repetition }) => repetition));
  const replaced = replaceByNotes(view, index, notes, [...reasons].join("; "));
  return replaced === undefined ? [] : [replaced.edit];
}
