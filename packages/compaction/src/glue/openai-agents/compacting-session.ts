import { type CompactingBackend, createSerialiser } from "@massgen/core";
import {
  type AgentInputItem,
  isOpenAIResponsesCompactionAwareSession,
  isRunContextAwareSession,
  MemorySession,
  type Model,
  type RunContext,
  type RunContextAwareSession,
  type Session,
} from "@openai/agents-core";
import type { Compactor } from "../../compactor/compactor.ts";
import { createCompactor } from "../../compactor/create-compactor.ts";
import { clearToolResults } from "../../strategies/clear-tool-results.ts";
import { native } from "../../strategies/native/native.ts";
import type { Strategy } from "../../strategies/strategy.ts";
import { window } from "../../strategies/window.ts";
import { type CarriedState, createCarriedWindow } from "../carried-window.ts";
import { checkCarriedState } from "../check-carried-state.ts";
import type { CompactorSettings } from "../compactor-of.ts";
import { checkMethods, checkObject, invalidGlueOption } from "../glue-checks.ts";
import { openaiAgents } from "./agents-adapter.ts";
import { agentsBackend } from "./agents-backend.ts";
import { compactingModel } from "./compacting-model.ts";
import { newestItems } from "./newest-items.ts";
import { withoutCallId } from "./without-call-id.ts";

export interface CompactingSessionOptions extends Omit<CompactorSettings<AgentInputItem>, "state"> {
  /** Where the whole history is kept. Default: a `MemorySession`. */
  readonly session?: Session;
  /** Whose own compaction is asked first, before `clearToolResults()` and `window()`; not together with `strategies`. */
  readonly backend?: CompactingBackend;
  /** State of an earlier session, to go on with its window after a restart. */
  readonly state?: CarriedState<AgentInputItem>;
}

/** A session whose history is kept whole, and of which the runner sees the window. */
export interface CompactingSession extends Session {
  readonly compactor: Compactor<AgentInputItem>;
  /** All items that were ever added and not taken back. */
  getFullHistory(): Promise<AgentInputItem[]>;
  /**
   * A model for agents that run on this session, which is sent the window in each call of a run: without it, only what
   * came before a run is compacted. It also counts instructions and tools, notes the usage and recovers from overflows.
   */
  model(model: Model): Model;
  /**
   * To be called after a run whose model is not one of {@link CompactingSession.model}, with the usage of its first
   * response; what is no usage is passed over.
   */
  recordUsage(usage: unknown): void;
  /** Plain JSON from which {@link CompactingSessionOptions.state} goes on. */
  state(): CarriedState<AgentInputItem>;
}

/**
 * A session for the OpenAI Agents SDK whose window fits the model. A compaction never writes to the history, so there is
 * nothing that could be half replaced: the window is kept beside it, and is given up for the history where the two no
 * longer belong together, as after `popItem`.
 *
 * @throws MassGenError `invalid-option`, also where the session compacts by itself.
 */
export function createCompactingSession(options: CompactingSessionOptions): CompactingSession {
  checkOptions(options);
  const { session = new MemorySession(), backend, state, ...settings } = options;
  const strategies: readonly Strategy<AgentInputItem>[] | undefined = backend && [
    native({ backend: agentsBackend(backend) }),
    clearToolResults(),
    window(),
  ];
  const compactor = createCompactor<AgentInputItem>({
    ...settings,
    ...(strategies && { strategies }),
    ...(state && { state: state.compactor }),
    adapter: openaiAgents,
  });
  const carried = createCarriedWindow(compactor, { state, identity: withoutCallId });
  const serialised = createSerialiser();
  // The runner hands its context over only where the session says that it takes one.
  const history = session as RunContextAwareSession;

  const own: CompactingSession = {
    compactor,
    getSessionId: () => history.getSessionId(),
    getItems: (limit?: number, context?: RunContext<unknown>) =>
      serialised(async () => {
        const { items } = await carried.fit(await history.getItems(undefined, context));
        return limit === undefined ? [...items] : newestItems(items, limit);
      }),
    addItems: (items: AgentInputItem[], context?: RunContext<unknown>) =>
      serialised(() => history.addItems(items, context)),
    // What a server compacted stands at the newest compaction item, so nothing has to be taken out for it.
    replaceHistoryWithCompaction: (items: AgentInputItem[], context?: RunContext<unknown>) =>
      serialised(() => history.addItems(items, context)),
    popItem: (context?: RunContext<unknown>) => serialised(() => history.popItem(context)),
    clearSession: (context?: RunContext<unknown>) =>
      serialised(async () => {
        await history.clearSession(context);
        carried.forget();
      }),
    getFullHistory: () => serialised(() => history.getItems()),
    model(model) {
      checkMethods(model, "The model", ["getResponse", "getStreamedResponse"], "Pass a Model of the Agents SDK.");
      return compactingModel(model, carried);
    },
    recordUsage: (usage) => carried.record(usage),
    state: () => carried.state(),
  };
  return Object.assign(own, capabilitiesOf(session));
}

/** What a session may be able to do beside, which concerns the whole history. */
const optional = [
  "prepareHistoryItemForModelInput",
  "prepareHistoryItemsForPersistenceComparison",
  "preserveReasoningItemIdsForPersistence",
  "applyHistoryMutations",
  "applyHistoryTransaction",
];

function capabilitiesOf(session: Session): object {
  const methods = optional.flatMap((name) => {
    const method: unknown = Reflect.get(session, name);
    return typeof method === "function" ? [[name, method.bind(session)] as const] : [];
  });
  return { ...Object.fromEntries(methods), ...(isRunContextAwareSession(session) && { acceptsRunContext: true }) };
}

function checkOptions(options: CompactingSessionOptions): void {
  checkObject(options, "The options of a session", "Pass, for example, { contextWindow: 200_000 }.");
  const { session, backend, strategies, state } = options;
  if (session !== undefined) {
    checkMethods(session, "The session", sessionMethods, "Pass a Session of the Agents SDK, or leave it out.");
  }
  if (isOpenAIResponsesCompactionAwareSession(session)) {
    throw invalidGlueOption(
      "The session compacts its history by itself.",
      "Pass the session that it keeps its history in.",
    );
  }
  if (backend !== undefined) {
    checkMethods(backend, "The backend", ["compact"], "Pass a backend that compacts, or leave it out.");
  }
  if (backend !== undefined && strategies !== undefined) {
    throw invalidGlueOption(
      "There are both a backend and strategies.",
      "Leave one of them out; a backend alone stands for native, clearToolResults and window.",
    );
  }
  if (state !== undefined) checkCarriedState(state);
}

const sessionMethods = ["getSessionId", "getItems", "addItems", "popItem", "clearSession"];
