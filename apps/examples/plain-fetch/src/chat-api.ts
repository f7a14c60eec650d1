/** The part of the Chat Completions API that the agent uses. */

export type ChatMessage =
  | { readonly role: "system" | "user"; readonly content: string }
  | AssistantMessage
  | { readonly role: "tool"; readonly tool_call_id: string; readonly content: string };

interface AssistantMessage {
  readonly role: "assistant";
  readonly content: string | null;
  readonly tool_calls?: readonly ToolCall[];
}

export interface ToolCall {
  readonly id: string;
  readonly type: "function";
  readonly function: { readonly name: string; readonly arguments: string };
}

export interface ChatRequest {
  readonly model: string;
  readonly messages: readonly ChatMessage[];
  readonly tools: readonly object[];
}

export interface ChatCompletion {
  readonly choices: readonly [{ readonly message: AssistantMessage }];
  readonly usage: { readonly prompt_tokens: number; readonly completion_tokens: number };
}

/** What the server answered instead of a completion. */
class ChatError extends Error {
  /** The API's word for what went wrong, where it has one. */
  readonly code: string | undefined;

  constructor(status: number, body: string) {
    super(`The server answered ${status}: ${body}`);
    this.code = /"code":\s*"(\w+)"/.exec(body)?.[1];
  }
}

/** @throws ChatError */
export async function complete(baseURL: string, apiKey: string, request: ChatRequest): Promise<ChatCompletion> {
  const response = await fetch(`${baseURL}/chat/completions`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${apiKey}` },
    body: JSON.stringify(request),
  });
  if (!response.ok) throw new ChatError(response.status, await response.text());
  return (await response.json()) as ChatCompletion;
}
