import { isRecord } from "@massgen/core/provider";

type Fields = Readonly<Record<string, unknown>>;

/** A message's content in the wire shape of the Responses API. */
export function partsToWire(content: unknown): unknown {
  return Array.isArray(content) ? content.map((part) => (isRecord(part) ? partToWire(part) : part)) : content;
}

/** A tool's output in the same shape, where it is a text or a list of parts. */
export function toolOutputToWire(output: unknown): unknown {
  if (Array.isArray(output)) return partsToWire(output);
  if (!isRecord(output)) return output;
  if (output.type === "text") return output.text;
  return [partToWire({ ...output, type: output.type === "image" ? "input_image" : "input_file" })];
}

function partToWire(part: Fields): Fields {
  switch (part.type) {
    case "input_text":
      return { type: part.type, text: part.text };
    case "output_text":
      return { type: part.type, text: part.text, annotations: [] };
    case "refusal":
      return { type: part.type, refusal: part.refusal };
    case "input_image": {
      const { id, url, data, mediaType } = named(part.image);
      const file = id === undefined ? {} : { file_id: id };
      return { type: part.type, detail: part.detail ?? "auto", image_url: url ?? dataUrl(data, mediaType), ...file };
    }
    case "input_file": {
      const { id, url, data, filename } = named(part.file);
      return { type: part.type, filename: part.filename ?? filename, file_id: id, file_url: url, file_data: data };
    }
    default:
      return part;
  }
}

/** What an image or a file is given as: a text is an address or data. */
function named(source: unknown): Fields {
  if (typeof source === "string") return /^(?:https?|data):/i.test(source) ? { url: source } : { data: source };
  return isRecord(source) ? { ...source, id: source.id ?? source.fileId } : {};
}

function dataUrl(data: unknown, mediaType: unknown): string | undefined {
  return typeof data === "string"
    ? `data:${typeof mediaType === "string" ? mediaType : "image/png"};base64,${data}`
    : undefined;
}
