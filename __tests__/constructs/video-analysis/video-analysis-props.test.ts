import { Token } from "cdktf";
import { EncryptedBucket } from "../../../constructs";
import { awsStack, ENVIRONMENT, faultsOf, knownKey, wrongProps } from "../../support/synth";
import { makeStored } from "./support";

describe("VideoAnalysis: wrong props", () => {
  const token = Token.asString({ resolve: () => "x" });

  it.each(
    wrongProps([
      ["namePrefix", undefined, "namePrefix must be given"],
      ["namePrefix", "Stored", "namePrefix must be 3 to 20 lower-case letters"],
      ["namePrefix", "s".repeat(21), "namePrefix must be 3 to 20 lower-case letters"],
      ["namePrefix", token, "namePrefix must be known at synth"],
      ["key", undefined, "key must be given"],
      ["key", { keyArn: "alias/video", environment: ENVIRONMENT }, "key.keyArn must be the full ARN"],
      ["alarmTopic", undefined, "alarmTopic must be given"],
      [
        "alarmTopic",
        { environment: { ...ENVIRONMENT, region: "us-east-1" } },
        "alarmTopic must be in the region eu-west-1, got: one in us-east-1",
      ],
      ["collectionId", undefined, "collectionId must be given"],
      ["collectionId", "a/b", "collectionId must be 1 to 255 letters"],
      ["collectionId", "*", "collectionId must be 1 to 255 letters"],
      ["collectionId", token, "collectionId must be known at synth"],
      ["bucket", null, "bucket must be given"],
      ["bucket", { key: { keyArn: "alias/x" } }, "bucket.key.keyArn must be the full ARN of a KMS key"],
      ["retentionDays", 0, "retentionDays must be a whole number from 1 to 3650"],
      ["similarityThreshold", 98.9, "similarityThreshold must be a number from 99 to 100, got: 98.9"],
      ["similarityThreshold", 0.99, "similarityThreshold must be a number from 99 to 100, in per cent"],
      ["similarityThreshold", Number.NaN, "similarityThreshold must be a number"],
      ["reservedConcurrency", { start: 0 }, "reservedConcurrency.start must be a whole number from 1"],
      ["reservedConcurrency", { take: 1 }, "reservedConcurrency.take must be 2 at least"],
      [
        "reservedConcurrency",
        { take: { unreserved: true, reason: "why" } },
        "reservedConcurrency.take.reason must say why",
      ],
      ["fips", true, "fips must be for a region with endpoints of it"],
      ["vpc", { subnetIds: ["x"], securityGroupIds: ["sg-0123456789abcdef0"] }, "vpc.subnetIds[0] must be"],
      ["logRetentionDays", 1, "logRetentionDays must be one of"],
      ["permissionsBoundaryArn", "boundary", "permissionsBoundaryArn must be the ARN of a managed policy"],
    ]),
  )("refuses $title", ({ prop, value, message }) => {
    expect(faultsOf(() => makeStored({ [prop]: value }))[0]).toContain(message);
  });

  it("refuses days for a bucket that has its own", () => {
    const stack = awsStack();
    const bucket = new EncryptedBucket(stack, "Faces", { bucketName: "faces", key: knownKey(stack) });
    expect(faultsOf(() => makeStored({ bucket, retentionDays: 7 }, stack))).toEqual([
      "retentionDays must not be given with a `bucket`, which has its own, got: 7",
    ]);
  });

  it("names all at once, before anything is made", () => {
    const stack = awsStack();
    const wrong = {
      namePrefix: "-",
      similarityThreshold: 1,
      collectionId: "*",
      fips: true,
      retentionDays: 0,
    };
    expect(faultsOf(() => makeStored(wrong, stack))).toHaveLength(5);
    expect(stack.node.tryFindChild("Stored")).toBeUndefined();
  });

  it("leaves a threshold that only Terraform knows to Terraform", () => {
    expect(() => makeStored({ similarityThreshold: Token.asNumber({ resolve: () => 99 }) })).not.toThrow();
  });
});
