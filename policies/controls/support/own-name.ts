import type { Answer } from "../../language";

const PLACEHOLDER = "\u0000";
const ARN_PREFIX = ":s3:::";

/** A reference to a bucket stands for a name that may be this one or another. */
const NAMES_BUCKETS = /\$\{[^}]*aws_s3_bucket/;

/** Whether a text that stands in quotes is a pattern that matches ARNs of some buckets: `*faces*`, `arn:aws:s3::*:faces`. */
function tellsNamesApart(text: string): boolean {
  const first = text.search(/[*?]/);
  if (first < 0 || /^\*\\?$/.test(text) || text.includes(ARN_PREFIX)) return false;
  const [arn = "", partition, service, ...rest] = text.slice(0, first).split(":");
  if (partition === undefined) return "arn".startsWith(arn);
  if (arn !== "arn") return false;
  return service === undefined || (rest.length === 0 ? "s3".startsWith(service) : service === "s3");
}

/**
 * The name of a document's own bucket. Two documents that differ by it only, and only in the ARNs of the bucket and its objects, mean
 * the same of their buckets: nothing else in them can match one name and not the other, as long as no other S3 ARN stands there.
 */
export class OwnName {
  constructor(private readonly name: string | undefined) {}

  /** The text with the name taken out; the text itself where it could matter. Texts that are judged together are one text here. */
  without(text: string): string {
    const arn = this.arn;
    if (arn === undefined || NAMES_BUCKETS.test(text)) return text;
    const pieces = text.split(ARN_PREFIX);
    const ours = pieces.slice(1).every((piece) => {
      if (!piece.startsWith(this.name ?? "")) return false;
      return /^(?:\/|\\?"|$)/.test(piece.slice(this.name?.length));
    });
    if (!ours || text.split('"').some(tellsNamesApart)) return text;
    return text.replaceAll(arn, `${ARN_PREFIX}${PLACEHOLDER}`);
  }

  /** An answer to keep for other buckets. */
  outOf(answer: Answer): Answer {
    return this.renamed(answer, this.arn, `${ARN_PREFIX}${PLACEHOLDER}`);
  }

  /** Whether a kept answer speaks of this very bucket where it means another one: then it cannot be taken back. */
  isIn(answer: Answer): boolean {
    const { arn } = this;
    return arn !== undefined && answer.verdict === "refuted" && JSON.stringify(answer.witness).includes(arn);
  }

  /** A kept answer, about this bucket. */
  backInto(answer: Answer): Answer {
    return this.renamed(answer, `${ARN_PREFIX}${PLACEHOLDER}`, this.arn);
  }

  private get arn(): string | undefined {
    return this.name === undefined ? undefined : `${ARN_PREFIX}${this.name}`;
  }

  private renamed(answer: Answer, from: string | undefined, to: string | undefined): Answer {
    if (from === undefined || to === undefined || answer.verdict !== "refuted") return answer;
    const { witness } = answer;
    const inText = (text: string): string => {
      const at = text.indexOf(from);
      const end = at + from.length;
      const whole = at >= 0 && (end === text.length || text[end] === "/");
      return whole ? `${text.slice(0, at)}${to}${text.slice(end)}` : text;
    };
    const context = Object.fromEntries(
      Object.entries(witness.context).map(([key, value]) => [
        key,
        typeof value === "string" ? inText(value) : value.map(inText),
      ]),
    );
    const { resource } = witness;
    return {
      ...answer,
      witness: { ...witness, context, ...(resource === undefined ? {} : { resource: inText(resource) }) },
    };
  }
}
