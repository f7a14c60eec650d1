import { constants } from "node:fs";
import { access, stat } from "node:fs/promises";
import { inputError } from "../input-error.ts";

/**
 * Looks whether a browser that was named can be there at all: a launch that cannot even begin leaves folders behind.
 *
 * @throws MassGenError `invalid-input`
 */
export async function checkProgram(path: string): Promise<void> {
  const remedy = "Name the program itself, e.g. /usr/bin/chromium, or leave --browser out.";
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) throw inputError(`There is no browser ${path}.`, remedy);
  const mayRun = await access(path, constants.X_OK).then(
    () => found.isFile(),
    () => false,
  );
  if (!mayRun) throw inputError(`${path} is no program that you may run.`, remedy);
}
