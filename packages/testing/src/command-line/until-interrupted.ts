/** Waits for Ctrl-C, or for the process being asked to end. A second Ctrl-C ends it at once. */
export async function untilInterrupted(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const end = () => {
    for (const signal of signals) process.off(signal, end);
    resolve();
  };
  for (const signal of signals) process.on(signal, end);
  await promise;
}

const signals = ["SIGINT", "SIGTERM"] as const;
