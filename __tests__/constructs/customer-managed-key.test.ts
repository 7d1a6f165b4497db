import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { type TerraformStack, Token } from "cdktf";
import { CustomerManagedKey, type CustomerManagedKeyProps, LeastPrivilegeRole } from "../../constructs";
import { KEY_ADMINISTRATION_ACTIONS, type KeyUse, lambdaTrustPolicy } from "../../policies/documents";
import { guardrailsMatchers, resourcesOf } from "../../policies/jest";
import {
  awsStack,
  errorOf,
  faultsOf,
  normalized,
  outcomeOf,
  ownStatement,
  policyOf,
  type StackConfiguration,
  sids,
  statementOf,
  synthStack,
  theOnly,
  untyped,
  validationErrorOf,
  wrongProps,
} from "../support/synth";

expect.extend(guardrailsMatchers);

const ROOT = "arn:aws:iam::123456789012:root";
const ADMINISTRATOR = "arn:aws:iam::123456789012:role/KeyAdministrator";
const READER = "arn:aws:iam::123456789012:role/Reader";

const make = (props: Partial<CustomerManagedKeyProps> = {}, stack: TerraformStack = awsStack()) =>
  new CustomerManagedKey(stack, "Key", { aliases: ["face-images"], ...props });
const synthKey = (props: Partial<CustomerManagedKeyProps> = {}): StackConfiguration =>
  synthStack((stack) => make(props, stack));
const keyPolicy = (props: Partial<CustomerManagedKeyProps> = {}) =>
  policyOf(theOnly(synthKey(props), "aws_kms_key"));

describe("CustomerManagedKey", () => {
  it("has a default form", () => {
    expect(normalized(synthKey())).toMatchSnapshot();
  });

  it("is symmetric, rotates every year, waits 30 days to be deleted and is kept from being destroyed", () => {
    expect(theOnly(synthKey(), "aws_kms_key").values).toMatchObject({
      description: "Encrypts face images and what is derived from them",
      key_usage: "ENCRYPT_DECRYPT",
      customer_master_key_spec: "SYMMETRIC_DEFAULT",
      enable_key_rotation: true,
      rotation_period_in_days: 365,
      deletion_window_in_days: 30,
      bypass_policy_lockout_safety_check: false,
      multi_region: false,
      tags: { "guardrails:role": "face-images-key" },
      lifecycle: { prevent_destroy: true },
    });
  });

  it.each<[string, Partial<CustomerManagedKeyProps>, Readonly<Record<string, unknown>>]>([
    ["description", { description: "Ours" }, { description: "Ours" }],
    ["the longest description", { description: "d".repeat(8192) }, { description: "d".repeat(8192) }],
    ["rotationPeriodDays from 90", { rotationPeriodDays: 90 }, { rotation_period_in_days: 90 }],
    ["rotationPeriodDays to 2560", { rotationPeriodDays: 2560 }, { rotation_period_in_days: 2560 }],
    ["deletionWindowDays from 7", { deletionWindowDays: 7 }, { deletion_window_in_days: 7 }],
    ["deletionWindowDays to 30", { deletionWindowDays: 30 }, { deletion_window_in_days: 30 }],
    ["multiRegion", { multiRegion: true }, { multi_region: true }],
    [
      "allowDestroy with a reason",
      { allowDestroy: { reason: "a demonstration system" } },
      { lifecycle: { prevent_destroy: false } },
    ],
    ["tags", { tags: { team: "faces" } }, { tags: { "guardrails:role": "face-images-key", team: "faces" } }],
  ])("takes %s", (_prop, props, attributes) => {
    expect(synthKey(props)).toHaveEvery("aws_kms_key", attributes);
  });

  it("keeps its role in the tags whatever the caller's tags say", () => {
    const synthesized = outcomeOf(() => synthKey({ tags: { "guardrails:role": "none" } }));
    expect(synthesized).not.toContain('"guardrails:role":"none"');
  });

  it("normalises aliases, and points each at the key by its id", () => {
    const stack = synthKey({ aliases: ["face-images", "alias/other/name"] });
    const names = resourcesOf(stack, "aws_kms_alias").map(({ values }) => values.name);
    expect(names.sort()).toEqual(["alias/face-images", "alias/other/name"]);
    expect(stack).toHaveEvery("aws_kms_alias", {
      target_key_id: `\${${theOnly(stack, "aws_kms_key").address}.key_id}`,
    });
  });

  it("says its ARN, id and policy", () => {
    const key = make();
    expect(Token.isUnresolved(key.keyArn)).toBe(true);
    expect(Token.isUnresolved(key.keyId)).toBe(true);
    expect(sids(JSON.parse(key.policyJson))).toEqual(["AdministrationByAccount"]);
    expect(key.environment).toEqual({ partition: "aws", accountId: "123456789012", region: "eu-west-1" });
    expect([key.key.node.id, ...key.aliases.map(({ node }) => node.id)]).toEqual(["Key", "Alias"]);
  });

  it("says the same ARN each time it is asked, so that two statements that name it are the same", () => {
    const key = make();
    expect(key.keyArn).toBe(key.keyArn);
  });
});

