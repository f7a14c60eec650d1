import type { StatusFault } from "./fault.ts";
import { Refusal, type RefusalOptions } from "./refusal.ts";

interface Wording extends RefusalOptions {
  readonly message: string;
}

/** How the API words its failures; a gateway before it answers with HTML. */
const wordings: Readonly<Record<number, Wording>> = {
  401: {
    message: "Your authentication token has been invalidated. Please try signing in again.",
    code: "token_invalidated",
  },
  403: {
    message: "Country, region, or territory not supported",
    type: "request_forbidden",
    code: "unsupported_country_region_territory",
  },
  408: { message: "Request timed out.", type: "timeout" },
  429: {
    message:
      "Rate limit reached for the model in your organization on tokens per min (TPM): Limit 30000, Used 29000, Requested 2000. Please try again in 2s. Visit https://platform.openai.com/account/rate-limits to learn more.",
    type: "tokens",
    code: "rate_limit_exceeded",
  },
  500: {
    message:
      "The server had an error while processing your request. Sorry about that! You can retry your request, or contact us through our help center at help.openai.com if the error persists.",
    type: "server_error",
    code: "server_error",
  },
  503: {
    message:
      "The server is currently overloaded with other requests. Sorry about that! You can retry your request, or contact us through our help center at help.openai.com if the issue persists.",
    type: "service_unavailable_error",
    code: "server_is_overloaded",
  },
};

const quota: Wording = {
  message:
    "You exceeded your current quota, please check your plan and billing details. For more information on this error, read the docs: https://platform.openai.com/docs/guides/error-codes/api-errors.",
  type: "insufficient_quota",
  code: "insufficient_quota",
};

const gateway: Readonly<Record<number, string>> = {
  502: "Bad gateway",
  504: "Gateway time-out",
  520: "Web server error",
};

/** The error answer that a fault asks for. */
export function faultRefusal(fault: StatusFault): Refusal {
  const { status, code, type, message, retryAfter } = fault;
  const title = gateway[status];
  const isOwn = message !== undefined || code !== undefined || type !== undefined;
  const wording =
    code === "insufficient_quota" ? quota : (wordings[status] ?? { message: `Emulated failure ${status}.` });
  return new Refusal(message ?? title ?? wording.message, {
    status,
    type: type ?? wording.type ?? (status >= 500 ? "server_error" : "invalid_request_error"),
    code: code ?? wording.code ?? null,
    headers: retryAfter === undefined ? {} : { "retry-after": String(retryAfter) },
    ...(title === undefined || isOwn
      ? {}
      : { html: `<html>\n<head><title>${status} ${title}</title></head>\n<body>${title}</body>\n</html>\n` }),
  });
}
