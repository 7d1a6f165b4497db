import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { TerraformStack, Token } from "cdktf";
import { Construct } from "constructs";
import {
  AccessLogBucket,
  CustomerManagedKey,
  EncryptedBucket,
  type EncryptedBucketProps,
  LeastPrivilegeRole,
} from "../../constructs";
import { lambdaTrustPolicy } from "../../policies/documents";
import { guardrailsMatchers, resourcesOf } from "../../policies/jest";
import {
  awsStack,
  errorOf,
  faultsOf,
  KEY_ARN,
  knownKey,
  normalized,
  outcomeOf,
  ownStatement,
  policyOf,
  type StackConfiguration,
  sids,
  stackOf,
  statementOf,
  synthApp,
  synthStack,
  testApp,
  theOnly,
  untyped,
  validationErrorOf,
  wrongProps,
} from "../support/synth";

expect.extend(guardrailsMatchers);

const make = (props: Partial<EncryptedBucketProps> = {}, stack: Construct = awsStack()) =>
  new EncryptedBucket(stack, "Faces", {
    bucketName: "faces",
    key: knownKey(TerraformStack.of(stack)),
    ...props,
  });
const synthBucket = (props: Partial<EncryptedBucketProps> = {}): StackConfiguration =>
  synthStack((stack) => make(props, stack));
const makeRole = (stack: Construct, roleName = "face-reader") =>
  new LeastPrivilegeRole(stack, `Role${roleName}`, { roleName, trustPolicy: lambdaTrustPolicy });
const facesOnly = (stack: StackConfiguration, type: string) => {
  const [resource, ...others] = resourcesOf(stack, type).filter(({ path }) => !path.includes("AccessLogs"));
  if (resource === undefined || others.length > 0) throw new Error(`one ${type} expected`);
  return resource;
};

const COMPANIONS = [
  "aws_s3_bucket_ownership_controls",
  "aws_s3_bucket_public_access_block",
  "aws_s3_bucket_server_side_encryption_configuration",
  "aws_s3_bucket_versioning",
  "aws_s3_bucket_policy",
  "aws_s3_bucket_logging",
  "aws_s3_bucket_lifecycle_configuration",
];

