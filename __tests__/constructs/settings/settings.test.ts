import { readSettings, SettingsError } from "../../../constructs/settings/settings";
import { errorOf } from "../../support/synth";

const RIGHT = {
  region: "eu-west-1",
  accounts: { management: "111122223333", workload: "444455556666" },
  optOut: { targets: ["r-abcd"] },
};
const EXTERNAL = { external: { policyId: "p-abcdefgh12", owner: "the landing zone team" } };
const NETWORK = {
  vpcId: "vpc-0123456789abcdef0",
  subnetIds: ["subnet-0123456789abcdef0"],
  securityGroupIds: ["sg-0123456789abcdef0"],
};
const S3_STATE = { kind: "s3", bucket: "our-states", region: "eu-west-1" };

/** The right settings with others at these paths (`a.b`); undefined takes the setting away. */
function settingsWith(changes: Readonly<Record<string, unknown>>): unknown {
  const settings: Record<string, unknown> = structuredClone(RIGHT);
  for (const [path, value] of Object.entries(changes)) {
    const keys = path.split(".");
    const last = keys.pop() ?? "";
    let place = settings;
    for (const key of keys) {
      place[key] ??= {};
      place = place[key] as Record<string, unknown>;
    }
    if (value === undefined) delete place[last];
    else place[last] = value;
  }
  return settings;
}

function settingsFaults(context: unknown): readonly string[] {
  const error = errorOf(() => readSettings(context));
  if (!(error instanceof SettingsError)) throw error;
  return error.faults;
}

