import { startOpenaiEmulator } from "@massgen/testing";
import { type Contestant, contestants, type ProviderAccess } from "./contestants.ts";
import { emulatorCounter } from "./emulator/emulator-counter.ts";
import { summaryReply } from "./emulator/summary-reply.ts";
import type { Price } from "./price.ts";
import { type Limits, type Replay, replay, replayWhole } from "./replay.ts";
import { type Row, rowOf } from "./row.ts";
import type { Session } from "./session/read-session.ts";

export interface CompareSettings {
  readonly limits: Limits;
  readonly price: Price;
  readonly signal?: AbortSignal | undefined;
  /** Called with each row as it is done. */
  readonly onRow?: (row: Row) => void;
}

/** Each contestant on an emulator of its own, so that none finds another's prompts in the cache. */
export function compareEmulated(session: Session, model: string, settings: CompareSettings): Promise<readonly Row[]> {
  const { limits, signal } = settings;
  const { contextWindow } = limits;
  const options = { limits, signal, counter: emulatorCounter };
  const runWhole = () => replayWhole(session, options);
  return compare("emulated", settings, runWhole, async ({ createStrategy }) => {
    await using emulator = await startOpenaiEmulator({
      models: { [model]: { contextWindow, reply: summaryReply } },
      keptRequests: 1,
    });
    const access = { model, apiKey: "emulated", baseURL: emulator.baseURL };
    return await replay(session, createStrategy(access, contextWindow), options);
  });
}

/** Each contestant at the provider, one after the other. */
export function compareLive(
  session: Session,
  access: ProviderAccess,
  settings: CompareSettings,
): Promise<readonly Row[]> {
  const { limits, signal } = settings;
  const options = { limits, signal };
  const runWhole = () => replayWhole(session, options);
  return compare("live", settings, runWhole, ({ createStrategy }) =>
    replay(session, createStrategy(access, limits.contextWindow), options),
  );
}

async function compare(
  source: Row["source"],
  { price, onRow }: CompareSettings,
  runWhole: () => Promise<Replay>,
  run: (contestant: Contestant) => Promise<Replay>,
): Promise<readonly Row[]> {
  const rows: Row[] = [];
  const add = (row: Row) => {
    rows.push(row);
    onRow?.(row);
  };
  add(rowOf({ strategy: "none", mode: null, source }, await runWhole(), price));
  for (const contestant of contestants) {
    const { strategy, mode } = contestant;
    add(rowOf({ strategy, mode, source }, await run(contestant), price));
  }
  return rows;
}
