import { BackendError } from "../backend/backend-error.ts";
import { MassGenError } from "../massgen-error.ts";
import { checkHeaders, headerSecrets } from "./check-headers.ts";
import { urlSecrets } from "./url-secrets.ts";

/** A key, or what fetches one for each request. */
export type ApiKey = string | (() => string | Promise<string>);

export interface CredentialOptions {
  /** Name of the backend, for errors. */
  readonly backend: string;
  readonly apiKey?: ApiKey | undefined;
  /** Sent with each request; with `authorization` or `api-key` among them, no other key is needed. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Address of the provider, which may hold secrets itself. */
  readonly baseURL: string;
  /** Where the key comes from when none is given. Default: nowhere, and no key is needed. */
  readonly environment?: { readonly variable: string; readonly read: () => string | undefined } | undefined;
}

/** What proves to the provider who asks. */
export interface Credentials {
  /**
   * Headers for one request; empty where no key is given and none is needed.
   *
   * @throws BackendError `unauthenticated`, not retryable, without the key and without what a function for it says.
   */
  headers(): Promise<Readonly<Record<string, string>>>;
  /** Everything that no error may show: keys, values of headers, login and query of the address. */
  keys(): readonly string[];
  /** Where the key is to be set, for remedies; `undefined` where the settings give it. */
  readonly keyVariable: string | undefined;
}

/** Keys that are remembered, so that no error shows them, though a new one is fetched for each request. */
const rememberedKeys = 8;

/**
 * Reads the key from the settings or the environment, each time it is needed.
 *
 * @throws MassGenError `invalid-option` for headers that HTTP does not take, and for a key that is neither text nor a
 * function.
 */
export function createCredentials(options: CredentialOptions): Credentials {
  const { backend, apiKey, baseURL, environment } = options;
  const own = options.headers ?? {};
  checkHeaders(own);
  checkKeySetting(apiKey);
  const authenticates = Object.keys(own).some((name) => /^(?:authorization|api-key)$/i.test(name));
  const known = [...headerSecrets(own), ...urlSecrets(baseURL)];
  const looksElsewhere = (apiKey ?? undefined) === undefined && !authenticates;
  const seen: string[] = [];

  const resolve = async (): Promise<string> => {
    if (typeof apiKey === "function") return await fetchKey(apiKey, backend);
    return (apiKey ?? (looksElsewhere ? environment?.read() : undefined) ?? "").trim();
  };

  return {
    keyVariable: looksElsewhere ? environment?.variable : undefined,
    keys: () => [...seen, ...known],
    async headers() {
      const key = await resolve();
      if (key === "" && (authenticates || environment === undefined)) return {};
      if (key === "") {
        throw unauthenticated(`${backend}: there is no API key.`, `Set ${environment?.variable}, or pass apiKey.`);
      }
      if (!seen.includes(key)) seen.splice(0, seen.length, ...[key, ...seen].slice(0, rememberedKeys));
      if (/[^\x21-\x7e]/.test(key)) {
        throw unauthenticated(`${backend}: the API key holds characters that no key has.`, "Copy it anew.");
      }
      return { authorization: `Bearer ${key}` };
    },
  };
}

function checkKeySetting(apiKey: unknown): void {
  if (apiKey === undefined || apiKey === null || typeof apiKey === "string" || typeof apiKey === "function") return;
  throw new MassGenError("apiKey is neither text nor a function.", {
    code: "invalid-option",
    remedy: "Pass the key, or a function that fetches it.",
  });
}

async function fetchKey(apiKey: () => unknown, backend: string): Promise<string> {
  let key: unknown;
  try {
    key = await apiKey();
  } catch (cause) {
    // What a key service says may hold the key.
    throw unauthenticated(`${backend}: the API key could not be fetched.`, "See the cause.", cause);
  }
  // Keys that come out of files end in a line break.
  const text = typeof key === "string" ? key.trim() : "";
  if (text !== "") return text;
  throw unauthenticated(`${backend}: the function for the API key gave none.`, "Have it give the key as text.");
}

function unauthenticated(problem: string, remedy: string, cause?: unknown): BackendError {
  return new BackendError(problem, {
    code: "unauthenticated",
    remedy,
    retryable: false,
    ...(cause !== undefined && { cause }),
  });
}
