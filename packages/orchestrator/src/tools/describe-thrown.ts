/** What a thrown value says, whatever it is: tools throw anything, and asking it must not throw again. */
export function describeThrown(thrown: unknown): string {
  try {
    if (thrown instanceof Error && typeof thrown.message === "string" && thrown.message !== "") return thrown.message;
    return String(thrown);
  } catch {
    return "it threw something that says nothing";
  }
}
