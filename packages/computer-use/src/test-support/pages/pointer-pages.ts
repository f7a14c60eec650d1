import { at, layout } from "./layout.ts";

/** Pages that react to the pointer: each tells what it did. */
export const pointerPages: Readonly<Record<string, string>> = {
  "/static": layout(
    `<button id="go" ${at(100, 100)}>Count</button>`,
    `let n = 0; byId("go").onclick = () => { byId("go").textContent = "Count " + ++n; tell("clicks: " + n); };`,
  ),
  "/buttons": layout(
    `<div id="pad" ${at(100, 100, 400, 300)}></div>`,
    `const pad = byId("pad"); pad.style.background = "#cde";
     const say = (event) => {
       const held = ["shiftKey", "ctrlKey", "altKey"].filter((name) => event[name]).join("+");
       tell([event.type, event.button, event.detail, event.offsetX + "," + event.offsetY, held].join(" "));
     };
     for (const type of ["click", "dblclick", "auxclick", "contextmenu"]) {
       pad.addEventListener(type, (event) => { event.preventDefault(); say(event); });
     }`,
  ),
  "/nested-scroll": layout(
    `<div id="inner" ${at(100, 100, 400, 300)}><div style="height:3000px;background:linear-gradient(#fee,#00f)"></div></div>
     <div style="height:4000px"></div>`,
    `byId("inner").style.overflow = "auto";
     const say = () => tell("inner: " + Math.round(byId("inner").scrollTop) + " page: " + Math.round(scrollY));
     byId("inner").addEventListener("scroll", say); addEventListener("scroll", say);`,
  ),
  "/drag-html5": layout(
    `<div id="card" draggable="true" ${at(100, 100, 100, 100)}>Card</div><div id="bin" ${at(500, 300, 200, 200)}>Bin</div>`,
    `byId("card").style.background = "#fc9"; byId("bin").style.background = "#9cf";
     byId("card").addEventListener("dragstart", (event) => event.dataTransfer.setData("text/plain", "card"));
     byId("bin").addEventListener("dragover", (event) => event.preventDefault());
     byId("bin").addEventListener("drop", (event) => { event.preventDefault(); tell("dropped: " + event.dataTransfer.getData("text/plain")); });`,
  ),
  // Follows the pointer step by step: one jump is not a drag.
  "/drag-pointer": layout(
    `<div id="knob" ${at(100, 100, 40, 40)}></div>`,
    `const knob = byId("knob"); knob.style.background = "#36c"; knob.style.touchAction = "none";
     let moves = 0, from;
     knob.addEventListener("pointerdown", (event) => { knob.setPointerCapture(event.pointerId); from = event; moves = 0; });
     knob.addEventListener("pointermove", (event) => {
       if (from === undefined) return;
       moves += 1;
       knob.style.left = 100 + event.clientX - from.clientX + "px";
       knob.style.top = 100 + event.clientY - from.clientY + "px";
     });
     knob.addEventListener("pointerup", () => {
       from = undefined;
       tell("knob: " + knob.style.left + " " + knob.style.top + (moves > 2 ? " followed" : " jumped"));
     });`,
  ),
  "/selection": layout(
    `<p id="text" ${at(100, 100, 600, 30)}>Select exactly these words with the pointer.</p>`,
    `byId("text").style.margin = 0;
     document.addEventListener("selectionchange", () => tell("selected: " + getSelection().toString()));`,
  ),
  "/hover-menu": layout(
    `<div id="menu" ${at(100, 100, 160, 40)}>Menu<div id="items" style="display:none;position:absolute;left:0;top:40px;width:160px;background:#eee">
       <button id="save" style="width:160px;height:40px">Save</button><button id="erase" style="width:160px;height:40px">Erase</button></div></div>`,
    `byId("menu").addEventListener("mouseenter", () => { byId("items").style.display = "block"; });
     byId("menu").addEventListener("mouseleave", () => { byId("items").style.display = "none"; });
     byId("save").onclick = () => tell("saved"); byId("erase").onclick = () => tell("erased");`,
  ),
  // What lies under the pointer is another element as soon as the pointer is over it.
  "/hover-swap": layout(
    `<div id="cover" ${at(100, 100)}>Cover</div>`,
    `const cover = byId("cover"); cover.style.background = "#999";
     cover.addEventListener("mouseenter", () => requestAnimationFrame(() => {
       const real = document.createElement("button");
       real.textContent = "Real"; real.style.cssText = cover.style.cssText;
       real.onclick = () => tell("clicked the real one");
       cover.replaceWith(real);
     }), { once: true });
     cover.onclick = () => tell("clicked the cover");`,
  ),
  "/shadow": layout(
    `<div id="host"></div>`,
    `const root = byId("host").attachShadow({ mode: "closed" });
     root.innerHTML = '<button style="position:absolute;left:100px;top:100px;width:160px;height:40px">Inside</button>';
     root.querySelector("button").onclick = () => tell("clicked inside");`,
  ),
  "/canvas": layout(
    `<canvas id="canvas" width="600" height="400" ${at(100, 100, 600, 400)}></canvas>`,
    `const canvas = byId("canvas"), paint = canvas.getContext("2d");
     paint.fillStyle = "#def"; paint.fillRect(0, 0, 600, 400);
     canvas.addEventListener("pointerdown", (event) => {
       paint.fillStyle = "#c33"; paint.beginPath(); paint.arc(event.offsetX, event.offsetY, 8, 0, 7); paint.fill();
       tell("painted: " + event.offsetX + "," + event.offsetY);
     });`,
  ),
  "/small-target": layout(
    `<button id="dot" ${at(613, 407, 8, 8)}></button>`,
    `byId("dot").style.padding = 0; byId("dot").onclick = () => tell("hit"); document.onclick = (event) => { if (event.target.id !== "dot") tell("missed"); };`,
  ),
};
