import {
  type Answer,
  type Declarations,
  parsePolicy,
  policyOf,
  proveAllowsOnly,
  proveDenied,
  type Scopes,
  UnknownPart,
} from "../../../policies/language";
import {
  BUCKET,
  denyStatement,
  document,
  OBJECTS,
  plainHttp,
  ref,
  type StatementJson,
  type Verdict,
} from "./support/cases";

const insecure = { Bool: { "aws:SecureTransport": "false" } };
const ARN = ref("aws_s3_bucket.faces.arn");
const ofBucket = (...names: readonly string[]): Scopes => ({
  Action: "s3:*",
  Resource: names.flatMap((name) => [name, `${name}/*`]),
  Condition: insecure,
});

function ask(resources: readonly string[], scope: Scopes, declarations: Declarations = {}): Answer {
  const statement = denyStatement({ Condition: insecure, Resource: resources });
  return proveDenied(policyOf(document([statement]), { kind: "resource", declarations }), scope, {
    declarations,
  });
}

describe("Terraform references", () => {
  const name = ref("aws_s3_bucket.faces.bucket");
  const partition = ref("data.aws_partition.current.partition");
  const other = ref("aws_s3_bucket.other.arn");

  type Case = readonly [
    name: string,
    verdict: Verdict,
    resources: readonly string[],
    bucket: string,
    declarations?: Declarations,
  ];
  const cases: readonly Case[] = [
    ["the same reference", "proved", [ARN, `${ARN}/*`], ARN],
    [
      "a resource with an index",
      "proved",
      [ref('aws_s3_bucket.faces["eu"].arn'), `${ref('aws_s3_bucket.faces["eu"].arn')}/*`],
      ref('aws_s3_bucket.faces["eu"].arn'),
    ],
    ["objects of the reference only", "refuted", [`${ARN}/*`], ARN],
    ["a prefix of the reference", "refuted", [ARN, `${ARN}/public/*`], ARN],
    ["another bucket's reference", "refuted", [other, `${other}/*`], ARN],
    [
      "a bucket that is looked up, and may be the same",
      "unknown",
      [ref("data.aws_s3_bucket.faces.arn"), `${ref("data.aws_s3_bucket.faces.arn")}/*`],
      ARN,
    ],
    [
      "another instance of the same resource",
      "refuted",
      [ref("aws_s3_bucket.faces[1].arn"), `${ref("aws_s3_bucket.faces[1].arn")}/*`],
      ref("aws_s3_bucket.faces[0].arn"),
    ],
    [".id is .bucket", "proved", [`arn:${partition}:s3:::${ref("aws_s3_bucket.faces.id")}*`], ARN],
    [
      "the ARN built from the bucket's name",
      "proved",
      [`arn:${partition}:s3:::${name}`, `arn:${partition}:s3:::${name}/*`],
      ARN,
    ],
    [
      "the ARN built in an assumed partition",
      "unknown",
      [`arn:aws:s3:::${name}`, `arn:aws:s3:::${name}/*`],
      ARN,
    ],
    [
      "the same, with the partition declared",
      "proved",
      [`arn:aws:s3:::${name}`, `arn:aws:s3:::${name}/*`],
      ARN,
      { "data.aws_partition.current.partition": "aws" },
    ],
    [
      "the same, in the wrong partition",
      "refuted",
      [`arn:aws:s3:::${name}`, `arn:aws:s3:::${name}/*`],
      ARN,
      { "data.aws_partition.current.partition": "aws-cn" },
    ],
    ["a literal that the reference may equal", "unknown", [BUCKET, OBJECTS], ARN],
    [
      "a literal, with the name declared",
      "proved",
      [BUCKET, OBJECTS],
      ARN,
      { "aws_s3_bucket.faces.bucket": "faces", "data.aws_partition.current.partition": "aws" },
    ],
    [
      "a literal, with another name declared",
      "refuted",
      [BUCKET, OBJECTS],
      ARN,
      { "aws_s3_bucket.faces.bucket": "other", "data.aws_partition.current.partition": "aws" },
    ],
    ["a reference that the literal question may equal", "unknown", [ARN, `${ARN}/*`], BUCKET],
    ["everything", "proved", ["*"], ARN],
    ["every S3 resource of any partition", "proved", ["arn:*:s3:::*"], ARN],
    ["every S3 resource of one partition", "unknown", ["arn:aws:s3:::*"], ARN],
    [
      "every S3 resource of the declared partition",
      "proved",
      ["arn:aws:s3:::*"],
      ARN,
      { "data.aws_partition.current.partition": "aws" },
    ],
    ["another service", "refuted", ["arn:*:sqs:*"], ARN],
    [
      "a wildcard that needs exactly one character",
      "unknown",
      [`arn:${partition}:s3:::?`, `arn:${partition}:s3:::?/*`],
      ARN,
    ],
    ["a variable", "unknown", [ref("var.bucket_arn"), `${ref("var.bucket_arn")}/*`], ARN],
    [
      "the same variable",
      "proved",
      [ref("var.bucket_arn"), `${ref("var.bucket_arn")}/*`],
      ref("var.bucket_arn"),
    ],
    ["a module's output", "unknown", [ref("module.x.arn"), `${ref("module.x.arn")}/*`], ARN],
    [
      "a data source, which may be the same bucket",
      "unknown",
      [ref("data.aws_s3_bucket.faces.arn"), `${ref("data.aws_s3_bucket.faces.arn")}/*`],
      ARN,
    ],
    [
      "an expression",
      "unknown",
      [ref('format("%s", aws_s3_bucket.faces.arn)'), `${ref('join("/", ["a", "*"])')}`],
      ARN,
    ],
    ["each.value", "unknown", [ref("each.value.arn"), `${ref("each.value.arn")}/*`], ARN],
    [
      "a policy variable in Terraform's escape",
      "unknown",
      [`$${ref("aws:username")}`, `arn:aws:s3:::$${ref("aws:username")}/*`],
      ARN,
    ],
  ];
  const rows = cases.map(([name, verdict, resources, bucket, declarations]) => ({
    name,
    verdict,
    resources,
    bucket,
    declarations,
  }));
  it.each(rows)("$name: $verdict", ({ verdict, resources, bucket, declarations }) => {
    expect(ask(resources, ofBucket(bucket), declarations)).toMatchObject({ verdict });
  });

  it("are shown as written in a witness", () => {
    const answer = ask([ARN], ofBucket(ARN));
    expect(answer).toMatchObject({ verdict: "refuted" });
    if (answer.verdict === "refuted")
      expect(answer.witness.resource).toContain(ref("aws_s3_bucket.faces.bucket"));
  });

  it("name what an unknown answer depends on", () => {
    const answer = ask([BUCKET, OBJECTS], ofBucket(ARN));
    expect(answer).toEqual({
      verdict: "unknown",
      reasons: expect.arrayContaining([
        `resource policy, Statement[0]: whether "${BUCKET}" matches depends on the value of a reference`,
      ]),
    });
  });

  it.each<readonly [string, readonly StatementJson[]]>([
    ["the action", [{ Action: ref("var.action") }]],
    ["the resource", [{ Resource: ref("var.arn") }]],
    ["a service", [{ Principal: { Service: ref("var.service") } }]],
    ["half of a service", [{ Principal: { Service: `s3.${ref("var.domain")}` } }]],
    ["a principal", [{ Principal: { AWS: ref("var.principal") } }]],
    [
      "the principal's ARN in a condition",
      [{ Condition: { ArnLike: { "aws:PrincipalArn": ref("var.role") } } }],
    ],
    [
      "the principal's account in a condition",
      [{ Condition: { StringEquals: { "aws:PrincipalAccount": ref("var.account") } } }],
    ],
    [
      "the service's name in a condition",
      [{ Condition: { StringEquals: { "aws:PrincipalServiceName": ref("var.service") } } }],
    ],
    [
      "half of the service's name",
      [{ Condition: { StringLike: { "aws:PrincipalServiceName": `s3.${ref("var.domain")}` } } }],
    ],
    ["a number", [{ Condition: { NumericEquals: { "s3:max-keys": ref("var.number") } } }]],
    ["a boolean", [{ Condition: { Bool: { "aws:SecureTransport": ref("var.boolean") } } }]],
    [
      "a bucket that may be the one that is spared",
      [
        { Resource: `${ARN}/y*` },
        { Effect: "Deny", Action: "s3:*", Resource: undefined, NotResource: OBJECTS },
      ],
    ],
  ])("prove no envelope that is beside what an Allow may reach through %s", (_name, [first, ...others]) => {
    const allow = denyStatement({ Effect: "Allow", Action: "s3:GetObject", Resource: OBJECTS, ...first });
    const json = document([allow, ...others.map((each) => denyStatement(each))]);
    const answer = proveAllowsOnly(policyOf(json, { kind: "resource" }), { Action: "sqs:SendMessage" });
    expect(answer.verdict).not.toBe("proved");
    if (answer.verdict === "unknown") expect(answer.reasons.join()).not.toContain("bug");
  });

  it.each(["aws_sqs_queue", "aws_sns_topic", "aws_kinesis_stream"])(
    "do not take the names of two %s for different: another region may have both",
    (type) => {
      const named = (name: string): string =>
        `arn:aws:sqs:eu-west-1:111122223333:${ref(`${type}.${name}.name`)}`;
      const statement = denyStatement({ Action: "sqs:*", Resource: named("one") });
      const answer = proveDenied(policyOf(document([statement]), { kind: "resource" }), {
        Action: "sqs:*",
        Resource: named("other"),
      });
      expect(answer).toMatchObject({ verdict: "unknown" });
    },
  );

  it("relate an account to the principals of a key policy", () => {
    const account = ref("data.aws_caller_identity.current.account_id");
    const key = (principal: string) =>
      policyOf(
        document([{ Effect: "Allow", Principal: { AWS: principal }, Action: "kms:*", Resource: "*" }]),
        { kind: "key" },
      );
    const inAccount: Scopes = { Principal: { AWS: account } };
    expect(proveAllowsOnly(key(`arn:aws:iam::${account}:root`), inAccount)).toEqual({ verdict: "proved" });
    expect(proveAllowsOnly(key(`arn:${partition}:iam::${account}:root`), inAccount)).toEqual({
      verdict: "proved",
    });
    expect(proveAllowsOnly(key(`arn:aws:iam::${account}:role/admin`), inAccount)).toEqual({
      verdict: "proved",
    });
    expect(
      proveAllowsOnly(key(account), { Condition: { StringEquals: { "aws:PrincipalAccount": account } } }),
    ).toEqual({ verdict: "proved" });
    expect(proveAllowsOnly(key("arn:aws:iam::444455556666:root"), inAccount)).toMatchObject({
      verdict: "unknown",
    });
    expect(proveAllowsOnly(key(ref("aws_iam_role.verifier.arn")), inAccount)).toMatchObject({
      verdict: "unknown",
    });
    expect(proveAllowsOnly(key("*"), inAccount)).toMatchObject({ verdict: "refuted" });
  });

  it("relate a key to the condition on its ARN", () => {
    const KEY_ID = "s3:x-amz-server-side-encryption-aws-kms-key-id";
    const deny = (key: string) =>
      policyOf(
        document([
          denyStatement({
            Action: "s3:PutObject",
            Condition: { Null: { [KEY_ID]: "false" }, ArnNotEquals: { [KEY_ID]: key } },
          }),
        ]),
        { kind: "resource" },
      );
    const another = (key: string): Scopes => ({
      Action: "s3:PutObject",
      Resource: OBJECTS,
      Condition: { Null: { [KEY_ID]: "false" }, ArnNotEquals: { [KEY_ID]: key } },
    });
    const key = ref("aws_kms_key.faces.arn");
    expect(proveDenied(deny(key), another(key))).toEqual({ verdict: "proved" });
    expect(proveDenied(deny(ref("aws_kms_key.other.arn")), another(key))).not.toEqual({ verdict: "proved" });
    expect(proveDenied(deny("arn:aws:kms:eu-west-1:111122223333:key/x"), another(key))).not.toEqual({
      verdict: "proved",
    });
  });
});

