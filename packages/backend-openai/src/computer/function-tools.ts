import type { ComputerCapabilities, Decision, FunctionCallItem, FunctionTool } from "@massgen/core";
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

/** The computer's tool has no words for an address bar, and frames do not show one. */
const openPage: FunctionTool = tool("open_page", "Opens a web page in the browser.", {
  url: { type: "string", description: "Its address, e.g. https://example.com/." },
});

const goBack: FunctionTool = tool("go_back", "Goes back to the page before.", {});

/** With it the model reads what would take many screenshots. */
const readPage: FunctionTool = tool(
  "read_page",
  "Gives you the text of the whole page that is shown, also of what would have to be scrolled to.",
  { question: { type: "string", description: "What you want to know from it." } },
);

/** The functions that a model is given beside a computer of this kind. */
export function functionsFor({ environment, actions }: ComputerCapabilities): readonly FunctionTool[] {
  return [
    askUser,
    finish,
    ...(actions.includes("navigate") ? [openPage] : []),
    ...(actions.includes("back") ? [goBack] : []),
    ...(environment === "browser" ? [readPage] : []),
  ];
}

/** What a call of one of the functions means; what cannot be understood is an `invalid` decision. */
export function decodeFunctionCall({ name: called, arguments: text }: FunctionCallItem): Decision {
  // A log may have been altered.
  const name = String(called);
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
  if (name === openPage.name) {
    const { url } = fields;
    if (typeof url === "string" && url.trim() !== "") return { type: "act", actions: [{ type: "navigate", url }] };
    return { type: "invalid", problem: 'open_page needs {"url": "https://…"}. Nothing was opened.' };
  }
  if (name === goBack.name) return { type: "act", actions: [{ type: "back" }] };
  if (name === readPage.name) {
    const { question } = fields;
    if (typeof question === "string" && question.trim() !== "") return { type: "read-page", question };
    return { type: "invalid", problem: 'read_page needs {"question": "…"}. Nothing was read.' };
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
