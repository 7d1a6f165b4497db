import { AiServicesOptOutPolicy, AlarmTopic, applyGuardrails, CustomerManagedKey } from "../../../constructs";
import { judged, spokenAgainst, withAttributes, withText } from "../../support/judged";
import { awsStack, type ResourceBody, stackOf, synthApp } from "../../support/synth";
import { make } from "./support";

const TODAY = "2026-01-01";

/** Synthesized under `applyGuardrails`, which throws where a control fails. */
const stack = stackOf(
  synthApp((app) => {
    const scope = awsStack(app);
    const key = new CustomerManagedKey(scope, "Key", { aliases: ["books"] });
    new AiServicesOptOutPolicy(scope, "OptOut", { targetIds: ["r-abcd"] });
    make({ key, alarmTopic: new AlarmTopic(scope, "Alarms", { topicName: "alarms", key }) }, scope);
    applyGuardrails(app, { today: TODAY });
  }),
  "stack",
);
const withAttribute = (type: string, pathEnd: string, attributes: ResourceBody) => () =>
  withAttributes(stack, type, pathEnd, attributes);
const withPolicyText = (type: string, pathEnd: string, from: string | RegExp, to: string) => () =>
  withText(stack, type, pathEnd, "policy", from, to);

const ROLE = "Train/Role/Policy";

describe("A model of Custom Labels", () => {
  it("passes every control, with no waiver", () => {
    const results = judged(stack);
    expect(results.filter(({ verdict }) => verdict !== "pass" && verdict !== "not-applicable")).toEqual([]);
    const passed = results.filter(({ verdict }) => verdict === "pass").map(({ control }) => control.slice(4));
    for (const control of [
      "REST-01",
      "REST-03",
      "REST-06",
      "REST-10",
      "TRANSIT-01",
      "OPTOUT-01",
      "ACCESS-05",
      "DETECT-01",
    ])
      expect(passed).toContain(control);
  });

  it.each<readonly [string, string, () => unknown]>([
    [
      "images under the key of S3",
      "REST-01 fail \\S+Books_Training",
      withAttribute("aws_s3_bucket_server_side_encryption_configuration", "Training/Encryption", {
        rule: [
          {
            apply_server_side_encryption_by_default: { sse_algorithm: "AES256" },
            bucket_key_enabled: true,
            blocked_encryption_types: ["SSE-C"],
          },
        ],
      }),
    ],
    [
      "results that may be put under another key",
      "REST-03 fail \\S+Books_Output",
      withPolicyText("aws_s3_bucket_policy", "Output/Policy", /\{"Sid":"DenyOtherKey".*?\}\}\},?/, ""),
    ],
    [
      "images over plain HTTP",
      "TRANSIT-01 fail \\S+Books_Training",
      withPolicyText("aws_s3_bucket_policy", "Training/Policy", /\{"Sid":"DenyPlainHttp".*?\}\}\},?/, ""),
    ],
    [
      "training in every project",
      "ACCESS-05 fail \\S+Books_Train",
      withPolicyText("aws_iam_role_policy", ROLE, "project/books/*", "project/*"),
    ],
    [
      "images of every bucket",
      "ACCESS-07 fail \\S+Books_Train",
      withPolicyText("aws_iam_role_policy", ROLE, "arn:aws:s3:::books-training/*", "*"),
    ],
    [
      "every key for training",
      "ACCESS-06 fail \\S+Books_Train",
      withPolicyText("aws_iam_role_policy", ROLE, /("Sid":"UseTrainingKey".*?"Resource":)"[^"]*"/, '$1"*"'),
    ],
    [
      "a key that gives itself to another account",
      "REST-10 fail \\S+Key",
      withPolicyText(
        "aws_kms_key",
        "Key/Key",
        /("Sid":"GrantToCustomLabelsTraining".*?"AWS":)"[^"]*"(.*?),"Condition":\{.*?\}\}(?=\})/,
        '$1"999900001111"$2',
      ),
    ],
    [
      "a function whose environment is under the key of AWS",
      "REST-13 fail \\S+Books_Train",
      withAttribute("aws_lambda_function", "Train/Function", { kms_key_arn: undefined }),
    ],
  ])("fails with %s", (_name, found, mutant) => {
    expect(spokenAgainst(mutant())).toEqual([expect.stringMatching(new RegExp(`^RKG-${found}_`))]);
  });
});
