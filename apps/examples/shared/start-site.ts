import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A form that was sent to the site. */
export interface SentForm {
  readonly path: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** A site on this machine. Whoever starts it ends it. */
export interface Site extends AsyncDisposable {
  /** E.g. `http://127.0.0.1:41237`. */
  readonly origin: string;
  /** E.g. `127.0.0.1:41237`. */
  readonly host: string;
  /** What has been sent so far, in order: the proof of what was done, whatever a model says. */
  readonly sent: readonly SentForm[];
}

/** The pages of a site by path; a function is given the form that was sent there, or the query. */
export type Pages = Readonly<Record<string, (fields: Readonly<Record<string, string>>) => string>>;

/** Starts a site on a free port of 127.0.0.1. */
export async function startSite(pages: Pages): Promise<Site> {
  const sent: SentForm[] = [];
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
    const page = pages[pathname];
    if (page === undefined) {
      response.writeHead(404).end();
      return;
    }
    let body = "";
    for await (const chunk of request) body += String(chunk);
    const fields = Object.fromEntries(request.method === "POST" ? new URLSearchParams(body) : searchParams);
    if (request.method === "POST") sent.push({ path: pathname, fields });
    response.writeHead(200, { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" });
    response.end(page(fields));
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  const host = `127.0.0.1:${port}`;
  return {
    origin: `http://${host}`,
    host,
    sent,
    async [Symbol.asyncDispose]() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

/** A page with everything at places that a script can know, whatever fonts there are. */
export function layout(title: string, body: string): string {
  return `<!doctype html><html lang="en"><title>${escaped(title)}</title><style>
    body { margin: 0; font: 20px sans-serif }
    h1, p, input, button, a { position: absolute; left: 100px; margin: 0; box-sizing: border-box }
    h1 { top: 40px } p { top: 110px }
    input, button, a { width: 300px; height: 50px; font: inherit }
  </style><h1>${escaped(title)}</h1>${body}</html>`;
}

/** Text as it may stand in a page. */
export function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
