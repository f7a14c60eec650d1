import type { LedgerCall, LedgerEntry } from "./ledger-entry.ts";

const patchActions: Readonly<Record<string, string>> = {
  Add: "created",
  Update: "edited",
  Delete: "deleted",
  add_file: "created",
  create_file: "created",
  update_file: "edited",
  delete_file: "deleted",
};

/** Files that a patch in OpenAI's format names, and those of an `apply_patch` operation. */
export function patchedFiles({ arguments: text, input }: LedgerCall): readonly LedgerEntry[] {
  const operation = input?.operation ?? input;
  if (typeof operation === "object" && operation !== null && "type" in operation && "path" in operation) {
    const action = patchActions[String(operation.type)];
    if (action !== undefined && typeof operation.path === "string") return [{ action, subject: operation.path }];
  }
  const patch = [text, ...Object.values(input ?? {})].find(
    (value) => typeof value === "string" && /^\*\*\* (?:Add|Update|Delete) File: /m.test(value),
  );
  if (typeof patch !== "string") return [];
  return [...patch.matchAll(/^\*\*\* (Add|Update|Delete) File: (.{1,300})$/gm)].map(([, kind = "", subject = ""]) => ({
    action: patchActions[kind] ?? "edited",
    subject,
  }));
}
