/** Style of an element at a fixed place, so that a test knows its pixels. */
export function at(x: number, y: number, width = 160, height = 40): string {
  return `style="position:absolute;left:${x}px;top:${y}px;width:${width}px;height:${height}px"`;
}

/** A page that tells what happened to it in its title, where a test can read it without touching the page. */
export function layout(body: string, script = ""): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>ready</title>
<style>
  * { box-sizing: border-box; }
  body { margin: 0; font: 16px/1.4 sans-serif; background: #fff; color: #123; }
  button, input, select, textarea { font: inherit; }
</style>
<body>${body}
<script>
const tell = (text) => { document.title = text; };
const byId = (id) => document.getElementById(id);
${script}
</script>
</body>
</html>`;
}
