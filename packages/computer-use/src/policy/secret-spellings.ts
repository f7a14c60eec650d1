/** How a value may look in logs, URLs and pages. */
export interface SecretSpellings {
  /** Found in whatever case: pages and servers change it. */
  readonly anyCase: readonly string[];
  /** Found as they stand. */
  readonly exact: readonly string[];
}

/** Shorter pieces of Base64 would be found in ordinary words. */
const minimumBase64 = 8;

/** Spellings of a value: as it is, percent-encoded once and twice, in forms, in HTML, in JSON, in Base64. */
export function secretSpellings(value: string): SecretSpellings {
  const wellFormed = value.toWellFormed();
  const percent = encodeURIComponent(wellFormed);
  const form = new URLSearchParams({ "": wellFormed }).toString().slice(1);
  const url = URL.parse(`http://host/?${wellFormed}`)?.search.slice(1) ?? percent;
  const html = value.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
  const namedHtml = value
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
  const json = JSON.stringify(value).slice(1, -1);
  const anyCase = [
    value,
    value.normalize("NFC"),
    value.normalize("NFD"),
    percent,
    encodeURIComponent(percent),
    form,
    url,
    encodeURI(wellFormed),
    html,
    namedHtml,
    namedHtml.replaceAll("'", "&#39;"),
    namedHtml.replaceAll("'", "&apos;"),
    json,
  ];
  return { anyCase: [...new Set(anyCase)].filter((text) => text.length >= 4), exact: base64Spellings(wellFormed) };
}

/** Base64 of the value by itself, and what it looks like inside of something longer, e.g. behind `user:`. */
function base64Spellings(value: string): readonly string[] {
  const bytes = Buffer.from(value);
  const whole = bytes.toString("base64");
  const inside = [0, 1, 2].map((offset) => {
    const text = Buffer.concat([Buffer.alloc(offset), bytes])
      .toString("base64")
      .replaceAll("=", "");
    // The characters at both ends depend on the neighbours as well.
    return text.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + bytes.length) * 8) / 6));
  });
  const found = [whole, whole.replaceAll("=", ""), ...inside.filter((text) => text.length >= minimumBase64)];
  return [...new Set([...found, ...found.map((text) => text.replaceAll("+", "-").replaceAll("/", "_"))])];
}
