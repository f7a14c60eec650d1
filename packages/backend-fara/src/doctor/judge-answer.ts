import type { RawAnswer } from "../endpoint/collect-answer.ts";
import { findCall } from "../parse/find-call.ts";
import { modelText } from "../parse/model-text.ts";
import type { FaraProfile } from "../profiles/fara-profile.ts";
import type { DiagnosisCheck } from "./diagnosis.ts";
import { emptyRemedy, reasoningRemedy, visionRemedy } from "./remedies.ts";

/** What the answer to the test picture says of the server. */
export function judgeAnswer(answer: RawAnswer, profile: FaraProfile): readonly DiagnosisCheck[] {
  return [vision(answer), form(answer, profile)];
}

function vision(answer: RawAnswer): DiagnosisCheck {
  const text = modelText(answer);
  if (text === "") return { name: "vision", status: "skipped", detail: "The answer was empty." };
  if (/\bred\b/i.test(text)) return { name: "vision", status: "passed", detail: "The model sees the test picture." };
  return {
    name: "vision",
    status: "warned",
    problem: "The model did not name the colour of the test picture; it may not see.",
    remedy: visionRemedy,
  };
}

function form(answer: RawAnswer, profile: FaraProfile): DiagnosisCheck {
  const text = modelText(answer);
  if (text === "") {
    const { problem = "The answer is empty.", remedy = emptyRemedy } = answer.failure ?? {};
    return { name: "answer", status: "failed", problem, remedy };
  }
  const found = findCall(text);
  if (found.type !== "call") {
    return {
      name: "answer",
      status: "failed",
      problem: "The answer holds no action.",
      remedy: `Check that the server runs ${profile.family}, with its own chat template.`,
    };
  }
  if (answer.content.trim() === "" && answer.calls.length === 0) {
    return {
      name: "answer",
      status: "warned",
      problem: "The server takes the whole answer for thoughts.",
      remedy: reasoningRemedy,
    };
  }
  if (answer.calls.length > 0) {
    return {
      name: "answer",
      status: "warned",
      problem: "The server takes the calls out of the text.",
      remedy: "Start it without a parser for tool calls (vLLM: without `--tool-call-parser`); it works as it is.",
    };
  }
  return { name: "answer", status: "passed", detail: "The answer holds an action." };
}