describe("readSettings", () => {
  it("fills in the defaults", () => {
    expect(readSettings(RIGHT)).toEqual({
      ...RIGHT,
      prefix: "face-guardrails",
      profiles: {},
      administrators: [],
      access: { uploaders: [], operators: [] },
      retention: {
        faceImageDays: 1095,
        probeDays: 7,
        noncurrentVersionDays: 30,
        accessLogDays: 400,
        logDays: 400,
      },
      alarms: {},
      state: { kind: "local" },
      systems: {
        verification: true,
        collection: false,
        liveness: false,
        storedVideo: false,
        liveVideo: false,
        customLabels: false,
      },
      verification: { similarityThreshold: 99, reservedConcurrency: 10 },
      liveness: { minimumConfidence: 80, auditImages: 0 },
      fips: false,
      tags: {},
    });
  });

  it("keeps what is given", () => {
    const given = {
      ...RIGHT,
      prefix: "faces-2",
      region: "us-east-1",
      partition: "aws",
      fips: true,
      profiles: { management: "m", workload: "w" },
      optOut: {
        targets: ["r-abcd", "ou-abcd-12345678"],
        guardExemption: {
          principalArns: ["arn:aws:iam::*:role/Pipeline"],
          reason: "a delegated administrator",
        },
      },
      administrators: ["arn:aws:iam::444455556666:role/A"],
      access: { uploaders: ["arn:aws:iam::444455556666:role/U"], operators: [] },
      retention: { faceImageDays: 1, probeDays: 1, noncurrentVersionDays: 1, accessLogDays: 30, logDays: 30 },
      alarms: { email: "security@example.org" },
      state: { ...S3_STATE, kmsKeyArn: "arn:aws:kms:eu-west-1:444455556666:key/abc", prefix: "a/b" },
      systems: {
        verification: false,
        collection: true,
        liveness: true,
        storedVideo: true,
        liveVideo: true,
        customLabels: true,
      },
      liveness: { minimumConfidence: 90, auditImages: 2 },
      consoleBucket: {
        name: "custom-labels-console-us-east-1-0123456789",
        users: ["arn:aws:iam::444455556666:role/Labeller"],
      },
      network: {
        vpcId: "vpc-0123456789abcdef0",
        subnetIds: ["subnet-0123456789abcdef0"],
        securityGroupIds: ["sg-0123456789abcdef0"],
        routeTableIds: ["rtb-0123456789abcdef0"],
      },
      verification: {
        similarityThreshold: 99.5,
        reservedConcurrency: 1,
        faceQuality: { brightness: 50, sharpness: 60 },
        frontDoor: {
          kind: "http-api",
          authorizer: {
            kind: "jwt",
            issuer: "https://login.example.org/",
            audience: ["desk"],
            scopes: { verify: "desk/verify" },
          },
          requestsPerSecond: 5,
        },
      },
      teardown: { reason: "a demonstration" },
      tags: { team: "faces" },
    };
    expect(readSettings(given)).toEqual(given);
  });

  it("takes an opt-out that somebody else deploys", () => {
    expect(readSettings({ ...RIGHT, optOut: EXTERNAL }).optOut).toEqual(EXTERNAL);
  });

  it("asks for a gateway endpoint where validated cryptography is asked for", () => {
    const settings = { ...RIGHT, region: "us-east-1", fips: true };
    expect(settingsFaults({ ...settings, network: NETWORK })).toEqual([
      expect.stringContaining("network.routeTableIds must be given with fips"),
    ]);
    const network = { ...NETWORK, routeTableIds: ["rtb-0123456789abcdef0"] };
    expect(readSettings({ ...settings, network }).network).toEqual(network);
  });

  it("takes liveness only where AWS offers it", () => {
    const systems = { liveness: true };
    expect(settingsFaults({ ...RIGHT, region: "eu-west-2", systems })).toEqual([
      expect.stringContaining("systems.liveness must be for a region that has it"),
    ]);
    expect(readSettings({ ...RIGHT, systems }).systems.liveness).toBe(true);
  });

  it.each(["liveVideo", "customLabels"])("refuses %s for GovCloud", (system) => {
    const settings = { ...RIGHT, optOut: EXTERNAL, region: "us-gov-west-1" };
    expect(settingsFaults({ ...settings, systems: { collection: true, [system]: true } })).toEqual([
      expect.stringContaining(`systems.${system} must not be set for GovCloud`),
    ]);
  });

  it("gives a state in S3 a prefix", () => {
    expect(readSettings({ ...RIGHT, state: S3_STATE }).state).toEqual({
      ...S3_STATE,
      prefix: "rekognition-guardrails",
    });
  });

  it.each<[string, unknown, string]>([
    [
      "region",
      undefined,
      'region must be a region that offers Rekognition, for example "eu-west-1", got: nothing',
    ],
    ["region", "cn-north-1", 'got: "cn-north-1"'],
    ["region", "us-iso-east-1", "region must be a region that offers Rekognition"],
    ["region", 5, "region must be a region that offers Rekognition"],
    ["partition", "aws-cn", 'partition must be "aws" or "aws-us-gov", got: "aws-cn"'],
    ["partition", "aws-us-gov", 'partition must be the partition of eu-west-1, aws, got: "aws-us-gov"'],
    ["fips", true, "fips must be for a region with endpoints of it (ca-central-1, us-east-1"],
    ["systems.storedVideo", true, "systems.storedVideo needs the faces to look for: set systems.collection"],
    ["systems.liveVideo", true, "systems.liveVideo needs the faces to look for"],
    ["liveness.minimumConfidence", 79, "liveness.minimumConfidence must be a whole number"],
    ["liveness.auditImages", 5, "liveness.auditImages must be a whole number from 0 to 4"],
    ["consoleBucket.name", "our-bucket", "consoleBucket.name must be a bucket of the Custom Labels console"],
    [
      "consoleBucket",
      { name: "custom-labels-console-eu-west-1-1", users: ["arn:aws:iam::111122223333:role/Labeller"] },
      "consoleBucket.users[0] must belong to the workload account 444455556666",
    ],
    ["network", { ...NETWORK, vpcId: "vpc" }, "network.vpcId must be the id of a VPC (vpc-…)"],
    ["network", { ...NETWORK, subnetIds: [] }, "network.subnetIds[0] must be an id (subnet-…), got: nothing"],
    [
      "network",
      { ...NETWORK, subnetIds: [...NETWORK.subnetIds, ...NETWORK.subnetIds] },
      "network.subnetIds must name each once",
    ],
    [
      "network",
      { ...NETWORK, securityGroupIds: ["subnet-01234567"] },
      "network.securityGroupIds[0] must be an id (sg-…)",
    ],
    ["fips", "yes", 'fips must be true or false, got: "yes"'],
    ["verification.faceQuality.brightness", 0, "verification.faceQuality.brightness must be a whole number"],
    ["verification.frontDoor", { kind: "open" }, 'must have a `kind`: "function-url" or "http-api"'],
    ["verification.frontDoor", { kind: "http-api" }, "verification.frontDoor.authorizer must"],
    [
      "verification.frontDoor",
      { kind: "http-api", authorizer: { kind: "none" } },
      'must have a `kind`: "iam" or "jwt"',
    ],
    [
      "verification.frontDoor",
      { kind: "http-api", authorizer: { kind: "jwt", issuer: "http://login", audience: ["a"] } },
      "verification.frontDoor.authorizer.issuer must be an HTTPS address",
    ],
    [
      "verification.frontDoor",
      { kind: "http-api", authorizer: { kind: "jwt", issuer: "https://login", audience: [] } },
      "verification.frontDoor.authorizer.audience must name at least one",
    ],
    [
      "verification.frontDoor",
      {
        kind: "http-api",
        authorizer: { kind: "jwt", issuer: "https://login", audience: ["a"], scopes: { verify: "a b" } },
      },
      "verification.frontDoor.authorizer.scopes.verify must be a scope",
    ],
    ["prefix", "", "prefix must be 3 to 20 lower-case letters, digits and hyphens, a letter first"],
    ["prefix", "Faces", "prefix must be 3 to 20 lower-case letters"],
    ["prefix", "1faces", "prefix must be"],
    ["prefix", "fa--ces", "prefix must be"],
    ["prefix", "faces-", "prefix must be"],
    ["prefix", "f".repeat(21), "prefix must be"],
    ["accounts", undefined, "accounts"],
    ["accounts", {}, "accounts.management must be an account id of 12 digits, in quotes, got: nothing"],
    [
      "accounts.management",
      111122223333,
      "accounts.management must be an account id of 12 digits, in quotes, got: 111122223333",
    ],
    [
      "accounts.workload",
      "44445555666",
      'accounts.workload must be an account id of 12 digits, in quotes, got: "44445555666"',
    ],
    ["accounts.other", "444455556666", "accounts.other is no setting here. Remove it, or mend its spelling."],
    ["profiles.workload", "", 'profiles.workload must be the name of a profile, got: ""'],
    ["optOut", undefined, "optOut"],
    ["optOut", "optOut", "optOut"],
    ["optOut", {}, "optOut"],
    [
      "optOut.targets",
      [],
      "optOut.targets[0] must be a root (r-…), an organizational unit (ou-…-…) or an account id, got: nothing",
    ],
    ["optOut.targets", "r-abcd", "optOut.targets"],
    [
      "optOut.targets",
      ["r-abcd", "root"],
      'optOut.targets[1] must be a root (r-…), an organizational unit (ou-…-…) or an account id, got: "root"',
    ],
    ["optOut.targets", [111122223333], "optOut.targets[0] must be a root"],
    ["optOut.external", EXTERNAL.external, "optOut"],
    [
      "optOut.guardExemption",
      { principalArns: [], reason: "a long enough one" },
      "optOut.guardExemption.principalArns[0] must be the ARN of a role by its whole name",
    ],
    [
      "optOut.guardExemption",
      { principalArns: ["arn:aws:iam::*:role/x"], reason: "short" },
      "optOut.guardExemption.reason must say why, in at least 10 characters",
    ],
    [
      "optOut",
      { external: { policyId: "p-1", owner: "us" } },
      "optOut.external.policyId must be the id of a policy of AWS Organizations (p-…)",
    ],
    [
      "optOut",
      { external: { policyId: "p-abcdefgh12", owner: " " } },
      "optOut.external.owner must name who answers for the policy",
    ],
    ["optOut", { external: { policyId: "p-abcdefgh12" } }, "optOut.external.owner must name who answers"],
    ["administrators", "arn", "administrators"],
    ["administrators", [5], "administrators[0] must be the ARN of a role or user"],
    ["access.uploaders", [null], "access.uploaders[0] must be the ARN of a role or user"],
    ["access.readers", [], "access.readers is no setting"],
    [
      "retention.faceImageDays",
      0,
      "retention.faceImageDays must be a whole number of days from 1 to 3650, got: 0",
    ],
    ["retention.faceImageDays", 3651, "got: 3651"],
    [
      "retention.faceImageDays",
      "30",
      'retention.faceImageDays must be a whole number of days from 1 to 3650, got: "30"',
    ],
    ["retention.faceImageDays", 1.5, "got: 1.5"],
    [
      "retention.noncurrentVersionDays",
      31,
      "retention.noncurrentVersionDays must be a whole number of days from 1 to 30, got: 31",
    ],
    [
      "retention.accessLogDays",
      29,
      "retention.accessLogDays must be a whole number of days from 30 to 3650, got: 29",
    ],
    [
      "retention.logDays",
      31,
      "retention.logDays must be one of 30, 60, 90, 120, 150, 180, 365, 400, got: 31",
    ],
    ["retention.days", 31, "retention.days is no setting"],
    ["alarms.email", "nobody", 'alarms.email must be an e-mail address, got: "nobody"'],
    ["state", "local", 'state must have a `kind`: "local" or "s3"'],
    ["state", { kind: "gcs" }, "state"],
    ["state", { kind: "local", bucket: "x" }, "state.bucket is no setting"],
    ["state", { ...S3_STATE, bucket: "Our States" }, 'state.bucket must be a bucket name, got: "Our States"'],
    ["state", { kind: "s3", bucket: "our-states" }, "state.region must be a region, got: nothing"],
    ["state", { ...S3_STATE, kmsKeyArn: "alias/x" }, "state.kmsKeyArn must be the full ARN of a KMS key"],
    [
      "state",
      { ...S3_STATE, prefix: "/a" },
      "state.prefix must be a prefix of object names without a slash at its ends",
    ],
    ["state", { ...S3_STATE, encrypt: false }, "state.encrypt is no setting"],
    ["systems.verification", "yes", 'systems.verification must be true or false, got: "yes"'],
    ["systems.emotions", true, "systems.emotions is no setting"],
    [
      "verification.similarityThreshold",
      0.99,
      "verification.similarityThreshold must be a number from 99 to 100, in per cent (0.99 would accept everybody), got: 0.99",
    ],
    ["verification.similarityThreshold", 98.9, "got: 98.9"],
    [
      "verification.similarityThreshold",
      101,
      "verification.similarityThreshold must be a number from 99 to 100, got: 101",
    ],
    ["verification.similarityThreshold", "99", 'got: "99"'],
    [
      "verification.reservedConcurrency",
      0,
      "verification.reservedConcurrency must be a whole number from 1 to 1000, got: 0",
    ],
    ["teardown", {}, "teardown.reason must say why"],
    ["teardown", true, "teardown"],
    ["teardown", { reason: "x            " }, "teardown.reason must say why, in at least 10 characters"],
    ["tags", { team: 5 }, "tags.team must be at most 256 letters"],
    ["tags", ["team"], "tags"],
    ["rgion", "eu-west-1", "rgion is no setting here. Remove it, or mend its spelling."],
    ["administrator", [], "administrator is no setting"],
  ])("refuses %s: %j", (path, value, message) => {
    expect(settingsFaults(settingsWith({ [path]: value }))).toEqual([
      expect.stringContaining(message),
      ...(path === "accounts" && value !== undefined ? [expect.stringContaining("accounts.workload")] : []),
    ]);
  });

  it.each([undefined, null, "eu-west-1", 5, [], [RIGHT]])("refuses %j in place of settings", (context) => {
    expect(settingsFaults(context)).toEqual([expect.stringMatching(/^guardrails/)]);
  });

  it("says every fault at once, each with its path", () => {
    const context = settingsWith({
      region: "mars",
      "accounts.workload": 5,
      "optOut.targets": ["x"],
      "retention.faceImageDays": 0,
      "retention.logDays": 1,
      state: { kind: "s3" },
      "alarms.email": "x",
      rgion: 1,
    });
    const error = errorOf(() => readSettings(context));
    expect(error.name).toBe("SettingsError");
    expect(error.message).toMatch(/^context\.guardrails of cdktf\.json has 9 faults:\n {2}/);
    expect(
      settingsFaults(context)
        .map((fault) => fault.split(" ")[0])
        .sort(),
    ).toEqual([
      "accounts.workload",
      "alarms.email",
      "optOut.targets[0]",
      "region",
      "retention.faceImageDays",
      "retention.logDays",
      "rgion",
      "state.bucket",
      "state.region",
    ]);
  });

  it("speaks of one fault in the singular", () => {
    expect(errorOf(() => readSettings(settingsWith({ region: "x" }))).message).toMatch(/has 1 fault:/);
  });

  it("says in no message what zod calls it", () => {
    for (const context of [
      undefined,
      {},
      settingsWith({ optOut: {} }),
      settingsWith({ tags: [] }),
      settingsWith({ administrators: "x" }),
    ]) {
      for (const fault of settingsFaults(context))
        expect(fault).not.toMatch(/Invalid input|expected \w+, received/);
    }
  });

  it("takes no setting from the prototype", () => {
    const context = JSON.parse(`{"__proto__": {"region": "eu-west-1"}, "prefix": "faces"}`);
    expect(settingsFaults(context)).toEqual(
      expect.arrayContaining([expect.stringContaining("region must be")]),
    );
  });

  it("knows the partition of GovCloud, which the opt-out of AWS Organizations does not reach", () => {
    const region = "us-gov-west-1";
    const external = { external: { policyId: "p-12345678", owner: "the privacy office" } };
    expect(readSettings({ ...RIGHT, region, partition: "aws-us-gov", optOut: external }).partition).toBe(
      "aws-us-gov",
    );
    expect(settingsFaults({ ...RIGHT, region, partition: "aws", optOut: external })).toEqual([
      `partition must be the partition of ${region}, aws-us-gov, got: "aws"`,
    ]);
    expect(settingsFaults({ ...RIGHT, region })).toEqual([
      expect.stringContaining("optOut.targets must not be given"),
    ]);
  });

  it.each(["xx-foo-9", "af-south-1", "us-gov-east-1", "cn-north-1"])(
    "refuses %s, which has no Rekognition",
    (region) => {
      expect(settingsFaults(settingsWith({ region }))).toEqual([
        expect.stringContaining("region must be a region that offers"),
      ]);
    },
  );

  it("names principals outside the account together with faults that have nothing to do with them", () => {
    expect(
      settingsFaults({
        ...RIGHT,
        prefix: "A",
        administrators: ["arn:aws:iam::999999999999:role/a"],
        access: { uploaders: ["arn:aws:iam::999999999999:user/b"], operators: ["*"] },
      }).map((fault) => fault.split(" ")[0]),
    ).toEqual(["prefix", "access.operators[0]", "administrators[0]", "access.uploaders[0]"]);
  });

  it.each([
    [{ "aws:x": "y" }],
    [{ team: "${aws_kms_key.x.arn}" }],
    [{ ["x".repeat(129)]: "y" }],
    [{ team: "x".repeat(257) }],
  ])("refuses the tags %j", (tags) => {
    expect(settingsFaults(settingsWith({ tags }))).toHaveLength(1);
  });

  it("shortens a long value", () => {
    expect(settingsFaults(settingsWith({ region: "x".repeat(500) }))[0]).toHaveLength(
      'region must be a region that offers Rekognition, for example "eu-west-1", got: '.length + 100,
    );
  });
});
