import { STATUS_CODES } from "node:http";
import type { PolicyDenial } from "./policy-verdict.ts";
import type { ProxyTarget } from "./proxy-target.ts";

/** What the proxy itself answers. */
export interface ProxyAnswer {
  readonly status: 200 | 400 | 403 | 407 | 501 | 502;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export const unauthorized = answer(407, "This proxy belongs to one browser.", {
  "proxy-authenticate": 'Basic realm="massgen"',
});

export const signedIn = answer(200, "Signed in.");

export const malformed = answer(400, "The request names no valid target.");

export const unknownEncoding = answer(501, "The request has a transfer encoding that is not known.");

export function refusal(denial: PolicyDenial): ProxyAnswer {
  return answer(403, `Refused by policy. ${denial.reason} Rule: ${denial.rule}.`);
}

export function unreachable(target: ProxyTarget): ProxyAnswer {
  return answer(502, `The host ${target.host} cannot be reached at port ${target.port}.`);
}

/** As it stands on the wire, for a tunnel that is not opened. */
export function serializeAnswer({ status, headers, body }: ProxyAnswer): string {
  const fields = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${fields.join("")}\r\n${body}`;
}

function answer(status: ProxyAnswer["status"], text: string, headers: ProxyAnswer["headers"] = {}): ProxyAnswer {
  const body = `${text}\n`;
  return {
    status,
    body,
    headers: {
      ...headers,
      "content-type": "text/plain; charset=utf-8",
      "content-length": String(Buffer.byteLength(body)),
      "x-content-type-options": "nosniff",
      "cache-control": "no-store",
      connection: "close",
    },
  };
}
