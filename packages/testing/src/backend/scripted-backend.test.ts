import { BackendError } from "@massgen/core";
import { describeBackend } from "@massgen/core/testing";
import { createScriptedBackend } from "./scripted-backend.ts";

const refused = new BackendError("scripted/model: the API key was not accepted.", {
  code: "unauthenticated",
  remedy: "Check the API key.",
  retryable: false,
});

describeBackend("createScriptedBackend", async (replies) => {
  const backend = createScriptedBackend(replies.length > 0 ? replies : [{ error: refused }]);
  return { backend, requests: () => backend.requests.length };
});
