import type { Fault } from "@massgen/testing";

const codes = ["server_error", "rate_limit_exceeded", "context_length_exceeded", "insufficient_quota"] as const;

/** A fault for a request, or none; every kind that the emulator has but the one that never ends. */
export function randomFault(random: () => number, share: number): Fault | undefined {
  if (random() >= share) return undefined;
  const code = codes[Math.floor(random() * codes.length)] ?? "server_error";
  const faults: readonly Fault[] = [
    { kind: "status", status: 429 },
    { kind: "status", status: 429, retryAfter: 0 },
    { kind: "status", status: 429, code: "insufficient_quota" },
    { kind: "status", status: 500 },
    { kind: "status", status: 502 },
    { kind: "status", status: 503 },
    { kind: "status", status: 401 },
    { kind: "status", status: 413 },
    { kind: "status", status: 400, code: "context_length_exceeded" },
    { kind: "cut", afterBytes: Math.floor(random() * 3_000) },
    { kind: "failed", code },
    { kind: "stream-error", code },
    { kind: "incomplete" },
    { kind: "malformed" },
    { kind: "latency", milliseconds: 1 },
  ];
  return faults[Math.floor(random() * faults.length)];
}
