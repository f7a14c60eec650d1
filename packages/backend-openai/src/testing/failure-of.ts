import { BackendError } from "@massgen/core";

/** Waits for work to fail with an error of the backend. */
export async function failureOf(work: Promise<unknown>): Promise<BackendError> {
  try {
    await work;
  } catch (error) {
    if (BackendError.isInstance(error)) return error;
    throw error;
  }
  throw new Error("It did not fail.");
}
