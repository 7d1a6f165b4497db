import { companionsOf } from "../../configuration/links/companions";
import type { Resource } from "../../configuration/resource";
import type { Answer, PolicyKind, Scopes } from "../../language";
import type { ReviewContext } from "../control";
import { all, fail, type Judgement, pass, unknown } from "../judgement";
import type { PolicyDocument } from "./policy-questions";

/** The policies of a resource, or why it has none. */
export interface Attachment {
  /** Each that it may end up with: a demand must hold of all. */
  readonly documents: readonly PolicyDocument[];
  /** Where there is no document: `undefined` if that is certain, else why there may be one. */
  readonly doubt: string | undefined;
}

interface Carrier {
  readonly kind: PolicyKind;
  /** The type that carries a policy for another resource, and its attribute that names that resource. */
  readonly companion: string;
  readonly names: string;
  /** The attribute of the resource's own. */
  readonly inline: string;
}

const CARRIERS: Readonly<Record<string, Carrier>> = {
  aws_s3_bucket: { kind: "resource", companion: "aws_s3_bucket_policy", names: "bucket", inline: "policy" },
  aws_sqs_queue: {
    kind: "resource",
    companion: "aws_sqs_queue_policy",
    names: "queue_url",
    inline: "policy",
  },
  aws_sns_topic: { kind: "resource", companion: "aws_sns_topic_policy", names: "arn", inline: "policy" },
  aws_kms_key: { kind: "key", companion: "aws_kms_key_policy", names: "key_id", inline: "policy" },
  aws_kms_replica_key: { kind: "key", companion: "aws_kms_key_policy", names: "key_id", inline: "policy" },
  aws_kms_external_key: { kind: "key", companion: "aws_kms_key_policy", names: "key_id", inline: "policy" },
  aws_kms_replica_external_key: {
    kind: "key",
    companion: "aws_kms_key_policy",
    names: "key_id",
    inline: "policy",
  },
  aws_vpc_endpoint: {
    kind: "endpoint",
    companion: "aws_vpc_endpoint_policy",
    names: "vpc_endpoint_id",
    inline: "policy",
  },
};

/** The policies of a bucket, key, queue, topic or VPC endpoint. A policy of its own resource counts before one written inline. */
export function policiesOn(resource: Resource, { configuration, policies }: ReviewContext): Attachment {
  const carrier = CARRIERS[resource.type];
  if (carrier === undefined) throw new Error(`no policy is known for ${resource.type}`);
  const { kind, companion, names, inline } = carrier;
  const { sure, possible } = companionsOf(configuration, resource, companion, names);
  const holders = sure.length > 0 ? sure : [resource];
  const documents = holders
    .map((holder) => policies.documentIn(holder, holder.get(inline), kind))
    .filter(({ document }) => document !== undefined && document !== "");
  const [first] = possible;
  const doubt =
    first === undefined
      ? configuration.mayHoldMore(companion)
      : `it is not known whether ${first.address} belongs to it`;
  return { documents, doubt: documents.length > 0 ? undefined : doubt };
}

/** What to say of an answer about a policy. */
export interface Words {
  /** Where it is proved. */
  readonly holds: string;
  /** Where a request refutes it. */
  readonly breaks: string;
  /** Where there is no policy at all; `holds` where nothing is demanded then. */
  readonly absent: Judgement;
}

/** Demands something of every policy that a resource may end up with. */
export function judgeEach(
  { documents, doubt }: Attachment,
  resource: Resource,
  { policies }: ReviewContext,
  words: Words,
  ask: (document: PolicyDocument) => Answer,
): Judgement {
  if (documents.length === 0) {
    return doubt === undefined
      ? words.absent
      : unknown(`No policy is found for ${resource.address}, but ${doubt}.`, resource);
  }
  return all(
    documents.map((document) => {
      const faulty = judgeFaults(document, policies.faultsOf(document));
      return faulty ?? judgeAnswer(ask(document), document, words);
    }),
  );
}

/** AWS refuses the document: nothing can be said of what it means. */
export function judgeFaults(
  { attribute, holder }: PolicyDocument,
  faults: readonly { readonly path: string; readonly message: string }[],
): Judgement | undefined {
  const [first] = faults;
  if (first === undefined) return undefined;
  const told = faults
    .slice(0, 3)
    .map(({ path, message }) => `${path === "" ? "the document" : path}: ${message}`);
  const more = faults.length > 3 ? `; and ${faults.length - 3} more` : "";
  return fail(`${holder.address} holds no valid policy: ${told.join("; ")}${more}.`, {
    address: holder.address,
    path: [attribute.evidence.path, first.path].filter((part) => part !== "").join("."),
  });
}

export function judgeAnswer(
  answer: Answer,
  { attribute }: Pick<PolicyDocument, "attribute">,
  { holds, breaks }: Pick<Words, "holds" | "breaks">,
): Judgement {
  switch (answer.verdict) {
    case "proved":
      return pass(holds, attribute);
    case "refuted":
      return { ...fail(breaks, attribute), witness: answer.witness };
    case "unknown":
      return unknown(`It cannot be decided: ${answer.reasons.join("; ")}.`, attribute);
  }
}

/** Whether every policy of the resource denies every request of the scope. */
export const judgeDenies = (
  resource: Resource,
  context: ReviewContext,
  scopes: Scopes,
  words: Words,
): Judgement =>
  judgeEach(policiesOn(resource, context), resource, context, words, (document) =>
    context.policies.denies(document, scopes),
  );

/** Whether every policy of the resource allows only what is in the envelope. */
export const judgeAllowsOnly = (
  resource: Resource,
  context: ReviewContext,
  envelope: Scopes,
  words: Words,
): Judgement =>
  judgeEach(policiesOn(resource, context), resource, context, words, (document) =>
    context.policies.allowsOnly(document, envelope),
  );
