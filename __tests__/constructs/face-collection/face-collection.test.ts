import { Token } from "cdktf";
import { CustomerManagedKey, FaceCollection, FaceVerification } from "../../../constructs";
import { guardrailsMatchers, resourcesOf } from "../../../policies/jest";
import {
  awsStack,
  ENVIRONMENT,
  faultsOf,
  KEY_ARN,
  knownKey,
  normalized,
  statementOf,
  synthStack,
  theOnly,
  wrongProps,
} from "../../support/synth";
import { ACCOUNT, COLLECTION, documentOf, functionArn, make, synthDoor, variablesOf } from "./support";

expect.extend(guardrailsMatchers);

const byDefault = synthDoor();

describe("FaceCollection", () => {
  it("has a default form, beside those of its functions", () => {
    const of = (type: string, pattern = /./) =>
      Object.fromEntries(
        Object.entries(byDefault.resource?.[type] ?? {}).filter(([name]) => pattern.test(name)),
      );
    expect(
      normalized({
        resource: {
          aws_rekognition_collection: of("aws_rekognition_collection"),
          aws_cloudwatch_event_rule: of("aws_cloudwatch_event_rule"),
          aws_cloudwatch_event_target: of("aws_cloudwatch_event_target"),
          aws_lambda_permission: of("aws_lambda_permission"),
          aws_cloudwatch_metric_alarm: of("aws_cloudwatch_metric_alarm", /OrphanedFaces/),
        },
      }),
    ).toMatchSnapshot();
  });

  it("tells each function where the pictures are, whose, under which key, and which collection is meant", () => {
    for (const [id, name] of [
      ["IndexFace", "index-face"],
      ["IdentifyFace", "identify-face"],
      ["ReconcileCollection", "reconcile-collection"],
    ] as const) {
      expect(variablesOf(byDefault, id)).toEqual({
        POWERTOOLS_SERVICE_NAME: `door-${name}`,
        POWERTOOLS_METRICS_NAMESPACE: "RekognitionGuardrails",
        AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "true",
        IMAGE_BUCKET: "door-faces",
        IMAGE_BUCKET_OWNER: ACCOUNT,
        IMAGE_KEY_ARN: KEY_ARN,
        MEMBERS_PREFIX: "members/",
        COLLECTION_ID: "door-members",
        ...(name === "identify-face" ? { SIMILARITY_THRESHOLD: "99" } : {}),
      });
    }
  });

  it("takes a collection's id, a threshold, concurrency, retention, boundary, network and tags", () => {
    const boundary = `arn:aws:iam::${ACCOUNT}:policy/boundary`;
    const door = synthDoor({
      collectionId: "Staff.2",
      similarityThreshold: 99.5,
      reservedConcurrency: {
        index: 3,
        identify: 50,
        reconcile: { unreserved: true, reason: "a small account" },
      },
      logRetentionDays: 90,
      permissionsBoundaryArn: boundary,
      vpc: { subnetIds: ["subnet-0123456789abcdef0"], securityGroupIds: ["sg-0123456789abcdef0"] },
      tags: { team: "door" },
    });
    expect(variablesOf(door, "IdentifyFace")).toMatchObject({
      COLLECTION_ID: "Staff.2",
      SIMILARITY_THRESHOLD: "99.5",
    });
    const functions = resourcesOf(door, "aws_lambda_function").map(({ values }) => values);
    expect(functions.map((each) => [each.function_name, each.reserved_concurrent_executions])).toEqual([
      ["door-identify-face", 50],
      ["door-index-face", 3],
      ["door-reconcile-collection", undefined],
    ]);
    for (const each of functions)
      expect(each).toMatchObject({ tags: { team: "door" }, vpc_config: { subnet_ids: expect.any(Array) } });
    expect(door).toHaveEvery("aws_cloudwatch_log_group", { retention_in_days: 90 });
    expect(door).toHaveEvery("aws_iam_role", { permissions_boundary: boundary });
    for (const type of ["aws_rekognition_collection", "aws_cloudwatch_event_rule"])
      expect(door).toHaveEvery(type, { tags: { team: "door" } });
  });

  it("has the functions use FIPS endpoints where there are any", () => {
    const stack = awsStack(undefined, "stack", "us-east-1");
    const key = new CustomerManagedKey(stack, "Key", { aliases: ["door"] });
    const { identifyFace } = make({ fips: true }, stack, key);
    expect(identifyFace.function.environmentInput?.variables).toMatchObject({
      AWS_USE_FIPS_ENDPOINT: "true",
    });
  });

  it("knows its id and ARN before AWS does", () => {
    const { collectionId, collectionArn } = make();
    expect([collectionId, collectionArn]).toEqual(["door-members", COLLECTION]);
  });

  it("is reconciled daily by its own rule, which nothing but this rule of this account may imitate", () => {
    const rule = theOnly(byDefault, "aws_cloudwatch_event_rule");
    expect(rule.values).toMatchObject({ schedule_expression: "rate(1 day)", state: "ENABLED" });
    expect(theOnly(byDefault, "aws_lambda_permission").values).toMatchObject({
      action: "lambda:InvokeFunction",
      function_name: `\${${theOnly(byDefault, "aws_lambda_function", "Collection/Function").address}.function_name}`,
      principal: "events.amazonaws.com",
      source_arn: `arn:aws:events:eu-west-1:${ACCOUNT}:rule/door-reconcile-collection`,
    });
    // EventBridge sends none, and could not invoke.
    expect(theOnly(byDefault, "aws_lambda_permission").values).not.toHaveProperty("source_account");
    expect(theOnly(byDefault, "aws_cloudwatch_event_target").values).toMatchObject({
      arn: functionArn("reconcile-collection"),
      rule: `\${${rule.address}.name}`,
      input: "{}",
    });
  });

  it("tells of orphans for as long as it finds any, and of faults that only an operator can mend", () => {
    const alarms = resourcesOf(byDefault, "aws_cloudwatch_metric_alarm").map(({ values }) => values);
    const named = (name: string) => alarms.find(({ alarm_name }) => alarm_name === name);
    expect(named("door-reconcile-collection-orphaned-faces")).toMatchObject({
      metric_name: "OrphanedFaces",
      namespace: "RekognitionGuardrails",
      dimensions: { service: "door-reconcile-collection" },
      period: 86_400,
      threshold: 1,
    });
    for (const name of ["index-face", "identify-face", "reconcile-collection"])
      expect(named(`door-${name}-operator-faults`)).toMatchObject({
        metric_name: "OperatorFault",
        dimensions: { service: `door-${name}` },
        period: 300,
      });
    for (const { alarm_actions } of alarms)
      expect(alarm_actions).toEqual([`arn:aws:sns:eu-west-1:${ACCOUNT}:alarms`]);
  });

  it("goes with a FaceVerification, which erases from it", () => {
    const stack = synthStack((within) => {
      const key = knownKey(within);
      const desk = new FaceVerification(within, "Desk", {
        namePrefix: "desk",
        key,
        collectionId: "door-members",
      });
      const { bucket, alarmTopic } = desk;
      new FaceCollection(within, "Door", { namePrefix: "door", bucket, alarmTopic });
    });
    for (const id of ["Desk/EraseFace", "Door/ReconcileCollection"])
      expect(statementOf(documentOf(stack, id), "EraseFaceVectors").Resource).toBe(COLLECTION);
    expect(variablesOf(stack, "Door/IndexFace").IMAGE_BUCKET).toBe(
      variablesOf(stack, "Desk/EnrollFace").IMAGE_BUCKET,
    );
  });
});

