import type { ComputerAction, Decision, Point } from "@massgen/core";

/** Says in a few words what a decision is; a long text in it is cut. It may be one that was rejected as malformed. */
export function describeDecision(decision: Decision): string {
  try {
    return wordsOf(decision);
  } catch {
    return "something malformed";
  }
}

function wordsOf(decision: Decision): string {
  switch (decision.type) {
    case "act":
      return decision.actions.map(describeAction).join(", then ");
    case "ask":
      return `ask the user: ${short(decision.question)}`;
    case "finish":
      return `finish with ${decision.status}: ${short(decision.answer)}`;
    case "note":
      return `note: ${short(decision.fact)}`;
    case "read-page":
      return `read the page for: ${short(decision.question)}`;
    case "invalid":
      return "say something that made no sense";
  }
}

function describeAction(action: ComputerAction): string {
  switch (action.type) {
    case "click":
      return `${action.button ?? "left"} click${action.count === undefined || action.count === 1 ? "" : ` x${action.count}`} at ${place(action)}`;
    case "move":
      return `move to ${place(action)}`;
    case "drag": {
      const [from, to] = [action.path[0], action.path.at(-1)];
      return from === undefined || to === undefined ? "drag" : `drag from ${place(from)} to ${place(to)}`;
    }
    case "scroll":
      return `scroll by ${round(action.deltaX)}, ${round(action.deltaY)} at ${place(action)}`;
    case "type":
      return `type ${JSON.stringify(short(action.text))}`;
    case "key":
      return `press ${action.keys.map(short).join("+")}`;
    case "wait":
      return `wait ${round(action.milliseconds)} ms`;
    case "navigate":
      return `go to ${short(action.url)}`;
    default:
      return action.type;
  }
}

function place({ x, y }: Point): string {
  return `(${round(x)}, ${round(y)})`;
}

function round(value: number): string {
  return String(Math.round(value));
}

function short(text: string): string {
  const line = text.slice(0, 200).replaceAll(/\s+/g, " ").trim();
  return text.length > 200 ? `${line}…` : line;
}
