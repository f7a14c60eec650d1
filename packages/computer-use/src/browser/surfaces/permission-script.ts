/**
 * Source of a script that every document runs first. It reports what a page asks its user for through a debug message
 * that begins with a token which no page can know; Playwright's own bindings must not be used, since a page can make
 * them throw in our process. The browser itself denies and grants; what would open a window of its own, which nothing
 * could ever answer, is refused here, as if its user had cancelled.
 */
export function permissionScript(token: string): string {
  return `(() => {
  const debug = console.debug.bind(console);
  const stringify = JSON.stringify;
  const said = new Map();
  const limit = 20;

  function report(asked) {
    const times = (said.get(asked) ?? 0) + 1;
    said.set(asked, times);
    if (times <= limit) {
      debug(${JSON.stringify(token)} + stringify({ asked, origin: String(globalThis.origin) }));
    }
  }

  function wrap(owner, name, before) {
    const original = owner?.[name];
    if (typeof original === "function") {
      owner[name] = new Proxy(original, { apply: (target, self, values) => before(values) ?? Reflect.apply(target, self, values) });
    }
  }

  const asks = (asked) => () => {
    report(asked);
  };
  const refuse = (asked, name, text) => () => {
    report(asked);
    return Promise.reject(new DOMException(text, name));
  };

  wrap(globalThis.Geolocation?.prototype, "getCurrentPosition", asks("geolocation"));
  wrap(globalThis.Geolocation?.prototype, "watchPosition", asks("geolocation"));
  wrap(globalThis.Notification, "requestPermission", asks("notifications"));
  wrap(globalThis.MediaDevices?.prototype, "getUserMedia", ([wanted]) => {
    if (wanted?.video) {
      report("camera");
    }
    if (wanted?.audio) {
      report("microphone");
    }
  });
  wrap(globalThis.Clipboard?.prototype, "read", asks("clipboard-read"));
  wrap(globalThis.Clipboard?.prototype, "readText", asks("clipboard-read"));
  wrap(globalThis.Navigator?.prototype, "requestMIDIAccess", asks("midi"));
  wrap(globalThis.Document?.prototype, "requestStorageAccess", asks("storage-access"));
  wrap(globalThis, "queryLocalFonts", asks("local-fonts"));
  wrap(globalThis, "getScreenDetails", asks("window-management"));
  wrap(globalThis.IdleDetector, "requestPermission", asks("idle-detection"));
  wrap(globalThis.MediaDevices?.prototype, "getDisplayMedia", refuse("screen-picker", "NotAllowedError", "Permission denied"));
  for (const name of ["showOpenFilePicker", "showSaveFilePicker", "showDirectoryPicker"]) {
    wrap(globalThis, name, refuse("file-picker", "AbortError", "The user aborted a request."));
  }
  for (const [owner, name] of [["Bluetooth", "requestDevice"], ["USB", "requestDevice"], ["HID", "requestDevice"], ["Serial", "requestPort"]]) {
    wrap(globalThis[owner]?.prototype, name, refuse("device-picker", "NotFoundError", "No device selected."));
  }
  if (typeof globalThis.print === "function") {
    globalThis.print = new Proxy(globalThis.print, { apply: () => report("print") });
  }
})();`;
}
