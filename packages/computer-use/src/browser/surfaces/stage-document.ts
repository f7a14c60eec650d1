/** The page that dialogs are drawn in. It loads nothing and runs nothing of its own. */
export const stageDocument = `<!doctype html>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<style>
  * { box-sizing: border-box; }
  html, body { margin: 0; height: 100%; overflow: hidden; background: #fff; cursor: default; }
  body { font: 13px/20px Roboto, "Segoe UI", Ubuntu, "Noto Sans", "DejaVu Sans", sans-serif; color: #1f1f1f; }
  #base, #shade { position: fixed; inset: 0; width: 100%; height: 100%; }
  #shade { background: rgb(0 0 0 / 32%); }
  #card {
    position: fixed; top: 12px; left: 50%; transform: translateX(-50%); width: min(448px, calc(100% - 24px));
    max-height: calc(100% - 24px); padding: 20px; display: flex; flex-direction: column; background: #fff;
    border-radius: 12px; box-shadow: 0 2px 6px 2px rgb(0 0 0 / 15%), 0 8px 28px rgb(0 0 0 / 30%);
  }
  #card.files { width: min(560px, calc(100% - 24px)); }
  #title { margin: 0 0 8px; font-size: 15px; line-height: 22px; font-weight: 500; overflow-wrap: anywhere; }
  #message { margin: 0; min-height: 0; overflow: auto; white-space: pre-wrap; overflow-wrap: anywhere; color: #474747; }
  #rows { margin: 12px 0 0; padding: 4px 0; min-height: 72px; max-height: 288px; overflow: auto; list-style: none;
    border: 1px solid #c7c7c7; border-radius: 4px; }
  #rows li { padding: 4px 12px; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
  #rows li::before { content: ""; display: inline-block; width: 10px; height: 13px; margin-right: 10px;
    border: 1px solid #747775; border-radius: 1px; vertical-align: -2px; background: #fff; }
  #rows li[aria-selected] { background: #d3e3fd; }
  #line { display: flex; align-items: center; gap: 12px; margin-top: 12px; }
  #line label:empty { display: none; }
  #field { flex: 1; min-width: 0; height: 36px; padding: 0 10px; font: inherit; color: inherit; border: 1px solid #747775;
    border-radius: 8px; outline: none; }
  #field:focus { border: 2px solid #0b57d0; padding: 0 9px; }
  #buttons { display: flex; justify-content: flex-end; gap: 8px; margin-top: 20px; }
  button { height: 36px; min-width: 64px; padding: 0 16px; font: inherit; font-weight: 500; border-radius: 18px;
    border: 1px solid #a8c7fa; background: #fff; color: #0b57d0; }
  #accept { background: #0b57d0; border-color: #0b57d0; color: #fff; }
  button:focus { outline: 2px solid #062e6f; outline-offset: 2px; }
  [hidden] { display: none !important; }
</style>
<img id="base" alt=""><div id="shade"></div>
<form id="card">
  <h1 id="title"></h1>
  <p id="message" data-part="message"></p>
  <ul id="rows" data-part="message"></ul>
  <div id="line"><label id="label" for="field"></label><input id="field" data-part="field" autocomplete="off" spellcheck="false"></div>
  <div id="buttons"><button type="button" id="dismiss" data-part="dismiss"></button><button id="accept" data-part="accept"></button></div>
</form>`;
