import { CustomerManagedKey } from "../../../constructs";
import { guardrailsMatchers, resourcesOf } from "../../../policies/jest";
import { awsStack, faultsOf, KEY_ARN, wrongProps } from "../../support/synth";
import { ACCOUNT, documentOf, make, synthAlive, variablesOf } from "./support";

expect.extend(guardrailsMatchers);

const byDefault = synthAlive();

describe("FaceLiveness", () => {
  it("has a default form, beside those of its functions", () => {
    const roles = Object.fromEntries(
      ["CreateSession", "ReadSession"].map((id) => [id, documentOf(byDefault, id)]),
    );
    const paths = Object.keys(byDefault.resource ?? {}).flatMap((type) =>
      resourcesOf(byDefault, type)
        .map(({ path }) => `${type} ${path}`)
        .filter((path) => path.includes("Alive/")),
    );
    expect({ paths, roles }).toMatchSnapshot();
  });

  it("tells each function where the pictures are, whose, and under which key", () => {
    const shared = (name: string) => ({
      POWERTOOLS_SERVICE_NAME: `bank-${name}`,
      POWERTOOLS_METRICS_NAMESPACE: "RekognitionGuardrails",
      AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "true",
      IMAGE_BUCKET: "bank-faces",
      IMAGE_BUCKET_OWNER: ACCOUNT,
      IMAGE_KEY_ARN: KEY_ARN,
      MEMBERS_PREFIX: "members/",
      LIVENESS_PREFIX: "liveness/",
    });
    expect(variablesOf(byDefault, "CreateSession")).toEqual({
      ...shared("create-liveness-session"),
      LIVENESS_AUDIT_IMAGES: "0",
      LIVENESS_CHALLENGE: "FaceMovementAndLightChallenge",
    });
    expect(variablesOf(byDefault, "ReadSession")).toEqual({
      ...shared("read-liveness-session"),
      LIVENESS_MIN_CONFIDENCE: "80",
    });
  });

  it("takes a confidence, audit images, a challenge, concurrency, retention, boundary, network and tags", () => {
    const boundary = `arn:aws:iam::${ACCOUNT}:policy/boundary`;
    const stack = synthAlive({
      minimumConfidence: 92.5,
      auditImages: 4,
      challenge: { type: "FaceMovementChallenge", reason: "members with epilepsy" },
      reservedConcurrency: { create: 5, read: { unreserved: true, reason: "a small account" } },
      logRetentionDays: 90,
      permissionsBoundaryArn: boundary,
      vpc: { subnetIds: ["subnet-0123456789abcdef0"], securityGroupIds: ["sg-0123456789abcdef0"] },
      tags: { team: "bank" },
    });
    expect(variablesOf(stack, "CreateSession")).toMatchObject({
      LIVENESS_AUDIT_IMAGES: "4",
      LIVENESS_CHALLENGE: "FaceMovementChallenge",
    });
    expect(variablesOf(stack, "ReadSession").LIVENESS_MIN_CONFIDENCE).toBe("92.5");
    const functions = resourcesOf(stack, "aws_lambda_function").map(({ values }) => values);
    expect(functions.map((each) => [each.function_name, each.reserved_concurrent_executions])).toEqual([
      ["bank-create-liveness-session", 5],
      ["bank-read-liveness-session", undefined],
    ]);
    for (const each of functions)
      expect(each).toMatchObject({
        tags: { team: "bank", "guardrails:role": "liveness" },
        vpc_config: { subnet_ids: expect.any(Array) },
      });
    expect(stack).toHaveEvery("aws_cloudwatch_log_group", { retention_in_days: 90 });
    expect(stack).toHaveEvery("aws_iam_role", { permissions_boundary: boundary });
  });

  it("takes the challenge by its name, and ten requests at a time", () => {
    const stack = synthAlive({ challenge: "FaceMovementAndLightChallenge" });
    expect(variablesOf(stack, "CreateSession").LIVENESS_CHALLENGE).toBe("FaceMovementAndLightChallenge");
    expect(stack).toHaveEvery("aws_lambda_function", { reserved_concurrent_executions: 10 });
  });

  it("has the functions use FIPS endpoints where there are any", () => {
    const stack = awsStack(undefined, "stack", "us-west-2");
    const key = new CustomerManagedKey(stack, "Key", { aliases: ["bank"] });
    const { readSession } = make({ fips: true }, stack, key);
    expect(readSession.function.environmentInput?.variables).toMatchObject({ AWS_USE_FIPS_ENDPOINT: "true" });
  });

  it("tells of faults that only an operator can mend", () => {
    const alarms = resourcesOf(byDefault, "aws_cloudwatch_metric_alarm").map(({ values }) => values);
    for (const name of ["create-liveness-session", "read-liveness-session"])
      expect(alarms).toContainEqual(
        expect.objectContaining({
          alarm_name: `bank-${name}-operator-faults`,
          metric_name: "OperatorFault",
          dimensions: { service: `bank-${name}` },
          alarm_actions: [`arn:aws:sns:eu-west-1:${ACCOUNT}:alarms`],
        }),
      );
  });
});

describe("FaceLiveness: wrong props", () => {
  it.each(
    wrongProps([
      ["namePrefix", "Bank", "namePrefix must be 3 to 20 lower-case letters"],
      ["bucket", undefined, "bucket must be given"],
      ["alarmTopic", null, "alarmTopic must be given"],
      ["minimumConfidence", 79.9, "minimumConfidence must be a number from 80 to 100, got: 79.9"],
      [
        "minimumConfidence",
        0.9,
        "minimumConfidence must be a number from 80 to 100, in per cent: 80, not 0.8",
      ],
      ["minimumConfidence", 100.1, "minimumConfidence must be a number from 80 to 100"],
      ["auditImages", 5, "auditImages must be a whole number from 0 to 4"],
      ["auditImages", 1.5, "auditImages must be a whole number from 0 to 4"],
      ["challenge", "FaceMovementChallenge", "challenge must be one of FaceMovementAndLightChallenge"],
      ["challenge", null, "challenge must be one of FaceMovementAndLightChallenge"],
      ["challenge", { type: "None", reason: "no time for it" }, "challenge.type must be one of"],
      ["challenge", { type: "FaceMovementChallenge", reason: " " }, "challenge.reason must say why"],
      ["reservedConcurrency", { create: 1001 }, "reservedConcurrency.create must be a whole number"],
      ["fips", true, "fips must be for a region with endpoints of it"],
      ["logRetentionDays", 1, "logRetentionDays must be one of"],
    ]),
  )("refuses $title", ({ prop, value, message }) => {
    expect(faultsOf(() => make({ [prop]: value }))).toEqual([expect.stringContaining(message)]);
  });

  it("refuses a region without Face Liveness, and names those with it", () => {
    const stack = awsStack(undefined, "stack", "eu-central-1");
    const key = new CustomerManagedKey(stack, "Key", { aliases: ["bank"] });
    expect(faultsOf(() => make({}, stack, key))).toEqual([
      "environment.region must be one that has Face Liveness (ap-northeast-1, ap-south-1, eu-west-1, us-east-1, us-west-2), got: eu-central-1",
    ]);
  });

  it("names all at once", () => {
    expect(faultsOf(() => make({ namePrefix: "-", minimumConfidence: 1, auditImages: -1 }))).toHaveLength(3);
  });
});
