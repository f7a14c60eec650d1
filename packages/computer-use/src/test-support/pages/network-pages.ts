import { at, layout } from "./layout.ts";

/** Pages that need their server while they are used. */
export const networkPages: Readonly<Record<string, string>> = {
  "/slow-redirect": layout(`<a href="/redirect" ${at(100, 100)}>Go</a>`),
  "/arrived": layout(`<h1>Arrived</h1>`, `tell("arrived");`),
  "/infinite": layout(
    `<div id="list"></div>`,
    `let loading = false, rows = 0;
     const more = async () => {
       if (loading) return;
       loading = true;
       const count = Number(await (await fetch("/rows")).text());
       for (let i = 0; i < count; i++) { const row = document.createElement("div"); row.textContent = "Row " + ++rows; row.style.height = "60px"; byId("list").append(row); }
       tell("rows: " + rows);
       loading = false;
     };
     addEventListener("scroll", () => { if (innerHeight + scrollY > document.body.scrollHeight - 200) more(); });
     more();`,
  ),
  "/fetching": layout(
    `<button id="go" ${at(100, 100)}>Load</button>`,
    `byId("go").onclick = async () => { byId("go").textContent = "…"; tell(await (await fetch("/answer?after=300")).text()); byId("go").textContent = "Loaded"; };`,
  ),
  "/busy": layout(
    `<button id="go" ${at(100, 100)}>Count</button><div id="spin" ${at(400, 100, 100, 100)}>…</div>`,
    `let n = 0; byId("go").onclick = () => tell("clicks: " + ++n);
     let turn = 0; const spin = () => { byId("spin").style.transform = "rotate(" + ++turn + "deg)"; requestAnimationFrame(spin); }; spin();
     const poll = () => fetch("/answer?after=20000").then(poll, () => {}); poll();
     setInterval(() => fetch("/answer?after=50"), 100);`,
  ),
};
