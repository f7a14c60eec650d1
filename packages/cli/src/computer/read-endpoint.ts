import type { FaraEndpoint } from "@massgen/backend-fara";
import { readRegularFile } from "../conversation-file/read-regular-file.ts";

/**
 * Reads an endpoint file of the original Fara programs.
 *
 * @throws MassGenError `invalid-input`, `invalid-endpoint`.
 */
export async function readEndpoint(path: string): Promise<FaraEndpoint> {
  const bytes = await readRegularFile(path, { limit: 1024 * 1024, purpose: "an endpoint" });
  const { parseEndpoint } = await import("@massgen/backend-fara");
  return parseEndpoint(bytes.toString("utf8"));
}
