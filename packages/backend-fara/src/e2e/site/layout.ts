/** Style of an element at a fixed place, so that a test knows its pixels. */
export function at(x: number, y: number, width = 160, height = 40): string {
  return `style="position:absolute;left:${x}px;top:${y}px;width:${width}px;height:${height}px"`;
}

/** A page of the shop. */
export function layout(title: string, body: string, script = ""): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>${title}</title>
<style>
  * { box-sizing: border-box; margin: 0; }
  body { font: 16px/1.4 sans-serif; background: #fff; color: #123; }
  h1 { position: absolute; left: 100px; top: 30px; }
  button, input, select { font: inherit; }
</style>
<body><h1>${title}</h1>${body}
<script>${script}</script>
</body>
</html>`;
}
