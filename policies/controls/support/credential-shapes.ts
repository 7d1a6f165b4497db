/** Shapes that only credentials have. Nothing of what they match is ever told. */
const SHAPES: readonly (readonly [what: string, shape: RegExp])[] = [
  ["an AWS access key", /(?<![A-Z0-9])(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Z0-9])/],
  ["a private key", /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----/],
  ["a JSON Web Token", /(?<![\w-])eyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]*/],
  ["a GitHub token", /(?<!\w)(?:gh[pousr]_[A-Za-z0-9]{20,}|github_pat_\w{20,})/],
  ["a GitLab token", /(?<!\w)glpat-[\w-]{20,}/],
  ["a Slack token", /(?<!\w)xox[abeoprs]-[A-Za-z0-9-]{10,}|hooks\.slack\.com\/services\/\w+\/\w+\/\w+/],
  ["a Stripe key", /(?<!\w)[rs]k_(?:live|test)_[A-Za-z0-9]{16,}/],
  ["a Google API key", /(?<!\w)AIza[\w-]{35}/],
  ["an npm token", /(?<!\w)npm_[A-Za-z0-9]{36}/],
  ["a password in a URL", /[a-z][a-z0-9+.-]*:\/\/[^\s:/?#@]*:[^\s/?#@]+@/i],
];

const SECRET_WORDS =
  /(?:^|_)(?:SECRET|SECRETS|PASSWORD|PASSWD|PASSPHRASE|PWD|PASS|TOKEN|CREDENTIALS?|APIKEY|SIGNINGKEY|PRIVATEKEY|ACCESSKEY|(?:API|ACCESS|PRIVATE|SECRET|SIGNING|ENCRYPTION|LICENSE|AUTH)_KEY)(?:_|$)/;
/** What such a word is about, rather than the thing itself. */
const ABOUT =
  /_(?:ARN|NAME|ID|PATH|FILE|URL|URI|ENDPOINT|TTL|EXPIRY|EXPIRES|TIMEOUT|SECONDS|MINUTES|DAYS|LENGTH|TYPE|ISSUER|AUDIENCE|REGION|VERSION|PARAMETER|HEADER|ALGORITHM|ENABLED)$/;

/** Whether the name of a variable says that it holds a secret: `DB_PASSWORD` and `dbPassword`, not `DB_PASSWORD_ARN`. */
export function isSecretName(name: string): boolean {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/[^A-Za-z0-9]+/g, "_")
    .toUpperCase();
  return SECRET_WORDS.test(words) && !ABOUT.test(words);
}

/** The kind of credential that a text holds by its shape; undefined where it has none. */
export function credentialIn(text: string): string | undefined {
  // A PEM file is often encoded once more, to stand in one line.
  const [encoded] = /LS0tLS1CRUdJTi[A-Za-z0-9+/]{8,}/.exec(text) ?? [];
  const texts = encoded === undefined ? [text] : [text, Buffer.from(encoded, "base64").toString("latin1")];
  return SHAPES.find(([, shape]) => texts.some((each) => shape.test(each)))?.[0];
}

/**
 * Whether a text is long and mixed enough to be a secret, in a variable that says that it is one: base64 or hexadecimal, and no ARN,
 * path or URL.
 */
export function looksSecret(text: string): boolean {
  if (/^(?:arn:|https?:|\/)/.test(text)) return false;
  if (!/^[A-Za-z0-9+/_.=~-]{16,}$/.test(text)) return false;
  return /[0-9]/.test(text) && /[A-Za-z]/.test(text);
}

/** Whether a text in a variable that is named for a secret is surely none: nothing, a switch, a number, or where the secret is. */
export const isNoSecret = (text: string): boolean =>
  /^(?:|true|false|on|off|yes|no|none|null|enabled|disabled|\d{1,5}|arn:.*|https?:\/\/.*|\/[\w./-]+)$/i.test(
    text,
  );
