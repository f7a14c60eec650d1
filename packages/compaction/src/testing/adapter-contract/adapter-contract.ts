import type { ItemAdapter } from "../../adapters/item-adapter.ts";

/** Something that a format may have no form for. */
export type AdapterFeature = "calls" | "images";

/** How `describeAdapter` tests an adapter. */
export interface AdapterContract<Item> {
  readonly adapter: ItemAdapter<Item>;
  /**
   * Makes a conversation of the format, as its provider would take it: messages of a user and of the assistant, calls
   * with results, of which some are several hundred characters long, and an image. Plain data, as `JSON.parse` gives it.
   */
  conversation(): readonly Item[];
  /** What the format has no form for: tests of it are shown as skipped. Default: nothing. */
  readonly leavesOut?: readonly AdapterFeature[];
}

/** One thing that an adapter must hold to. */
export interface AdapterCase {
  readonly name: string;
  /** What the format must have for the case to mean anything. */
  readonly needs?: AdapterFeature;
  /** Throws where the adapter does not hold to it. */
  run(): void | Promise<void>;
}
