import type { ComputerAction, Decision } from "@massgen/core";

/** An action in a few words, e.g. `click at 120, 80`. */
export function describeAction(action: ComputerAction): string {
  const held = "keys" in action && action.type !== "key" && action.keys ? ` with ${action.keys.join(" + ")}` : "";
  switch (action.type) {
    case "click":
      return `${clickName(action)} at ${place(action)}${held}`;
    case "move":
      return `move to ${place(action)}${held}`;
    case "press":
    case "release":
      return `${action.type} the ${action.button ?? "left"} button${held}`;
    case "drag": {
      const [from, to] = [action.path[0], action.path.at(-1)];
      return `drag${from && to ? ` from ${place(from)} to ${place(to)}` : ""}${held}`;
    }
    case "scroll":
      return `scroll ${scrollName(action)} at ${place(action)}${held}`;
    case "type":
      return `type ${JSON.stringify(action.text)}`;
    case "key":
      return `press ${action.keys.join(" + ")}`;
    case "wait":
      return `wait ${action.milliseconds / 1_000} s`;
    case "navigate":
      return `open ${action.url}`;
    case "zoom":
      return `zoom at ${place(action.region)}`;
    case "write-clipboard":
      return "write to the clipboard";
    case "read-clipboard":
      return "read the clipboard";
    case "back":
      return "go back";
    case "forward":
      return "go forward";
    case "screenshot":
      return "look";
    default:
      return "unknown action";
  }
}

/** A decision in a few words. */
export function describeDecision(decision: Decision): string {
  switch (decision.type) {
    case "act": {
      const [first, ...more] = decision.actions;
      const start = first ? describeAction(first) : "nothing";
      return more.length === 0 ? start : `${start}, and ${more.length} more`;
    }
    case "finish":
      return decision.status === "success" ? "done" : "gave up";
    case "ask":
      return "asked";
    case "note":
      return "noted";
    case "read-page":
      return "read the page";
    case "invalid":
      return "made no sense";
    default:
      return "unknown decision";
  }
}

function place({ x, y }: { readonly x: number; readonly y: number }): string {
  return `${Math.round(x)}, ${Math.round(y)}`;
}

function clickName({ button = "left", count = 1 }: Extract<ComputerAction, { type: "click" }>): string {
  const times = { 1: "click", 2: "double click", 3: "triple click" }[count];
  return button === "left" ? times : `${button} ${times}`;
}

function scrollName({ deltaX, deltaY }: Extract<ComputerAction, { type: "scroll" }>): string {
  const [pixels, name] =
    Math.abs(deltaY) >= Math.abs(deltaX)
      ? [Math.abs(deltaY), deltaY < 0 ? "up" : "down"]
      : [Math.abs(deltaX), deltaX < 0 ? "left" : "right"];
  return `${Math.round(pixels)} px ${name}`;
}