describe("EncryptedBucket", () => {
  it("has a default form", () => {
    expect(normalized(synthBucket())).toMatchSnapshot();
  });

  it("leaves no bucket, its own or the one of the logs, without protection", () => {
    const stack = synthBucket();
    expect(resourcesOf(stack, "aws_s3_bucket")).toHaveLength(2);
    expect(stack).toHaveEvery("aws_s3_bucket", { force_destroy: false });
    expect(stack).toHaveEvery("aws_s3_bucket_public_access_block", {
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    });
    expect(stack).toHaveEvery("aws_s3_bucket_ownership_controls", {
      rule: { object_ownership: "BucketOwnerEnforced" },
    });
    expect(stack).toHaveEvery("aws_s3_bucket_versioning", {
      versioning_configuration: { status: "Enabled" },
    });
    for (const type of COMPANIONS.filter((name) => name !== "aws_s3_bucket_logging")) {
      expect(new Set(resourcesOf(stack, type).map(({ values }) => values.bucket)).size).toBe(2);
    }
    for (const policy of resourcesOf(stack, "aws_s3_bucket_policy").map((resource) => policyOf(resource))) {
      expect(sids(policy)).toEqual(expect.arrayContaining(["DenyPlainHttp", "DenyTlsBelow12"]));
    }
  });

  it("encrypts with the key and a bucket key, and blocks keys of customers", () => {
    expect(
      facesOnly(synthBucket(), "aws_s3_bucket_server_side_encryption_configuration").values.rule,
    ).toEqual([
      {
        apply_server_side_encryption_by_default: { sse_algorithm: "aws:kms", kms_master_key_id: KEY_ARN },
        bucket_key_enabled: true,
        blocked_encryption_types: ["SSE-C"],
      },
    ]);
  });

  it("expires images, noncurrent versions and unfinished uploads, and removes delete markers by a rule of its own", () => {
    expect(facesOnly(synthBucket(), "aws_s3_bucket_lifecycle_configuration").values.rule).toEqual([
      {
        id: "expire",
        status: "Enabled",
        filter: [{ prefix: "" }],
        expiration: [{ days: 1095 }],
        noncurrent_version_expiration: [{ noncurrent_days: 30 }],
        abort_incomplete_multipart_upload: [{ days_after_initiation: 7 }],
      },
      {
        id: "remove-expired-delete-markers",
        status: "Enabled",
        filter: [{ prefix: "" }],
        expiration: [{ expired_object_delete_marker: true }],
      },
    ]);
  });

  it.each<[string, Partial<EncryptedBucketProps>, string, unknown]>([
    ["retentionDays", { retentionDays: 1 }, "expiration", [{ days: 1 }]],
    ["the longest retentionDays", { retentionDays: 3650 }, "expiration", [{ days: 3650 }]],
    [
      "noncurrentRetentionDays",
      { noncurrentRetentionDays: 1 },
      "noncurrent_version_expiration",
      [{ noncurrent_days: 1 }],
    ],
    [
      "incompleteUploadDays",
      { incompleteUploadDays: 1 },
      "abort_incomplete_multipart_upload",
      [{ days_after_initiation: 1 }],
    ],
  ])("takes %s", (_prop, props, setting, expected) => {
    const { rule } = facesOnly(synthBucket(props), "aws_s3_bucket_lifecycle_configuration").values;
    expect(rule).toEqual(expect.arrayContaining([expect.objectContaining({ [setting]: expected })]));
  });

  it("keeps what is below a prefix no longer than it is told to", () => {
    const stack = synthBucket({ retentionDaysByPrefix: { "probes/": 7, "liveness/": 1 } });
    expect(facesOnly(stack, "aws_s3_bucket_lifecycle_configuration").values.rule).toEqual([
      expect.objectContaining({ id: "expire", filter: [{ prefix: "" }], expiration: [{ days: 1095 }] }),
      {
        id: "expire-probes/",
        status: "Enabled",
        filter: [{ prefix: "probes/" }],
        expiration: [{ days: 7 }],
      },
      expect.objectContaining({ filter: [{ prefix: "liveness/" }], expiration: [{ days: 1 }] }),
      expect.objectContaining({ id: "remove-expired-delete-markers" }),
    ]);
  });

  it("takes tags, for the bucket of logs too, each with its own role", () => {
    const stack = synthBucket({ tags: { team: "faces" } });
    expect(facesOnly(stack, "aws_s3_bucket").values.tags).toEqual({
      "guardrails:role": "face-images",
      team: "faces",
    });
    expect(theOnly(stack, "aws_s3_bucket", "AccessLogs/Bucket").values.tags).toEqual({
      "guardrails:role": "access-logs",
      team: "faces",
    });
  });

  it("cannot be passed off as a bucket of logs by a tag", () => {
    const outcome = outcomeOf(() => synthBucket({ tags: { "guardrails:role": "access-logs" } }));
    expect(outcome).toMatch(/"guardrails:role":"face-images"|tags/);
  });

  it("writes access logs into a bucket of its own, named like it, under its id", () => {
    const stack = synthBucket();
    const logs = theOnly(stack, "aws_s3_bucket", "Faces/AccessLogs/Bucket");
    expect(logs.values.bucket).toBe("faces-logs");
    expect(theOnly(stack, "aws_s3_bucket_logging").values).toMatchObject({
      bucket: `\${${facesOnly(stack, "aws_s3_bucket").address}.bucket}`,
      target_bucket: `\${${logs.address}.bucket}`,
      target_prefix: "Faces/",
    });
  });

  it("writes access logs into a given bucket under a given prefix", () => {
    const stack = synthStack((scope) => {
      const accessLogBucket = new AccessLogBucket(scope, "Logs", { bucketName: "all-logs" });
      make({ accessLogBucket, accessLogPrefix: "faces/" }, scope);
      make({ accessLogBucket, bucketName: "other-faces" }, new Construct(scope, "Nested"));
    });
    expect(resourcesOf(stack, "aws_s3_bucket")).toHaveLength(3);
    const [first, second] = resourcesOf(stack, "aws_s3_bucket_logging").map(({ values }) => values);
    expect([first?.target_prefix, second?.target_prefix].sort()).toEqual(["Faces/", "faces/"]);
    expect(first?.target_bucket).toBe(second?.target_bucket);
    const logs = policyOf(theOnly(stack, "aws_s3_bucket_policy", "stack/Logs/Policy"));
    expect(statementOf(logs, "AllowLogDelivery").Condition).toEqual({
      ArnEquals: { "aws:SourceArn": ["arn:aws:s3:::faces", "arn:aws:s3:::other-faces"] },
      StringEquals: { "aws:SourceAccount": "123456789012" },
    });
  });

  it("says its name and ARN, and shows everything it is made of", () => {
    const bucket = make();
    expect([bucket.bucketName, bucket.bucketArn]).toEqual(["faces", "arn:aws:s3:::faces"]);
    expect(bucket.accessLogBucket.bucketArn).toBe("arn:aws:s3:::faces-logs");
    expect(bucket.key.keyArn).toBe(KEY_ARN);
    expect(Object.values(bucket.resources)).not.toContain(undefined);
  });
});

