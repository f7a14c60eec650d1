import { MassGenError } from "@massgen/core";

const kinds = [
  { code: "disk-full", of: ["ENOSPC", "EDQUOT"], remedy: "Free some space on the disk, then try again." },
  {
    code: "permission-denied",
    of: ["EACCES", "EPERM", "EROFS"],
    remedy: "Give this user the right to write there, or name another place.",
  },
] as const;

/**
 * What went wrong on the disk.
 *
 * @returns a MassGenError `disk-full`, `permission-denied` or `storage-failed`; one that `cause` already is, as it is.
 */
export function storageError(problem: string, cause: unknown): MassGenError {
  if (MassGenError.isInstance(cause)) return cause;
  const system = errorCode(cause);
  const kind = kinds.find(({ of }) => of.some((code) => code === system));
  return new MassGenError(system === undefined ? problem : `${problem.replace(/\.$/, "")}: ${system}.`, {
    code: kind?.code ?? "storage-failed",
    remedy: kind?.remedy ?? "See the cause, then try again.",
    cause,
  });
}

/** Node's name for what went wrong, e.g. `ENOENT`. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}
