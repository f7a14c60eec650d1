import type { Archive } from "@massgen/core";
import { inputError } from "./input-error.ts";

/** The archive in a directory, which is made where it is missing. */
export async function openArchive(directory: string): Promise<Archive> {
  if (directory === "") throw inputError("--archive has no directory.", "Name one, or leave the option out.");
  const { createFileArchive } = await import("@massgen/store");
  return createFileArchive(directory);
}
