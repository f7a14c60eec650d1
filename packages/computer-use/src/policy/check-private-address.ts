import type { AddressKind } from "./address-kind.ts";
import type { HostPattern } from "./host-pattern.ts";
import { allowed, denied, type PolicyVerdict } from "./policy-verdict.ts";

export interface DialTarget {
  /** Canonical address. */
  readonly address: string;
  /** Canonical host that was resolved to it. */
  readonly host: string;
  readonly port: number;
}

/** Whether an address may be dialled that may not be public, by the patterns of `privateAddresses`. */
export function checkPrivateAddress(
  kind: AddressKind,
  { address, host, port }: DialTarget,
  patterns: readonly HostPattern[],
): PolicyVerdict {
  if (kind === "public") return allowed;
  const opens = (pattern: HostPattern): boolean => {
    if (pattern.kind === "address") return pattern.matches({ host: address, port });
    if (kind === "metadata") return false;
    if (pattern.kind === "range") return pattern.matches({ host: address, port });
    return kind === "private" && pattern.matches({ host, port });
  };
  if (patterns.some(opens)) return allowed;
  const where = host === address ? address : `${address} of the host ${host}`;
  return kind === "metadata"
    ? denied("metadata-address", `The address ${where} is one where a cloud hands out credentials.`)
    : denied("private-address", `The address ${where} (port ${port}) is not public.`);
}