describe("CustomerManagedKey: the policy", () => {
  it("leaves the account administration through IAM, and nothing that uses the key", () => {
    const policy = keyPolicy();
    expect(sids(policy)).toEqual(["AdministrationByAccount"]);
    expect(statementOf(policy, "AdministrationByAccount")).toEqual({
      Sid: "AdministrationByAccount",
      Effect: "Allow",
      Principal: { AWS: ROOT },
      Action: [...KEY_ADMINISTRATION_ACTIONS],
      Resource: "*",
    });
  });

  it("names administrators, without any use of the key and without kms:CreateGrant", () => {
    const statement = statementOf(
      keyPolicy({ administratorArns: [ADMINISTRATOR] }),
      "AdministrationByAdministrators",
    );
    expect(statement).toMatchObject({ Principal: { AWS: ADMINISTRATOR }, Effect: "Allow", Resource: "*" });
    expect(statement.Action).toEqual(statementOf(keyPolicy(), "AdministrationByAccount").Action);
    for (const use of ["kms:*", "kms:Create*", "kms:CreateGrant", "kms:Decrypt", "kms:GenerateDataKey"]) {
      expect(statement.Action).not.toContain(use);
    }
    expect(statement.Action).toContain("kms:PutKeyPolicy");
  });

  it("hands use to IAM for a reason only", () => {
    expect(
      statementOf(
        keyPolicy({ delegateUseToIam: { reason: "roles of another app" } }),
        "AdministrationByAccount",
      ),
    ).toMatchObject({ Action: "kms:*", Principal: { AWS: ROOT } });
  });

  it("adds uses: those of the props, those of constructs, each once", () => {
    const use: KeyUse = { kind: "log-groups", logGroupNames: "/aws/lambda/one" };
    const stack = synthStack((scope) => {
      const key = make({ uses: [use] }, scope);
      key.allow(use);
      key.allow({ kind: "log-groups", logGroupNames: "/aws/lambda/two" });
    });
    expect(statementOf(policyOf(theOnly(stack, "aws_kms_key")), "UseByLogGroups").Condition).toEqual({
      ArnLike: {
        "kms:EncryptionContext:aws:logs:arn": [
          "arn:aws:logs:eu-west-1:123456789012:log-group:/aws/lambda/one",
          "arn:aws:logs:eu-west-1:123456789012:log-group:/aws/lambda/two",
        ],
      },
    });
  });

  it("adds statements of the caller's own, behind ours", () => {
    const own = ownStatement("DenyImport", { Action: "kms:ImportKeyMaterial" });
    expect(keyPolicy({ additionalStatements: [own] }).Statement.at(-1)).toEqual(own);
  });

  it("holds no reference, so the first plan shows all of it", () => {
    const stack = synthStack((scope) => {
      const key = make({ administratorArns: [ADMINISTRATOR] }, scope);
      const role = new LeastPrivilegeRole(scope, "Role", {
        roleName: "reader",
        trustPolicy: lambdaTrustPolicy,
      });
      key.grantEncryptDecrypt(role, "s3");
    });
    expect(theOnly(stack, "aws_kms_key").values.policy).not.toContain("${");
  });
});

