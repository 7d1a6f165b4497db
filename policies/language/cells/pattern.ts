/**
 * A pattern as a sequence of character sets, each taken once or any number of times. The three ways AWS reads a text become three
 * ways to compile it.
 */
export interface PatternElement {
  /** Only these characters; without it, every character but `except`. */
  readonly only?: string;
  readonly except?: string;
  readonly repeat: boolean;
}

export type Pattern = readonly PatternElement[];

export const anything: PatternElement = { repeat: true };
export const anyCharacter: PatternElement = { repeat: false };
export const withoutColons: PatternElement = { except: ":", repeat: true };
const DIGIT: PatternElement = { only: "1234567890", repeat: false };
const withoutColon: PatternElement = { except: ":", repeat: false };
export const accountDigits: Pattern = Array.from({ length: 12 }, () => DIGIT);

const character = (value: string): PatternElement => ({ only: value, repeat: false });

/** The text itself: `StringEquals`, names of principals. */
export const literal = (text: string): Pattern => [...text].map(character);

/** `*` and `?` stand for any characters, also `:` and `/`: Action, Resource, `StringLike`. */
export const glob = (text: string): Pattern => wildcards(text, anything, anyCharacter);

/**
 * Resource: a `*` that ends its part of an ARN may go on beyond the colon. Of any other wildcard before the resource part AWS only says
 * that it stands within its part; so this is what matches for sure, and `glob` what may match.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export function resourceGlob(text: string): Pattern {
  const segments = text.split(":");
  return segments
    .slice(0, ARN_HEAD)
    .flatMap((segment, index): Pattern => {
      const colon = index === 0 ? [] : [character(":")];
      const ends = segment.endsWith("*");
      const body = wildcards(ends ? segment.slice(0, -1) : segment, withoutColons, withoutColon);
      return [...colon, ...body, ...(ends ? [anything] : [])];
    })
    .concat(segments.length > ARN_HEAD ? glob(`:${segments.slice(ARN_HEAD).join(":")}`) : []);
}

/** Whether some wildcard of a resource could cross one of the first five colons against the rule. */
export const mayCross = (text: string): boolean =>
  text
    .split(":")
    .slice(0, ARN_HEAD)
    .some((segment) => /\*(?!$)|\?/.test(segment.replace(/\*+$/, "*")));

/** The parts of an ARN before the resource. */
const ARN_HEAD = 5;

/** The same letters in either case. Beyond ASCII, what counts as the same letter is not modelled: undefined. */
export function ignoringCase(pattern: Pattern): Pattern | undefined {
  const elements: PatternElement[] = [];
  for (const element of pattern) {
    const { only } = element;
    if (
      only !== undefined &&
      [...only].some((each) => each > "\u007f" && (each < "\uE000" || each > "\uF8FF"))
    )
      return undefined;
    const cases =
      only === undefined
        ? undefined
        : [...new Set([...only].flatMap((each) => [each.toLowerCase(), each.toUpperCase()]))];
    elements.push(cases === undefined ? element : { ...element, only: cases.join("") });
  }
  return elements;
}

/**
 * `ArnLike`: each of the six parts is matched on its own, so that a wildcard does not cross a colon before the resource part.
 * Undefined where the text has fewer than six parts.
 */
export function arnGlob(text: string): Pattern | undefined {
  const segments = text.split(":");
  if (segments.length < 6) return undefined;
  const head = segments
    .slice(0, 5)
    .flatMap((segment) => [...wildcards(segment, withoutColons, withoutColon), character(":")]);
  return [...head, ...glob(segments.slice(5).join(":"))];
}

export function wildcards(text: string, star: PatternElement, question: PatternElement): Pattern {
  const elements: PatternElement[] = [];
  for (const each of text) {
    if (each === "*") {
      if (elements.at(-1) !== star) elements.push(star);
    } else elements.push(each === "?" ? question : character(each));
  }
  return elements;
}

export const admits = (element: PatternElement, value: string): boolean =>
  element.only === undefined ? !(element.except?.includes(value) ?? false) : element.only.includes(value);

/** Whether the pattern matches exactly one text. */
export const isLiteral = (pattern: Pattern): boolean =>
  pattern.every((element) => !element.repeat && element.only !== undefined && element.only.length === 1);
