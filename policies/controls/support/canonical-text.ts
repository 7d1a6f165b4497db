import type { Answer, Request } from "../../language";

/** The ARN of a bucket, queue or topic by its literal name, up to the name; the same of a log group, whose name holds slashes. */
const NAMED_ARN = String.raw`arn:aws[a-z-]*:(?:s3:::|(?:sqs|sns):[a-z0-9-]+:\d{12}:)`;
const LOG_GROUP_ARN = String.raw`arn:aws[a-z-]*:logs:[a-z0-9-]+:\d{12}:log-group:`;
const NAME = "[A-Za-z0-9][A-Za-z0-9._-]*";
const LOG_GROUP_NAME = "[A-Za-z0-9_./#-]+";
/** Where a name ends: at the end of the text in quotes, or of everything; before an object's key, or before a log group's streams. */
const END = String.raw`\\?"|$`;
const NAMES = new RegExp(
  `(${NAMED_ARN})(${NAME})(?=/|${END})|(${LOG_GROUP_ARN})(${LOG_GROUP_NAME})(?=:\\*(?:${END})|${END})`,
  "g",
);
const ONLY_BELOW = new RegExp(`^(?:${NAMED_ARN}${NAME}/|${LOG_GROUP_ARN}${LOG_GROUP_NAME}:\\*\\\\?$)`);
const ANY_NAMED_ARN = new RegExp(`${NAMED_ARN}|${LOG_GROUP_ARN}`, "g");
/** Any ARN of some services, Regions or accounts, whatever its name. */
const ANY_NAME = /^arn:[^:]*:[^:]*:[^:]*:[^:]*:\*\\?$/;
const SERVICES = ["s3", "sqs", "sns", "logs"];

/** A reference to such a thing stands for a name that may be one of these or another. */
const NAMES_BY_REFERENCE = /\$\{[^}]*aws_(?:s3_bucket|sqs_queue|sns_topic|cloudwatch_log_group)/;

/** Texts that are judged together, with the names of buckets, queues, topics and log groups taken out. */
export interface CanonicalText {
  /** The same for texts that differ by these names only. */
  readonly text: string;
  /** In the order in which they first stand there, with their service: `s3 faces`. Empty where they could matter. */
  readonly names: readonly string[];
}

/**
 * Takes out the names in literal ARNs. Two texts that are the same then mean the same of their own names: nothing else in them can match
 * one name and not the other, as long as no pattern and no reference stands there that could. Where one does, the text is left as it is.
 */
export function canonical(text: string): CanonicalText {
  const asWritten = { text, names: [] };
  if (NAMES_BY_REFERENCE.test(text) || text.split('"').some(tellsNamesApart)) return asWritten;
  const names: string[] = [];
  let found = 0;
  const canonicalText = text.replace(NAMES, (_whole, ...groups: readonly string[]) => {
    const [prefix, name] = namedBy(groups);
    found += 1;
    const known = `${serviceOf(prefix)} ${name}`;
    const index = names.indexOf(known);
    return `${prefix}\u0000${index < 0 ? names.push(known) - 1 : index}`;
  });
  // One that goes on with a pattern or a reference is none of these names.
  return (text.match(ANY_NAMED_ARN) ?? []).length === found ? { text: canonicalText, names } : asWritten;
}

/** The two groups of the form that was found. */
const namedBy = ([prefix, name, otherPrefix = "", otherName = ""]: readonly (
  | string
  | undefined
)[]): readonly [string, string] => [prefix ?? otherPrefix, name ?? otherName];

const serviceOf = (prefix: string): string => prefix.split(":")[2] ?? "";

/** Whether a text that stands in quotes is a pattern that matches some names and not others: `*faces*`, `arn:aws:s3::*:faces`. */
function tellsNamesApart(text: string): boolean {
  const first = text.search(/[*?]/);
  if (first < 0 || /^\*\\?$/.test(text)) return false;
  if (ONLY_BELOW.test(text) || ANY_NAME.test(text)) return false;
  const [arn = "", partition, service, ...rest] = text.slice(0, first).split(":");
  if (partition === undefined) return "arn".startsWith(arn);
  if (arn !== "arn") return false;
  if (service === undefined) return true;
  return rest.length === 0 ? SERVICES.some((each) => each.startsWith(service)) : SERVICES.includes(service);
}

/**
 * An answer that was given for some names, as it is for others. Undefined where it cannot be taken over: its witness speaks of one of the
 * new names where it means something else.
 */
export function renamed(answer: Answer, from: readonly string[], to: readonly string[]): Answer | undefined {
  if (answer.verdict !== "refuted" || from.every((name, index) => name === to[index])) return answer;
  const { witness } = answer;
  let strange = false;
  const inText = (text: string): string =>
    text.replace(NAMES, (whole: string, ...groups: readonly string[]) => {
      const [prefix, name] = namedBy(groups);
      const known = `${serviceOf(prefix)} ${name}`;
      const index = from.indexOf(known);
      if (index < 0) {
        strange ||= to.includes(known);
        return whole;
      }
      return `${prefix}${to[index]?.split(" ")[1] ?? name}`;
    });
  const renamedWitness: Request = {
    ...witness,
    ...(witness.resource === undefined ? {} : { resource: inText(witness.resource) }),
    context: Object.fromEntries(
      Object.entries(witness.context).map(([key, value]) => [
        key,
        typeof value === "string" ? inText(value) : value.map(inText),
      ]),
    ),
  };
  return strange ? undefined : { ...answer, witness: renamedWitness };
}
