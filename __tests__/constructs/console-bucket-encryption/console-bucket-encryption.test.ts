import { type TerraformStack, Token } from "cdktf";
import {
  ConsoleBucketEncryption,
  type ConsoleBucketEncryptionProps,
  CustomerManagedKey,
} from "../../../constructs";
import { guardrailsMatchers } from "../../../policies/jest";
import { policyOf as parsed, type Scope } from "../../../policies/language";
import {
  awsStack,
  ENVIRONMENT,
  errorOf,
  faultsOf,
  KEY_ARN,
  knownKey,
  normalized,
  ownStatement,
  policyOf,
  type StackConfiguration,
  sids,
  synthStack,
  theOnly,
  untyped,
  validationErrorOf,
  wrongProps,
} from "../../support/synth";

expect.extend(guardrailsMatchers);

const BUCKET = "custom-labels-console-eu-west-1-0a1b2c3d4e";
const ARN = `arn:aws:s3:::${BUCKET}`;
const USER = `arn:aws:iam::${ENVIRONMENT.accountId}:role/labeller`;
const DEFAULTS = "aws_s3_bucket_server_side_encryption_configuration";
const ACCESS_BLOCK = "aws_s3_bucket_public_access_block";
const POLICY = "aws_s3_bucket_policy";

const make = (props: Partial<ConsoleBucketEncryptionProps> = {}, stack: TerraformStack = awsStack()) =>
  new ConsoleBucketEncryption(stack, "Console", {
    bucketName: BUCKET,
    key: props.key ?? knownKey(stack),
    ...props,
  });
const synthConsole = (props: Partial<ConsoleBucketEncryptionProps> = {}): StackConfiguration =>
  synthStack((stack) => make(props, stack));

describe("ConsoleBucketEncryption", () => {
  const byDefault = synthConsole();

  it("has a default form", () => {
    expect(normalized(byDefault)).toMatchSnapshot();
  });

  it("makes three settings of the bucket, and neither the bucket nor anything in it", () => {
    expect(Object.keys(byDefault.resource ?? {}).sort()).toEqual([POLICY, ACCESS_BLOCK, DEFAULTS]);
    for (const type of [POLICY, ACCESS_BLOCK, DEFAULTS])
      expect(byDefault).toHaveEvery(type, { bucket: BUCKET });
    expect(byDefault.data).toBeUndefined();
    expect(JSON.stringify(byDefault)).not.toContain('"import"');
  });

  it("encrypts with the key and a bucket key, and blocks keys of customers", () => {
    expect(theOnly(byDefault, DEFAULTS).values.rule).toEqual([
      {
        apply_server_side_encryption_by_default: { sse_algorithm: "aws:kms", kms_master_key_id: KEY_ARN },
        bucket_key_enabled: true,
        blocked_encryption_types: ["SSE-C"],
      },
    ]);
  });

  it("asks S3 whose bucket it is before it sets anything else", () => {
    const encryption = theOnly(byDefault, DEFAULTS);
    const block = theOnly(byDefault, ACCESS_BLOCK);
    expect(encryption.values.expected_bucket_owner).toBe(ENVIRONMENT.accountId);
    expect(encryption.dependsOn).toEqual([]);
    expect(block.dependsOn).toEqual([encryption.address]);
    expect(theOnly(byDefault, POLICY).dependsOn).toEqual([block.address]);
  });

  it("blocks what is public", () => {
    expect(byDefault).toHaveEvery(ACCESS_BLOCK, {
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    });
  });

  it("is not taken away by Terraform, unless for a reason", () => {
    const destroyable = synthConsole({ allowDestroy: { reason: "the console is given up" } });
    for (const type of [POLICY, ACCESS_BLOCK, DEFAULTS]) {
      expect(byDefault).toHaveEvery(type, { lifecycle: { prevent_destroy: true } });
      expect(destroyable).toHaveEvery(type, { lifecycle: { prevent_destroy: false } });
    }
  });

  it("knows the bucket's ARN", () => {
    expect(make()).toMatchObject({ bucketName: BUCKET, bucketArn: ARN });
  });

  it("takes the bucket of every region", () => {
    const region = "us-gov-west-1";
    const stack = awsStack(undefined, "stack", region);
    const keyArn = KEY_ARN.replace("eu-west-1", region).replace("arn:aws:", "arn:aws-us-gov:");
    const environment = { ...ENVIRONMENT, partition: "aws-us-gov", region } as const;
    const key = { keyArn, environment, allow: () => undefined };
    const bucketName = `custom-labels-console-${region}-0a1b2c3d4e`;
    expect(make({ bucketName, key }, stack).bucketArn).toBe(`arn:aws-us-gov:s3:::${bucketName}`);
  });

  it("lets nobody use the key unless they are named", () => {
    const keyPolicy = (consoleUserArns?: readonly string[]) =>
      policyOf(
        theOnly(
          synthStack((stack) => {
            const key = new CustomerManagedKey(stack, "Key", { aliases: ["labels"] });
            make({ key, consoleUserArns }, stack);
          }),
          "aws_kms_key",
        ),
      );
    for (const none of [undefined, []]) expect(sids(keyPolicy(none))).toEqual(["AdministrationByAccount"]);
    const policy = parsed(keyPolicy([USER]), { kind: "resource" });
    const inAccount = { StringEquals: { "kms:CallerAccount": ENVIRONMENT.accountId } };
    const byUser = { ArnEquals: { "aws:PrincipalArn": USER }, ...inAccount };
    const granting = {
      ...byUser,
      StringEquals: { ...inAccount.StringEquals, "kms:ViaService": "rekognition.eu-west-1.amazonaws.com" },
      Bool: { "kms:GrantIsForAWSResource": "true" },
    };
    expect(policy).toAllowOnly([
      { NotAction: ["kms:Decrypt", "kms:GenerateDataKey", "kms:CreateGrant"] },
      { Action: ["kms:Decrypt", "kms:GenerateDataKey"], Condition: byUser },
      { Action: "kms:CreateGrant", Condition: granting },
    ]);
    expect(policy).not.toAllowOnly([
      { NotAction: "kms:Decrypt" },
      { Condition: { ArnEquals: { "aws:PrincipalArn": `${USER}s` } } },
    ]);
  });
});

