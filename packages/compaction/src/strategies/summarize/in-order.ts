/** Works on values, a few at a time and started in their order; answers in their order. Fails with the first failure. */
export async function inOrder<Value, Result>(
  values: readonly Value[],
  atOnce: number,
  work: (value: Value, index: number) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  const waiting = values.entries();
  let failed = false;
  const worker = async () => {
    for (const [index, value] of waiting) {
      if (failed) return;
      try {
        results[index] = await work(value, index);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, values.length) }, worker));
  return results;
}