describe("EncryptedBucket: the policy", () => {
  const policy = policyOf(facesOnly(synthBucket(), "aws_s3_bucket_policy"));
  const everything = ["arn:aws:s3:::faces", "arn:aws:s3:::faces/*"];

  it("holds these statements and no other", () => {
    expect(sids(policy)).toEqual([
      "DenyPlainHttp",
      "DenyTlsBelow12",
      "DenyOtherAlgorithm",
      "DenyOtherKey",
      "DenyKmsWithoutKeyId",
      "DenyCustomerProvidedKey",
    ]);
  });

  it("denies plain HTTP to everyone for every action, with no other condition beside it", () => {
    expect(statementOf(policy, "DenyPlainHttp")).toEqual({
      Sid: "DenyPlainHttp",
      Effect: "Deny",
      Principal: "*",
      Action: "s3:*",
      Resource: everything,
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    });
  });

  it("denies TLS under 1.2 by a statement of its own", () => {
    expect(statementOf(policy, "DenyTlsBelow12")).toEqual({
      Sid: "DenyTlsBelow12",
      Effect: "Deny",
      Principal: "*",
      Action: "s3:*",
      Resource: everything,
      Condition: { NumericLessThan: { "s3:TlsVersion": "1.2" } },
    });
  });

  it.each([
    [
      "DenyOtherAlgorithm",
      {
        Null: { "s3:x-amz-server-side-encryption": "false" },
        StringNotEquals: { "s3:x-amz-server-side-encryption": ["aws:kms", "aws:kms:dsse"] },
      },
    ],
    [
      "DenyOtherKey",
      {
        Null: { "s3:x-amz-server-side-encryption-aws-kms-key-id": "false" },
        ArnNotEquals: { "s3:x-amz-server-side-encryption-aws-kms-key-id": KEY_ARN },
      },
    ],
    [
      "DenyKmsWithoutKeyId",
      {
        StringEquals: { "s3:x-amz-server-side-encryption": ["aws:kms", "aws:kms:dsse"] },
        Null: { "s3:x-amz-server-side-encryption-aws-kms-key-id": "true" },
      },
    ],
  ])("%s reaches uploads and re-encryption, and leaves uploads without headers alone", (sid, Condition) => {
    expect(statementOf(policy, sid)).toEqual({
      Sid: sid,
      Effect: "Deny",
      Principal: "*",
      Action: ["s3:PutObject", "s3:ReplicateObject", "s3:UpdateObjectEncryption"],
      Resource: "arn:aws:s3:::faces/*",
      Condition,
    });
  });

  it("DenyCustomerProvidedKey reaches uploads with a key of the customer's", () => {
    expect(statementOf(policy, "DenyCustomerProvidedKey")).toEqual({
      Sid: "DenyCustomerProvidedKey",
      Effect: "Deny",
      Principal: "*",
      Action: ["s3:PutObject", "s3:ReplicateObject"],
      Resource: "arn:aws:s3:::faces/*",
      Condition: { Null: { "s3:x-amz-server-side-encryption-customer-algorithm": "false" } },
    });
  });

  it("takes statements of the caller's own, behind ours", () => {
    const own = ownStatement("DenyListing", { Action: "s3:ListBucket", Resource: "arn:aws:s3:::faces" });
    const merged = policyOf(facesOnly(synthBucket({ additionalStatements: [own] }), "aws_s3_bucket_policy"));
    expect(merged.Statement).toEqual([...policy.Statement, own]);
  });

  it.each([
    ...["DenyPlainHttp", "DenyTlsBelow12", "DenyOtherAlgorithm", "DenyOtherKey", "DenyKmsWithoutKeyId"],
    "DenyCustomerProvidedKey",
  ])("refuses another statement with the Sid %s, which would undo ours", (Sid) => {
    expect(() => make({ additionalStatements: [ownStatement(Sid)] })).toThrow(
      new RegExp(`Sid.*"${Sid}"`, "s"),
    );
  });

  it.each([
    ["*", undefined],
    [{ AWS: "*" }, undefined],
    ["*", {}],
    ["*", { Bool: {} }],
    ["*", { Bool: { "aws:SecureTransport": "true" } }],
    [
      { AWS: ["arn:aws:iam::123456789012:role/r", "*"] },
      { NumericGreaterThanEquals: { "s3:TlsVersion": "1.2" } },
    ],
  ])("refuses an Allow for %j with the condition %j, which is for everyone", (Principal, Condition) => {
    const open = { ...ownStatement("Open", { Effect: "Allow" }), Principal, ...(Condition && { Condition }) };
    expect(() => make({ additionalStatements: [untyped(open)] })).toThrow(/Open/);
  });

  it.each([
    ["a space", "not good"],
    ["nothing in it", ""],
    ["another script", "顔"],
  ])("refuses a Sid with %s", (_what, Sid) => {
    expect(() => make({ additionalStatements: [ownStatement(Sid)] })).toThrow(/Sid/);
  });

  it("names the construct and the prop of a statement that cannot stand", () => {
    const { message } = errorOf(() => make({ additionalStatements: [ownStatement("DenyPlainHttp")] }));
    expect(message).toContain("stack/Faces");
  });

  const large = Array.from({ length: 200 }, (_, index) =>
    ownStatement(`Statement${index}`, { Resource: `arn:aws:s3:::faces/${"x".repeat(100)}` }),
  );

  it("refuses a policy larger than 20,480 characters at synth", () => {
    expect(() => synthBucket({ additionalStatements: large })).toThrow(
      /\[stack\/Faces\] the bucket's policy must have at most 20480 characters, got: \d{5}/,
    );
  });

  it("refuses it too where the policy names a key of the same stack, whose ARN has no length yet", () => {
    const build = (scope: TerraformStack) => {
      make(
        { key: new CustomerManagedKey(scope, "Key", { aliases: ["k"] }), additionalStatements: large },
        scope,
      );
    };
    expect(() => synthStack(build)).toThrow(/the bucket's policy must have at most 20480 characters/);
  });

  it("takes one of 20,480 characters", () => {
    const size = JSON.stringify({ Version: policy.Version, Statement: policy.Statement }).length;
    const filler = (padding: string) => ownStatement("Filler", { Resource: `arn:aws:s3:::faces/${padding}` });
    const room = 20_480 - size - JSON.stringify(filler("")).length - 1;
    const text = (padding: number) =>
      facesOnly(synthBucket({ additionalStatements: [filler("x".repeat(padding))] }), "aws_s3_bucket_policy")
        .values.policy;
    expect(text(room)).toHaveLength(20_480);
    expect(() => text(room + 1)).toThrow(/20480 characters, got: 20481/);
  });
});

describe("EncryptedBucket: order and links", () => {
  it("makes the companions one after the other, the policy after the public access block", () => {
    const stack = synthBucket();
    const of = (type: string) => facesOnly(stack, type);
    const order = COMPANIONS.map((type) => of(type));
    for (const [index, companion] of order.entries()) {
      const before = order[index - 1]?.address;
      expect(companion.values.depends_on ?? []).toEqual(
        before === undefined ? [] : expect.arrayContaining([before]),
      );
    }
    const logPolicy = theOnly(stack, "aws_s3_bucket_policy", "AccessLogs/Policy").address;
    expect(of("aws_s3_bucket_logging").values.depends_on).toContain(logPolicy);
  });

  it("links companions by the bucket attribute, which a plan knows, and nothing by id or ARN", () => {
    const stack = synthBucket();
    const text = JSON.stringify(stack.resource);
    expect(text).not.toMatch(/aws_s3_bucket\.\w+\.(id|arn)\b/);
    for (const type of COMPANIONS) {
      for (const { path, values } of resourcesOf(stack, type)) {
        const bucket = theOnly(stack, "aws_s3_bucket", path.replace(/[^/]+$/, "Bucket"));
        expect(values.bucket).toBe(`\${${bucket.address}.bucket}`);
      }
    }
  });

  it.each([{ bucketName: "faces" }, { bucketName: undefined, bucketNamePrefix: "faces-" }])(
    "has no cycle with a key of its own stack (%j)",
    (names) => {
      const stack = synthStack((scope) => {
        const key = new CustomerManagedKey(scope, "Key", { aliases: ["k"] });
        const bucket = make({ key, ...names }, scope);
        bucket.grantRead(makeRole(scope));
      });
      expect(cycleIn(stack)).toEqual([]);
    },
  );

  it("lets the policies that must name a key of its own stack refer to it, and nothing else", () => {
    const stack = synthStack((scope) => {
      const key = new CustomerManagedKey(scope, "Key", { aliases: ["k"] });
      make({ key }, scope).grantRead(makeRole(scope));
    });
    const arn = `\${${theOnly(stack, "aws_kms_key").address}.arn}`;
    const naming = Object.entries(stack.resource ?? {}).flatMap(([type, named]) =>
      Object.values(named).some((body) => JSON.stringify(body).includes(arn)) ? [type] : [],
    );
    expect(naming.sort()).toEqual([
      "aws_iam_role_policy",
      "aws_s3_bucket_policy",
      "aws_s3_bucket_server_side_encryption_configuration",
    ]);
    expect(JSON.stringify(stack.resource).replaceAll(arn, "")).not.toMatch(/\$\{[^}]*\.arn\}/);
    expect(theOnly(stack, "aws_s3_bucket_policy", "AccessLogs/Policy").values.policy).not.toContain("${");
    expect(theOnly(stack, "aws_kms_key").values.policy).not.toContain("${");
  });

  it("keeps the bucket of logs out of the way of a log bucket in another stack", () => {
    const stacks = synthApp((app) => {
      const logs = new AccessLogBucket(awsStack(app, "logs"), "Logs", { bucketName: "all-logs" });
      make({ accessLogBucket: logs }, awsStack(app, "faces"));
    });
    const { values } = theOnly(stackOf(stacks, "faces"), "aws_s3_bucket_logging");
    for (const address of untyped<string[]>(values.depends_on)) {
      expect(address).toMatch(/^(data\.)?[\w-]+\.[\w-]+$/);
    }
  });
});

