import {
  BUCKET,
  BUCKETS,
  deny,
  document,
  INSECURE,
  OBJECTS,
  ref,
  withPolicy,
  withStatements,
} from "../support/bucket-policies";
import { type Case, judges } from "../support/judges";

const ROLE = "arn:aws:iam::111122223333:role/admin";
const SECURE_ONLY = document(deny(INSECURE));
const EVIDENCE = "aws_s3_bucket_policy.faces policy";

/** However it is written, every request without TLS is denied. */
const sound: Readonly<Record<string, Case["given"]>> = {
  "one statement": withStatements(deny(INSECURE)),
  "two statements, one for the bucket and one for its objects": withStatements(
    deny(INSECURE, { Resource: BUCKET }),
    deny(INSECURE, { Resource: OBJECTS }),
  ),
  'Principal { AWS: "*" }': withStatements(deny(INSECURE, { Principal: { AWS: "*" } })),
  "the value as a list": withStatements(deny({ Bool: { "aws:SecureTransport": ["false"] } })),
  "the value as a JSON boolean": withStatements(deny({ Bool: { "aws:SecureTransport": false } })),
  BoolIfExists: withStatements(deny({ BoolIfExists: { "aws:SecureTransport": "false" } })),
  'StringNotEquals "true"': withStatements(deny({ StringNotEquals: { "aws:SecureTransport": "true" } })),
  "the key in lower case": withStatements(deny({ Bool: { "aws:securetransport": "false" } })),
  'Resource "*"': withStatements(deny(INSECURE, { Resource: "*" })),
  "Action and NotAction halves": withStatements(
    deny(INSECURE, { Action: "s3:Get*" }),
    deny(INSECURE, { Action: undefined, NotAction: "s3:Get*" }),
  ),
  "a split on one VPC endpoint and all others": withStatements(
    deny({ ...INSECURE, StringEquals: { "aws:SourceVpce": "vpce-1" } }),
    deny({ ...INSECURE, StringNotEquals: { "aws:SourceVpce": "vpce-1" } }),
  ),
  "a bucket named by its literal name": withPolicy(SECURE_ONLY, "faces"),
  "a bucket named by .bucket": withPolicy(SECURE_ONLY, ref("aws_s3_bucket.faces.bucket")),
  "a bucket named by a data source": {
    ...withPolicy(SECURE_ONLY, ref("data.aws_s3_bucket.looked_up.id")),
    data: { aws_s3_bucket: { looked_up: { bucket: "faces" } } },
  },
  "a bucket named by another companion": {
    resource: {
      ...BUCKETS,
      aws_s3_bucket_public_access_block: { faces: { bucket: ref("aws_s3_bucket.faces.id") } },
      aws_s3_bucket_policy: {
        faces: { bucket: ref("aws_s3_bucket_public_access_block.faces.bucket"), policy: SECURE_ONLY },
      },
    },
  },
  "the policy in the bucket's own block": {
    resource: { aws_s3_bucket: { faces: { bucket: "faces", policy: SECURE_ONLY } } },
  },
  "the bucket's ARN by reference": withStatements(
    deny(INSECURE, { Resource: [ref("aws_s3_bucket.faces.arn"), `${ref("aws_s3_bucket.faces.arn")}/*`] }),
  ),
  "a bucket whose name AWS completes, by reference": {
    resource: {
      aws_s3_bucket: { faces: { bucket_prefix: "faces-" } },
      aws_s3_bucket_policy: {
        faces: {
          bucket: ref("aws_s3_bucket.faces.id"),
          policy: document(
            deny(INSECURE, {
              Resource: [ref("aws_s3_bucket.faces.arn"), `${ref("aws_s3_bucket.faces.arn")}/*`],
            }),
          ),
        },
      },
    },
  },
  "a data source that writes the document": {
    ...withPolicy(ref("data.aws_iam_policy_document.faces.json")),
    data: {
      aws_iam_policy_document: {
        faces: {
          statement: [
            {
              effect: "Deny",
              actions: ["s3:*"],
              resources: [ref("aws_s3_bucket.faces.arn"), `${ref("aws_s3_bucket.faces.arn")}/*`],
              principals: [{ type: "*", identifiers: ["*"] }],
              condition: [{ test: "Bool", variable: "aws:SecureTransport", values: ["false"] }],
            },
          ],
        },
      },
    },
  },
};

/** Each leaves some request without TLS alone. */
const holes: Readonly<Record<string, Case["given"]>> = {
  "its objects only": withStatements(deny(INSECURE, { Resource: OBJECTS })),
  "the bucket only": withStatements(deny(INSECURE, { Resource: BUCKET })),
  "a prefix": withStatements(deny(INSECURE, { Resource: [BUCKET, `${BUCKET}/members/*`] })),
  "another bucket": withStatements(
    deny(INSECURE, { Resource: ["arn:aws:s3:::other", "arn:aws:s3:::other/*"] }),
  ),
  "one principal": withStatements(deny(INSECURE, { Principal: { AWS: ROLE } })),
  "NotPrincipal, with the account beside a user": withStatements(
    deny(INSECURE, {
      Principal: undefined,
      NotPrincipal: { AWS: ["arn:aws:iam::111122223333:user/admin", "111122223333"] },
    }),
  ),
  "an action list": withStatements(deny(INSECURE, { Action: ["s3:GetObject", "s3:PutObject"] })),
  NotAction: withStatements(deny(INSECURE, { Action: undefined, NotAction: "s3:GetObject" })),
  "one more condition": withStatements(deny({ ...INSECURE, StringEquals: { "aws:SourceVpce": "vpce-1" } })),
  "one more condition that anybody can avoid": withStatements(
    deny({ ...INSECURE, StringNotEquals: { "aws:UserAgent": "curl" } }),
  ),
  "the value inverted": withStatements(deny({ Bool: { "aws:SecureTransport": "true" } })),
  "only a test of the TLS version, which plain HTTP has not": withStatements(
    deny({ NumericLessThan: { "s3:TlsVersion": "1.2" } }),
  ),
  "SecureTransport and TlsVersion in one statement": withStatements(
    deny({ ...INSECURE, NumericLessThan: { "s3:TlsVersion": "1.2" } }),
  ),
  "Allow if secure, without a Deny": withStatements(
    deny({ Bool: { "aws:SecureTransport": "true" } }, { Effect: "Allow" }),
  ),
};

