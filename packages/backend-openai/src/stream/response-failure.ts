import { isRecord } from "@massgen/core/provider";

/** A failure that the API told within a stream, with the fields that its classification reads. */
export class ResponseFailure extends Error {
  readonly code: unknown;
  readonly type: unknown;
  readonly param: unknown;
  /** Of the HTTP answer that the stream came in. */
  headers: Headers | undefined;

  /** @param told - the `error` of a failed response, or an event that is one. */
  constructor(told: unknown) {
    const fields = isRecord(told) ? told : {};
    super(typeof fields.message === "string" ? fields.message : "");
    this.name = "ResponseFailure";
    this.code = fields.code;
    this.type = fields.type ?? "error";
    this.param = fields.param;
    this.headers = undefined;
  }
}
