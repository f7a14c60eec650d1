import { MassGenError } from "@massgen/core";
import { isRecord } from "@massgen/core/provider";

/** What an endpoint file of the original Fara programs says. */
export interface FaraEndpoint {
  readonly model: string;
  readonly baseURL: string;
  readonly apiKey?: string;
}

/**
 * Reads an endpoint file of the original: `{"model", "base_url", "api_key"}`, or a list of such, of which the first
 * counts. `not-needed` and an empty key mean none.
 *
 * @throws MassGenError `invalid-endpoint`
 */
export function parseEndpoint(json: string): FaraEndpoint {
  const value = parse(json);
  const fields: unknown = Array.isArray(value) ? value[0] : value;
  if (!isRecord(fields)) throw invalid("The endpoint file holds no object.");
  const { model, base_url: baseURL, api_key: apiKey } = fields;
  if (typeof model !== "string" || model === "") throw invalid("The endpoint file has no model.");
  const protocol = typeof baseURL === "string" ? URL.parse(baseURL)?.protocol : undefined;
  if (typeof baseURL !== "string" || (protocol !== "http:" && protocol !== "https:")) {
    throw invalid("The endpoint file has no http or https address.");
  }
  if (apiKey !== undefined && apiKey !== null && typeof apiKey !== "string") {
    throw invalid("The key in the endpoint file is no text.");
  }
  const isKey = typeof apiKey === "string" && apiKey !== "" && apiKey.toLowerCase() !== "not-needed";
  return { model, baseURL, ...(isKey ? { apiKey } : {}) };
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json.replace(/^\uFEFF/, ""));
  } catch {
    throw invalid("The endpoint file is no JSON.");
  }
}

function invalid(problem: string): MassGenError {
  return new MassGenError(problem, {
    code: "invalid-endpoint",
    remedy:
      'Write it as {"model": "microsoft/Fara-7B", "base_url": "http://localhost:5000/v1"}, with "api_key" where there is one.',
  });
}