judges("RKG-TRANSIT-01", [
  ...Object.entries(sound).map(([name, given]): Case => ({ name, verdict: "pass", given })),
  ...Object.entries(holes).map(
    ([name, given]): Case => ({
      name,
      verdict: "fail",
      given,
      evidence: EVIDENCE,
      witness: { context: expect.objectContaining({ "aws:SecureTransport": "false" }) },
    }),
  ),
  { name: "no policy", verdict: "fail", given: { resource: BUCKETS }, evidence: "aws_s3_bucket.faces" },
  { name: "an empty policy", verdict: "fail", given: withPolicy("") },
  {
    name: "no valid policy: a condition operator that does not exist",
    verdict: "fail",
    given: withStatements(deny({ Boolean: { "aws:SecureTransport": "false" } })),
    reason: /holds no valid policy/,
  },
  {
    name: "a good policy in the bucket's block, which a companion without the Deny replaces",
    verdict: "fail",
    given: {
      resource: {
        aws_s3_bucket: { faces: { bucket: "faces", policy: SECURE_ONLY } },
        aws_s3_bucket_policy: {
          faces: { bucket: "faces", policy: document(deny(INSECURE, { Resource: BUCKET })) },
        },
      },
    },
  },
  {
    name: "one of two policies, of which either may win",
    verdict: "fail",
    given: {
      resource: {
        ...BUCKETS,
        aws_s3_bucket_policy: {
          one: { bucket: "faces", policy: SECURE_ONLY },
          other: { bucket: "faces", policy: document(deny(INSECURE, { Resource: BUCKET })) },
        },
      },
    },
  },
  {
    name: "a log bucket without the Deny",
    verdict: "fail",
    given: {
      resource: { aws_s3_bucket: { logs: { bucket: "logs", tags: { "guardrails:role": "access-logs" } } } },
    },
  },
  {
    name: "the whole policy is a variable",
    verdict: "unknown",
    given: withPolicy(ref("var.policy")),
    reason: /var\.policy/,
  },
  {
    name: "a variable names the principal",
    verdict: "unknown",
    given: withStatements(deny(INSECURE, { Principal: { AWS: ref("var.principal") } })),
  },
  {
    name: "a variable names the bucket of the only policy",
    verdict: "unknown",
    given: withPolicy(SECURE_ONLY, ref("var.bucket")),
    reason: /aws_s3_bucket_policy\.faces/,
  },
  {
    name: "NotPrincipal with a role only, which AWS leaves open",
    verdict: "unknown",
    given: withStatements(deny(INSECURE, { NotPrincipal: { AWS: ROLE }, Principal: undefined })),
  },
  {
    name: "the policy may be in a module",
    verdict: "unknown",
    given: { resource: BUCKETS, module: { policy: { source: "./policy" } } },
    reason: /module policy/,
  },
  ...(
    [
      ["arn:aws:s3:::faces*", "pass"],
      // It matches across colons only, of which AWS says nothing.
      ["*faces*", "unknown"],
      [`${ref("aws_s3_bucket.faces.arn")}*`, "pass"],
    ] as const
  ).flatMap(([pattern, verdict]): readonly Case[] => {
    const policy = document(deny(INSECURE, { Resource: pattern }));
    const given: Case["given"] = {
      resource: {
        aws_s3_bucket: { faces: { bucket: "faces" }, other: { bucket: "other" } },
        aws_s3_bucket_policy: { faces: { bucket: "faces", policy }, other: { bucket: "other", policy } },
      },
    };
    return [
      {
        name: `the policy of both buckets, of which it names this: ${pattern}`,
        verdict,
        given,
        subject: "aws_s3_bucket.faces",
      },
      {
        name: `the policy of both buckets, of which it names the other: ${pattern}`,
        verdict: "fail",
        given,
        subject: "aws_s3_bucket.other",
      },
    ];
  }),
  {
    name: "the only bucket of a for_each",
    verdict: "pass",
    given: {
      resource: {
        ...BUCKETS,
        aws_s3_bucket_policy: {
          faces: {
            for_each: ref("aws_s3_bucket.faces"),
            bucket: ref("aws_s3_bucket.faces.id"),
            policy: SECURE_ONLY,
          },
        },
      },
    },
  },
  {
    name: "the bucket that for_each gives, of what a variable holds",
    verdict: "unknown",
    given: {
      resource: {
        ...BUCKETS,
        aws_s3_bucket_policy: {
          faces: { for_each: ref("var.buckets"), bucket: ref("each.value"), policy: SECURE_ONLY },
        },
      },
    },
  },
  {
    name: "one instance of a count",
    verdict: "pass",
    given: withPolicy(SECURE_ONLY, ref("aws_s3_bucket.faces[0].id")),
  },
  { name: "there is no bucket", verdict: "not-applicable", given: {} },
]);
