import {
  BUCKET,
  BUCKETS,
  deny,
  INSECURE,
  OBJECTS,
  ref,
  withPolicy,
  withStatements,
} from "../support/bucket-policies";
import { type Case, judges } from "../support/judges";

const OLD = { NumericLessThan: { "s3:TlsVersion": "1.2" } };

const sound: Readonly<Record<string, Case["given"]>> = {
  "NumericLessThan 1.2": withStatements(deny(OLD)),
  "beside the Deny of plain HTTP": withStatements(deny(INSECURE), deny(OLD)),
  "as a JSON number": withStatements(deny({ NumericLessThan: { "s3:TlsVersion": 1.2 } })),
  "everything under 1.3": withStatements(deny({ NumericLessThan: { "s3:TlsVersion": "1.3" } })),
  "both old versions by name": withStatements(deny({ NumericEquals: { "s3:TlsVersion": ["1.0", "1.1"] } })),
  IfExists: withStatements(deny({ NumericLessThanIfExists: { "s3:TlsVersion": "1.2" } })),
};

const holes: Readonly<Record<string, Case["given"]>> = {
  "plain HTTP alone": withStatements(deny(INSECURE)),
  "joined with plain HTTP, which excludes it": withStatements(deny({ ...INSECURE, ...OLD })),
  "under 1.1 only": withStatements(deny({ NumericLessThan: { "s3:TlsVersion": "1.1" } })),
  "greater instead of less": withStatements(deny({ NumericGreaterThan: { "s3:TlsVersion": "1.2" } })),
  "its objects only": withStatements(deny(OLD, { Resource: OBJECTS })),
  "the bucket only": withStatements(deny(OLD, { Resource: BUCKET })),
  "one principal": withStatements(deny(OLD, { Principal: { AWS: "111122223333" } })),
  "one more condition": withStatements(deny({ ...OLD, Bool: { "aws:PrincipalIsAWSService": "false" } })),
};

judges("RKG-TRANSIT-02", [
  ...Object.entries(sound).map(([name, given]): Case => ({ name, verdict: "pass", given })),
  ...Object.entries(holes).map(
    ([name, given]): Case => ({
      name,
      verdict: "fail",
      given,
      evidence: "aws_s3_bucket_policy.faces policy",
    }),
  ),
  { name: "no policy", verdict: "fail", given: { resource: BUCKETS }, reason: /old TLS/ },
  { name: "the policy is a variable", verdict: "unknown", given: withPolicy(ref("var.policy")) },
  {
    name: "a variable says which version",
    verdict: "unknown",
    given: withStatements(deny({ NumericLessThan: { "s3:TlsVersion": ref("var.version") } })),
  },
  { name: "there is no bucket", verdict: "not-applicable", given: {} },
]);
