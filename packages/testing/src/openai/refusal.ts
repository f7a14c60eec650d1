/** What an error body of the API says. */
export interface RefusalBody {
  readonly message: string;
  readonly type: string;
  readonly param: string | null;
  readonly code: string | null;
}

export interface RefusalOptions {
  readonly status?: number;
  readonly type?: string;
  readonly param?: string | null;
  readonly code?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
  /** Body in place of the JSON one, as an edge in front of the API sends it. */
  readonly html?: string;
}

/** Ends the handling of a request with an error answer. */
export class Refusal extends Error {
  readonly status: number;
  readonly body: RefusalBody;
  readonly headers: Readonly<Record<string, string>>;
  readonly html: string | undefined;

  /** By default a 400 `invalid_request_error` without parameter and code. */
  constructor(message: string, options: RefusalOptions = {}) {
    super(message);
    this.name = "Refusal";
    this.status = options.status ?? 400;
    this.body = {
      message,
      type: options.type ?? "invalid_request_error",
      param: options.param ?? null,
      code: options.code ?? null,
    };
    this.headers = options.headers ?? {};
    this.html = options.html;
  }
}
