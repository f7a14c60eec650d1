import type { PromptSource } from "../create-fara.ts";
import type { FaraGeneration } from "../profiles/fara-profile.ts";

/** What is looked at, in this order. */
export type DiagnosisCheckName = "settings" | "connection" | "model" | "context" | "memory" | "vision" | "answer";

export interface DiagnosisCheck {
  readonly name: DiagnosisCheckName;
  /** `warned`: it works, and could work better; `skipped`: it could not be looked at. */
  readonly status: "passed" | "warned" | "failed" | "skipped";
  /** What was seen. */
  readonly detail?: string;
  /** What is wrong: one sentence. */
  readonly problem?: string;
  /** What to do about it: one sentence. */
  readonly remedy?: string;
}

/** What was found out about an endpoint. */
export interface Diagnosis {
  readonly model: string;
  /** Without what may be secret in it. */
  readonly baseURL: string;
  readonly generation?: FaraGeneration;
  readonly promptSource: PromptSource;
  /** Names of the models that the server says it has. */
  readonly models: readonly string[];
  /** Whether no check has failed. */
  readonly isUsable: boolean;
  readonly checks: readonly DiagnosisCheck[];
}
