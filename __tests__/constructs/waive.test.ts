import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { EncryptedBucket, type Waiver, waive, waiversOf } from "../../constructs";
import {
  awsStack,
  faultsOf,
  knownKey,
  type StackConfiguration,
  stackOf,
  synthApp,
  synthStack,
  testApp,
  untyped,
  validationErrorOf,
  wrongProps,
} from "../support/synth";

const WAIVER: Waiver = { reason: "images of the staff only", owner: "the faces team", expires: "2030-12-31" };
const recorded = (control: string, construct: string) => ({ control, ...WAIVER, construct });

/** The waivers in the metadata of each resource. */
const waiversIn = (stack: StackConfiguration): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.values(stack.resource ?? {})
      .flatMap((named) => Object.values(named))
      .map((body) => untyped<{ metadata: { path: string }; guardrails?: { waivers: unknown } }>(body["//"]))
      .map(({ metadata, guardrails }) => [metadata.path, guardrails?.waivers]),
  );

describe("waive", () => {
  it("writes the waiver beside each resource of the construct, and beside no other", () => {
    const stack = synthStack((scope) => {
      const key = knownKey(scope);
      waive(new EncryptedBucket(scope, "Waived", { bucketName: "waived", key }), "RKG-RETAIN-01", WAIVER);
      new EncryptedBucket(scope, "Other", { bucketName: "other", key });
    });
    const waivers = Object.entries(waiversIn(stack));
    expect(waivers).toHaveLength(30);
    for (const [path, list] of waivers) {
      expect([path, list]).toEqual([
        path,
        path.startsWith("stack/Waived/") ? [recorded("RKG-RETAIN-01", "stack/Waived")] : undefined,
      ]);
    }
  });

  it("keeps cdktf's own metadata beside it", () => {
    const stack = synthStack((scope) => waive(new S3Bucket(scope, "Bucket", {}), "RKG-REST-01", WAIVER));
    expect(stack.resource?.aws_s3_bucket?.Bucket?.["//"]).toEqual({
      metadata: { path: "stack/Bucket", uniqueId: "Bucket" },
      guardrails: { waivers: [recorded("RKG-REST-01", "stack/Bucket")] },
    });
  });

  it("reaches resources that are added later", () => {
    const stack = synthStack((scope) => {
      const group = new Construct(scope, "Group");
      waive(group, "RKG-RETAIN-01", WAIVER);
      new S3Bucket(group, "Later", {});
    });
    expect(waiversIn(stack)["stack/Group/Later"]).toEqual([recorded("RKG-RETAIN-01", "stack/Group")]);
  });

  it("adds up: several controls, of the construct and of those around it", () => {
    const stack = synthStack((scope) => {
      const group = new Construct(scope, "Group");
      const bucket = new S3Bucket(group, "Bucket", {});
      waive(bucket, "RKG-REST-01", WAIVER);
      waive(group, "RKG-RETAIN-01", WAIVER);
      waive(group, "RKG-RETAIN-02", WAIVER);
      expect(waiversOf(bucket).map(({ control }) => control)).toEqual([
        "RKG-RETAIN-01",
        "RKG-RETAIN-02",
        "RKG-REST-01",
      ]);
      expect(waiversOf(scope)).toEqual([]);
    });
    expect(waiversIn(stack)["stack/Group/Bucket"]).toEqual([
      recorded("RKG-RETAIN-01", "stack/Group"),
      recorded("RKG-RETAIN-02", "stack/Group"),
      recorded("RKG-REST-01", "stack/Group/Bucket"),
    ]);
  });

  it("reaches everything from a stack", () => {
    const stack = synthStack((scope) => {
      waive(scope, "RKG-RETAIN-01", WAIVER);
      new S3Bucket(new Construct(scope, "Group"), "Bucket", {});
    });
    expect(waiversIn(stack)).toEqual({ "stack/Group/Bucket": [recorded("RKG-RETAIN-01", "stack")] });
  });

  it("refuses a waiver of the whole app, which would reach nothing", () => {
    const app = testApp();
    new S3Bucket(awsStack(app), "Bucket", {});
    expect(faultsOf(() => waive(app, "RKG-RETAIN-01", WAIVER))).toEqual([
      expect.stringMatching(/^construct must be in a stack.*Waive in each stack/),
    ]);
  });

  it("reaches a provider, for controls of transit", () => {
    const stacks = synthApp((app) => {
      const stack = new TerraformStack(app, "stack");
      waive(new AwsProvider(stack, "aws", { region: "eu-west-1" }), "RKG-TRANSIT-06", WAIVER);
    });
    expect(JSON.stringify(stackOf(stacks, "stack").provider)).toContain('"control":"RKG-TRANSIT-06"');
  });

  it("says at synth that it reaches nothing", () => {
    expect(() =>
      synthStack((scope) => {
        const empty = new Construct(scope, "Empty");
        waive(empty, "RKG-RETAIN-01", WAIVER);
        waive(empty, "RKG-REST-01", WAIVER);
      }),
    ).toThrow(
      "[stack/Empty] waives RKG-RETAIN-01, RKG-REST-01, but holds no resource. Waive where the resource is.",
    );
  });

  it("refuses the same control twice on one construct, and takes it on one around it", () => {
    const stack = awsStack();
    const bucket = new S3Bucket(stack, "Bucket", {});
    waive(bucket, "RKG-RETAIN-01", WAIVER);
    waive(stack, "RKG-RETAIN-01", WAIVER);
    expect(faultsOf(() => waive(bucket, "RKG-RETAIN-01", WAIVER))).toEqual([
      "controlId must be waived once, got a second: RKG-RETAIN-01",
    ]);
    expect(waiversOf(bucket)).toHaveLength(2);
  });

  it.each(["", "RETAIN-01", "rkg-retain-01", "RKG-RETAIN-1", "RKG-RETAIN-99", "RKG-*", " RKG-RETAIN-01", 5])(
    "refuses the control id %j",
    (controlId) => {
      expect(faultsOf(() => waive(awsStack(), untyped(controlId), WAIVER))).toEqual([
        expect.stringMatching(
          /^controlId must be the id of a control, for example RKG-RETAIN-01: there is no control/,
        ),
      ]);
    },
  );

  it("suggests the control that was meant", () => {
    expect(faultsOf(() => waive(awsStack(), "RKG-RETIAN-01", WAIVER))).toEqual([
      expect.stringContaining("Did you mean RKG-RETAIN-01?"),
    ]);
  });

  it.each(
    wrongProps([
      ["reason", "", "reason"],
      ["reason", "short", "reason"],
      ["reason", "x         ", "reason"],
      ["reason", 5, "reason"],
      ["owner", "", "owner must be the name of a person or team"],
      ["owner", "  ", "owner must be the name of a person or team"],
      ["owner", undefined, "owner"],
      ["expires", "", 'expires must be a day of the calendar as YYYY-MM-DD, got: ""'],
      ["expires", "2030-02-30", 'got: "2030-02-30"'],
      ["expires", "2030-13-01", 'got: "2030-13-01"'],
      ["expires", "31.12.2030", 'got: "31.12.2030"'],
      ["expires", "2030-12-31T00:00:00Z", "expires must be"],
      ["expires", 20_301_231, "expires must be"],
      ["expires", ["2030-12-31"], "expires must be"],
      ["expires", undefined, "expires must be"],
    ]),
  )("refuses $title", ({ prop, value, message }) => {
    expect(faultsOf(() => waive(awsStack(), "RKG-RETAIN-01", { ...WAIVER, [prop]: value }))).toEqual([
      expect.stringContaining(message),
    ]);
  });

  it("records what a waiver has, and nothing else", () => {
    const stack = awsStack();
    waive(stack, "RKG-RETAIN-01", untyped({ ...WAIVER, ticket: "ABC-1" }));
    expect(waiversOf(stack)).toEqual([recorded("RKG-RETAIN-01", "stack")]);
  });

  it("names all wrong parts at once, with the construct's path", () => {
    const error = validationErrorOf(() => waive(awsStack(), "x", { reason: "", owner: "", expires: "soon" }));
    expect(error.constructPath).toBe("waive(stack)");
    expect(error.faults.map(({ prop }) => prop)).toEqual(["controlId", "reason", "owner", "expires"]);
  });

  it("takes the last day of a leap year's February", () => {
    const stack = awsStack();
    waive(stack, "RKG-RETAIN-01", { ...WAIVER, expires: "2028-02-29" });
    expect(waiversOf(stack)).toEqual([{ ...recorded("RKG-RETAIN-01", "stack"), expires: "2028-02-29" }]);
  });
});
