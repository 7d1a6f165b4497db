import { documentOf } from "../../configuration/policy-document";
import type { Attribute, Resource } from "../../configuration/resource";
import { type JsonNode, UnknownPart } from "../../language/json/json-node";
import { readJson } from "../../language/json/read-json";
import type { ReviewContext } from "../control";

export const OPT_OUT_TYPE = "AISERVICES_OPT_OUT_POLICY";

/** The policies of AWS Organizations that are, or may be, AI services opt-out policies. */
export const optOutPolicies = ({ configuration }: ReviewContext): readonly Resource[] =>
  configuration.ofType("aws_organizations_policy").filter((policy) => isOptOutPolicy(policy) !== "no");

/** The same, and those that hold such a document under another type: Terraform's default is the type of SCPs. */
export const claimedOptOutPolicies = ({ configuration }: ReviewContext): readonly Resource[] =>
  configuration
    .ofType("aws_organizations_policy")
    .filter((policy) => isOptOutPolicy(policy) !== "no" || looksLikeOptOut(policy));

/** By its type; one whose type is not known counts by its document. */
export function isOptOutPolicy(policy: Resource): "yes" | "maybe" | "no" {
  const type = policy.get("type");
  if (type.string !== undefined) return type.string === OPT_OUT_TYPE ? "yes" : "no";
  return type.state === "configured" && looksLikeOptOut(policy) ? "maybe" : "no";
}

/** No other type of policy has this key. */
const looksLikeOptOut = (policy: Resource): boolean => {
  const content = policy.get("content");
  return (content.string ?? content.template ?? "").includes("opt_out_policy");
};

/** The text of a policy's document; undefined where it is not known as a whole. */
export function optOutText(policy: Resource): string | undefined {
  const content = policy.get("content");
  if (content.string !== undefined) return content.string;
  const document = documentOf(content);
  return typeof document === "string" && !/[$%]\{/.test(document) ? document : undefined;
}

/** What to say where a document is not known. */
export const documentUnknown = (policy: Resource): string => {
  const document = documentOf(policy.get("content"));
  return document instanceof UnknownPart
    ? `Its document is not known: ${document.reason}.`
    : `Its document refers to what is not known here: ${namesIn(policy.get("content"))}. A plan shows the whole text.`;
};

const namesIn = ({ references }: Attribute): string =>
  [...new Set(references.map(({ expression }) => expression))].join(", ");

/** What a document says of one service. */
export interface OptOutSetting {
  /** The service key: `default`, `rekognition`. */
  readonly service: string;
  /** Whatever stands in `@@assign`, each that does: of two of a name, AWS may keep either. */
  readonly assigned: readonly string[];
  /** Whether child policies may change nothing of the entry, and of its value. */
  readonly entryLocked: boolean;
  readonly valueLocked: boolean;
}

export interface OptOutSettings {
  /** Whether child policies may add no service. */
  readonly locked: boolean;
  /** Those for face images: `default` and `rekognition`, as far as they are there. */
  readonly settings: readonly OptOutSetting[];
}

const FOR_FACES = ["default", "rekognition"];

/** What a document says of face images; undefined where its text is no JSON. */
export function settingsIn(text: string): OptOutSettings | undefined {
  let root: JsonNode;
  try {
    root = readJson(text);
  } catch {
    return undefined;
  }
  const services = valuesOf([root], "services");
  return {
    locked: isLocked(services),
    settings: FOR_FACES.map((service) => {
      const entries = valuesOf(services, service);
      const values = valuesOf(entries, "opt_out_policy");
      const assigned = valuesOf(values, "@@assign");
      return {
        service,
        there: entries.length > 0,
        assigned: assigned.flatMap((each) => (each.type === "string" ? [each.value] : [])),
        entryLocked: isLocked(entries),
        valueLocked: isLocked(values),
      };
    }).filter(({ there }) => there),
  };
}

/** Every value that stands under a name in these objects. */
const valuesOf = (nodes: readonly JsonNode[], name: string): readonly JsonNode[] =>
  nodes.flatMap((node) =>
    node.type === "object"
      ? node.members.filter((member) => member.name === name).map(({ value }) => value)
      : [],
  );

/** `["@@none"]` in each of them: nothing else forbids everything. */
const isLocked = (nodes: readonly JsonNode[]): boolean => {
  if (nodes.length === 0) return false;
  return nodes.every((node) => {
    const controls = valuesOf([node], "@@operators_allowed_for_child_policies");
    return controls.length > 0 && controls.every(isNone);
  });
};

const isNone = (node: JsonNode): boolean =>
  node.type === "array" &&
  node.items.length > 0 &&
  node.items.every((item) => item.type === "string" && item.value === "@@none");
