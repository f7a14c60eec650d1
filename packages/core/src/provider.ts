export { isRecord } from "./is-record.ts";
export { isContextOverflow } from "./provider/context-overflow.ts";
export { readUsage } from "./provider/read-usage.ts";
export { redact } from "./provider/redact.ts";
export { createRetryPolicy, type RetryOptions, type RetryPolicy } from "./provider/retry-policy.ts";
export { looksLikeKey, maskSecrets } from "./provider/secrets.ts";
export { type FailureContext, toBackendError } from "./provider/to-backend-error.ts";
