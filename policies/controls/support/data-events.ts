import { partitionOfRegion } from "../../configuration/providers";
import { referenceTo } from "../../configuration/reference-to";
import type { Attribute, Resource } from "../../configuration/resource";

/** How much of what is asked a trail records: `no` where it surely leaves some out. */
export type Recorded = "yes" | "no" | "maybe";

/** Reads and writes, each. */
export interface RecordedEvents {
  readonly reads: Recorded;
  readonly writes: Recorded;
}

const NONE: RecordedEvents = { reads: "no", writes: "no" };
const MAYBE: RecordedEvents = { reads: "maybe", writes: "maybe" };

/** What a trail or an event data store records of the objects of a bucket. */
export function dataEventsOf(trail: Resource, bucket: Resource): RecordedEvents {
  const selectors = [
    ...each(trail.get("event_selector"), (selector) => basicSelector(selector, bucket)),
    ...each(trail.get("advanced_event_selector"), (selector) => advancedSelector(selector, bucket)),
  ];
  return {
    reads: most(selectors.map(({ reads }) => reads)),
    writes: most(selectors.map(({ writes }) => writes)),
  };
}

/** What both record together. */
export const most = (recorded: readonly Recorded[]): Recorded =>
  recorded.includes("yes") ? "yes" : recorded.includes("maybe") ? "maybe" : "no";

function each(list: Attribute, judge: (selector: Attribute) => RecordedEvents): readonly RecordedEvents[] {
  if (list.state === "absent" || list.state === "computed") return [];
  return list.blocks?.map(judge) ?? [MAYBE];
}

function basicSelector(selector: Attribute, bucket: Resource): RecordedEvents {
  const resources = selector.get("data_resource");
  const covered = most(
    resources.state === "absent"
      ? []
      : (resources.blocks?.map((resource) => {
          const type = resource.get("type").string;
          if (type !== undefined && type !== "AWS::S3::Object") return "no";
          const covers = anyOf(resource.get("values"), (text) => isWholeBucket(text, bucket));
          return type === undefined && covers === "yes" ? "maybe" : covers;
        }) ?? ["maybe"]),
  );
  const kind = selector.get("read_write_type");
  if (kind.state === "configured" && kind.string === undefined) return covered === "no" ? NONE : MAYBE;
  return {
    reads: kind.string === "WriteOnly" ? "no" : covered,
    writes: kind.string === "ReadOnly" ? "no" : covered,
  };
}

/** What one field of an advanced selector leaves: each field narrows. */
function advancedSelector(selector: Attribute, bucket: Resource): RecordedEvents {
  const fields = selector.get("field_selector").blocks;
  if (fields === undefined) return MAYBE;
  let covered: Recorded = "yes";
  let reads: Recorded = "yes";
  let writes: Recorded = "yes";
  let categories: Recorded = "no";
  for (const field of fields) {
    const name = field.get("field").string;
    const equals = (wanted: string): Recorded => anyOf(field.get("equals"), (text) => text === wanted);
    switch (name) {
      case "eventCategory":
        categories = equals("Data");
        break;
      case "resources.type":
        covered = least(covered, equals("AWS::S3::Object"));
        break;
      case "resources.ARN":
        covered = least(covered, arnField(field, bucket));
        break;
      case "readOnly":
        reads = least(reads, equals("true"));
        writes = least(writes, equals("false"));
        break;
      case undefined:
        covered = least(covered, "maybe");
        break;
      default:
        // Event names, callers and sources leave some requests out.
        covered = "no";
    }
  }
  const all = least(covered, categories);
  return { reads: least(all, reads), writes: least(all, writes) };
}

function arnField(field: Attribute, bucket: Resource): Recorded {
  const operators = ["equals", "ends_with", "not_equals", "not_ends_with"] as const;
  if (operators.some((operator) => field.get(operator).state !== "absent")) return "no";
  const starts = field.get("starts_with");
  const not = field.get("not_starts_with");
  const included = starts.state === "absent" ? "yes" : anyOf(starts, (text) => holdsBucket(text, bucket));
  const excluded = not.state === "absent" ? "no" : anyOf(not, (text) => touchesBucket(text, bucket));
  return least(included, excluded === "no" ? "yes" : excluded === "yes" ? "no" : "maybe");
}

const least = (one: Recorded, other: Recorded): Recorded =>
  [one, other].includes("no") ? "no" : [one, other].includes("maybe") ? "maybe" : "yes";

/** Whether any text of a list is what is asked for. */
function anyOf(list: Attribute, is: (text: string) => boolean): Recorded {
  if (list.state === "absent") return "no";
  const { blocks } = list;
  if (blocks === undefined) return "maybe";
  return most(
    blocks.map(({ string, template, references }) => {
      const text = string ?? template;
      if (text !== undefined && is(text)) return "yes";
      return string === undefined && references.some(({ resources }) => resources.length !== 1)
        ? "maybe"
        : "no";
    }),
  );
}

/** The ways in which a text may write the ARN of a bucket. */
function arnsOf(bucket: Resource): readonly string[] {
  const partition = partitionOfRegion(bucket.provider?.region);
  const name = bucket.get("bucket").string;
  const reference = referenceTo(bucket);
  const known = bucket.get("arn").string;
  return [
    ...(known === undefined ? [] : [known]),
    ...(name === undefined ? [] : [`arn:${partition}:s3:::${name}`]),
    `\${${reference}.arn}`,
    `arn:${partition}:s3:::\${${reference}.bucket}`,
    `arn:${partition}:s3:::\${${reference}.id}`,
  ];
}

/** `arn:aws:s3:::faces/` is every object of the bucket, `arn:aws:s3` or `arn:aws:s3:::` every object of every bucket. */
const isWholeBucket = (text: string, bucket: Resource): boolean =>
  /^arn:[\w-]+:s3(?::::)?$/.test(text) || arnsOf(bucket).some((arn) => text === `${arn}/`);

const holdsBucket = (text: string, bucket: Resource): boolean =>
  arnsOf(bucket).some((arn) => `${arn}/`.startsWith(text));

const touchesBucket = (text: string, bucket: Resource): boolean =>
  holdsBucket(text, bucket) || arnsOf(bucket).some((arn) => text.startsWith(`${arn}/`));
