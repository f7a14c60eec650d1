import { createHash } from "node:crypto";
import { pageStyle } from "./page-style.ts";
import type { ReplayData } from "./replay-data.ts";
import { viewer } from "./viewer.ts";

/** Bytes of a picture, by its name; `undefined` where it is not there any more. */
type GetPicture = (id: string) => Promise<Uint8Array | undefined>;

/**
 * A page, complete in itself, that shows a run. It loads nothing from anywhere, and its policy forbids it to: what a run
 * has seen is not to be trusted.
 *
 * Each picture stands in an element of its own: together they may be larger than a string can be, and none is read
 * before it is looked at.
 *
 * @returns The page in pieces, to be written one after the other.
 */
export async function* replayPage(data: ReplayData, getPicture: GetPicture): AsyncGenerator<string> {
  // Bundlers that keep names of functions wrap them into a call of this.
  const program = `const __name = (value) => value;(${viewer.toString()})(JSON.parse(document.getElementById("data").textContent));`;
  const hash = createHash("sha256").update(program).digest("base64");
  const policy = `default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
  yield `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(data.task.slice(0, 80))}</title>
<style>${pageStyle}</style>
</head>
<body>
${body}
`;
  for (const [place, { id }] of data.pictures.entries()) {
    const bytes = await getPicture(id);
    if (bytes !== undefined) yield `<script id="picture-${place}" type="text/plain">${dataURL(bytes)}</script>\n`;
  }
  yield `<script id="data" type="application/json">${json(data)}</script>
<script>${program}</script>
</body>
</html>
`;
}

function dataURL(bytes: Uint8Array): string {
  return `data:${mediaTypeOf(bytes)};base64,${Buffer.from(bytes).toString("base64")}`;
}

/** By the bytes: what a log says of them goes into a page, and a log may have been altered. */
function mediaTypeOf(bytes: Uint8Array): string {
  if (bytes[0] === 0x89) return "image/png";
  return bytes[0] === 0x52 ? "image/webp" : "image/jpeg";
}

const body = `<header>
<h1 id="task"></h1>
<p id="answer"></p>
<p id="summary"><span id="status"></span></p><ul id="totals"></ul>
</header>
<main>
<section aria-label="Screen">
<div id="screen"><img id="picture" alt=""><svg id="marks" aria-hidden="true"></svg><p id="missing" hidden>This picture is not in the recording.</p></div>
<nav aria-label="Steps"><button id="previous" type="button" aria-label="Previous step">◀</button><button id="play" type="button">Play</button><button id="next" type="button" aria-label="Next step">▶</button><input id="slider" type="range" min="0" step="1" value="0" aria-label="Step"><span id="place"></span></nav>
<p id="where"></p>
</section>
<section aria-label="Story" aria-live="polite">
<h2 id="headline"></h2>
<p id="thoughts"></p>
<ul id="told"></ul>
<p id="outcome"></p>
<ul id="facts"></ul>
<div id="steps"></div>
</section>
</main>`;

/** JSON that cannot end the element that it stands in. */
function json(value: unknown): string {
  return JSON.stringify(value).replaceAll("<", "\\u003c");
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