describe("ConsoleBucketEncryption: the bucket's policy", () => {
  const policyWith = (props: Partial<ConsoleBucketEncryptionProps> = {}) =>
    policyOf(theOnly(synthConsole(props), POLICY));
  const policy = policyWith();
  const everything = { Action: "s3:*", Resource: [ARN, `${ARN}/*`] };
  const DENIED: readonly (readonly [string, string, Scope])[] = [
    [
      "plain HTTP",
      "DenyPlainHttp",
      { ...everything, Condition: { Bool: { "aws:SecureTransport": "false" } } },
    ],
    [
      "TLS under 1.2",
      "DenyTlsBelow12",
      { ...everything, Condition: { NumericLessThan: { "s3:TlsVersion": "1.2" } } },
    ],
  ];

  it.each(DENIED)("denies %s to everyone, by %s", (_what, sid, scope) => {
    expect(policy).toDenyEvery(scope);
    const Statement = policy.Statement.filter(({ Sid }) => Sid !== sid);
    expect({ ...policy, Statement }).not.toDenyEvery(scope);
  });

  it.each(DENIED)("does so beside statements of the caller's own: %s", (_what, _sid, scope) => {
    const account = { AWS: `arn:aws:iam::${ENVIRONMENT.accountId}:root` } as const;
    const kept = ownStatement("Kept", { Effect: "Allow", Principal: account, Resource: `${ARN}/*` });
    const together = policyWith({ additionalStatements: [kept] });
    expect(sids(together)).toEqual(["DenyPlainHttp", "DenyTlsBelow12", "Kept"]);
    expect(together).toDenyEvery(scope);
    expect(together).toAllowOnly({ Action: "s3:GetObject", Resource: `${ARN}/*`, Principal: account });
  });

  it("denies no upload over TLS, whatever encryption it names: the console's would break", () => {
    const overTls = {
      Bool: { "aws:SecureTransport": "true" },
      NumericEquals: { "s3:TlsVersion": "1.3" },
      StringEquals: { "s3:x-amz-server-side-encryption": "AES256" },
    };
    const Allow = ownStatement("All", { Effect: "Allow", Action: "s3:PutObject", Resource: `${ARN}/*` });
    const open = { ...policy, Statement: [...policy.Statement, Allow] };
    expect(open).toAllow({ Action: "s3:PutObject", Resource: `${ARN}/*`, Condition: overTls });
  });

  it("allows nobody anything by itself", () => {
    expect(policy).toAllowOnly({ Action: "s3:ListBucket", Resource: "arn:aws:s3:::no-bucket-of-ours" });
  });

  it("is refused at synth where it is too large", () => {
    const additionalStatements = Array.from({ length: 200 }, (_, index) =>
      ownStatement(`Kept${index}`, { Resource: `${ARN}/${"x".repeat(50)}` }),
    );
    expect(errorOf(() => synthConsole({ additionalStatements })).message).toMatch(
      /\[stack\/Console\] the bucket's policy must have at most 20480 characters, got: \d{5}/,
    );
  });
});

