/** Keys of the web platform (`KeyboardEvent.key`, or `code` for a key that exists twice), each with its other names. */
const named: Readonly<Record<string, string>> = {
  Control: "ctrl ctl controll",
  ControlLeft: "leftctrl leftcontrol ctrlleft lctrl lcontrol",
  ControlRight: "controlr rightctrl rightcontrol ctrlright rctrl rcontrol",
  Shift: "shiftl",
  ShiftLeft: "leftshift lshift",
  ShiftRight: "shiftr rightshift rshift",
  Alt: "altl option opt optionl",
  AltLeft: "leftalt lalt optionleft",
  AltRight: "altr rightalt ralt optionright",
  AltGraph: "altgr isolevel3shift modeswitch",
  Meta: "metal cmd command super superl win windows os winl hyper",
  MetaLeft: "leftmeta commandleft superleft winleft lwin oslevel leftcommand",
  MetaRight: "metar superr commandright superright winright winr rwin rightcommand",
  Enter: "return newline linefeed ret",
  Tab: "isolefttab",
  Space: "spacebar spc",
  Backspace: "bksp bs back backspc",
  Delete: "del forwarddelete",
  Insert: "ins",
  Escape: "esc",
  Home: "begin",
  End: "",
  PageUp: "pgup prior",
  PageDown: "pgdn pgdown next",
  ArrowLeft: "left leftarrow",
  ArrowRight: "right rightarrow",
  ArrowUp: "up uparrow",
  ArrowDown: "down downarrow",
  CapsLock: "caps",
  NumLock: "num",
  ScrollLock: "scroll scrlk",
  ContextMenu: "menu apps application",
  PrintScreen: "print prtsc prtscr prntscrn snapshot sysrq",
  Pause: "break",
  Help: "",
  BrowserBack: "goback xf86back",
  BrowserForward: "goforward xf86forward",
  BrowserRefresh: "refresh reload xf86reload xf86refresh",
  NumpadEnter: "kpenter",
  NumpadAdd: "kpadd numadd add",
  NumpadSubtract: "kpsubtract numsubtract subtract",
  NumpadMultiply: "kpmultiply nummultiply multiply",
  NumpadDivide: "kpdivide numdivide divide",
  NumpadDecimal: "kpdecimal numdecimal decimal",
};

/** Characters that have names, as X11 and the web platform call their keys. */
const characters: Readonly<Record<string, string>> = {
  "/": "slash forwardslash",
  "\\": "backslash",
  "-": "minus dash hyphen",
  "+": "plus",
  "=": "equal equals",
  ",": "comma",
  ".": "period dot",
  ";": "semicolon",
  ":": "colon",
  "'": "apostrophe quote quoteright singlequote",
  '"': "quotedbl doublequote",
  "`": "grave backquote backtick quoteleft",
  "~": "asciitilde tilde",
  "[": "bracketleft leftbracket openbracket",
  "]": "bracketright rightbracket closebracket",
  "{": "braceleft",
  "}": "braceright",
  "(": "parenleft",
  ")": "parenright",
  "<": "less",
  ">": "greater",
  "|": "bar pipe",
  "?": "question questionmark",
  "!": "exclam exclamation",
  "@": "at",
  "#": "numbersign hash",
  $: "dollar",
  "%": "percent",
  "^": "asciicircum caret",
  "&": "ampersand",
  "*": "asterisk star",
  _: "underscore",
};

const table = new Map<string, string>();
for (const [key, others] of Object.entries(named)) {
  for (const name of [key, ...others.split(" ")]) if (name) table.set(name.toLowerCase(), key);
}
for (const [key, names] of Object.entries(characters)) for (const name of names.split(" ")) table.set(name, key);
for (let number = 1; number <= 24; number += 1) table.set(`f${number}`, `F${number}`);
for (let digit = 0; digit <= 9; digit += 1) {
  table.set(`digit${digit}`, String(digit));
  for (const prefix of ["numpad", "kp", "num"]) table.set(`${prefix}${digit}`, `Numpad${digit}`);
}
for (const letter of "abcdefghijklmnopqrstuvwxyz") table.set(`key${letter}`, letter);

/** Names, in lower case and without separators, that a key is known by beside its own. */
export const keyNames: ReadonlyMap<string, string> = table;

const segmenter = new Intl.Segmenter(undefined, { granularity: "grapheme" });
const longestName = 40;

/**
 * The key that a model means by a name: a character as it stands, or a name of the web platform. Names of X11, OpenAI,
 * Anthropic and Fara are known too, in whatever case and with whatever separators.
 */
export function findKey(name: string): string | undefined {
  if (name.length > longestName) return undefined;
  if (name === " ") return "Space";
  if (name === "\n" || name === "\r") return "Enter";
  if (name === "\t") return "Tab";
  const trimmed = name.trim();
  if (trimmed === "" || hasControlCharacter(trimmed)) return undefined;
  if ([...segmenter.segment(trimmed)].length === 1) return trimmed;
  return table.get(trimmed.toLowerCase().replace(/(?<=\w)[\s_-](?=\w)/g, ""));
}

function hasControlCharacter(text: string): boolean {
  return /\p{Cc}/u.test(text);
}
