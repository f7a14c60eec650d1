/** Something exact that an agent may need again, and that a paraphrase loses. */
export type ProbeKind = "path" | "id" | "number" | "error" | "constraint";

export interface Probe {
  readonly kind: ProbeKind;
  readonly text: string;
}

export const probeKinds: readonly ProbeKind[] = ["path", "id", "number", "error", "constraint"];
