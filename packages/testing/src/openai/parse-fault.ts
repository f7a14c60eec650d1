import { MassGenError } from "@massgen/core";
import type { Fault } from "./fault.ts";

/** A fault in one line, and whom it hits. */
export interface ParsedFault {
  readonly fault: Fault;
  /** How many attempts, or requests, it hits; `undefined` where the text does not say. */
  readonly times: number | undefined;
  /** End of the path that it is for; empty for any. */
  readonly path: string;
}

const examples =
  "429;retry-after=1, 503;times=2, cut=200, failed, stream-error, incomplete, latency=500, hang, malformed";

/**
 * Reads a fault as the header `x-emulator-fault` and the command line write it: a status or a kind, then settings behind
 * semicolons, e.g. `429;code=insufficient_quota;times=1`.
 *
 * @throws MassGenError `invalid-fault`.
 */
export function parseFault(text: string): ParsedFault {
  const [head = "", ...rest] = text.split(";").map((part) => part.trim());
  const settings = new Map(rest.map((part) => pairOf(part)));
  const fault = faultOf(pairOf(head), settings);
  const times = settings.has("times") ? Number(settings.get("times")) : undefined;
  const unknown = [...settings.keys()].filter((name) => !known.has(name));
  if (fault === undefined || (times !== undefined && !(times >= 1)) || unknown.length > 0) {
    throw new MassGenError(`"${text}" is no fault.`, {
      code: "invalid-fault",
      remedy: `Write it like one of: ${examples}.`,
    });
  }
  return { fault, times, path: settings.get("path") ?? "" };
}

const known: ReadonlySet<string> = new Set(["times", "path", "code", "type", "message", "retry-after"]);

function faultOf([kind, value]: readonly [string, string], settings: ReadonlyMap<string, string>): Fault | undefined {
  const texts = {
    ...optional("code", settings.get("code")),
    ...optional("message", settings.get("message")),
  };
  const amount = Number(value);
  switch (kind) {
    case "cut":
      return value !== "" && amount >= 0 ? { kind, afterBytes: amount } : undefined;
    case "latency":
      return value !== "" && amount >= 0 ? { kind, milliseconds: amount } : undefined;
    case "failed":
    case "stream-error":
      return { kind, ...texts };
    case "incomplete":
    case "hang":
    case "malformed":
      return { kind };
    default:
      return statusFault(kind, { ...texts, ...optional("type", settings.get("type")) }, settings.get("retry-after"));
  }
}

function statusFault(kind: string, texts: object, retryAfter: string | undefined): Fault | undefined {
  if (!/^[45]\d\d$/.test(kind)) return undefined;
  const seconds = retryAfter === undefined ? undefined : Number(retryAfter);
  if (seconds !== undefined && !(seconds >= 0)) return undefined;
  return { kind: "status", status: Number(kind), ...texts, ...(seconds === undefined ? {} : { retryAfter: seconds }) };
}

function optional<Name extends string>(name: Name, value: string | undefined): { readonly [Key in Name]?: string } {
  return value === undefined ? {} : ({ [name]: value } as { readonly [Key in Name]?: string });
}

function pairOf(part: string): readonly [string, string] {
  const at = part.indexOf("=");
  return at < 0 ? [part, ""] : [part.slice(0, at).trim(), part.slice(at + 1).trim()];
}
