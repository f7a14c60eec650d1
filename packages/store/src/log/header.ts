import type { RunLogHeader } from "@massgen/core";

/** The version that this package writes, and the newest that it may append to. */
export const logVersion = 1;

export function newHeader(format: string, time: string): RunLogHeader {
  return { type: "session", log: "massgen-run-log", version: logVersion, format, sequence: 0, time };
}

/** What every log begins with. */
const beginning = Buffer.from('{"type":"session","log":"massgen-run-log","version":');

export const logBeginningBytes = beginning.length;

export function hasLogBeginning(bytes: Buffer): boolean {
  return bytes.subarray(0, beginning.length).equals(beginning);
}

/**
 * Whether bytes are the first part of a log that a crash left with half a header: anything else is somebody's file, which
 * must not be taken for a torn line and cut.
 */
export function isTornHeader(bytes: Buffer): boolean {
  const zero = bytes.indexOf(0);
  const written = zero < 0 ? bytes : bytes.subarray(0, zero);
  const length = Math.min(written.length, beginning.length);
  const begins = written.subarray(0, length).equals(beginning.subarray(0, length));
  return begins && bytes.subarray(written.length).every((byte) => byte === 0);
}

export function isHeader(value: unknown): value is RunLogHeader {
  return (
    typeof value === "object" &&
    value !== null &&
    "log" in value &&
    value.log === "massgen-run-log" &&
    "type" in value &&
    value.type === "session" &&
    "version" in value &&
    Number.isSafeInteger(value.version) &&
    "format" in value &&
    typeof value.format === "string" &&
    "time" in value &&
    typeof value.time === "string"
  );
}
