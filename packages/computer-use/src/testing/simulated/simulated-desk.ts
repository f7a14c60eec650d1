import { setTimeout as sleep } from "node:timers/promises";
import type { ActionFailure, ComputerAction, ComputerActionType, Point } from "@massgen/core";
import { isKey, pressKeys } from "./simulated-keyboard.ts";
import { elementAt, type ScreenState, type SimulatedPage } from "./simulated-screen.ts";

type Problem = Omit<ActionFailure, "index">;

/** Screen, pointer and keyboard of a simulated computer. */
export interface SimulatedDesk {
  readonly actions: readonly ComputerActionType[];
  state(): ScreenState & { readonly clipboard: string };
  clicks(): readonly string[];
  readText(): string;
  /** @returns why it could not be done. @throws the signal's reason. */
  perform(action: ComputerAction, signal: AbortSignal): Promise<Problem | undefined>;
}

const actions = [
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
] as const;

export function createDesk(pages: Readonly<Record<string, SimulatedPage>>, screenHeight: number): SimulatedDesk {
  const [start] = Object.keys(pages);
  if (start === undefined) throw new TypeError("A simulated computer needs one page at least.");
  const visited = [start];
  let place = 0;
  let cursor: Point = { x: 0, y: 0 };
  let focus: string | undefined;
  let pressed: string | undefined;
  let scrollTop = 0;
  let clipboard = "";
  const clicked: string[] = [];
  const counts = new Map<string, number>();
  const texts = new Map<string, string>();

  const url = () => visited[place] ?? start;
  const page = () => pages[url()] ?? { title: "Not found", elements: [] };
  const state = () => ({ url: url(), page: page(), scrollTop, cursor, focus, clicks: counts, texts, clipboard });
  const arrive = () => {
    scrollTop = 0;
    focus = undefined;
  };
  const go = (address: string) => {
    visited.splice(place + 1, visited.length, address);
    place += 1;
    arrive();
  };
  const step = (by: number) => {
    const next = Math.min(visited.length - 1, Math.max(0, place + by));
    if (next !== place) arrive();
    place = next;
  };
  const click = (at: Point, times: number) => {
    cursor = { x: at.x, y: at.y };
    const element = elementAt(state(), at);
    focus = element?.kind === "field" ? element.id : undefined;
    if (element?.kind !== "button") return;
    for (let time = 0; time < times; time += 1) clicked.push(element.id);
    counts.set(element.id, (counts.get(element.id) ?? 0) + times);
    if (element.leadsTo !== undefined) go(element.leadsTo);
  };
  const write = (change: (text: string) => string | undefined) => {
    if (focus === undefined) return;
    const text = change(texts.get(focus) ?? "");
    if (text !== undefined) texts.set(focus, text);
  };
  const unknownKey = (keys: readonly string[] = []): Problem | undefined => {
    const key = keys.find((name) => !isKey(name));
    return key === undefined
      ? undefined
      : { code: "unknown-key", reason: `There is no key ${JSON.stringify(key.slice(0, 40))}.` };
  };
  const press = (at: Partial<Point>) => {
    cursor = { x: at.x ?? cursor.x, y: at.y ?? cursor.y };
    pressed = elementAt(state(), cursor)?.id;
  };
  const release = (at: Partial<Point>) => {
    cursor = { x: at.x ?? cursor.x, y: at.y ?? cursor.y };
    if (pressed !== undefined && elementAt(state(), cursor)?.id === pressed) click(cursor, 1);
    pressed = undefined;
  };

  return {
    actions,
    state,
    clicks: () => [...clicked],
    readText: () => {
      const { title, text = `# ${title}`, elements } = page();
      const fields = elements.filter(({ kind }) => kind === "field").map(({ id }) => `${id}: ${texts.get(id) ?? ""}`);
      return [text, ...fields].join("\n");
    },
    async perform(action, signal) {
      const problem = unknownKey("keys" in action ? action.keys : undefined);
      if (problem !== undefined) return problem;
      switch (action.type) {
        case "click":
          if ((action.button ?? "left") === "left") click(action, action.count ?? 1);
          else cursor = { x: action.x, y: action.y };
          break;
        case "move":
          cursor = { x: action.x, y: action.y };
          break;
        case "press":
          press(action);
          break;
        case "release":
          release(action);
          break;
        case "drag":
          press(action.path[0] ?? cursor);
          release(action.path.at(-1) ?? cursor);
          break;
        case "scroll":
          cursor = { x: action.x, y: action.y };
          scrollTop = Math.max(0, Math.min((page().height ?? screenHeight) - screenHeight, scrollTop + action.deltaY));
          break;
        case "type":
          write((text) => text + action.text);
          break;
        case "key":
          write((text) => pressKeys(action.keys, text));
          break;
        case "wait":
          await sleep(action.milliseconds, undefined, { signal }).catch(() => signal.throwIfAborted());
          break;
        case "navigate":
          go(action.url);
          break;
        case "back":
          step(-1);
          break;
        case "forward":
          step(1);
          break;
        case "write-clipboard":
          clipboard = action.text;
          break;
        default:
          break;
      }
      return undefined;
    },
  };
}