describe("CustomerManagedKey: statements that cannot stand", () => {
  it.each([
    ["kms:PutKeyPolicy", {}],
    ["kms:Put*", {}],
    ["kms:?utKeyPolicy", {}],
    ["KMS:putkeypolicy", {}],
    ["kms:*", {}],
    ["*", {}],
    ["kms:PutKeyPolic?", { Condition: { StringNotEquals: { "aws:PrincipalAccount": "123456789012" } } }],
  ])("refuses a Deny of %s, which could lock the account out", (Action, more) => {
    expect(() => make({ additionalStatements: [ownStatement("Lock", { Action, ...more })] })).toThrow(
      /"Lock".*kms:PutKeyPolicy/s,
    );
  });

  it("refuses such a Deny hidden in a list of actions", () => {
    const Action = ["kms:Decrypt", "kms:P*"] as const;
    expect(() => make({ additionalStatements: [ownStatement("Lock", { Action })] })).toThrow(
      /kms:PutKeyPolicy/,
    );
  });

  it.each(["kms:PutKey", "kms:Decrypt", "kms:PutKeyPolicyX", "s3:*"])("takes a Deny of %s", (Action) => {
    expect(
      sids(JSON.parse(make({ additionalStatements: [ownStatement("Fine", { Action })] }).policyJson)),
    ).toEqual(["AdministrationByAccount", "Fine"]);
  });

  it("refuses a Deny of all but some actions (NotAction), which reaches kms:PutKeyPolicy too", () => {
    const statement = {
      Sid: "Lock",
      Effect: "Deny",
      Principal: "*",
      NotAction: "kms:Decrypt",
      Resource: "*",
    };
    const error = errorOf(() => make({ additionalStatements: [untyped(statement)] }));
    expect(error).not.toBeInstanceOf(TypeError);
    expect(error.message).toContain("Lock");
  });

  it.each([
    ["*", undefined],
    [{ AWS: "*" }, undefined],
    [{ AWS: [READER, "*"] }, undefined],
    ["*", {}],
    [{ AWS: "*" }, { StringEquals: {} }],
  ])("refuses an Allow for %j with the condition %j", (Principal, Condition) => {
    const statement = {
      ...ownStatement("Open", { Effect: "Allow", Action: "kms:Decrypt" }),
      Principal,
      ...(Condition === undefined ? {} : { Condition }),
    };
    expect(() => make({ additionalStatements: [untyped(statement)] })).toThrow(/"Open".*everyone/s);
  });

  it("takes an Allow for everyone who is confined by a condition", () => {
    const statement = ownStatement("ByOrganization", {
      Effect: "Allow",
      Action: "kms:Decrypt",
      Condition: {
        StringEquals: { "aws:PrincipalOrgID": "o-abcdefghij", "kms:CallerAccount": "123456789012" },
      },
    });
    expect(sids(JSON.parse(make({ additionalStatements: [statement] }).policyJson))).toContain(
      "ByOrganization",
    );
  });

  it("numbers the Sid of a use that a statement of the caller's own has taken", () => {
    const key = make({
      uses: [{ kind: "log-groups", logGroupNames: "/x" }],
      additionalStatements: [ownStatement("UseByLogGroups", { Action: "kms:Decrypt" })],
    });
    expect(sids(JSON.parse(key.policyJson))).toEqual([
      "AdministrationByAccount",
      "UseByLogGroups2",
      "UseByLogGroups",
    ]);
  });

  it.each(["AdministrationByAccount", "AdministrationByAdministrators"])(
    "refuses the Sid %s, which is taken",
    (Sid) => {
      const statement = ownStatement(Sid, { Action: "kms:Decrypt" });
      expect(() =>
        make({
          uses: [{ kind: "log-groups", logGroupNames: "/x" }],
          additionalStatements: [statement],
        }),
      ).toThrow(new RegExp(`Sid.*${Sid}`, "s"));
    },
  );

  it("refuses two statements of the caller's own with one Sid", () => {
    const statement = ownStatement("Twice", { Action: "kms:Decrypt" });
    expect(() => make({ additionalStatements: [statement, statement] })).toThrow(/Sid.*"Twice"/s);
  });

  it("names the construct", () => {
    const statement = ownStatement("Lock", { Action: "kms:*" });
    expect(errorOf(() => make({ additionalStatements: [statement] })).message).toContain("stack/Key");
  });

  it("refuses a policy larger than 32,768 characters at synth", () => {
    const additionalStatements = Array.from({ length: 300 }, (_, index) =>
      ownStatement(`Statement${index}`, { Action: "kms:Decrypt", Resource: `arn:${"x".repeat(80)}` }),
    );
    expect(() => synthKey({ additionalStatements })).toThrow(
      /\[stack\/Key\] the key's policy must have at most 32768 characters, got: \d{5}/,
    );
  });
});

