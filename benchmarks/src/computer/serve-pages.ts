import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** Boxes in many colours: a picture that is neither blank nor hard to compress. */
const boxes = Array.from(
  { length: 240 },
  (_, index) =>
    `<div style="background:linear-gradient(${index * 7}deg,hsl(${index * 11} 70% 60%),#fff)">${index}</div>`,
).join("");

const head = `<!doctype html><meta charset="utf-8"><title>ready</title><style>
body{margin:0;font:14px sans-serif}button,input{position:absolute;left:100px;width:300px;height:40px}
main{position:absolute;top:200px;display:grid;grid-template-columns:repeat(20,1fr);gap:4px;width:100%}main div{height:40px}</style>`;

const pages: Readonly<Record<string, string>> = {
  "/static": `${head}<button style="top:100px" onclick="document.title='clicks: '+ ++n;this.textContent=n">Count</button><main>${boxes}</main><script>let n=0</script>`,
  "/fetching": `${head}<button style="top:100px" onclick="fetch('/answer').then(r=>r.text()).then(t=>{document.title=t;this.textContent=t})">Load</button><main>${boxes}</main>`,
  "/text": `${head}<input style="top:100px;width:900px" oninput="document.title=this.value.length"><main>${boxes}</main>`,
};

/** A site of this machine, on a free port. */
export async function servePages() {
  const server = createServer((request, response) => {
    const path = request.url ?? "";
    if (path === "/answer") setTimeout(() => response.end("answered"), 300);
    else response.writeHead(pages[path] ? 200 : 404, { "content-type": "text/html" }).end(pages[path] ?? "");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    host: `127.0.0.1:${port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
