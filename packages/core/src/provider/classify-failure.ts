import type { BackendErrorCode } from "../backend/backend-error.ts";
import { isContextOverflow } from "./context-overflow.ts";
import type { ErrorFacts } from "./error-facts.ts";

/** A kind of failure, by what tells it. */
interface FailureKind {
  readonly code: BackendErrorCode;
  /** Where one is given, the failure has this HTTP status or none, as inside a stream. */
  readonly status?: readonly number[];
  readonly codes?: RegExp;
  readonly words?: RegExp;
  /** Field of the request. */
  readonly parameter?: RegExp;
}

/** Codes of what Node and its fetch refuse to send. */
const mistakeCodes = /^(ERR_INVALID_(ARG|CHAR|HTTP|THIS)|ERR_HTTP_INVALID|UND_ERR_(INVALID_ARG|REQ_))/;

/** Failures by codes and words, the more telling first. A kind fits where one of its signs does. */
const kinds: readonly FailureKind[] = [
  { code: "tls", codes: /^(CERT_|ERR_TLS|ERR_SSL|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH|EPROTO)/ },
  { code: "unreachable", codes: /^(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL)$/ },
  { code: "timeout", codes: /^(ETIMEDOUT|UND_ERR_(CONNECT|HEADERS|BODY)_TIMEOUT)$/ },
  { code: "stream-cut", codes: /^(ECONNRESET|EPIPE|UND_ERR_SOCKET|ERR_STREAM_PREMATURE_CLOSE)$/ },
  { code: "invalid-request", codes: mistakeCodes },
  { code: "quota", codes: /^(insufficient_quota|billing_hard_limit_reached|billing_not_active)$/ },
  {
    code: "undecryptable",
    codes: /^invalid_encrypted_content$/,
    words: /encrypted.content.{0,80}(could not|cannot|can't|failed|invalid|not be)/i,
  },
  {
    code: "lost-response",
    codes: /^previous_response_not_found$/,
    words: /previous response.{0,80}not found/i,
  },
  { code: "invalid-tool", codes: /^invalid_(function|tool)/, parameter: /^(tools|functions)\b/ },
  { code: "refused", codes: /^(content_filter|(\w+_)?policy_violation$|invalid_prompt|cyber_policy|bio_policy)/ },
  { code: "invalid-image", codes: /^(invalid_image|image_|unsupported_image|invalid_base64_image)/ },
  { code: "rate-limit", codes: /^(rate_limit|requests$|tokens$|slow_down|too_many_requests)/ },
  { code: "unavailable", codes: /^(server_error|server_is_overloaded|overloaded|vector_store_timeout|internal_error)/ },
  { code: "unauthenticated", codes: /^(invalid_api_key|authentication_error|invalid_authentication)$/ },
  {
    code: "unknown-model",
    codes: /^(model_not_found|DeploymentNotFound|model_not_supported)$/,
    words: /\bmodel\b.{0,80}\b(not found|does not exist|not exist)\b/i,
    status: [400, 404],
  },
];

const byStatus: Readonly<Record<number, BackendErrorCode>> = {
  401: "unauthenticated",
  402: "quota",
  403: "forbidden",
  404: "unsupported",
  405: "unsupported",
  408: "timeout",
  413: "request-too-large",
  429: "rate-limit",
  501: "unsupported",
  504: "timeout",
};

/** What fetch refuses before it connects, such as a port that browsers must not use, and redirects without an end. */
const noWay = /\bbad port\b|invalid url|unknown scheme|redirect count exceeded|too many redirects|unexpected redirect/i;

/** Errors of the language: what was passed to it, or who wrote it, is wrong. */
const languageErrors = /^(TypeError|RangeError|ReferenceError|URIError|EvalError)$/;

/** How fetch, which throws a TypeError for everything, says that it was the network; Node's words and other runtimes'. */
const networkWords =
  /fetch failed|failed to fetch|load failed|\bterminated\b|network ?error|error sending request|connection (closed|reset|was lost)|\bsocket\b/i;

/** Codes of sockets, of HTTP parsers, of decompression and of streams that end. */
const networkCodes = /^(E[A-Z]{3,}$|UND_ERR_|HPE_|Z_|ERR_STREAM_|ERR_INVALID_STATE)/;

/** Whether a program's mistake, not the network, kept a request from being made; it would do so again. */
export function isOwnMistake({ status, names, codes, message }: ErrorFacts): boolean {
  if (status !== undefined) return false;
  if (codes.some((code) => mistakeCodes.test(code))) return true;
  const isLanguageError = names.some((name) => languageErrors.test(name));
  return isLanguageError && !networkWords.test(message) && !codes.some((code) => networkCodes.test(code));
}

/** Which kind of failure it is, by codes, then by words, then by the HTTP status. */
export function classifyFailure(error: unknown, facts: ErrorFacts): BackendErrorCode {
  if (isContextOverflow(error)) return "context-overflow";
  const kind = kinds.find((candidate) => fits(candidate, facts));
  if (kind !== undefined) return kind.code;
  const { status, names } = facts;
  if (status !== undefined) return byStatus[status] ?? (status >= 500 ? "unavailable" : ofBadRequest(facts));
  if (names.some((name) => /Timeout/.test(name))) return "timeout";
  if (names.includes("SyntaxError")) return "invalid-response";
  if (noWay.test(facts.message)) return "unreachable";
  if (isOwnMistake(facts))
    return /invalid string length/i.test(facts.message) ? "request-too-large" : "invalid-request";
  if (names.some((name) => /^(APIConnectionError|TypeError)$/.test(name))) return "stream-cut";
  // Inside a stream, some codes say no more than that there is an error, as where a provider has failed by itself.
  return facts.codes.some((code) => !/^(api_)?error$/.test(code)) ? ofBadRequest(facts) : "unavailable";
}

function fits({ codes, words, parameter, status }: FailureKind, facts: ErrorFacts): boolean {
  if (status !== undefined && facts.status !== undefined && !status.includes(facts.status)) return false;
  return (
    facts.codes.some((code) => codes?.test(code)) ||
    words?.test(facts.message) === true ||
    (facts.parameter !== undefined && parameter?.test(facts.parameter) === true)
  );
}

function ofBadRequest({ message }: ErrorFacts): BackendErrorCode {
  if (/\b(too large|maximum (request|content) (size|length)|entity too large)\b/i.test(message))
    return "request-too-large";
  if (/\bimage\b/i.test(message)) return "invalid-image";
  return "invalid-request";
}
