import { MassGenError } from "@massgen/core";
import { type HostPattern, parseHostPattern } from "./host-pattern.ts";

export interface ParsePatternsOptions {
  readonly takesNoScheme?: boolean;
  /** Since they are held against addresses too, which are known before the scheme is. */
  readonly addressesTakeNoScheme?: boolean;
}

/** @throws MassGenError `invalid-pattern` */
export function parsePatterns(
  texts: readonly string[],
  list: string,
  options: ParsePatternsOptions = {},
): readonly HostPattern[] {
  if (!Array.isArray(texts)) {
    throw new MassGenError(`"${list}" is no list of patterns.`, {
      code: "invalid-pattern",
      remedy: `Write it as a list, e.g. ["example.com", "*.example.com"].`,
    });
  }
  return Array.from(texts, (text: unknown) => {
    const pattern = parseHostPattern(text, list);
    const isAddress = pattern.kind === "address" || pattern.kind === "range";
    const takesNoScheme = options.takesNoScheme === true || (options.addressesTakeNoScheme === true && isAddress);
    if (takesNoScheme && pattern.scheme !== undefined) {
      throw new MassGenError(`The pattern ${JSON.stringify(pattern.text)} of "${list}" has a scheme.`, {
        code: "invalid-pattern",
        remedy: "Leave the scheme out: it counts for every one.",
      });
    }
    return pattern;
  });
}
