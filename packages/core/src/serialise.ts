/** Runs pieces of work one after the other, in the order in which they came; one that fails does not stop the next. */
export function createSerialiser(): <Result>(work: () => Promise<Result>) => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const result = last.then(work, work);
    last = result.catch(() => undefined);
    return result;
  };
}
