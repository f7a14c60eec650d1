import {
  type ActionFailure,
  type ActOptions,
  type ActResult,
  type Computer,
  type ComputerAction,
  type ComputerCapabilities,
  ComputerError,
  type Frame,
  type Observation,
} from "@massgen/core";
import type { Page } from "playwright-core";
import { checkActions } from "../actions/check-actions.ts";
import type { PolicyProxy } from "../policy/policy-proxy.ts";
import { forget } from "./bounded.ts";
import { type BrowserComputerOptions, defaultFrame } from "./browser-options.ts";
import { leaveRefused } from "./navigation/leave-refused.ts";
import { type Findings, Observer } from "./observe/observer.ts";
import type { RefusalBox } from "./observe/refusal-box.ts";
import { performAction } from "./perform-action.ts";
import type { BrowserSession } from "./session/browser-session.ts";
import { recoverSession } from "./session/recover-session.ts";
import type { Tab } from "./tabs/tab.ts";
import { readPageText } from "./text/read-page-text.ts";

interface Running {
  readonly signal: AbortSignal;
}

/** Actions after which nothing has to come to rest before the next one. */
const idle = new Set<string>(["wait", "screenshot", "zoom", "read-clipboard", "write-clipboard"]);
/** Scrolling happens inside frames too, unseen by their parents. */
const deep = new Set<string>(["scroll", "drag", "key"]);

/** A browser as a computer. */
export interface BrowserComputer extends Computer {
  /** The page in the frame, for a program that knows more than its model; `undefined` while there is none. */
  readonly page: Page | undefined;
  readText(options?: { readonly signal?: AbortSignal | undefined }): Promise<string>;
}

export interface BrowserComputerParts {
  readonly options: BrowserComputerOptions;
  readonly session: BrowserSession;
  readonly proxy: PolicyProxy | undefined;
  readonly refusals: RefusalBox;
  /** What the first observation has to tell of how it came to be. */
  readonly firstNotices: readonly string[];
}

