import { startOpenaiEmulator } from "@massgen/testing";

/** Characters of a delta, about as many as a token has. */
const chunkCharacters = 4;

/** Serves long and short answers until the parent process goes; a process of its own, so that only the client is measured. */
const emulator = await startOpenaiEmulator({
  models: {
    long: { contextWindow: 1_000_000, reply: [{ text: "word".repeat(4_000) }] },
    short: { contextWindow: 1_000_000, reply: [{ text: "yes" }] },
  },
  chunkCharacters,
  keptRequests: 1,
});
process.send?.(emulator.baseURL);
process.once("disconnect", () => void emulator.close());
