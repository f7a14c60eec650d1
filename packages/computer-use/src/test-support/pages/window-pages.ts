import { at, layout } from "./layout.ts";

/** Pages that reach beyond themselves: windows, dialogs, files, frames. */
export const windowPages: Readonly<Record<string, string>> = {
  "/popup": layout(
    `<form action="/popup-result" method="post" target="_blank" rel="opener">
       <input name="order" value="42" ${at(100, 100)}><button ${at(100, 150)}>Send</button></form>`,
    `addEventListener("message", (event) => tell("popup said: " + event.data));`,
  ),
  "/dialogs": layout(
    `<button id="alert" ${at(100, 100)}>Alert</button><button id="confirm" ${at(100, 150)}>Confirm</button>
     <button id="prompt" ${at(100, 200)}>Prompt</button><a href="/static" ${at(100, 250)}>Leave</a>
     <button id="guard" ${at(100, 300)}>Guard</button>`,
    `byId("alert").onclick = () => { alert("Take note."); tell("alert closed"); };
     byId("confirm").onclick = () => tell("confirmed: " + confirm("Delete it?"));
     byId("prompt").onclick = () => tell("prompted: " + prompt("Your name?", "Nobody"));
     byId("guard").onclick = () => { addEventListener("beforeunload", (event) => event.preventDefault()); tell("guarded"); };`,
  ),
  "/alert-loop": layout(
    `<button id="go" ${at(100, 100)}>Go</button>`,
    `byId("go").onclick = () => { for (let i = 0; i < 200; i++) alert("Again " + i); tell("loop ended"); };`,
  ),
  "/chooser": layout(
    `<input id="file" type="file" multiple ${at(100, 100, 300)}>`,
    `byId("file").addEventListener("change", async (event) => {
       const files = [...event.target.files];
       tell("files: " + (await Promise.all(files.map(async (file) => file.name + "=" + await file.text()))).join(" "));
     });
     byId("file").addEventListener("cancel", () => tell("cancelled"));`,
  ),
  "/download": layout(
    `<a href="/report.csv" ${at(100, 100)}>Report</a><a href="/bomb.bin" ${at(100, 150)}>Bomb</a>
     <a href="/evil-name" ${at(100, 200)}>Evil name</a>`,
  ),
  "/iframe": layout(
    `<iframe id="frame" ${at(100, 100, 400, 300)}></iframe>`,
    `byId("frame").src = "http://localhost:" + location.port + "/iframe-inside";
     addEventListener("message", (event) => tell("frame said: " + event.data + " from " + (event.origin === location.origin ? "here" : "elsewhere")));`,
  ),
  "/iframe-inside": layout(
    `<button id="go" ${at(50, 50)}>Inside</button>
     <select id="fruit" ${at(50, 120)}><option>Apple</option><option>Banana</option></select>`,
    `byId("go").onclick = () => parent.postMessage("clicked", "*");
     byId("fruit").onchange = (event) => parent.postMessage("chose " + event.target.value, "*");`,
  ),
  "/storm": layout(
    `<button id="go" ${at(100, 100)}>Go</button>`,
    `byId("go").onclick = () => { let opened = 0; for (let i = 0; i < 100; i++) if (window.open("/static?" + i)) opened++; tell("opened"); };`,
  ),
  "/permissions": layout(
    `<button id="go" ${at(100, 100)}>Where am I?</button>`,
    `byId("go").onclick = () => navigator.geolocation.getCurrentPosition(() => tell("located"), (error) => tell("refused: " + error.code));`,
  ),
  "/crash": layout(`<button id="go" ${at(100, 100)}>Crash</button>`),
};
