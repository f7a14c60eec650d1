import { createOpenai, type OpenaiBackend } from "../create-openai.ts";
import type { OpenaiSettings } from "../settings/openai-settings.ts";
import { createEndpointSupport } from "../support/endpoint-support.ts";
import { serveText } from "./serve.ts";

/** A backend whose endpoint answers everything with the same text of a media type. */
export async function answering(
  type: string,
  text: string,
  settings: Partial<OpenaiSettings> = {},
): Promise<OpenaiBackend> {
  const baseURL = await serveText(type, text);
  return createOpenai({ model: "gpt-test", apiKey: "k", baseURL, support: createEndpointSupport(), ...settings });
}
