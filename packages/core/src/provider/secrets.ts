/** Shapes that makers of services gave their keys, so that scanners can find them. */
const keyShapes: readonly RegExp[] = [
  /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----(?:(?!-----END )[\s\S]){0,20000}(?:-----END [A-Z ]{0,40}PRIVATE KEY-----)?/g,
  /\bsk-[\w-]{16,256}/g,
  /\b[spr]k_(?:live|test)_\w{10,256}/g,
  /\bwhsec_[\w+/=]{16,256}/g,
  /\bgh[pousr]_\w{20,256}/g,
  /\bgithub_pat_\w{20,256}/g,
  /\bglpat-[\w-]{16,256}/g,
  /\bxox[a-z]-[\w-]{10,256}/g,
  /\b(?:AKIA|ASIA)[A-Z\d]{16}\b/g,
  /\bAIza[\w-]{30,256}/g,
  /\bya29\.[\w-]{20,1024}/g,
  /\b(?:npm|hf|pypi|dop_v1|shpat)_[A-Za-z\d]{20,256}/g,
  /\beyJ[\w-]{10,4096}\.[\w-]{10,4096}\.[\w-]{5,4096}/g,
];

/** A secret beside the word that says what it is. */
const namedSecrets: readonly RegExp[] = [
  /\b(Bearer |Basic )[\w.~+/=-]{16,4096}/gi,
  /\b([a-z][a-z\d+.-]{1,20}:\/\/[^\s:/@]{0,64}:)[^\s/@]{1,128}(?=@)/gi,
  /((?:api_?key|api-key|secret|password|passwd|access_?token|auth_?token|private_?key|credentials?)["']?\s{0,3}[:=]\s{0,3}["']?)(?=[^\s"',;]{0,64}\d)[^\s"',;]{6,512}/gi,
  /([?&](?:token|key|sig|signature|auth|code)=)[^\s&"'`]{6,2048}/gi,
  /(\b[A-Z\d_]{0,40}(?:API_KEY|SECRET|PASSWORD|TOKEN)=["']?)[^\s"'(){}$]{6,512}/g,
];

const masked = "[secret]";

/** A text without the keys, passwords and tokens that it can be seen to hold. Linear in time. */
export function maskSecrets(text: string): string {
  const withoutKeys = keyShapes.reduce((rest, shape) => rest.replace(shape, masked), text);
  return namedSecrets.reduce(
    (rest, shape) => rest.replace(shape, (_whole, name: string) => name + masked),
    withoutKeys,
  );
}

/**
 * Whether a word may be a key of a kind that is not known: long, and mixed like chance. Hashes and UUIDs are in one case
 * and pass.
 */
export function looksLikeKey(word: string): boolean {
  return /^[\w+=-]{20,}$/.test(word) && /[a-z]/.test(word) && /[A-Z]/.test(word) && /\d/.test(word);
}