describe("unknown parts, decided by bounds", () => {
  const deny = denyStatement({ Condition: insecure });
  const unknown = new UnknownPart("known after apply");
  const bucketOnly = denyStatement({ Condition: insecure, Resource: BUCKET });

  it.each<readonly [string, Verdict, unknown]>([
    ["a whole policy", "unknown", unknown],
    ["a policy that is one reference", "unknown", ref("data.aws_iam_policy_document.faces.json")],
    ["all statements", "unknown", { Version: "2012-10-17", Statement: unknown }],
    ["a statement beside one that suffices", "proved", document([deny, unknown as unknown as StatementJson])],
    [
      "a statement beside one that does not",
      "unknown",
      document([bucketOnly, unknown as unknown as StatementJson]),
    ],
    [
      "a statement as a reference",
      "unknown",
      { Version: "2012-10-17", Statement: [bucketOnly, ref("jsonencode(local.statement)")] },
    ],
    ["an effect", "unknown", document([{ ...deny, Effect: unknown }])],
    ["an effect beside a sound statement", "proved", document([deny, { ...deny, Effect: unknown }])],
    [
      "an effect of a statement that would not help",
      "refuted",
      document([{ ...bucketOnly, Effect: unknown }]),
    ],
    ["a condition", "unknown", document([{ ...deny, Condition: unknown }])],
    ["the tests of an operator", "unknown", document([{ ...deny, Condition: { Bool: unknown } }])],
    ["a value", "unknown", document([{ ...deny, Condition: { Bool: { "aws:SecureTransport": unknown } } }])],
    [
      "a value beside one that suffices",
      "proved",
      document([{ ...deny, Condition: { Bool: { "aws:SecureTransport": ["false", unknown] } } }]),
    ],
    [
      "a condition of a statement that would not help",
      "refuted",
      document([{ ...bucketOnly, Condition: unknown }]),
    ],
    ["an action", "unknown", document([{ ...deny, Action: unknown }])],
    ["one action beside all", "proved", document([{ ...deny, Action: ["s3:*", unknown] }])],
    [
      "an exempted action",
      "unknown",
      document([{ ...deny, Action: undefined, NotAction: ["sqs:*", unknown] }]),
    ],
    ["a resource", "unknown", document([{ ...deny, Resource: [BUCKET, unknown] }])],
    ["a principal", "unknown", document([{ ...deny, Principal: unknown }])],
    ["one principal beside everyone", "proved", document([{ ...deny, Principal: { AWS: ["*", unknown] } }])],
    ["a Sid", "proved", document([{ ...deny, Sid: unknown }])],
  ])("%s: %s", (_name, verdict, json) => {
    const parsed = parsePolicy(json, { kind: "resource" });
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
    const answer = proveDenied(parsed.policy, plainHttp);
    expect(answer).toMatchObject({ verdict });
    if (answer.verdict === "unknown") expect(answer.reasons.length).toBeGreaterThan(0);
  });

  it("names the part in the reasons", () => {
    const policy = policyOf(document([{ ...deny, Condition: unknown }]), { kind: "resource" });
    expect(proveDenied(policy, plainHttp)).toMatchObject({
      reasons: ["resource policy, Statement[0]: known after apply", expect.any(String)],
    });
  });

  it("may allow too: an unknown statement proves no envelope", () => {
    const policy = policyOf(document([deny, unknown as unknown as StatementJson]), { kind: "resource" });
    expect(proveAllowsOnly(policy, { Action: "s3:GetObject" })).toMatchObject({ verdict: "unknown" });
  });
});

describe("a witness with a reference in its resource", () => {
  it("is none where no resource of the action has such a form: a bucket has no slash in its name", () => {
    const listing = policyOf(
      {
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Principal: "*",
            Action: "s3:ListBucket",
            Resource: `${ref("aws_s3_bucket.faces.arn")}/${ref("var.text")}/*`,
          },
        ],
      },
      { kind: "resource" },
    );
    expect(proveAllowsOnly(listing, { Principal: { AWS: "111122223333" } }).verdict).not.toBe("refuted");
  });
});
