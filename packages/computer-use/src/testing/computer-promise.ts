import type { ComputerActionType } from "@massgen/core";
import type { ComputerSubject } from "./computer-subject.ts";

/** Something that the contract of a computer promises. */
export interface ComputerPromise {
  readonly name: string;
  /** Actions without which it cannot be checked. */
  readonly needs: readonly (ComputerActionType | "read-text")[];
  /** @param subject - a computer that was just started. @throws what does not hold. */
  check(subject: ComputerSubject): Promise<void>;
}