describe("FaceCollection: wrong props", () => {
  const token = Token.asString({ resolve: () => "x" });

  it.each(
    wrongProps([
      ["namePrefix", undefined, "namePrefix must be given"],
      ["namePrefix", "Door", "namePrefix must be 3 to 20 lower-case letters"],
      ["namePrefix", token, "namePrefix must be known at synth"],
      ["bucket", undefined, "bucket must be given"],
      ["bucket", null, "bucket must be given"],
      ["bucket", { key: { keyArn: "alias/faces" } }, "bucket.key.keyArn must be the full ARN of a KMS key"],
      ["alarmTopic", undefined, "alarmTopic must be given"],
      [
        "alarmTopic",
        { environment: { ...ENVIRONMENT, region: "us-east-1" } },
        "alarmTopic must be in the region eu-west-1, got: one in us-east-1",
      ],
      ["collectionId", "", "collectionId must be 1 to 255 letters"],
      ["collectionId", "door/members", "collectionId must be 1 to 255 letters"],
      ["collectionId", token, "collectionId must be known at synth"],
      ["similarityThreshold", 98.9, "similarityThreshold must be a number from 99 to 100, got: 98.9"],
      ["similarityThreshold", 0.99, "similarityThreshold must be a number from 99 to 100, in per cent"],
      ["similarityThreshold", Number.NaN, "similarityThreshold must be a number"],
      [
        "reservedConcurrency",
        { index: 0 },
        "reservedConcurrency.index must be a whole number from 1 to 1000",
      ],
      [
        "reservedConcurrency",
        { reconcile: { unreserved: true, reason: "why" } },
        "reservedConcurrency.reconcile.reason must say why",
      ],
      ["fips", true, "fips must be for a region with endpoints of it"],
      ["vpc", { subnetIds: ["x"], securityGroupIds: ["sg-0123456789abcdef0"] }, "vpc.subnetIds[0] must be"],
      ["logRetentionDays", 1, "logRetentionDays must be one of"],
      ["permissionsBoundaryArn", "boundary", "permissionsBoundaryArn must be the ARN of a managed policy"],
    ]),
  )("refuses $title", ({ prop, value, message }) => {
    expect(faultsOf(() => make({ [prop]: value }))).toEqual([expect.stringContaining(message)]);
  });

  it("names all at once", () => {
    const wrong = { namePrefix: "-", similarityThreshold: 1, collectionId: "*", fips: true };
    expect(faultsOf(() => make(wrong))).toHaveLength(4);
  });

  it("leaves a threshold that only Terraform knows to Terraform", () => {
    expect(() => make({ similarityThreshold: Token.asNumber({ resolve: () => 99 }) })).not.toThrow();
  });
});
