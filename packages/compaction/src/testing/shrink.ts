/** Attempts at most, so that a slow check still comes to an end. */
const maximumAttempts = 200;

/**
 * A short list that still fails: parts are taken out, halves first, as long as what is left fails.
 *
 * @param fails - whether a list fails; the one passed in is taken to.
 */
export async function shrink<Value>(
  values: readonly Value[],
  fails: (values: readonly Value[]) => Promise<boolean>,
): Promise<readonly Value[]> {
  let smallest = values;
  let attempts = 0;
  for (let size = Math.ceil(values.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let start = 0; start < smallest.length && attempts < maximumAttempts; attempts += 1) {
      const fewer = smallest.toSpliced(start, size);
      if (await fails(fewer)) smallest = fewer;
      else start += size;
    }
  }
  return smallest;
}
