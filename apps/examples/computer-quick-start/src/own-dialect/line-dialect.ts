import type { Decision, Dialect, DialectContext } from "@massgen/core";

const help = "Write one line: CLICK x y, TYPE text, DONE answer, or FAIL reason.";

/** The language of a made-up family of models, which say in one line what they want; places are of the picture sent. */
export const lineDialect: Dialect<string> = {
  name: "line",
  decode,
  encode(decision, context) {
    const line = written(decision, context);
    // What would be read as something else has no words here.
    return line !== undefined && isSame(decode(line, context), decision) ? line : undefined;
  },
};

function decode(output: string, { frame, sent = frame }: DialectContext): Decision {
  const [, word = "", rest = ""] = /^\s*([A-Z]+) ?(.*?)\s*$/s.exec(output) ?? [];
  switch (word) {
    case "CLICK": {
      const [, across, down] = /^(\d+(?:\.\d+)?) (\d+(?:\.\d+)?)$/.exec(rest) ?? [];
      const x = (Number(across) * frame.width) / sent.width;
      const y = (Number(down) * frame.height) / sent.height;
      if (x < frame.width && y < frame.height) return { type: "act", actions: [{ type: "click", x, y }] };
      return invalid(`CLICK needs a place inside ${sent.width} × ${sent.height}, e.g. CLICK 120 80.`);
    }
    case "TYPE":
      return rest === "" ? invalid("TYPE needs a text.") : { type: "act", actions: [{ type: "type", text: rest }] };
    case "DONE":
      return { type: "finish", status: "success", answer: rest };
    case "FAIL":
      return { type: "finish", status: "failure", answer: rest };
    default:
      return invalid(help);
  }
}

function written(decision: Decision, { frame, sent = frame }: DialectContext): string | undefined {
  if (decision.type === "finish") return `${decision.status === "success" ? "DONE" : "FAIL"} ${decision.answer}`;
  if (decision.type !== "act" || decision.actions.length !== 1) return undefined;
  const [action] = decision.actions;
  if (action?.type === "type") return `TYPE ${action.text}`;
  if (action?.type !== "click") return undefined;
  return `CLICK ${(action.x * sent.width) / frame.width} ${(action.y * sent.height) / frame.height}`;
}

function invalid(problem: string): Decision {
  return { type: "invalid", problem };
}

function isSame(one: Decision, other: Decision): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
