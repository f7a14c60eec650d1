import { type EmulatorState, sealOwner } from "../emulator-state.ts";
import type { EmulatedEntry } from "../model/emulated-request.ts";
import { seal } from "../seal.ts";
import type { InputItem } from "./check-item.ts";
import { entryText } from "./visible-entry.ts";

/** A compaction has this share of the tokens that it replaces, and at least so many: small windows grow, as recorded. */
const share = 0.12;
const minimumTokens = 180;

/** A compaction item, and what its making costs. */
export interface MadeCompaction {
  readonly item: InputItem;
  readonly outputTokens: number;
}

/**
 * Makes a compaction item that carries the text of what it replaces; sealed items among it are carried on.
 *
 * @param replacedTokens - what the entries cost.
 */
export function makeCompaction(
  state: EmulatorState,
  model: string,
  entries: readonly EmulatedEntry[],
  replacedTokens: number,
): MadeCompaction {
  const outputTokens = Math.max(minimumTokens, Math.ceil(replacedTokens * share));
  const text = entries.map(entryText).join("\n");
  const blob = seal({ kind: "compaction", text, tokens: outputTokens }, sealOwner(state, model));
  return { item: { id: state.makeId("cmp"), type: "compaction", encrypted_content: blob }, outputTokens };
}
