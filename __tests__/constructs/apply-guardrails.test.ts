import { DataAwsCallerIdentity } from "@cdktf/provider-aws/lib/data-aws-caller-identity";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import type { TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { applyGuardrails, type Waiver, waive } from "../../constructs";
import { awsStack, errorOf, faultsOf, synthApp, testApp } from "../support/synth";

const WAIVER: Waiver = { reason: "images of the staff only", owner: "the faces team", expires: "2030-12-31" };
const synth = (build: (stack: TerraformStack) => void, today = "2026-01-01") =>
  synthApp((app) => {
    build(awsStack(app));
    applyGuardrails(app, { today });
  });

describe("applyGuardrails: addresses", () => {
  it("names both constructs whose ids come to one address", () => {
    expect(() =>
      synth((stack) => {
        new S3Bucket(stack, "a.b", {});
        new S3Bucket(stack, "ab", {});
      }),
    ).toThrow("stack/a.b and stack/ab share the address aws_s3_bucket.ab: only the last would be deployed");
  });

  it("names all that one overrideLogicalId gives one address", () => {
    const build = (stack: TerraformStack) => {
      for (const id of ["one", "two", "three"]) new S3Bucket(stack, id, {}).overrideLogicalId("same");
    };
    expect(() => synth(build)).toThrow(
      "stack/one and stack/two and stack/three share the address aws_s3_bucket.same",
    );
  });

  it("names data sources that share an address", () => {
    expect(() =>
      synth((stack) => {
        new DataAwsCallerIdentity(stack, "me.too", {});
        new DataAwsCallerIdentity(stack, "metoo", {});
      }),
    ).toThrow(/stack\/me\.too and stack\/metoo share the address data\.aws_caller_identity\.metoo/);
  });

  it("takes one id in two scopes, of two types, and in two stacks", () => {
    const stacks = synthApp((app) => {
      for (const id of ["one", "other"]) {
        const stack = awsStack(app, id);
        new S3Bucket(stack, "Same", {});
        new S3Bucket(new Construct(stack, "Group"), "Same", {});
        new SqsQueue(stack, "a.Same", {}).overrideLogicalId("Same");
      }
      applyGuardrails(app);
    });
    expect(Object.keys(stacks)).toEqual(["one", "other"]);
  });
});

describe("applyGuardrails: waivers", () => {
  const waived = (expires: string) => (stack: TerraformStack) => {
    const bucket = new S3Bucket(stack, "Bucket", {});
    waive(bucket, "RKG-RETAIN-01", { ...WAIVER, expires });
  };

  it("lets a waiver hold on its last day", () => {
    expect(synth(waived("2026-01-01"), "2026-01-01")).toHaveProperty("stack");
  });

  it("fails on the day after, and says whose it was", () => {
    expect(() => synth(waived("2025-12-31"), "2026-01-01")).toThrow(
      "stack/Bucket: the waiver of RKG-RETAIN-01 expired on 2025-12-31. the faces team must mend the finding, or decide again.",
    );
  });

  it("names each expired waiver once, where it was written", () => {
    const { message } = errorOf(() =>
      synth((stack) => {
        waive(stack, "RKG-REST-01", { ...WAIVER, expires: "2020-01-01" });
        waived("2020-01-01")(stack);
        new S3Bucket(stack, "Other", {});
      }),
    );
    expect(message.match(/expired on/g)).toHaveLength(2);
    expect(message).toContain("stack: the waiver of RKG-REST-01");
    expect(message).toContain("stack/Bucket: the waiver of RKG-RETAIN-01");
  });

  it("judges by today where no day is given", () => {
    const synthToday = (expires: string) =>
      synthApp((app) => {
        waived(expires)(awsStack(app));
        applyGuardrails(app);
      });
    expect(() => synthToday("2020-01-01")).toThrow("expired on 2020-01-01");
    expect(synthToday("9999-12-31")).toHaveProperty("stack");
  });

  it.each(["", "soon", "2026-02-30"])("refuses the day %j", (today) => {
    expect(faultsOf(() => applyGuardrails(testApp(), { today }))).toEqual([
      expect.stringContaining("today must be a day of the calendar as YYYY-MM-DD"),
    ]);
  });
});
