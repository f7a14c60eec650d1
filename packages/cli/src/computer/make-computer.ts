import type { Computer, FramePreference } from "@massgen/core";
import { inputError } from "../input-error.ts";
import { suggestName } from "../nearest-name.ts";
import type { ComputerCommandOptions } from "./computer-command.ts";
import { readSecrets } from "./read-secrets.ts";

export interface MadeComputer {
  readonly computer: Computer;
  /** What the model is told of the secrets that it may type; empty where there are none. */
  readonly secretsText: string;
  /** Takes secrets out of a text. */
  mask(text: string): string;
}

export interface MakeComputerSettings {
  readonly environment: NodeJS.ProcessEnv;
  readonly frame: FramePreference;
  readonly signal: AbortSignal;
}

const computers = ["browser"] as const;

/**
 * Makes the computer of a run; the library for it is loaded only here.
 *
 * @throws MassGenError `invalid-input`, and what the computer refuses.
 */
export async function makeComputer(
  options: ComputerCommandOptions,
  { environment, frame, signal }: MakeComputerSettings,
): Promise<MadeComputer> {
  if (!computers.some((name) => name === options.computer)) {
    throw inputError(`There is no computer "${options.computer}".`, suggestName(options.computer, computers));
  }
  const url = options.url === undefined ? undefined : parsePage(options.url);
  const { createSecrets, createUrlPolicy, describeSecrets } = await import("@massgen/computer-use/policy");
  const { createBrowserComputer } = await import("@massgen/computer-use/browser");
  const definitions = readSecrets(options.secret ?? [], environment);
  const hasSecrets = Object.keys(definitions).length > 0;
  const secrets = createSecrets(definitions);
  const policy = createUrlPolicy({
    ...(options.allow && { allow: options.allow }),
    ...(options.block && { block: options.block }),
    // Whoever names a page of his own network wants it reached.
    privateAddresses: [...(options.allowPrivate ?? []), ...(url === undefined ? [] : [url.host])],
  });
  const start = url && policy.check(url.href);
  if (start?.allowed === false) throw inputError(`--url may not be reached: ${start.reason}`, "Add it with --allow.");
  const isRemote = options.cdp !== undefined;
  const computer = await createBrowserComputer({
    frame,
    signal,
    ...(url && { url: url.href }),
    ...(isRemote ? { connect: { cdp: options.cdp } } : { headless: options.headed !== true }),
    ...(!isRemote || hasLists(options) || options.unenforced === true ? { policy } : {}),
    ...(options.unenforced === true && { unenforced: true }),
    ...(options.browser !== undefined && { executablePath: options.browser }),
    ...(options.profile !== undefined && { userDataDir: options.profile }),
    ...(options.upload && { uploads: options.upload }),
    ...(options.downloads !== undefined && { downloads: { folder: options.downloads } }),
    ...(hasSecrets && { secrets }),
  });
  return {
    computer,
    secretsText: hasSecrets ? describeSecrets(secrets) : "",
    mask: (text) => secrets.mask(text),
  };
}

function hasLists({ allow, block }: ComputerCommandOptions): boolean {
  return allow !== undefined || block !== undefined;
}

function parsePage(text: string): URL {
  const url = URL.parse(/^[\w-]+(\.[\w-]+)+([:/]|$)/.test(text) ? `https://${text}` : text);
  if (url !== null && /^https?:$/.test(url.protocol)) return url;
  throw inputError(`--url "${text}" is no web address.`, "Write, for example, https://example.com.");
}