describe("CustomerManagedKey: uses", () => {
  const identities: KeyUse = {
    kind: "identities",
    name: "Reading",
    principalArns: READER,
    viaServices: ["s3", "rekognition"],
    access: "decrypt",
  };

  it("confines identities to the account, to services and to their ARNs", () => {
    expect(statementOf(keyPolicy({ uses: [identities] }), "UseReading")).toEqual({
      Sid: "UseReading",
      Effect: "Allow",
      Principal: { AWS: ROOT },
      Action: ["kms:Decrypt"],
      Resource: "*",
      Condition: {
        ArnEquals: { "aws:PrincipalArn": READER },
        StringEquals: {
          "kms:CallerAccount": "123456789012",
          "kms:ViaService": ["s3.eu-west-1.amazonaws.com", "rekognition.eu-west-1.amazonaws.com"],
        },
      },
    });
  });

  it.each<[string, KeyUse]>([
    ["everybody", { ...identities, principalArns: "*" }],
    ["every role", { ...identities, principalArns: "arn:aws:iam::123456789012:role/*" }],
    [
      "another account",
      { ...identities, principalArns: [READER, READER.replace("123456789012", "999999999999")] },
    ],
    ["the account's root", { ...identities, principalArns: ROOT }],
    ["everybody, to train", { kind: "custom-labels-training", principalArns: "*" }],
    ["everybody, for liveness", { kind: "face-liveness", principalArns: "*" }],
    ["every log group", { kind: "log-groups", logGroupNames: "*" }],
    ["a log group with a wildcard in its middle", { kind: "log-groups", logGroupNames: "/aws/*/x" }],
    ["a name that cannot stand in a Sid", { ...identities, name: "every one!" }],
    ["no name", { ...identities, name: "" }],
    ["a use that there is not", untyped({ kind: "nonsense" })],
    ["every service", { ...identities, viaServices: untyped("*") }],
    ["an access that there is not", { ...identities, access: untyped("everything") }],
    ["an event source that there is not", { kind: "event-sources", services: untyped("dropbox") }],
  ])("refuses a use by %s", (_who, use) => {
    expect(faultsOf(() => make({ uses: [use] }))).toEqual([expect.stringMatching(/^uses\[0\]/)]);
  });

  it("does not judge a token", () => {
    const principalArns = Token.asString({ resolve: () => READER });
    expect(
      statementOf(keyPolicy({ uses: [{ ...identities, principalArns }] }), "UseReading").Condition,
    ).toMatchObject({ ArnEquals: { "aws:PrincipalArn": READER } });
  });
});

