import type { Archive, ItemAdapter } from "@massgen/compaction";
import { extractProbes } from "./extract-probes.ts";
import { type ProbeKind, probeKinds } from "./probe.ts";
import { restorableItems } from "./restorable-items.ts";
import { createTextIndex } from "./text-index.ts";
import { textOfItem } from "./text-of-item.ts";

/** What is left of the probes of one kind. */
export interface RecallCount {
  /** Different probes in what was taken out. */
  readonly probes: number;
  /** Those that the window still has, word for word. */
  readonly verbatim: number;
  /** Those that it has not, and that an archive entry has which the window names. */
  readonly restorable: number;
}

export type Recall = Readonly<Record<ProbeKind, RecallCount>>;

export interface RecallSettings {
  /** The conversation as it would be without compaction. */
  readonly given: readonly unknown[];
  /** What the model was sent last. */
  readonly window: readonly unknown[];
  readonly archive: Archive | undefined;
  readonly adapter: ItemAdapter<unknown>;
}

type Fate = "verbatim" | "restorable" | "lost";

/** Looks, at the session's last request, for what was exact in the items that are no longer in it as they were. */
export async function measureRecall({ given, window, archive, adapter }: RecallSettings): Promise<Recall> {
  const kept = new Set(window);
  const removed = given.filter((item) => !kept.has(item));
  const index = createTextIndex(window.map((item) => textOfItem(item, adapter)));
  const restorable = await restorableItems(window, archive, adapter);
  const fates = new Map<ProbeKind, Map<string, Fate>>(probeKinds.map((kind) => [kind, new Map()]));
  for (const item of removed) {
    for (const probe of extractProbes(adapter.describe(item))) {
      const known = fates.get(probe.kind);
      const before = known?.get(probe.text);
      if (before === "verbatim" || before === "restorable") continue;
      known?.set(probe.text, index.has(probe) ? "verbatim" : restorable.has(item) ? "restorable" : "lost");
    }
  }
  const countOf = (kind: ProbeKind): RecallCount => {
    const all = [...(fates.get(kind)?.values() ?? [])];
    const having = (fate: Fate) => all.filter((one) => one === fate).length;
    return { probes: all.length, verbatim: having("verbatim"), restorable: having("restorable") };
  };
  return {
    path: countOf("path"),
    id: countOf("id"),
    number: countOf("number"),
    error: countOf("error"),
    constraint: countOf("constraint"),
  };
}

/** All kinds together. */
export function totalRecall(recall: Recall): RecallCount {
  return probeKinds.reduce(
    (total, kind) => ({
      probes: total.probes + recall[kind].probes,
      verbatim: total.verbatim + recall[kind].verbatim,
      restorable: total.restorable + recall[kind].restorable,
    }),
    { probes: 0, verbatim: 0, restorable: 0 },
  );
}
