import { once } from "node:events";
import { createServer } from "node:http";

/** A site of one page, for runs that use a browser. */
export interface Shop extends AsyncDisposable {
  /** `http://127.0.0.1:PORT/` */
  readonly url: string;
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  /** Paths that were asked for, in order, without that of an icon. */
  readonly requests: readonly string[];
}

/** Pixels of what is on the page. */
export const places = { field: { x: 200, y: 120 }, search: { x: 500, y: 120 }, order: { x: 500, y: 320 } };

const page = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Shop</title>
<body style="margin:0;font:16px sans-serif">
<h1>Kettles</h1>
<form id="form">
<input id="words" style="position:absolute;left:100px;top:100px;width:300px;height:40px">
<button style="position:absolute;left:420px;top:100px;width:160px;height:40px">Search</button>
</form>
<p id="found" style="position:absolute;left:100px;top:200px"></p>
<button id="order" style="position:absolute;left:420px;top:300px;width:160px;height:40px">Order</button>
<script>
document.getElementById("form").addEventListener("submit", (event) => {
  event.preventDefault();
  const words = document.getElementById("words").value;
  document.getElementById("found").textContent = "The " + words + " costs $5.";
  document.title = "Found: " + words;
  history.replaceState(null, "", "/?words=" + encodeURIComponent(words));
  fetch("/searched?words=" + encodeURIComponent(words));
});
document.getElementById("order").addEventListener("click", () => { document.title = "Ordered"; fetch("/ordered"); });
</script>`;

/** Starts the site on a free port of this machine. */
export async function startShop(): Promise<Shop> {
  const requests: string[] = [];
  const server = createServer(({ url = "/" }, response) => {
    if (url !== "/favicon.ico") requests.push(url);
    response.writeHead(200, { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" }).end(page);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const origin = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
  return {
    url: `${origin}/`,
    origin,
    requests,
    async [Symbol.asyncDispose]() {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