describe("CustomerManagedKey: grants", () => {
  const granted = (grant: (key: CustomerManagedKey, role: LeastPrivilegeRole) => void) => {
    const stack = synthStack((scope) => {
      const role = new LeastPrivilegeRole(scope, "Role", {
        roleName: "face-reader",
        trustPolicy: lambdaTrustPolicy,
      });
      grant(make({}, scope), role);
    });
    return {
      ofKey: policyOf(theOnly(stack, "aws_kms_key")),
      ofRole: policyOf(theOnly(stack, "aws_iam_role_policy")),
      keyArn: `\${${theOnly(stack, "aws_kms_key").address}.arn}`,
    };
  };

  it.each([
    ["grantDecrypt", "KeyDecrypt", ["kms:Decrypt"]],
    ["grantEncrypt", "KeyEncrypt", ["kms:GenerateDataKey", "kms:Decrypt"]],
    [
      "grantEncryptDecrypt",
      "KeyEncryptDecrypt",
      ["kms:Encrypt", "kms:Decrypt", "kms:GenerateDataKey", "kms:ReEncryptFrom", "kms:ReEncryptTo"],
    ],
  ] as const)("%s gives just that, on both sides", (grant, purpose, actions) => {
    const { ofKey, ofRole, keyArn } = granted((key, role) => key[grant](role, "s3"));
    expect(ofRole.Statement).toEqual([
      {
        Sid: `UseKey${purpose}`,
        Effect: "Allow",
        Action: actions,
        Resource: keyArn,
        Condition: { StringEquals: { "kms:ViaService": "s3.eu-west-1.amazonaws.com" } },
      },
    ]);
    expect(ofKey.Statement).toHaveLength(2);
    expect(statementOf(ofKey, `Use${purpose}ByFaceReader`)).toEqual({
      Sid: `Use${purpose}ByFaceReader`,
      Effect: "Allow",
      Principal: { AWS: ROOT },
      Action: actions,
      Resource: "*",
      Condition: {
        ArnEquals: { "aws:PrincipalArn": "arn:aws:iam::123456789012:role/face-reader" },
        StringEquals: {
          "kms:CallerAccount": "123456789012",
          "kms:ViaService": "s3.eu-west-1.amazonaws.com",
        },
      },
    });
  });

  it("takes the same grant twice as one", () => {
    const { ofKey, ofRole } = granted((key, role) => {
      key.grantDecrypt(role, "s3");
      key.grantDecrypt(role, "s3");
    });
    expect([ofKey.Statement.length, ofRole.Statement.length]).toEqual([2, 1]);
  });

  it("takes a second grant for another service", () => {
    const { ofKey, ofRole } = granted((key, role) => {
      key.grantDecrypt(role, "s3");
      key.grantDecrypt(role, "sqs");
    });
    const services = ["s3.eu-west-1.amazonaws.com", "sqs.eu-west-1.amazonaws.com"];
    for (const policy of [ofKey, ofRole])
      for (const service of services) {
        expect(JSON.stringify(policy)).toContain(service);
      }
  });

  it("keeps two roles apart whose names differ in signs only", () => {
    const stack = synthStack((scope) => {
      const key = make({}, scope);
      for (const roleName of ["face-reader", "face_reader"]) {
        const role = new LeastPrivilegeRole(scope, roleName.replace("-", "X"), {
          roleName,
          trustPolicy: lambdaTrustPolicy,
        });
        key.grantDecrypt(role, "s3");
      }
    });
    const { policy } = theOnly(stack, "aws_kms_key").values;
    expect(policy).toContain("role/face-reader");
    expect(policy).toContain("role/face_reader");
  });
});

