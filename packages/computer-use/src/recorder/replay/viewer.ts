/// <reference lib="dom" />
import type { ComputerAction } from "@massgen/core";
import type { ReplayData, ReplayStep } from "./replay-data.ts";

/**
 * The program of a replay's page. Its text becomes a part of the page, so it uses nothing but its argument and what a
 * browser has; all that comes from the run is set as text.
 */
export function viewer(data: ReplayData): void {
  const svgNamespace = "http://www.w3.org/2000/svg";
  const find = (id: string): HTMLElement => {
    const element = document.getElementById(id);
    if (element === null) throw new Error(`The page has no ${id}.`);
    return element;
  };
  const moments = data.last === null ? data.steps.length : data.steps.length + 1;
  const slider = find("slider");
  let current = 0;
  let captions = 0;
  let shown: Element | undefined;
  let timer: number | undefined;

  const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(milliseconds < 9950 ? 1 : 0)} s`;
  const dollars = (cost: number) => (cost !== 0 && cost < 0.01 ? `$${cost.toFixed(5)}` : `$${cost.toFixed(2)}`);

  const draw = (name: string, attributes: Record<string, string | number>) => {
    const shape = document.createElementNS(svgNamespace, name);
    for (const [key, value] of Object.entries(attributes)) shape.setAttribute(key, String(value));
    find("marks").append(shape);
    return shape;
  };
  const label = (text: string, x: number, y: number, width: number) => {
    const short = text.length > 48 ? `${text.slice(0, 47)}…` : text;
    const room = short.length * 11 + 20;
    const left = Math.max(4, Math.min(x, width - room - 4));
    draw("rect", { x: left, y: y - 26, width: room, height: 36, rx: 6, class: "plate" });
    draw("text", { x: left + 10, y, class: "caption" }).textContent = short;
  };

  const drawAction = (action: ComputerAction, size: { width: number; height: number }, number: string) => {
    // One above the other.
    const caption = (words: string) => {
      label(words, 16, size.height - 24 - captions * 44, size.width);
      captions += 1;
    };
    switch (action.type) {
      case "click": {
        for (let ring = 0; ring < (action.count ?? 1); ring++) {
          draw("circle", { cx: action.x, cy: action.y, r: 16 + ring * 8, class: "ring" });
        }
        draw("circle", { cx: action.x, cy: action.y, r: 4, class: "dot" });
        if (number !== "") label(number, action.x + 22, action.y - 14, size.width);
        return;
      }
      case "move":
        draw("circle", { cx: action.x, cy: action.y, r: 10, class: "ring faint" });
        return;
      case "drag":
        draw("polyline", { points: action.path.map(({ x, y }) => `${x},${y}`).join(" "), class: "path" });
        for (const { x, y } of action.path.slice(-1)) draw("circle", { cx: x, cy: y, r: 8, class: "dot" });
        return;
      case "scroll": {
        const length = 70;
        const [x, y] = [Math.sign(action.deltaX) * length, Math.sign(action.deltaY) * length];
        draw("line", { x1: action.x, y1: action.y, x2: action.x + x, y2: action.y + y, class: "path" });
        draw("circle", { cx: action.x + x, cy: action.y + y, r: 8, class: "dot" });
        return;
      }
      case "zoom": {
        const { x, y, width, height } = action.region;
        draw("rect", { x, y, width, height, class: "ring" });
        return;
      }
      case "type":
        caption(`⌨ ${action.text}`);
        return;
      case "key":
        caption(`⌨ ${action.keys.join(" + ")}`);
        return;
      case "navigate":
        caption(`→ ${action.url}`);
        return;
      default:
    }
  };

  const list = (id: string, lines: readonly string[]) => {
    const element = find(id);
    element.hidden = lines.length === 0;
    element.replaceChildren(
      ...lines.map((line) => {
        const row = document.createElement("li");
        row.textContent = line;
        return row;
      }),
    );
  };
  const text = (id: string, value: string) => {
    find(id).textContent = value;
    find(id).hidden = value === "";
  };

  const factsOf = (step: ReplayStep) => [
    `model ${seconds(step.modelMilliseconds)}`,
    ...(step.actionMilliseconds > 0 ? [`actions ${seconds(step.actionMilliseconds)}`] : []),
    ...(step.inputTokens + step.outputTokens > 0
      ? [`${step.inputTokens.toLocaleString("en")} tokens in, ${step.outputTokens.toLocaleString("en")} out`]
      : []),
    ...(step.cost === null ? [] : [dollars(step.cost)]),
    `at ${seconds(step.elapsedMilliseconds)}`,
  ];

  const show = (moment: number) => {
    current = Math.max(0, Math.min(moment, moments - 1));
    const step = data.steps[current];
    const picture = data.pictures[step ? step.picture : (data.last ?? -1)];
    const size = picture ?? { width: 1440, height: 900 };
    const place = step ? step.picture : data.last;
    const source = document.getElementById(`picture-${place}`)?.textContent ?? "";
    const image = find("picture");
    if (image instanceof HTMLImageElement) {
      image.width = size.width;
      image.height = size.height;
      if (source === "") image.removeAttribute("src");
      else image.src = source;
      image.alt = step ? `The screen before step ${step.step}` : "The screen at the end";
    }
    find("missing").hidden = source !== "";
    const marks = find("marks");
    marks.setAttribute("viewBox", `0 0 ${size.width} ${size.height}`);
    marks.replaceChildren();
    captions = 0;
    if (step?.cursor) draw("circle", { cx: step.cursor.x, cy: step.cursor.y, r: 5, class: "cursor" });
    const actions = step?.actions ?? [];
    for (const [index, action] of actions.entries()) drawAction(action, size, actions.length > 1 ? `${index + 1}` : "");
    text("where", step ? [step.title, step.url].filter((part) => part !== "").join(" — ") : "");
    text("headline", step ? step.headline : "The screen at the end");
    text("thoughts", step?.thoughts ?? "");
    list("told", step?.told ?? []);
    text("outcome", step?.outcome ?? "");
    list("facts", step ? [step.model, ...factsOf(step)] : []);
    text("place", step ? `Step ${step.step} of ${data.steps.at(-1)?.step ?? 0}` : "End");
    if (slider instanceof HTMLInputElement) slider.value = String(current);
    shown?.setAttribute("aria-current", "false");
    shown = find("steps").children[current];
    shown?.setAttribute("aria-current", "true");
    shown?.scrollIntoView({ block: "nearest" });
  };

  const stop = () => {
    clearInterval(timer);
    timer = undefined;
    find("play").textContent = "Play";
  };
  const play = () => {
    if (timer !== undefined) return stop();
    if (current >= moments - 1) show(0);
    find("play").textContent = "Pause";
    timer = window.setInterval(() => {
      if (current >= moments - 1) stop();
      else show(current + 1);
    }, 1200);
  };

  text("task", data.task);
  const { result } = data;
  const tokens = data.steps.reduce((sum, step) => sum + step.inputTokens + step.outputTokens, 0);
  text("status", result === null ? "not ended" : result.status);
  find("status").dataset.status = result?.status ?? "open";
  text("answer", result === null ? "" : result.answer === "" ? result.reason : result.answer);
  list("totals", [
    `${data.steps.length} ${data.steps.length === 1 ? "step" : "steps"}`,
    data.models.join(", "),
    data.computer,
    ...(result === null
      ? []
      : [
          `${seconds(result.durationMilliseconds)}, models ${seconds(result.modelMilliseconds)}`,
          ...(tokens > 0 ? [`${tokens.toLocaleString("en")} tokens`] : []),
          ...(result.cost === undefined ? [] : [dollars(result.cost)]),
        ]),
  ]);
  const rows = data.steps.map(({ step, headline }) => `${step}. ${headline}`);
  find("steps").replaceChildren(
    ...[...rows, ...(data.last === null ? [] : ["End"])].map((line, index) => {
      const row = document.createElement("button");
      row.type = "button";
      row.textContent = line;
      row.addEventListener("click", () => show(index));
      return row;
    }),
  );
  if (slider instanceof HTMLInputElement) {
    slider.max = String(Math.max(0, moments - 1));
    slider.addEventListener("input", () => show(Number(slider.value)));
  }
  find("previous").addEventListener("click", () => show(current - 1));
  find("next").addEventListener("click", () => show(current + 1));
  find("play").addEventListener("click", play);
  addEventListener("keydown", (event) => {
    if (event.target === slider) return;
    if (event.key === "ArrowLeft") show(current - 1);
    else if (event.key === "ArrowRight") show(current + 1);
    else if (event.key === "Home") show(0);
    else if (event.key === "End") show(moments - 1);
    else return;
    event.preventDefault();
  });
  show(0);
}
