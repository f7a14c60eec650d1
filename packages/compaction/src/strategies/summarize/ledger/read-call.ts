import { addressesIn, commandsIn, moveIn, pathsIn } from "./call-fields.ts";
import { commandOutcome, hasFailed } from "./call-outcome.ts";
import type { LedgerCall, LedgerEntry } from "./ledger-entry.ts";
import { patchedFiles } from "./patched-files.ts";
import { editorActions, fileActionOf, isFetcher, isShell } from "./tool-words.ts";

/** Says what a call did to files, addresses and the shell, by the names that tools and their arguments usually have. */
export function readCall(call: LedgerCall): readonly LedgerEntry[] {
  const patched = patchedFiles(call);
  if (patched.length > 0) return withFailure(patched, call);
  const { name, input } = call;
  if (input === undefined) return isShell(name) && !/^\s*[[{]/.test(call.arguments) ? ran([call.arguments], call) : [];

  const paths = pathsIn(input);
  const editorAction = editorActions.get(String(input.command));
  if (editorAction !== undefined && paths.length > 0) return acted(editorAction, paths, call);
  const commands = commandsIn(input);
  if (commands.length > 0 && (isShell(name) || paths.length === 0)) return ran(commands, call);

  const action = fileActionOf(name);
  const move = moveIn(input);
  if (action === "moved" && move !== undefined) return acted("moved", [move], call);
  const addresses = addressesIn(input);
  if (addresses.length > 0 && (isFetcher(name) || paths.length === 0)) return acted("fetched", addresses, call);
  return action === undefined ? [] : acted(action, paths, call);
}

function acted(action: string, subjects: readonly string[], call: LedgerCall): readonly LedgerEntry[] {
  return withFailure(
    subjects.map((subject) => ({ action, subject })),
    call,
  );
}

function withFailure(entries: readonly LedgerEntry[], { result }: LedgerCall): readonly LedgerEntry[] {
  return hasFailed(result) ? entries.map((entry) => ({ ...entry, outcome: "failed" })) : entries;
}

function ran(commands: readonly string[], { result }: LedgerCall): readonly LedgerEntry[] {
  const outcome = commandOutcome(result);
  return commands.map((subject) => ({ action: "ran", subject, ...(outcome !== undefined && { outcome }) }));
}