/** Puts a computer together around a browser that is open. */
export function browserComputer(parts: BrowserComputerParts): BrowserComputer {
  const { options, proxy, refusals, firstNotices } = parts;
  let { session } = parts;
  const observer = new Observer(options);
  const closing = new AbortController();
  /** What the model has seen last: where it is, and what stands before it. */
  let last: { readonly frame: Frame; readonly tab: Tab | undefined; readonly surface: object | undefined } | undefined;
  let running: Promise<unknown> | undefined;
  let closed: Promise<void> | undefined;
  const notices: string[] = [...session.opened.notices, ...firstNotices];
  const capabilities: ComputerCapabilities = {
    environment: "browser",
    actions: [
      "click",
      "move",
      "press",
      "release",
      "drag",
      "scroll",
      "type",
      "key",
      "wait",
      "navigate",
      "back",
      "forward",
      "screenshot",
      "zoom",
      "read-clipboard",
      "write-clipboard",
    ],
    ...(!options.page && { frame: sizeOf(options.frame ?? defaultFrame) }),
  };

  const mask = (text: string) => options.secrets?.mask(text) ?? text;

  /** Runs one call; another one at the same time would see half of what it does. */
  async function exclusively<T>(signal: AbortSignal | undefined, call: (run: Running) => Promise<T>): Promise<T> {
    if (closed) throw isClosed();
    if (running) {
      throw new ComputerError("The computer is still busy with an earlier call.", {
        code: "overlapping-call",
        remedy: "Await each call before the next one.",
      });
    }
    signal?.throwIfAborted();
    const run = { signal: AbortSignal.any([closing.signal, ...(signal ? [signal] : [])]) };
    const result = call(run);
    running = result;
    forget(result);
    try {
      return await result;
    } finally {
      running = undefined;
    }
  }

  async function recover(signal: AbortSignal): Promise<void> {
    const recovered = await recoverSession({ session, options, proxy, signal });
    session = recovered.session;
    notices.push(...recovered.notices);
  }

  async function look(
    signal: AbortSignal,
    settings: { since: number; deep: boolean; findings: Omit<Findings, "notices"> },
  ) {
    await recover(signal);
    const { since, findings } = settings;
    const settle = () =>
      observer.settle(session, { signal, since, deep: settings.deep, picture: options.settle?.picture !== false });
    let result = await settle();
    await recover(signal);
    for (let round = 0; options.policy && round < 2; round += 1) {
      const { policy } = options;
      const left = await leaveRefused(session, { policy, enforced: proxy !== undefined, toBlank: round > 0 });
      if (left.length === 0) break;
      notices.push(...left);
      await recover(signal);
      result = await settle();
    }
    const refused = session.tabs.takeRefused();
    if (refused > 0) notices.push(`${refused} more tabs were opened and closed at once, as there are too many.`);
    const seen = { tab: session.tabs.active, surface: session.surfaces.opened() };
    const observation = await observer.observation(session, {
      signal,
      unseen: result.unseen && result.tab === seen.tab,
      settled: result.settled,
      picture: result.tab === seen.tab ? result.picture : undefined,
      findings: { ...findings, notices: [...notices.splice(0), ...refusals.take()] },
    });
    last = { ...seen, frame: observation.frame };
    return observation;
  }

  async function run(
    actions: readonly ComputerAction[],
    { onAction }: ActOptions,
    { signal }: Running,
    seen: NonNullable<typeof last>,
  ): Promise<ActResult> {
    await recover(signal);
    // Another tab, or a dialog, may have come by itself: what was meant for one page must not be done to the other.
    if (session.tabs.active !== seen.tab || session.surfaces.opened() !== seen.surface) throw isStale();
    last = undefined;
    const found: { zoom?: NonNullable<Observation["zoom"]>; clipboard?: string } = {};
    let failure: ActionFailure | undefined;
    let performed = 0;
    let since = performance.now();
    let within = false;
    for (const [index, action] of actions.entries()) {
      signal.throwIfAborted();
      onAction?.(index);
      since = performance.now();
      within = deep.has(action.type);
      const reason = await performAction(action, {
        session,
        options,
        signal,
        seen: seen.surface,
        onClipboard: (text) => {
          found.clipboard = text;
        },
        onNotice: (notice) => notices.push(notice),
        onZoom: async ({ region }) => {
          const tab = session.tabs.active;
          const zoom = tab && (await observer.zoom(session, tab, region, signal));
          if (zoom) found.zoom = zoom;
        },
      });
      if (reason) {
        failure = { index, code: reason.code, reason: mask(reason.reason) };
        break;
      }
      performed += 1;
      if (index < actions.length - 1 && !idle.has(action.type)) {
        await observer.settle(session, { signal, since, deep: within, picture: false });
        await recover(signal);
      }
    }
    const observation = await look(signal, { since, deep: within, findings: found });
    return { observation, performed, ...(failure && { failure }) };
  }

  return {
    name: "browser",
    capabilities,
    get page() {
      return session.tabs.active?.page;
    },
    observe: (settings) =>
      exclusively(settings?.signal, ({ signal }) =>
        look(signal, { since: performance.now(), deep: false, findings: {} }),
      ),
    act: (actions, settings) =>
      exclusively(settings.signal, async (call) => {
        if (!last || last.frame.id !== settings.frame) throw isStale();
        checkActions(actions, capabilities, last.frame);
        return run(actions, settings, call, last);
      }),
    readText: (settings) =>
      exclusively(settings?.signal, async ({ signal }) => {
        await recover(signal);
        return readPageText(session, signal, mask);
      }),
    close: () => {
      closed ??= end();
      return closed;
    },
  };

  async function end(): Promise<void> {
    closing.abort(isClosed());
    await running?.catch(() => undefined);
    await session.close();
    await proxy?.close();
  }
}

function isStale(): ComputerError {
  return new ComputerError("The actions were chosen on a frame that is not the last one.", {
    code: "stale-frame",
    remedy: "Observe again and choose them on that frame; nothing was done.",
  });
}

function isClosed(): ComputerError {
  return new ComputerError("The computer is closed.", { code: "closed", remedy: "Create another one." });
}

function sizeOf({ width, height }: { readonly width: number; readonly height: number }) {
  return { width, height };
}