/** Addresses on a cycle of references and `depends_on`. */
function cycleIn(stack: StackConfiguration): readonly string[] {
  const bodies = new Map(
    Object.entries(stack.resource ?? {}).flatMap(([type, named]) =>
      Object.entries(named).map(([id, body]): [string, string] => [`${type}.${id}`, JSON.stringify(body)]),
    ),
  );
  const edges = new Map(
    [...bodies].map(([address, text]) => [
      address,
      [...bodies.keys()].filter((other) => other !== address && new RegExp(`\\b${other}\\b`).test(text)),
    ]),
  );
  const done = new Set<string>();
  const visit = (address: string, way: readonly string[]): readonly string[] => {
    if (way.includes(address)) return [...way, address];
    if (done.has(address)) return [];
    for (const next of edges.get(address) ?? []) {
      const cycle = visit(next, [...way, address]);
      if (cycle.length > 0) return cycle;
    }
    done.add(address);
    return [];
  };
  return [...edges.keys()].flatMap((address) => visit(address, []));
}

describe("EncryptedBucket: grants", () => {
  const granted = (grant: (bucket: EncryptedBucket, role: LeastPrivilegeRole) => void) => {
    const stack = synthStack((scope) => {
      const key = new CustomerManagedKey(scope, "Key", { aliases: ["k"] });
      grant(make({ key }, scope), makeRole(scope));
    });
    const keyArn = `\${${theOnly(stack, "aws_kms_key").address}.arn}`;
    return {
      ofRole: policyOf(theOnly(stack, "aws_iam_role_policy")),
      ofKey: policyOf(theOnly(stack, "aws_kms_key")),
      keyArn,
    };
  };
  const useOfKey = (Sid: string, Action: readonly string[], keyArn: string) => ({
    Sid,
    Effect: "Allow",
    Action,
    Resource: keyArn,
    Condition: { StringEquals: { "kms:ViaService": "s3.eu-west-1.amazonaws.com" } },
  });
  const ofAccount = (Sid: string, Action: readonly string[]) => ({
    Sid,
    Effect: "Allow",
    Principal: { AWS: "arn:aws:iam::123456789012:root" },
    Action,
    Resource: "*",
    Condition: {
      ArnEquals: { "aws:PrincipalArn": "arn:aws:iam::123456789012:role/face-reader" },
      StringEquals: {
        "kms:CallerAccount": "123456789012",
        "kms:ViaService": "s3.eu-west-1.amazonaws.com",
      },
    },
  });

  it("grantRead: objects and their versions, and to decrypt", () => {
    const { ofRole, ofKey, keyArn } = granted((bucket, role) => bucket.grantRead(role));
    expect(ofRole.Statement).toEqual([
      {
        Sid: "ReadFaces",
        Effect: "Allow",
        Action: ["s3:GetObject", "s3:GetObjectVersion"],
        Resource: "arn:aws:s3:::faces/*",
      },
      useOfKey("UseKeyFacesDecrypt", ["kms:Decrypt"], keyArn),
    ]);
    expect(ofKey.Statement.slice(1)).toEqual([ofAccount("UseFacesDecryptByFaceReader", ["kms:Decrypt"])]);
  });

  it("grantWrite: objects, and to encrypt", () => {
    const { ofRole, ofKey, keyArn } = granted((bucket, role) => bucket.grantWrite(role));
    expect(ofRole.Statement).toEqual([
      {
        Sid: "WriteFaces",
        Effect: "Allow",
        Action: ["s3:PutObject", "s3:AbortMultipartUpload"],
        Resource: "arn:aws:s3:::faces/*",
      },
      useOfKey("UseKeyFacesEncrypt", ["kms:GenerateDataKey", "kms:Decrypt"], keyArn),
    ]);
    expect(ofKey.Statement.slice(1)).toEqual([
      ofAccount("UseFacesEncryptByFaceReader", ["kms:GenerateDataKey", "kms:Decrypt"]),
    ]);
  });

  it("grantWrite: objects by their names", () => {
    const { ofRole } = granted((bucket, role) => bucket.grantWrite(role, { objects: ["liveness/*/used"] }));
    expect(ofRole.Statement[0]).toMatchObject({ Resource: "arn:aws:s3:::faces/liveness/*/used" });
  });

  it("grantErase: every version, and nothing of the key", () => {
    const { ofRole, ofKey } = granted((bucket, role) => bucket.grantErase(role));
    expect(ofRole.Statement).toEqual([
      {
        Sid: "EraseFaces",
        Effect: "Allow",
        Action: ["s3:DeleteObject", "s3:DeleteObjectVersion"],
        Resource: "arn:aws:s3:::faces/*",
      },
      {
        Sid: "ListVersionsFaces",
        Effect: "Allow",
        Action: "s3:ListBucketVersions",
        Resource: "arn:aws:s3:::faces",
      },
    ]);
    expect(ofKey.Statement).toHaveLength(1);
  });

  it("confines grants to prefixes and services", () => {
    const { ofRole, ofKey } = granted((bucket, role) => {
      bucket.grantRead(role, { prefixes: ["members/", "probes/"], viaServices: ["s3", "rekognition"] });
      bucket.grantErase(role, { prefixes: ["members/"] });
    });
    const services = ["s3.eu-west-1.amazonaws.com", "rekognition.eu-west-1.amazonaws.com"];
    expect(statementOf(ofRole, "ReadFaces").Resource).toEqual([
      "arn:aws:s3:::faces/members/*",
      "arn:aws:s3:::faces/probes/*",
    ]);
    expect(statementOf(ofRole, "EraseFaces").Resource).toBe("arn:aws:s3:::faces/members/*");
    expect(statementOf(ofRole, "ListVersionsFaces").Condition).toEqual({
      StringLike: { "s3:prefix": "members/*" },
    });
    expect(statementOf(ofRole, "UseKeyFacesDecrypt").Condition).toEqual({
      StringEquals: { "kms:ViaService": services },
    });
    expect(statementOf(ofKey, "UseFacesDecryptByFaceReader").Condition).toMatchObject({
      StringEquals: { "kms:ViaService": services },
    });
  });

  it("takes the same grant twice as one", () => {
    const { ofRole, ofKey } = granted((bucket, role) => {
      bucket.grantRead(role);
      bucket.grantRead(role);
    });
    expect([ofRole.Statement.length, ofKey.Statement.length]).toEqual([2, 2]);
  });

  it("takes a second grant for another prefix", () => {
    const { ofRole } = granted((bucket, role) => {
      bucket.grantRead(role, { prefixes: ["members/"] });
      bucket.grantRead(role, { prefixes: ["probes/"] });
    });
    const text = JSON.stringify(ofRole);
    expect([text.includes("faces/members/*"), text.includes("faces/probes/*")]).toEqual([true, true]);
  });

  it.each([
    ["Faces", "Faces"],
    ["顔", "脸"],
    ["faces-a", "facesa"],
  ])("grants two buckets with the ids %s and %s to one role", (one, other) => {
    const stack = synthStack((scope) => {
      const role = makeRole(scope);
      const key = knownKey(scope);
      const nested = new Construct(scope, "Nested");
      new EncryptedBucket(scope, one, { bucketName: "one-bucket", key }).grantRead(role);
      new EncryptedBucket(nested, other, { bucketName: "other-bucket", key }).grantRead(role);
    });
    const text = String(theOnly(stack, "aws_iam_role_policy").values.policy);
    expect([text.includes("one-bucket/*"), text.includes("other-bucket/*")]).toEqual([true, true]);
    expect(JSON.parse(text).Statement.map(({ Sid }: { Sid: string }) => Sid)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^[A-Za-z0-9]+$/)]),
    );
  });

  it.each([{ prefixes: [] }, { viaServices: [] }])("refuses to grant for an empty list (%j)", (options) => {
    const stack = awsStack();
    expect(() => make({}, stack).grantRead(makeRole(stack), untyped(options))).toThrow(
      /at least (one value|1)/,
    );
  });
});

