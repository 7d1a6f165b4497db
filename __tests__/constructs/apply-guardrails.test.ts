import { DataAwsCallerIdentity } from "@cdktf/provider-aws/lib/data-aws-caller-identity";
import { RekognitionCollection } from "@cdktf/provider-aws/lib/rekognition-collection";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { type TerraformStack, TerraformVariable } from "cdktf";
import { Construct } from "constructs";
import { applyGuardrails, type GuardrailsOptions, type Waiver, waive } from "../../constructs";
import type { Review } from "../../policies/review/result";
import { awsStack, errorOf, faultsOf, synthApp, testApp } from "../support/synth";

const WAIVER: Waiver = { reason: "images of the staff only", owner: "the faces team", expires: "2030-12-31" };
const synth = (
  build: (stack: TerraformStack) => void,
  today = "2026-01-01",
  only: readonly string[] = ["RKG-RETAIN-01"],
) =>
  synthApp((app) => {
    build(awsStack(app));
    // Not about what the controls say of bare buckets.
    applyGuardrails(app, { today, only });
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
      applyGuardrails(app, { only: ["RKG-VERIFY-01"] });
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
      "stack/Bucket: the waiver of RKG-RETAIN-01 for stack/Bucket expired on 2025-12-31. the faces team must mend the finding, or decide again.",
    );
  });

  it("names each expired waiver once, where it was written", () => {
    const build = (stack: TerraformStack) => {
      waive(stack, "RKG-REST-01", { ...WAIVER, expires: "2020-01-01" });
      waived("2020-01-01")(stack);
      new S3Bucket(stack, "Other", {});
    };
    const { message } = errorOf(() => synth(build, "2026-01-01", ["RKG-RETAIN-01", "RKG-REST-01"]));
    expect(message.match(/expired on/g)).toHaveLength(2);
    expect(message).toContain("stack: the waiver of RKG-REST-01");
    expect(message).toContain("stack/Bucket: the waiver of RKG-RETAIN-01");
  });

  it("judges by today where no day is given", () => {
    const synthToday = (expires: string) =>
      synthApp((app) => {
        waived(expires)(awsStack(app));
        applyGuardrails(app, { only: ["RKG-RETAIN-01"] });
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

describe("applyGuardrails: controls", () => {
  const judged = (build: (stack: TerraformStack) => void, options: GuardrailsOptions) =>
    synthApp((app) => {
      build(awsStack(app));
      applyGuardrails(app, options);
    });
  const bucket = (stack: TerraformStack) => {
    new S3Bucket(stack, "Faces", { bucket: "faces" });
  };
  const only = ["RKG-ACCESS-01"];

  it("makes a control that fails an error, with the construct's path, the reason and what to do", () => {
    expect(() => judged(bucket, { only })).toThrow(/stack\/Faces: RKG-ACCESS-01 \(critical\) fails: \S.*\S/);
  });

  it("lets pass what passes", () => {
    const build = (stack: TerraformStack) => {
      bucket(stack);
      new S3BucketPublicAccessBlock(stack, "Block", {
        bucket: "faces",
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      });
    };
    expect(judged(build, { only })).toHaveProperty("stack");
  });

  it("takes what is unknown for an error only where it is asked to", () => {
    const build = (stack: TerraformStack) => {
      bucket(stack);
      const flag = new TerraformVariable(stack, "block", { type: "bool" });
      new S3BucketPublicAccessBlock(stack, "Block", {
        bucket: "faces",
        blockPublicAcls: flag.booleanValue,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      });
    };
    expect(judged(build, { only })).toHaveProperty("stack");
    expect(() => judged(build, { only, strict: true })).toThrow(
      /RKG-ACCESS-01 \(critical\) cannot be decided/,
    );
  });

  it("takes a waiver of the construct, and one from outside", () => {
    expect(
      judged(
        (stack) => {
          const faces = new S3Bucket(stack, "Faces", { bucket: "faces" });
          waive(faces, "RKG-ACCESS-01", WAIVER);
        },
        { only },
      ),
    ).toHaveProperty("stack");
    const waiver = { ...WAIVER, control: "RKG-ACCESS-01", address: "stack/Faces", origin: "waivers.yaml:2" };
    expect(judged(bucket, { only, waivers: [waiver] })).toHaveProperty("stack");
  });

  it("fails on a waiver that reaches nothing", () => {
    expect(() =>
      judged(
        (stack) => {
          waive(new SqsQueue(stack, "Queue", {}), "RKG-ACCESS-01", WAIVER);
        },
        { only },
      ),
    ).toThrow("stack/Queue: the waiver of RKG-ACCESS-01 for stack/Queue matches no finding");
  });

  it("names an opt-out that somebody else deploys, for an app that uses Rekognition", () => {
    const build = (stack: TerraformStack) => {
      new RekognitionCollection(stack, "Members", { collectionId: "members" });
    };
    const optOut = { only: ["RKG-OPTOUT-01"] };
    expect(() => judged(build, optOut)).toThrow(/RKG-OPTOUT-01 \(critical\) fails/);
    const externalOptOut = { policyId: "p-abcd123456", owner: "cloud platform team" };
    expect(judged(build, { ...optOut, externalOptOut })).toHaveProperty("stack");
  });

  it("gives the review before it fails", () => {
    const reviews: Review[] = [];
    expect(() => judged(bucket, { only, onReview: (each) => reviews.push(each) })).toThrow();
    expect(reviews.map(({ summary }) => summary.fail)).toEqual([1]);
  });

  it.each<readonly [string, GuardrailsOptions, string]>([
    ["a control that is none", { only: ["RKG-ACESS-01"] }, "only must name controls: there is no control"],
    ["no control", { only: [] }, "only must name at least one control, got: []"],
    [
      "a waiver that never expires",
      { waivers: [{ ...WAIVER, expires: "never", control: "RKG-ACCESS-01", address: "*", origin: "x" }] },
      "waivers[0].expires must be the last day",
    ],
    [
      "an opt-out of nobody",
      { externalOptOut: { policyId: "p-abcd123456", owner: " " } },
      "externalOptOut.owner must name who answers",
    ],
    [
      "an opt-out by no policy's id",
      { externalOptOut: { policyId: "", owner: "us" } },
      "externalOptOut.policyId must be the id of a policy",
    ],
    ["an account that is none", { account: "1" }, 'account must be an account id of twelve digits, got: "1"'],
    [
      "no days",
      { maximumRetentionDays: 0 },
      "maximumRetentionDays must be a whole number from 1 to 36500, got: 0",
    ],
  ])("refuses %s", (_name, options, message) => {
    expect(faultsOf(() => applyGuardrails(testApp(), options))).toEqual([expect.stringContaining(message)]);
  });
});
