/** Why something may not be reached. */
export interface PolicyDenial {
  readonly allowed: false;
  /** One sentence, for a model as well as for a person. */
  readonly reason: string;
  /**
   * The rule that refuses: `invalid-url`, `scheme`, `userinfo`, `allow`, `private-address`, `metadata-address`, or
   * `block *.tracker.example` where a pattern of the user's does.
   */
  readonly rule: string;
}

/** Whether something may be reached. */
export type PolicyVerdict = { readonly allowed: true } | PolicyDenial;

export const allowed: PolicyVerdict = { allowed: true };

export function denied(rule: string, reason: string): PolicyDenial {
  return { allowed: false, reason, rule };
}
