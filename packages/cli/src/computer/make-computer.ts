import type { Computer, FramePreference } from "@massgen/core";
import { inputError } from "../input-error.ts";
import { checkProgram } from "./check-program.ts";
import type { ComputerCommandOptions } from "./computer-command.ts";
import type { EarlierPages } from "./plan-run.ts";
import { readSecrets } from "./read-secrets.ts";
import { parsePage } from "./start-page.ts";

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
  /** Where an earlier part of the run was: without `--url` it goes on there. */
  readonly earlier?: EarlierPages;
}

/** Options that say what the computer is and what it may do. */
export type ComputerOptions = Pick<
  ComputerCommandOptions,
  | "computer"
  | "url"
  | "headed"
  | "browser"
  | "profile"
  | "cdp"
  | "unenforced"
  | "allow"
  | "block"
  | "allowPrivate"
  | "upload"
  | "downloads"
  | "secret"
>;

const computers = ["browser"] as const;

/**
 * Makes the computer of a run; the library for it is loaded only here.
 *
 * @throws MassGenError `invalid-input`, and what the computer refuses.
 */
export async function makeComputer(
  options: ComputerOptions,
  { environment, frame, signal, earlier = {} }: MakeComputerSettings,
): Promise<MadeComputer> {
  await checkComputer(options);
  const typed = options.url === undefined ? undefined : parsePage(options.url);
  const definitions = readSecrets(options.secret ?? [], environment);
  const { createSecrets, createUrlPolicy, describeSecrets } = await import("@massgen/computer-use/policy");
  const { createBrowserComputer } = await import("@massgen/computer-use/browser");
  const hasSecrets = Object.keys(definitions).length > 0;
  const secrets = createSecrets(definitions);
  // Whoever names a page of their own network wants it reached.
  const named = [typed ?? earlier.first ?? []].flat().map(({ host }) => host);
  const policy = createUrlPolicy({
    ...(options.allow && { allow: options.allow }),
    ...(options.block && { block: options.block }),
    privateAddresses: [...(options.allowPrivate ?? []), ...named],
  });
  const verdict = typed && policy.check(typed.href);
  if (verdict?.allowed === false) {
    throw inputError(`--url may not be reached: ${verdict.reason}`, "Change --allow and --block, or begin elsewhere.");
  }
  const goOn =
    typed === undefined && earlier.last && policy.check(earlier.last.href).allowed ? earlier.last : undefined;
  const start = typed ?? goOn;
  const isRemote = options.cdp !== undefined;
  const computer = await createBrowserComputer({
    frame,
    signal,
    ...(start && { url: start.href }),
    ...(options.cdp !== undefined ? { connect: { cdp: options.cdp } } : { headless: options.headed !== true }),
    ...(!isRemote || options.unenforced === true ? { policy } : {}),
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

/**
 * Looks whether the options make sense together, without starting anything.
 *
 * @throws MassGenError `invalid-input`
 */
export async function checkComputer(options: ComputerOptions): Promise<void> {
  const { computer, browser, url, cdp, allow, block, unenforced } = options;
  if (!computers.some((name) => name === computer)) {
    throw inputError(`There is no computer "${computer}".`, `Known is ${computers.join(", ")}.`);
  }
  if (url !== undefined) parsePage(url);
  if (browser !== undefined) await checkProgram(browser);
  if (cdp === undefined) return;
  const own = (["headed", "browser", "profile"] as const).find((name) => options[name] !== undefined);
  if (own !== undefined) throw inputError(`--${own} is for a browser that is started here.`, "Leave it or --cdp out.");
  if ((allow ?? block) !== undefined && unenforced !== true) {
    throw inputError(
      "A browser that runs elsewhere cannot be held to --allow and --block.",
      "Leave them out, or add --unenforced: then only addresses that the model opens are checked.",
    );
  }
}
