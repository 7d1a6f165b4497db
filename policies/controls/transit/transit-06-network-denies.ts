import { type Policy, type PolicySet, policyOf, type Scope, type Statement } from "../../language";
import { control, type ReviewContext } from "../control";
import { all, type Judgement, notApplicable, unknown } from "../judgement";
import { judgeAnswer, judgeFaults, policiesOn } from "../support/attachments";
import { bucketArn, dataBuckets } from "../support/buckets";
import type { PolicyDocument } from "../support/policy-questions";

/** Keys that say by which endpoint a request came: a service's own request comes by none. */
const ENDPOINT_KEYS = [
  "aws:SourceVpc",
  "aws:SourceVpcArn",
  "aws:SourceVpce",
  "aws:VpceAccount",
  "aws:VpceOrgID",
  "aws:VpceOrgPaths",
  "aws:VpcSourceIp",
];
const NETWORK_KEYS: ReadonlySet<string> = new Set(
  [...ENDPOINT_KEYS, "aws:SourceIp"].map((key) => key.toLowerCase()),
);

/** Identities whose own policies allow everything: then only the bucket's policy says no. */
const ANYONE = policyOf(
  { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] },
  { kind: "identity" },
);

export const networkDenies = control({
  id: "RKG-TRANSIT-06",
  title: "What buckets deny by network lets Rekognition's own reads through",
  severity: "medium",
  subject: "bucket",
  rationale:
    "Rekognition reads a picture for the caller, from AWS's addresses and through no endpoint of yours. A deny by address or endpoint refuses it, and the desk sees only an invalid object; people then open the bucket too far.",
  remediation: {
    text: "Add `BoolIfExists: { aws:ViaAWSService: false }` to each deny by address, VPC or endpoint. With endpoints only, send the image's bytes instead.",
    terraform: `condition {
  test     = "StringNotEquals"
  variable = "aws:SourceVpce"
  values   = [aws_vpc_endpoint.s3.id]
}
condition {
  test     = "BoolIfExists"
  variable = "aws:ViaAWSService"
  values   = ["false"]
}`,
    typescript: `additionalStatements: [{
  Sid: "DenyOtherEndpoints", Effect: "Deny", Principal: "*", Action: "s3:*", Resource: [bucketArn, \`\${bucketArn}/*\`],
  Condition: { StringNotEquals: { "aws:SourceVpce": vpceId }, BoolIfExists: { "aws:ViaAWSService": "false" } },
}]`,
  },
  mappings: [
    { framework: "NIST 800-53 r5", id: "SC-7", suggested: true },
    { framework: "ISO 27001:2022", id: "A.5.23", suggested: true },
  ],
  differs: "General scanners praise a deny by network, and do not ask whether the service still works.",
  noSubject:
    "The configuration has no bucket of images: what only receives access logs is not read by Rekognition.",
  subjects: dataBuckets,
  judge(bucket, context) {
    const { documents, doubt } = policiesOn(bucket, context);
    if (documents.length === 0) {
      return doubt === undefined
        ? notApplicable("The bucket has no policy, and denies nothing.", bucket)
        : unknown(`No policy is found for ${bucket.address}, but ${doubt}.`, bucket);
    }
    const read = readByService(`${bucketArn(bucket)}/*`);
    return all(documents.map((document) => judgeDocument(document, read, context)));
  },
});

/** How Rekognition reads: for the caller, over TLS, by no endpoint, from an address of AWS. */
const readByService = (Resource: string): Scope => ({
  Action: ["s3:GetObject", "s3:GetObjectVersion"],
  Resource,
  Condition: {
    Bool: { "aws:ViaAWSService": "true", "aws:SecureTransport": "true" },
    NumericGreaterThanEquals: { "s3:TlsVersion": "1.2" },
    Null: Object.fromEntries(ENDPOINT_KEYS.map((key) => [key, "true"])),
  },
});

function judgeDocument(document: PolicyDocument, read: Scope, { policies }: ReviewContext): Judgement {
  const faulty = judgeFaults(document, policies.faultsOf(document));
  if (faulty !== undefined) return faulty;
  if (!policies.policyOf(document).statements.some(isByNetwork))
    return notApplicable("The policy denies nothing by network.", document.attribute);
  const ask = (name: string, which: (statement: Statement) => boolean) =>
    policies.allows(document, read, { name, set: (policy) => besides(policy, which) });
  const answer = ask("denies by network", isByNetwork);
  const judged = judgeAnswer(answer, document, {
    holds: "Reads that Rekognition makes for the caller are not denied by network.",
    breaks: "A read that Rekognition makes for the caller is denied by network.",
  });
  if (answer.verdict !== "refuted") return judged;
  const sure = ask("surely denies by network", (statement) => isByNetwork(statement) && isSure(statement));
  return sure.verdict === "refuted"
    ? judged
    : {
        ...unknown(
          "A read is denied by network that Rekognition may make: who calls it, and from which address it reads, decides. Exempt `aws:ViaAWSService`, or waive.",
          document.attribute,
        ),
        witness: answer.witness,
      };
}

/** What the denies leave of a request that everything else allows. */
const besides = (policy: Policy, which: (statement: Statement) => boolean): PolicySet => ({
  identity: [ANYONE],
  resource: [{ ...policy, statements: policy.statements.filter(which) }],
  sameAccount: true,
});

const isByNetwork = ({ effect, conditions }: Statement): boolean =>
  effect === "unknown" ||
  (effect === "Deny" &&
    conditions.some(({ key, operator }) => NETWORK_KEYS.has(key) || operator.family === "unknown"));

const OF_PRINCIPALS = /^aws:(?:principal(?!isawsservice$)|userid$|username$|sourceidentity$)/;

/** Whether it meets everybody, and not only addresses that it names: Rekognition's may not be among them. */
const isSure = ({ principals, conditions }: Statement): boolean =>
  principals?.negated === false &&
  principals.entries.some(({ type }) => type === "everyone") &&
  !conditions.some(
    ({ key, operator }) => OF_PRINCIPALS.test(key) || (key === "aws:sourceip" && !operator.negated),
  );
