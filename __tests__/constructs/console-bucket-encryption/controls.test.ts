import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import {
  AiServicesOptOutPolicy,
  applyGuardrails,
  ConsoleBucketEncryption,
  CustomerManagedKey,
} from "../../../constructs";
import { resourcesOf } from "../../../policies/jest";
import { judged } from "../../support/judged";
import {
  awsStack,
  ENVIRONMENT,
  type ResourceBody,
  sids,
  stackOf,
  synthApp,
  untyped,
} from "../../support/synth";

const BUCKET = "custom-labels-console-eu-west-1-0a1b2c3d4e";
const USER = `arn:aws:iam::${ENVIRONMENT.accountId}:role/labeller`;
const TODAY = "2026-01-01";
const DEFAULTS = "aws_s3_bucket_server_side_encryption_configuration";
const ACCESS_BLOCK = "aws_s3_bucket_public_access_block";
const POLICY = "aws_s3_bucket_policy";

/** Synthesized under `applyGuardrails`, which throws where a control fails; with the bucket in the configuration, or as it is. */
const guarded = (withBucket: boolean) =>
  stackOf(
    synthApp((app) => {
      const stack = awsStack(app);
      const key = new CustomerManagedKey(stack, "Key", { aliases: ["labels"] });
      new AiServicesOptOutPolicy(stack, "OptOut", { targetIds: ["r-abcd"] });
      new ConsoleBucketEncryption(stack, "Console", { bucketName: BUCKET, key, consoleUserArns: [USER] });
      if (withBucket) new S3Bucket(stack, "Bucket", { bucket: BUCKET });
      else applyGuardrails(app, { today: TODAY });
    }),
    "stack",
  );
describe("ConsoleBucketEncryption: controls", () => {
  it("pass on a stack with it", () => {
    const results = judged(guarded(false));
    expect(results.filter(({ verdict }) => verdict !== "pass" && verdict !== "not-applicable")).toEqual([]);
    expect(results.filter(({ verdict }) => verdict === "pass").map(({ control }) => control)).toEqual(
      expect.arrayContaining(["RKG-REST-06", "RKG-REST-10", "RKG-OPTOUT-02"]),
    );
  });
});

describe("ConsoleBucketEncryption: a configuration that has the bucket", () => {
  const stack = guarded(true);
  const judgedAs = (json: unknown, verdict: string) =>
    judged(json)
      .filter((result) => result.verdict === verdict && result.subject?.includes("aws_s3_bucket."))
      .map(({ control }) => control.slice(4));
  const SET = ["REST-01", "REST-02", "REST-04", "TRANSIT-01", "TRANSIT-02", "ACCESS-01", "ACCESS-03"];
  const changed = (type: string, change: (body: ResourceBody) => ResourceBody) => {
    const [{ address = "", values = {} } = {}] = resourcesOf(stack, type);
    const ofType = stack.resource?.[type];
    const [, id = ""] = address.split(".");
    return { ...stack, resource: { ...stack.resource, [type]: { ...ofType, [id]: change(values) } } };
  };
  const withRule = (rule: ResourceBody) => () =>
    changed(DEFAULTS, (body) => ({ ...body, rule: [{ ...untyped<[ResourceBody]>(body.rule)[0], ...rule }] }));
  const without = (sid: string) => () =>
    changed(POLICY, (body) => {
      const policy = JSON.parse(String(body.policy));
      const Statement = sids(policy).flatMap((each, at) => (each === sid ? [] : [policy.Statement[at]]));
      return { ...body, policy: JSON.stringify({ ...policy, Statement }) };
    });

  it("passes each control of what it sets", () => {
    expect(judgedAs(stack, "pass")).toEqual(expect.arrayContaining(SET));
    expect(judgedAs(stack, "unknown")).toEqual([]);
  });

  it("fails the one that the console cannot keep, and those of what is not set", () => {
    const failed = judgedAs(stack, "fail");
    expect(failed).toContain("REST-03");
    expect(failed.filter((control) => SET.includes(control))).toEqual([]);
  });

  it.each<readonly [string, string, () => unknown]>([
    [
      "REST-01",
      "the key of S3",
      withRule({ apply_server_side_encryption_by_default: { sse_algorithm: "AES256" } }),
    ],
    ["REST-02", "no bucket key", withRule({ bucket_key_enabled: false })],
    ["REST-04", "keys of customers", withRule({ blocked_encryption_types: [] })],
    ["TRANSIT-01", "plain HTTP", without("DenyPlainHttp")],
    ["TRANSIT-02", "old TLS", without("DenyTlsBelow12")],
    [
      "ACCESS-01",
      "a public policy",
      () => changed(ACCESS_BLOCK, (body) => ({ ...body, block_public_policy: false })),
    ],
    [
      "REST-01",
      "settings of another bucket",
      () => changed(DEFAULTS, (body) => ({ ...body, bucket: "other" })),
    ],
  ])("fails %s with %s", (control, _what, mutant) => {
    expect(judgedAs(mutant(), "fail")).toContain(control);
  });
});
