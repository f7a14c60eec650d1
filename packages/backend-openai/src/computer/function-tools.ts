import type { Decision, FunctionCallItem, FunctionTool } from "@massgen/core";
import { isRecord } from "@massgen/core/provider";

function tool(name: string, description: string, properties: Readonly<Record<string, object>>): FunctionTool {
  const parameters = { type: "object", properties, required: Object.keys(properties), additionalProperties: false };
  return { name, description, parameters, strict: true };
}

/** With it the model asks its user something. */
export const askUser: FunctionTool = tool(
  "ask_user",
  "Asks your user a question and waits for the answer. For what only your user can know or decide.",
  { question: { type: "string", description: "One question, complete in itself." } },
);

/** With it the model ends the task, one way or the other. */
export const finish: FunctionTool = tool(
  "finish",
  "Ends the task. Call it once the screen shows that the task is done, or when it cannot be done.",
  {
    status: { type: "string", enum: ["success", "failure"] },
    answer: { type: "string", description: "What your user wants to know; on failure, why." },
  },
);

/** What a call of one of the functions means; what cannot be understood is an `invalid` decision. */
export function decodeFunctionCall({ name, arguments: text }: FunctionCallItem): Decision {
  const fields = parsed(text);
  if (name === askUser.name) {
    const { question } = fields;
    if (typeof question === "string" && question.trim() !== "") return { type: "ask", question };
    return { type: "invalid", problem: 'ask_user needs {"question": "…"}. Nothing was asked.' };
  }
  if (name === finish.name) {
    const { status, answer } = fields;
    if ((status === "success" || status === "failure") && typeof answer === "string")
      return { type: "finish", status, answer };
    const problem = 'finish needs {"status": "success" or "failure", "answer": "…"}. The task goes on.';
    return { type: "invalid", problem };
  }
  const problem = `There is no function ${JSON.stringify(name.slice(0, 64))}. Use the computer, ask_user or finish.`;
  return { type: "invalid", problem };
}

function parsed(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : {};
  } catch {
    return {};
  }
}