describe("CustomerManagedKey: wrong props", () => {
  const range = (from: number, to: number, got: string) =>
    `must be a whole number from ${from} to ${to}, got: ${got}`;

  it.each(
    wrongProps([
      ["aliases", [], "aliases must hold at least 1, got: 0"],
      ["aliases", undefined, "aliases"],
      ["aliases", "face-images", "aliases"],
      ["aliases", [5], "aliases[0] must be"],
      [
        "aliases",
        ["alias/aws/s3"],
        'aliases[0] must be 1 to 250 letters, digits and any of /_-, and must not begin with aws/, which names keys of AWS, got: "alias/aws/s3"',
      ],
      ["aliases", ["aws/s3"], 'got: "aws/s3"'],
      ["aliases", ["good", "with space"], "aliases[1] must be 1 to 250 letters, digits and any of /_-"],
      ["aliases", [""], "aliases[0]"],
      ["aliases", ["alias/"], 'got: "alias/"'],
      ["aliases", ["gesichter-ü"], "aliases[0]"],
      ["aliases", ["a".repeat(251)], "aliases[0]"],
      ["aliases", ["one", "alias/one"], "alias"],
      [
        "administratorArns",
        ["*"],
        'administratorArns[0] must be the ARN of a role or user (arn:aws:iam::123456789012:role/<name>), no wildcard, session or root, got: "*"',
      ],
      ["administratorArns", [ROOT], "administratorArns[0] must be the ARN of a role or user"],
      ["administratorArns", ["arn:aws:iam::123456789012:role/*"], "no wildcard"],
      ["administratorArns", ["arn:aws:sts::123456789012:assumed-role/r/s"], "session"],
      ["administratorArns", [ADMINISTRATOR, 5], "administratorArns[1] must be the ARN"],
      [
        "administratorArns",
        ["arn:aws:iam::999999999999:role/R"],
        'administratorArns[0] must belong to the account 123456789012 (aws), got: "arn:aws:iam::999999999999:role/R"',
      ],
      [
        "administratorArns",
        ["arn:aws-us-gov:iam::123456789012:role/R"],
        "must belong to the account 123456789012 (aws)",
      ],
      ["administratorArns", ADMINISTRATOR, "administratorArns"],
      ["rotationPeriodDays", 89, `rotationPeriodDays ${range(90, 2560, "89")}`],
      ["rotationPeriodDays", 2561, range(90, 2560, "2561")],
      ["rotationPeriodDays", 365.5, range(90, 2560, "365.5")],
      ["rotationPeriodDays", "365", range(90, 2560, '"365"')],
      ["rotationPeriodDays", Number.NaN, range(90, 2560, "NaN")],
      ["rotationPeriodDays", null, range(90, 2560, "null")],
      ["deletionWindowDays", 6, `deletionWindowDays ${range(7, 30, "6")}`],
      ["deletionWindowDays", 31, range(7, 30, "31")],
      ["description", "d".repeat(8193), "description must be text of at most 8192 characters, got: "],
      ["description", null, "description"],
      ["description", 5, "description must"],
      [
        "delegateUseToIam",
        { reason: "" },
        'delegateUseToIam.reason must say why, in at least 10 characters, got: ""',
      ],
      ["delegateUseToIam", true, "delegateUseToIam"],
      [
        "allowDestroy",
        { reason: " short    " },
        "allowDestroy.reason must say why, in at least 10 characters",
      ],
      ["allowDestroy", { reason: 5 }, "allowDestroy.reason must say why"],
      ["allowDestroy", {}, "allowDestroy.reason must say why"],
    ]),
  )("refuses $title", ({ prop, value, message }) => {
    expect(faultsOf(() => make({ [prop]: value }))).toEqual([expect.stringContaining(message)]);
  });

  it("names them all at once, with the construct's path", () => {
    const error = validationErrorOf(() =>
      make({
        aliases: ["aws/x"],
        administratorArns: ["*"],
        rotationPeriodDays: 1,
        deletionWindowDays: 1,
        description: "d".repeat(9000),
        delegateUseToIam: { reason: "" },
        allowDestroy: { reason: "" },
      }),
    );
    expect(error.constructPath).toBe("stack/Key");
    expect(error.faults.map(({ prop }) => prop)).toEqual([
      "aliases[0]",
      "administratorArns[0]",
      "rotationPeriodDays",
      "deletionWindowDays",
      "description",
      "delegateUseToIam.reason",
      "allowDestroy.reason",
    ]);
    expect(error.message).toMatch(/^stack\/Key: 7 props are wrong\n {2}`aliases\[0\]` must be/);
  });

  it("names a wrong environment together with the others", () => {
    const props = { rotationPeriodDays: 1, environment: { accountId: "1", region: "eu-west-1" } };
    expect(
      validationErrorOf(() => make(props))
        .faults.map(({ prop }) => prop)
        .sort(),
    ).toEqual(["environment.accountId", "rotationPeriodDays"]);
  });

  it("leaves tokens to Terraform, and references of other resources", () => {
    const stack = synthStack((scope) => {
      const bucket = new S3Bucket(scope, "Other", {});
      make(
        {
          aliases: [untyped(Token.asString({ resolve: () => "late" }))],
          administratorArns: [bucket.arn],
          rotationPeriodDays: Token.asNumber({ resolve: () => 100 }),
          deletionWindowDays: Token.asNumber({ resolve: () => 8 }),
          description: Token.asString({ resolve: () => "late" }),
          allowDestroy: { reason: Token.asString({ resolve: () => "" }) },
        },
        scope,
      );
    });
    expect(theOnly(stack, "aws_kms_key").values).toMatchObject({
      rotation_period_in_days: 100,
      deletion_window_in_days: 8,
      description: "late",
    });
    expect(theOnly(stack, "aws_kms_alias").values.name).toBe("alias/late");
  });
});

describe("CustomerManagedKey: names", () => {
  it("knows the ARN of its first alias before AWS does", () => {
    expect(make({ aliases: ["alias/faces", "other"] }).aliasArn).toBe(
      "arn:aws:kms:eu-west-1:123456789012:alias/faces",
    );
  });

  it("refuses an administrator who is named twice", () => {
    const twice = "arn:aws:iam::123456789012:role/Admin";
    expect(faultsOf(() => make({ administratorArns: [twice, twice] }))).toEqual([
      expect.stringContaining("administratorArns must name each once"),
    ]);
  });
});
