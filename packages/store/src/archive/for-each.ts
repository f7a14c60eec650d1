/** Calls that are under way at once; above about eight, a disk gets no faster. */
const atOnce = 8;

/** Does something with each value, several at once. After a failure none is begun, and those under way are waited for. */
export async function forEach<Value>(values: readonly Value[], action: (value: Value) => Promise<void>): Promise<void> {
  let next = 0;
  const failures: unknown[] = [];
  const work = async () => {
    while (next < values.length && failures.length === 0) {
      const value = values[next] as Value;
      next += 1;
      await action(value).catch((error: unknown) => failures.push(error));
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, values.length) }, work));
  if (failures.length > 0) throw failures[0];
}
