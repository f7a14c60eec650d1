import type { EmulatedRequest } from "./model/emulated-request.ts";
import { Refusal } from "./refusal.ts";

/**
 * Refuses a request for any JSON object that does not say so in words.
 *
 * @throws Refusal in the API's words.
 */
export function checkJsonMode({ outputFormat, text }: EmulatedRequest, api: "responses" | "chat"): void {
  if (outputFormat?.type !== "json_object" || /json/i.test(text)) return;
  throw api === "responses"
    ? new Refusal(
        "Response input messages must contain the word 'json' in some form to use 'text.format' of type 'json_object'.",
        { param: "input" },
      )
    : new Refusal(
        "'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.",
        { param: "messages" },
      );
}
