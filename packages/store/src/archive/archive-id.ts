/**
 * Whether an id can be the name of a file: it may come from a model, and must lead nowhere else. Lower case only, since
 * some file systems take `a` and `A` for one name.
 */
export function isArchiveId(id: string): boolean {
  return /^[\da-z][\da-z_-]{0,127}$/.test(id);
}
