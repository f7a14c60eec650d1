import type { ComputerRunLog, ComputerRunRecord } from "@massgen/computer-use";

/** Fields whose values are words of the log's own, which must stay what they are, whatever a secret is. */
const ownWords: ReadonlySet<string> = new Set([
  "type",
  "log",
  "status",
  "source",
  "code",
  "mediaType",
  "picture",
  "id",
]);

/** The same log, with secrets taken out of what is appended: a model may say what it guessed, and a page may show it. */
export function maskLog(log: ComputerRunLog, mask: (text: string) => string): ComputerRunLog {
  const masked = (record: ComputerRunRecord): ComputerRunRecord =>
    JSON.parse(
      JSON.stringify(record, (key, value) => (typeof value === "string" && !ownWords.has(key) ? mask(value) : value)),
    );
  return {
    append: (record) => log.append(masked(record)),
    read: () => log.read(),
    putFrame: (id, frame) => log.putFrame(id, frame),
    getFrame: (id) => log.getFrame(id),
  };
}
