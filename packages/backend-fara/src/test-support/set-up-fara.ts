import { createFara, type FaraModel } from "../create-fara.ts";
import type { FaraSettings } from "../fara-settings.ts";
import { type ChatServer, type ScriptedAnswer, type SentRequest, startChatServer } from "./chat-server.ts";

/** Starts a server that answers so, and a model at it: Fara-7B, unless the settings say otherwise. */
export async function setUpFara(
  answers: readonly ScriptedAnswer[],
  settings: Partial<FaraSettings> = {},
): Promise<{ readonly server: ChatServer; readonly model: FaraModel }> {
  const server = await startChatServer({ answers });
  const model = createFara({
    model: "microsoft/Fara-7B",
    baseURL: server.baseURL,
    retries: { sleep: async () => undefined },
    now: () => new Date(2026, 5, 9, 12),
    ...settings,
  });
  return { server, model };
}

/** Messages in short, without the system's: role, pictures as `*`, and texts. */
export function shape({ body }: SentRequest): readonly string[] {
  return body.messages.slice(1).map(({ role, content }) => {
    const parts = typeof content === "string" ? [{ type: "text", text: content }] : content;
    return `${role}: ${parts.map((part) => (part.type === "image_url" ? "*" : part.text)).join(" ")}`;
  });
}
