import { InputError } from "./input-error";

/** How files begin that are no text. */
const MAGIC: readonly { readonly bytes: readonly number[]; readonly what: string }[] = [
  {
    bytes: [0x50, 0x4b],
    what: "is a saved plan file (or another zip archive); give what `terraform show -json` makes of it",
  },
  { bytes: [0x89, 0x50, 0x4e, 0x47], what: "is a PNG image; give a plan as JSON" },
  { bytes: [0xff, 0xd8, 0xff], what: "is a JPEG image; give a plan as JSON" },
  { bytes: [0x1f, 0x8b], what: "is compressed (gzip); unpack it first" },
  { bytes: [0x28, 0xb5, 0x2f, 0xfd], what: "is compressed (zstd); unpack it first" },
  { bytes: [0x25, 0x50, 0x44, 0x46], what: "is a PDF; give a plan as JSON" },
];

type Encoding = "utf8" | "utf16le" | "utf16be";

/** How much of a file tells what it is. */
export const HEAD = 4096;

/**
 * How a text is written: in UTF-8, or in UTF-16 as PowerShell writes it.
 *
 * @throws InputError where it is no text
 */
export function encodingOf(path: string, head: Buffer): Encoding {
  if (head.length === 0) throw new InputError(path, `is empty; ${TO_DO}`);
  const known = MAGIC.find((magic) => magic.bytes.every((byte, index) => head[index] === byte));
  if (known !== undefined) throw new InputError(path, known.what);
  const [first, second] = head;
  if (first === 0xff && second === 0xfe) return "utf16le";
  if (first === 0xfe && second === 0xff) return "utf16be";
  // Without a mark: JSON begins with a character of ASCII.
  if (first !== 0 && second === 0) return "utf16le";
  if (head.subarray(0, HEAD).includes(0)) throw new InputError(path, `is binary; ${TO_DO}`);
  return "utf8";
}

/** The text of bytes, without its byte order mark. */
export function decodeText(bytes: Buffer, encoding: Encoding): string {
  const text =
    encoding === "utf16be"
      ? bytes
          .subarray(0, bytes.length - (bytes.length % 2))
          .swap16()
          .toString("utf16le")
      : bytes.toString(encoding);
  return withoutMark(text);
}

export const withoutMark = (text: string): string => (text.startsWith("\uFEFF") ? text.slice(1) : text);

export const TO_DO = "give a plan (terraform show -json tfplan > plan.json), a cdk.tf.json or a cdktf.out";
