import { BackendError } from "@massgen/core";
import type { OpenaiSettings } from "../settings/openai-settings.ts";

const variable = "OPENAI_API_KEY";

/** Keys that are remembered, so that no error shows them, though a new one is fetched for each request. */
const rememberedKeys = 8;

/** What proves to the provider who asks. */
export interface Credentials {
  /**
   * Headers for one request; empty where the settings' own headers authenticate.
   *
   * @throws BackendError `unauthenticated`
   */
  headers(): Promise<Readonly<Record<string, string>>>;
  /** Everything that no error may show. */
  keys(): readonly string[];
  /** Where the key is to be set, for remedies; `undefined` where the settings give it. */
  readonly keyVariable: string | undefined;
}

/** Reads the key from the settings or the environment, each time it is needed. */
export function createCredentials(
  { apiKey, headers = {} }: Pick<OpenaiSettings, "apiKey" | "headers">,
  backend: string,
  environment = process.env,
): Credentials {
  const own = Object.entries(headers);
  const authenticates = own.some(([name]) => /^(?:authorization|api-key)$/i.test(name));
  const secrets = own
    .filter(([name]) => /key|auth|token|secret|cookie/i.test(name))
    .flatMap(([, value]) => [value, value.replace(/^\w+ /, "")]);
  const seen: string[] = [];

  const resolve = async (): Promise<string | undefined> => {
    if (typeof apiKey === "function") return await fetchKey(apiKey, backend);
    return apiKey ?? (authenticates ? undefined : environment[variable]);
  };

  return {
    keyVariable: apiKey === undefined && !authenticates ? variable : undefined,
    keys: () => [...seen, ...secrets],
    async headers() {
      // Keys that come out of files end in a line break.
      const key = (await resolve())?.trim() ?? "";
      if (key === "" && authenticates) return {};
      if (key === "") throw unauthenticated(`${backend}: there is no API key.`, `Set ${variable}, or pass apiKey.`);
      if (!seen.includes(key)) seen.splice(0, seen.length, ...[key, ...seen].slice(0, rememberedKeys));
      if (/[^\x21-\x7e]/.test(key)) {
        throw unauthenticated(`${backend}: the API key holds characters that no key has.`, "Copy it anew.");
      }
      return { authorization: `Bearer ${key}` };
    },
  };
}

async function fetchKey(apiKey: () => Promise<string>, backend: string): Promise<string> {
  try {
    return await apiKey();
  } catch (cause) {
    // What a key service says may hold the key.
    throw unauthenticated(`${backend}: the API key could not be fetched.`, "See the cause.", cause);
  }
}

function unauthenticated(problem: string, remedy: string, cause?: unknown): BackendError {
  return new BackendError(problem, {
    code: "unauthenticated",
    remedy,
    retryable: false,
    ...(cause !== undefined && { cause }),
  });
}
