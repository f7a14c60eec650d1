import type { FaraSettings } from "@massgen/backend-fara";
import { apiKeyFor, defaultKeyVariable, parseKeyVariable } from "../backend-options/api-key.ts";
import { parseBaseURL } from "../backend-options/base-url.ts";
import { readInstructions } from "../backend-options/read-instructions.ts";
import { inputError } from "../input-error.ts";
import type { ComputerCommandOptions } from "./computer-command.ts";
import { readEndpoint } from "./read-endpoint.ts";

/** Where vLLM serves Fara in Microsoft's instructions. */
const faraURL = "http://localhost:5000/v1";

/** Which options say where a Fara model is. */
export type FaraOptions = Pick<ComputerCommandOptions, "baseUrl" | "apiKeyEnv" | "endpoint" | "systemPrompt"> & {
  readonly model?: string;
};

/**
 * The settings of one Fara model. What is typed wins over the endpoint's file, and that over the environment.
 *
 * @throws MassGenError `invalid-input`, `invalid-endpoint`.
 */
export async function chooseFara(
  options: FaraOptions,
  environment: NodeJS.ProcessEnv,
): Promise<{ readonly settings: FaraSettings; readonly endpoint: string | undefined }> {
  const file = options.endpoint === undefined ? undefined : await readEndpoint(options.endpoint);
  const model = options.model ?? file?.model ?? environment.MASSGEN_MODEL ?? "";
  if (model === "") throw inputError("No model is named.", "Pass --model fara-7b, or a file with --endpoint.");
  const general = environment.OPENAI_BASE_URL || faraURL;
  const baseURL =
    options.baseUrl === undefined
      ? (file?.baseURL ?? parseBaseURL(general, "OPENAI_BASE_URL"))
      : parseBaseURL(options.baseUrl);
  const keyVariable = parseKeyVariable(options.apiKeyEnv ?? defaultKeyVariable);
  const apiKey = file?.apiKey ?? apiKeyFor({ baseURL, keyVariable }, environment);
  const systemPrompt = options.systemPrompt && (await readInstructions(options.systemPrompt));
  return {
    settings: { model, baseURL, ...(apiKey !== undefined && { apiKey }), ...(systemPrompt && { systemPrompt }) },
    endpoint: options.endpoint,
  };
}
