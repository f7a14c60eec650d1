import { isRecord } from "@massgen/core/provider";
import type { Fields } from "../fields.ts";
import { Refusal } from "../refusal.ts";

/**
 * Parses a request's JSON.
 *
 * @throws Refusal in the API's words, where the content type is another or the text is not a JSON object.
 */
export function parseJsonBody(text: string, contentType: string | undefined): Fields {
  if (contentType?.split(";")[0]?.trim().toLowerCase() !== "application/json") throw otherContentType(contentType);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = undefined;
  }
  if (isRecord(value)) return value;
  throw new Refusal(
    "We could not parse the JSON body of your request. (HINT: This likely means you aren't using your HTTP library correctly. The OpenAI API expects a JSON payload, but what was sent was not valid JSON. If you have trouble figuring out how to fix this, please contact us through our help center at help.openai.com.)",
  );
}

function otherContentType(contentType: string | undefined): Refusal {
  const given = contentType ?? "";
  return new Refusal(
    `Unsupported content type: '${given}'. This API method only accepts 'application/json' requests, but you specified the header 'Content-Type: ${given}'. Please try again with a supported content type.`,
    { code: "unsupported_content_type" },
  );
}
