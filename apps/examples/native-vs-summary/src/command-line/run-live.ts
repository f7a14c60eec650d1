import { createOpenai } from "@massgen/backend-openai";
import { BackendError } from "@massgen/core";
import { compareEmulated, compareLive } from "../compare.ts";
import type { ProviderAccess } from "../contestants.ts";
import { openaiPrice, unknownPrice } from "../price.ts";
import { dollars, groupDigits, seconds } from "../render/numbers.ts";
import { nameOf } from "../render/tables.ts";
import type { Limits } from "../replay.ts";
import type { Row } from "../row.ts";
import { inputError } from "../session/input-error.ts";
import type { Session } from "../session/read-session.ts";

/** Input tokens of compactions above which a run has to be agreed to. */
const freeTokens = 1_000_000;

export interface LiveSettings {
  readonly limits: Limits;
  /** Whether any size of the run is agreed to. */
  readonly yes: boolean;
  /** Told what is about to happen, and each row as it is done. */
  readonly note: (line: string) => void;
}

/**
 * Compares at the provider, after a rehearsal against the emulator, which shows that the session can be replayed and
 * about what that will cost, and a question that costs nothing, which shows that key, model and address are good.
 *
 * @throws MassGenError `invalid-input` where the run is too large and was not agreed to; BackendError.
 */
export async function runLive(
  session: Session,
  access: ProviderAccess,
  { limits, yes, note }: LiveSettings,
): Promise<readonly Row[]> {
  const host = hostOf(access.baseURL);
  const price = host === openaiHost ? openaiPrice(access.model) : unknownPrice;
  const rehearsal = await compareEmulated(session, access.model, { limits, price });
  const inputTokens = rehearsal.reduce((all, row) => all + row.inputTokens, 0);
  const calls = rehearsal.reduce((all, row) => all + row.calls, 0);
  const cost = price({ inputTokens: inputTokens / Math.max(calls, 1) });
  note(
    `live: about ${groupDigits(inputTokens)} input tokens in ${groupDigits(calls)} calls will go to ${access.model} at ` +
      `${host}, ${cost === null ? "at a price that is not known" : `about ${dollars(cost * calls)} and the output`}; ` +
      "what has to be asked for again comes on top.",
  );
  if (inputTokens > freeTokens && !yes) {
    throw inputError(
      `Nothing was sent, as that is more than ${groupDigits(freeTokens)} input tokens.`,
      "Add --yes to go on, name a smaller FILE, or add --offline.",
    );
  }
  await checkAccess(access);
  return await compareLive(session, access, {
    limits,
    price,
    onRow: (row) => {
      if (row.strategy === "none") return;
      note(`${nameOf(row)}: ${row.compactions} done, ${row.failures} failed, ${seconds(row.milliseconds)}`);
    },
  });
}

const openaiHost = "api.openai.com";

/** Where requests go. @throws MassGenError `invalid-input` */
export function hostOf(baseURL: string | undefined): string {
  if (baseURL === undefined) return openaiHost;
  if (URL.canParse(baseURL) && /^https?:/.test(baseURL)) return new URL(baseURL).host;
  throw inputError(
    "The base URL is no http or https address.",
    "Give --base-url or OPENAI_BASE_URL the form https://api.openai.com/v1.",
  );
}

/** Has a word counted, which costs nothing; a server that cannot count has at least answered. */
async function checkAccess({ model, apiKey, baseURL }: ProviderAccess): Promise<void> {
  const backend = createOpenai({ model, apiKey, ...(baseURL !== undefined && { baseURL }) });
  try {
    await backend.countTokens({ items: [{ type: "message", role: "user", content: "Hello" }] });
  } catch (error) {
    if (!BackendError.isInstance(error) || error.code !== "unsupported") throw error;
  }
}