describe("EncryptedBucket: wrong props", () => {
  const name =
    /must be a bucket name of 3 to (58|63) lower-case letters, digits and hyphens, that begins and ends with a letter or digit/
      .source;

  it.each(
    wrongProps([
      ["bucketName", undefined, "bucketName must be given, or else `bucketNamePrefix`, got: neither"],
      ["bucketNamePrefix", "both", "bucketName must be given, or else `bucketNamePrefix`, got: both"],
      ["bucketName", "", `^bucketName ${name}, got: ""`],
      ["bucketName", "ab", `${name}, got: "ab"`],
      ["bucketName", "a".repeat(64), name],
      ["bucketName", "a".repeat(59), `${name}, got: "${"a".repeat(59)}". Its log bucket's name is longer`],
      ["bucketName", "Faces", name],
      ["bucketName", "my.faces", name],
      ["bucketName", "192.168.5.4", name],
      ["bucketName", "-faces", name],
      ["bucketName", "faces-", name],
      ["bucketName", "fa ces", name],
      ["bucketName", "gesichter-ü", name],
      ["bucketName", "faces\n", name],
      ["bucketName", "xn--faces", "bucketName must not begin with xn--, sthree-, amzn-s3-demo- or end with"],
      ["bucketName", "faces-s3alias", "which S3 reserves"],
      ["bucketName", "faces--x-s3", "which S3 reserves"],
      ["bucketName", 5, `${name}, got: 5`],
      ["bucketName", null, `${name}, got: null`],
      ["retentionDays", 0, "retentionDays must be a whole number from 1 to 3650, got: 0"],
      ["retentionDays", 3651, "from 1 to 3650, got: 3651"],
      [
        "retentionDaysByPrefix",
        { "probes/": 0 },
        String.raw`retentionDaysByPrefix\["probes/"\] must be a whole number`,
      ],
      ["retentionDaysByPrefix", { "": 7 }, "retentionDaysByPrefix must be prefixes of object names"],
      ["retentionDays", -1, "got: -1"],
      ["retentionDays", 1.5, "got: 1.5"],
      ["retentionDays", "30", 'got: "30"'],
      ["retentionDays", Number.POSITIVE_INFINITY, "got: Infinity"],
      ["noncurrentRetentionDays", 0, "noncurrentRetentionDays must be a whole number from 1 to 30, got: 0"],
      ["noncurrentRetentionDays", 31, "got: 31"],
      ["incompleteUploadDays", 0, "incompleteUploadDays must be a whole number from 1 to 7, got: 0"],
      ["incompleteUploadDays", 8, "got: 8"],
      [
        "accessLogPrefix",
        "with space",
        'accessLogPrefix must be a prefix of object names, got: "with space"',
      ],
      ["accessLogPrefix", "a".repeat(513), "accessLogPrefix"],
      ["accessLogPrefix", "${aws_x.y.z}", "accessLogPrefix"],
      ["key", undefined, "key"],
      [
        "key",
        { keyArn: "alias/faces" },
        "^key.keyArn must be the full ARN of a KMS key of the region .arn:aws:kms:eu-west-1:<account>:key/<id>., no id and no alias",
      ],
      ["key", { keyArn: "11111111-2222-3333-4444-555555555555" }, "no id and no alias"],
      ["key", { keyArn: KEY_ARN.replace("key/", "alias/") }, "no id and no alias"],
      ["key", { keyArn: KEY_ARN.replace("eu-west-1", "us-east-1") }, "eu-west-1"],
    ]),
  )("refuses $title", ({ prop, value, message }) => {
    expect(faultsOf(() => make({ [prop]: value }))).toEqual([expect.stringMatching(message)]);
  });

  it.each([
    ["", 'got: ""'],
    ["Faces", "bucketNamePrefix must be a bucket name of 3 to 3"],
    ["a".repeat(38), "bucketNamePrefix must be a bucket name of 3 to 3"],
    ["xn--", "bucketNamePrefix"],
    [5, "bucketNamePrefix must be a bucket name of 3 to 3"],
  ])("refuses the bucketNamePrefix %j", (bucketNamePrefix, message) => {
    const props = { bucketName: undefined, bucketNamePrefix: untyped<string>(bucketNamePrefix) };
    expect(faultsOf(() => make(props))).toEqual([expect.stringContaining(message)]);
  });

  it.each(["Faces", "my.faces"])(
    "speaks of the log bucket's name only where length is the fault: %s",
    (bucketName) => {
      expect(faultsOf(() => make({ bucketName }))).toEqual([expect.not.stringContaining("shorten")]);
    },
  );

  it("refuses a bucketNamePrefix that leaves no room for the log bucket's, by its own name, with the other faults", () => {
    const props = { bucketName: undefined, bucketNamePrefix: "a".repeat(35), retentionDays: 0 };
    const { constructPath, faults } = validationErrorOf(() => make(props));
    expect([constructPath, ...faults.map(({ prop }) => prop).sort()]).toEqual([
      "stack/Faces",
      "bucketNamePrefix",
      "retentionDays",
    ]);
  });

  it("names them all at once, with the construct's path", () => {
    const error = validationErrorOf(() =>
      make({
        bucketName: "Faces",
        retentionDays: 0,
        noncurrentRetentionDays: 0,
        incompleteUploadDays: 0,
        accessLogPrefix: " ",
        key: untyped({ keyArn: "alias/x" }),
      }),
    );
    expect(error.constructPath).toBe("stack/Faces");
    expect(error.faults.map(({ prop }) => prop).sort()).toEqual([
      "accessLogPrefix",
      "bucketName",
      "incompleteUploadDays",
      "key.keyArn",
      "noncurrentRetentionDays",
      "retentionDays",
    ]);
  });

  it("refuses a log bucket of another region, which S3 does not deliver to", () => {
    const app = testApp();
    const far = awsStack(app, "far", "us-east-1");
    const accessLogBucket = new AccessLogBucket(far, "Logs", { bucketName: "all-logs" });
    expect(faultsOf(() => make({ accessLogBucket }, awsStack(app)))).toEqual([
      expect.stringMatching(/^accessLogBucket must be in the bucket's account and region/),
    ]);
  });

  it("refuses a key that another stack makes in another region", () => {
    const app = testApp();
    const key = new CustomerManagedKey(awsStack(app, "far", "us-east-1"), "Key", { aliases: ["k"] });
    expect(faultsOf(() => make({ key }, awsStack(app)))).toEqual([expect.stringMatching(/^key/)]);
  });

  it("refuses a wrong statement of a caller without types in its own words", () => {
    for (const statement of [null, { ...ownStatement("A"), Principal: null }]) {
      expect(faultsOf(() => make({ additionalStatements: [untyped(statement)] }))).toEqual([
        expect.stringMatching(/^additionalStatements/),
      ]);
    }
  });

  it("takes a name of 63 characters where a log bucket is given", () => {
    const stack = awsStack();
    const accessLogBucket = new AccessLogBucket(stack, "Logs", { bucketName: "all-logs" });
    expect(make({ accessLogBucket, bucketName: "a".repeat(63) }, stack).bucketName).toHaveLength(63);
  });

  it.each(["faces-", "faces"])(
    "takes the bucketNamePrefix %s, and makes the logs' of it",
    (bucketNamePrefix) => {
      const stack = synthBucket({ bucketName: undefined, bucketNamePrefix });
      expect(facesOnly(stack, "aws_s3_bucket").values.bucket_prefix).toBe(bucketNamePrefix);
      expect(theOnly(stack, "aws_s3_bucket", "AccessLogs/Bucket").values.bucket_prefix).toBe("faces-logs-");
    },
  );

  it("leaves tokens to Terraform, and references of other resources", () => {
    const stack = synthStack((scope) => {
      const other = new S3Bucket(scope, "Other", {});
      make(
        {
          bucketName: other.bucket,
          retentionDays: Token.asNumber({ resolve: () => 9 }),
          noncurrentRetentionDays: Token.asNumber({ resolve: () => 9 }),
          incompleteUploadDays: Token.asNumber({ resolve: () => 5 }),
          accessLogPrefix: Token.asString({ resolve: () => "late/" }),
        },
        scope,
      );
    });
    const bucket = facesOnly(stack, "aws_s3_bucket_policy");
    expect(bucket.values.policy).toContain("arn:aws:s3:::${aws_s3_bucket.Other.bucket}/*");
    expect(theOnly(stack, "aws_s3_bucket_logging").values.target_prefix).toBe("late/");
  });
});

describe("EncryptedBucket: callers without types", () => {
  it.each([[{}], [{ keyArn: undefined }], [null]])(
    "refuses the key %j: nothing would name a key, and AWS would use its own",
    (key) => {
      expect(faultsOf(() => make({ key: untyped(key) }))).toEqual([
        expect.stringMatching(/^key(\.keyArn)? must be given/),
      ]);
    },
  );

  it.each([["arn:aws:iam::999999999999:root"], ["arn:aws:iam::999999999999:role/Reader"], ["999999999999"]])(
    "refuses to allow %s, of another account, anything",
    (AWS) => {
      const statement = {
        Sid: "Share",
        Effect: "Allow",
        Principal: { AWS },
        Action: "s3:GetObject",
        Resource: "arn:aws:s3:::faces/*",
      } as const;
      expect(faultsOf(() => make({ additionalStatements: [statement] }))).toEqual([
        expect.stringContaining("must not allow anybody outside the account"),
      ]);
    },
  );

  it("may deny another account", () => {
    const statement = {
      Sid: "Keep",
      Effect: "Deny",
      Principal: { AWS: "999999999999" },
      Action: "s3:GetObject",
      Resource: "arn:aws:s3:::faces/*",
    } as const;
    expect(() => make({ additionalStatements: [statement] })).not.toThrow();
  });
});

describe("EncryptedBucket: behind endpoints", () => {
  const VPC = "vpc-0a1b2c3d";
  const ENDPOINT = "vpce-0a1b2c3d";
  const networkDenies = (props: Partial<EncryptedBucketProps>) =>
    policyOf(facesOnly(synthBucket(props), "aws_s3_bucket_policy")).Statement.filter(({ Sid }) =>
      /^DenyOtherVpc/.test(Sid),
    );
  const deny = (Sid: string, ids: object) => ({
    Sid,
    Effect: "Deny",
    Principal: "*",
    Action: "s3:*",
    Resource: "arn:aws:s3:::faces/*",
    Condition: {
      StringNotEquals: ids,
      BoolIfExists: { "aws:PrincipalIsAWSService": "false", "aws:ViaAWSService": "false" },
    },
  });

  it.each<[string, Partial<EncryptedBucketProps>, readonly object[]]>([
    ["nothing by default", {}, []],
    ["other VPCs", { onlyThroughVpcIds: [VPC] }, [deny("DenyOtherVpcs", { "aws:SourceVpc": VPC })]],
    [
      "other VPCs than two",
      { onlyThroughVpcIds: [VPC, "vpc-1a1b2c3d"] },
      [deny("DenyOtherVpcs", { "aws:SourceVpc": [VPC, "vpc-1a1b2c3d"] })],
    ],
    [
      "other endpoints, too",
      { onlyThroughVpcIds: [VPC], onlyThroughVpcEndpointIds: [ENDPOINT] },
      [
        deny("DenyOtherVpcs", { "aws:SourceVpc": VPC }),
        deny("DenyOtherVpcEndpoints", { "aws:SourceVpce": ENDPOINT }),
      ],
    ],
  ])("denies %s", (_what, props, expected) => {
    expect(networkDenies(props)).toEqual(expected);
  });

  it("takes an endpoint of the stack", () => {
    const stack = synthStack((scope) => {
      const endpoint = new VpcEndpoint(scope, "S3", { vpcId: VPC });
      make({ onlyThroughVpcEndpointIds: [endpoint.id] }, scope);
    });
    expect(
      statementOf(policyOf(facesOnly(stack, "aws_s3_bucket_policy")), "DenyOtherVpcEndpoints"),
    ).toMatchObject({ Condition: { StringNotEquals: { "aws:SourceVpce": "${aws_vpc_endpoint.S3.id}" } } });
  });

  it.each(
    wrongProps([
      ["onlyThroughVpcIds", [], "onlyThroughVpcIds must hold at least 1, got: 0"],
      ["onlyThroughVpcIds", [ENDPOINT], "onlyThroughVpcIds[0] must be the id of a VPC (vpc-…)"],
      ["onlyThroughVpcIds", [VPC, VPC], "onlyThroughVpcIds must name each once"],
      ["onlyThroughVpcIds", VPC, "onlyThroughVpcIds must be a list"],
      ["onlyThroughVpcEndpointIds", [], "onlyThroughVpcEndpointIds must hold at least 1, got: 0"],
      ["onlyThroughVpcEndpointIds", ["*"], "onlyThroughVpcEndpointIds[0] must be the id of a VPC endpoint"],
    ]),
  )("refuses $title", ({ prop, value, message }) => {
    expect(faultsOf(() => make({ [prop]: value }))).toEqual([expect.stringContaining(message)]);
  });

  it("keeps its statements' names to itself", () => {
    const additionalStatements = [ownStatement("DenyOtherVpcs")];
    expect(faultsOf(() => make({ onlyThroughVpcIds: [VPC], additionalStatements }))).toEqual([
      expect.stringMatching(/^additionalStatements is refused: .*"DenyOtherVpcs"/),
    ]);
  });
});
