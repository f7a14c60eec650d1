import {
  type ActionFailure,
  type ActOptions,
  type ActResult,
  type Computer,
  type ComputerAction,
  ComputerError,
  type Frame,
  type Observation,
  type Region,
} from "@massgen/core";
import { checkActions } from "../../actions/check-actions.ts";
import { drawScreen } from "./draw-screen.ts";
import { createDesk } from "./simulated-desk.ts";
import type { SimulatedPage } from "./simulated-screen.ts";

export interface SimulatedComputerOptions {
  /** Pixels of its frames. Default 320 by 200. */
  readonly width?: number;
  readonly height?: number;
  /** What there is, by URL; the first is shown at the start. Default: one page with the button `ok` and the field `name`. */
  readonly pages?: Readonly<Record<string, SimulatedPage>>;
}

/** A computer that is simulated, and what a test may ask of it. */
export interface SimulatedComputer extends Computer {
  /** Ids of the buttons that were clicked, in order. */
  clicks(): readonly string[];
  /** Text of a field. */
  textOf(field: string): string;
  /** Actions that were done, in order. */
  performed(): readonly ComputerAction[];
}

const defaultPages: Readonly<Record<string, SimulatedPage>> = {
  "https://simulated.example/": {
    title: "Simulated page",
    elements: [
      { id: "ok", kind: "button", x: 20, y: 20, width: 80, height: 30 },
      { id: "name", kind: "field", x: 20, y: 70, width: 200, height: 24 },
    ],
  },
};

/**
 * Makes a computer for tests that is simulated in memory: pages of buttons and fields, drawn as real PNG frames. It has
 * no browser, no network and no timer but that of `wait`, and does the same each time.
 */
export function createSimulatedComputer(options: SimulatedComputerOptions = {}): SimulatedComputer {
  const { width = 320, height = 200, pages = defaultPages } = options;
  const desk = createDesk(pages, height);
  const whole: Region = { x: 0, y: 0, width, height };
  const capabilities = { environment: "browser", actions: desk.actions, frame: { width, height } } as const;
  const done: ComputerAction[] = [];
  let frames = 0;
  let last: Frame | undefined;
  let busy = false;
  const closing = new AbortController();

  const draw = (region: Region, scale: number): Frame => {
    frames += 1;
    const data = drawScreen(desk.state(), region, scale);
    const size = { width: Math.round(region.width * scale), height: Math.round(region.height * scale) };
    return { id: `simulated-${frames}`, ...size, mediaType: "image/png", data };
  };
  const observe = (news: Pick<Observation, "zoom" | "clipboard"> = {}): Observation => {
    const { url, page, cursor } = desk.state();
    const frame = draw(whole, 1);
    last = frame;
    const tabs = [{ id: "1", title: page.title, url, active: true }];
    return { frame, cursor, url, title: page.title, tabs, permissions: [], downloads: [], notices: [], ...news };
  };

  const alone = async <Result>(work: () => Promise<Result> | Result, signal?: AbortSignal): Promise<Result> => {
    signal?.throwIfAborted();
    if (closing.signal.aborted) throw closed();
    if (busy) {
      throw new ComputerError("The simulated computer is in use.", {
        code: "overlapping-call",
        remedy: "Wait for the call before to end.",
      });
    }
    busy = true;
    try {
      return await work();
    } finally {
      busy = false;
    }
  };

  const act = async (
    actions: readonly ComputerAction[],
    { frame, signal, onAction }: ActOptions,
  ): Promise<ActResult> => {
    checkActions(actions, capabilities, { width, height });
    if (frame !== last?.id) {
      throw new ComputerError("The actions are for a frame that is not the last one.", {
        code: "stale-frame",
        remedy: "Observe, and decide again.",
      });
    }
    const either = signal === undefined ? closing.signal : AbortSignal.any([signal, closing.signal]);
    let news: Pick<Observation, "zoom" | "clipboard"> = {};
    let performed = 0;
    let failure: ActionFailure | undefined;
    last = undefined;
    for (const [index, action] of actions.entries()) {
      either.throwIfAborted();
      onAction?.(index);
      if (action.type === "zoom") news = { ...news, zoom: { ...draw(action.region, 2), region: action.region } };
      else if (action.type === "read-clipboard") news = { ...news, clipboard: desk.state().clipboard };
      else {
        const problem = await desk.perform(action, either);
        if (problem !== undefined) {
          failure = { index, ...problem };
          break;
        }
      }
      done.push(action);
      performed += 1;
    }
    return { observation: observe(news), performed, ...(failure && { failure }) };
  };

  return {
    name: "simulated",
    capabilities,
    observe: ({ signal } = {}) => alone(() => observe(), signal),
    act: (actions, acting) => alone(() => act(actions, acting), acting.signal),
    readText: ({ signal } = {}) => alone(() => desk.readText(), signal),
    close: async () => closing.abort(closed()),
    clicks: () => desk.clicks(),
    textOf: (field) => desk.state().texts.get(field) ?? "",
    performed: () => [...done],
  };
}

function closed(): ComputerError {
  return new ComputerError("The simulated computer is closed.", { code: "closed", remedy: "Make another one." });
}