describe("ConsoleBucketEncryption: wrong props", () => {
  it.each(
    wrongProps([
      ["bucketName", undefined, "bucketName must be given"],
      ["bucketName", null, "bucketName must be given"],
      ["bucketName", Token.asString({ resolve: () => BUCKET }), "bucketName must be known at synth"],
      ["bucketName", "faces", "other buckets are for EncryptedBucket"],
      ["bucketName", "rekognition-video-console-eu-west-1-0a1b2c3d4e", "bucketName must be the name"],
      ["bucketName", "custom-labels-console-us-east-1-0a1b2c3d4e", "(custom-labels-console-eu-west-1-<"],
      ["bucketName", "custom-labels-console-eu-west-1-", "bucketName must be the name"],
      ["bucketName", "custom-labels-console-eu-west-1-*", "bucketName must be the name"],
      ["bucketName", `${BUCKET}-logs`, "bucketName must be the name"],
      ["bucketName", `x-${BUCKET}`, "bucketName must be the name"],
      ["bucketName", `${BUCKET}${"0".repeat(30)}`, "bucketName must be the name"],
      ["key", undefined, "key must be given"],
      [
        "key",
        { keyArn: "alias/x", environment: ENVIRONMENT },
        "key.keyArn must be the full ARN of a KMS key",
      ],
      ["consoleUserArns", USER, "consoleUserArns must be a list"],
      ["consoleUserArns", ["*"], "consoleUserArns[0] must be the ARN of a role or user"],
      ["consoleUserArns", [USER.replace("1234", "9999")], "consoleUserArns[0] must belong to the account"],
      ["consoleUserArns", [USER, USER], "consoleUserArns must name each once"],
      ["additionalStatements", [ownStatement("DenyPlainHttp")], "additionalStatements is refused"],
      ["additionalStatements", [ownStatement("Open", { Effect: "Allow" })], "must not allow everyone"],
      [
        "additionalStatements",
        [ownStatement("Far", { Effect: "Allow", Principal: { AWS: "999900001111" } })],
        "must not allow anybody outside the account",
      ],
      ["allowDestroy", { reason: "" }, "allowDestroy.reason must say why"],
    ]),
  )("refuses $title", ({ prop, value, message }) => {
    expect(faultsOf(() => make({ [prop]: value }))).toContainEqual(expect.stringContaining(message));
  });

  it("names them all at once, with the construct's path", () => {
    const error = validationErrorOf(() =>
      make({
        bucketName: "faces",
        key: untyped(undefined),
        consoleUserArns: ["?"],
        additionalStatements: [ownStatement("?")],
        allowDestroy: { reason: "no" },
      }),
    );
    expect([error.constructPath, error.faults.map(({ prop }) => prop)]).toEqual([
      "stack/Console",
      ["bucketName", "key", "consoleUserArns[0]", "additionalStatements", "allowDestroy.reason"],
    ]);
  });

  it("says of a region that is none nothing but that", () => {
    const environment = { accountId: ENVIRONMENT.accountId, region: "nowhere" };
    expect(faultsOf(() => make({ environment }))[0]).toContain("environment.region");
    expect(faultsOf(() => make({ environment, bucketName: "faces" }))[1]).toContain("-<region>-");
  });
});
