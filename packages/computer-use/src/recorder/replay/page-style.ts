/** Style of a replay's page: the screen beside its story, one above the other where there is no room. */
export const pageStyle = `
:root { color-scheme: light dark; --line: #8884; --soft: #8882; --mark: #e5484d; --text: #667; }
* { box-sizing: border-box; }
body { margin: 0; font: 15px/1.5 system-ui, sans-serif; }
header { padding: 16px 20px 12px; border-bottom: 1px solid var(--line); }
h1 { margin: 0; font-size: 18px; font-weight: 600; overflow-wrap: anywhere; }
[hidden] { display: none !important; }
#status { display: inline-block; margin-right: 8px; padding: 1px 10px; border-radius: 10px; background: var(--soft); font-size: 13px; }
#status[data-status=success] { background: #30a46c33; }
#status[data-status=failure] { background: #e5484d33; }
#answer { margin: 8px 0 0; white-space: pre-wrap; overflow-wrap: anywhere; max-height: 9em; overflow: auto; }
header p { margin: 0; }
#summary { display: inline-block; margin-top: 6px; }
ul { list-style: none; margin: 6px 0 0; padding: 0; }
#totals { display: inline-flex; vertical-align: middle; }
#facts { display: flex; }
#totals, #facts { flex-wrap: wrap; gap: 2px 16px; color: var(--text); font-size: 13px; }
main { display: grid; grid-template-columns: minmax(0, 3fr) minmax(260px, 1fr); gap: 16px; padding: 16px 20px; align-items: start; }
#screen { position: relative; border: 1px solid var(--line); background: var(--soft); line-height: 0; }
#picture { width: 100%; height: auto; }
#marks { position: absolute; inset: 0; width: 100%; height: 100%; }
#missing { position: absolute; inset: 0; display: grid; place-items: center; line-height: 1.5; }
.ring { fill: none; stroke: var(--mark); stroke-width: 4; }
.faint { stroke-dasharray: 6 5; }
.dot { fill: var(--mark); }
.cursor { fill: #0090ff; stroke: #fff; stroke-width: 2; }
.path { fill: none; stroke: var(--mark); stroke-width: 5; stroke-linecap: round; stroke-linejoin: round; }
.plate { fill: #111d; }
.caption { fill: #fff; font: 20px ui-monospace, monospace; }
nav { display: flex; flex-wrap: wrap; align-items: center; gap: 8px; margin-top: 10px; }
nav button { min-width: 44px; min-height: 36px; padding: 0 12px; }
#slider { flex: 1 1 160px; min-height: 36px; }
#place { min-width: 7em; text-align: right; color: var(--text); font-size: 13px; font-variant-numeric: tabular-nums; }
#where { margin: 10px 0 0; color: var(--text); font-size: 13px; overflow-wrap: anywhere; }
h2 { margin: 0; font-size: 16px; overflow-wrap: anywhere; white-space: pre-wrap; }
#thoughts { margin: 8px 0 0; white-space: pre-wrap; overflow-wrap: anywhere; max-height: 40vh; overflow: auto; }
#told li { margin-top: 4px; padding: 4px 8px; border-left: 3px solid #f5a524; overflow-wrap: anywhere; }
#outcome { margin: 8px 0 0; padding: 4px 8px; border-left: 3px solid var(--mark); overflow-wrap: anywhere; }
#steps { display: grid; margin-top: 14px; max-height: 40vh; overflow: auto; border: 1px solid var(--line); }
#steps button { padding: 6px 10px; border: 0; border-bottom: 1px solid var(--line); background: none; color: inherit; font: inherit; font-size: 13px; text-align: left; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; cursor: pointer; }
#steps button[aria-current=true] { background: var(--soft); font-weight: 600; }
@media (max-width: 760px) {
  main { grid-template-columns: minmax(0, 1fr); padding: 12px; }
  header { padding: 12px; }
  #thoughts { max-height: none; }
}
`;
