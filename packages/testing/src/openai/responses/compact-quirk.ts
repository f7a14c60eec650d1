/**
 * A reported deviation of `/v1/responses/compact`:
 *
 * - `developer-messages`: system and developer messages come back too;
 * - `assistant-messages`: assistant messages come back too, with their ids but without their reasoning;
 * - `created-by`: the compaction item has `created_by`, which is refused as input.
 */
export type CompactQuirk = "developer-messages" | "assistant-messages" | "created-by";
