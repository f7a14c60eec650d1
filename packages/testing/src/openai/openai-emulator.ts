import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { MassGenError } from "@massgen/core";
import type { EmulatedExchange, OpenExchange } from "./books.ts";
import { checkOptions } from "./check-options.ts";
import type { OpenaiEmulatorOptions } from "./emulator-options.ts";
import type { EmulatorSettings, EmulatorState } from "./emulator-state.ts";
import type { Fault } from "./fault.ts";
import { FaultQueue, type FaultTarget } from "./fault-queue.ts";
import { type Handling, handleRequest } from "./handle-request.ts";
import { idMaker } from "./ids.ts";
import { ModelPlayer } from "./model/model-player.ts";
import { PromptCache } from "./prompt-cache.ts";
import { ResponseStore } from "./responses/response-store.ts";

/** A running emulator; whoever starts it closes it. */
export interface OpenaiEmulator extends AsyncDisposable {
  /** What a client is given as its base URL, e.g. `http://127.0.0.1:41237/v1`. */
  readonly baseURL: string;
  /** Its books: every request so far, in the order of arrival. */
  readonly requests: readonly EmulatedExchange[];
  /** Queues a fault for the next request, or for the next ones to a path. */
  fail(fault: Fault, target?: FaultTarget): void;
  /** Loses a stored response, or all of them. */
  forget(responseId?: string): void;
  /** Ends every connection and the server. */
  close(): Promise<void>;
}

/**
 * Starts a server on 127.0.0.1 that speaks OpenAI's Responses and Chat Completions APIs, and refuses what they refuse.
 * It is a protocol, not a model: what is answered is what `models` say.
 *
 * @throws MassGenError `invalid-option` for options that make no sense, `port-unavailable`.
 */
export async function startOpenaiEmulator(options: OpenaiEmulatorOptions): Promise<OpenaiEmulator> {
  checkOptions(options);
  const handling: Handling = {
    state: stateOf(options),
    faults: new FaultQueue(options.faults),
    books: [] as OpenExchange[],
    attempts: new Map(),
    nextNumber: 1,
  };
  const running = new Set<Promise<void>>();
  const server = createServer((incoming, outgoing) => {
    const handled = handleRequest(handling, incoming, outgoing).finally(() => running.delete(handled));
    running.add(handled);
  });
  // Longer than clients keep an idle connection, so that none is closed under a request that is on its way.
  server.keepAliveTimeout = 120_000;
  const port = await listen(server, options.port ?? 0);
  const close = once(server, "close").then(() => Promise.allSettled([...running]));
  const end = async () => {
    server.close();
    server.closeAllConnections();
    await close;
  };
  return {
    baseURL: `http://127.0.0.1:${port}/v1`,
    requests: handling.books,
    fail: (fault, target) => handling.faults.add(fault, target),
    forget: (responseId) => handling.state.store.forget(responseId),
    close: end,
    [Symbol.asyncDispose]: end,
  };
}

async function listen(server: Server, port: number): Promise<number> {
  server.listen(port, "127.0.0.1");
  try {
    await once(server, "listening");
  } catch (cause) {
    throw new MassGenError(`The emulator cannot listen on port ${port}.`, {
      code: "port-unavailable",
      remedy: "Choose another port, or 0 for any that is free.",
      cause,
    });
  }
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : port;
}

function stateOf(options: OpenaiEmulatorOptions): EmulatorState {
  const { idSeed = randomUUID(), supports, apiKeys, faults: _faults, port: _port, ...given } = options;
  const settings: EmulatorSettings = {
    organization: "org-emulated",
    sealKey: randomUUID(),
    itemsBeforeCompaction: "dropped",
    overflow: "thrown",
    compactOnToolTurns: false,
    compactingEvents: 0,
    compactQuirks: [],
    chatQuirks: [],
    maximumBodyBytes: 50 * 1024 * 1024,
    chunkCharacters: 20,
    latencyMilliseconds: 0,
    chunkMilliseconds: 0,
    now: Date.now,
    keptRequests: Number.POSITIVE_INFINITY,
    ...given,
    apiKeys,
    supports: {
      responses: true,
      compact: true,
      contextManagement: true,
      trigger: true,
      inputTokens: true,
      chatCompletions: true,
      ...supports,
    },
  };
  return {
    settings,
    makeId: idMaker(idSeed),
    player: new ModelPlayer(),
    cache: new PromptCache(),
    store: new ResponseStore(),
    origins: new Map(),
  };
}
