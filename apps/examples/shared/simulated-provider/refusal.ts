/** Why the provider refuses a request. */
export type RefusalReason = "invalid-history" | "too-long";

/** A request that the provider refuses, with the body that the API would answer. */
export class Refusal extends Error {
  readonly reason: RefusalReason;
  readonly body: object;

  constructor(reason: RefusalReason, body: object) {
    super(reason);
    this.reason = reason;
    this.body = body;
  }
}
