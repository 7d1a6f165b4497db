import { AiServicesOptOutPolicy, AlarmTopic, applyGuardrails, CustomerManagedKey } from "../../../constructs";
import { readSynth } from "../../../policies/configuration/synth/read-synth";
import { review } from "../../../policies/review/review";
import { awsStack, type ResourceBody, stackOf, synthApp, theOnly } from "../../support/synth";
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
const findings = (json: unknown) =>
  review(readSynth([{ name: "stack", path: "stack", json }], { path: "cdktf.out" }), { today: TODAY })
    .results;
const failing = (json: unknown) => [
  ...new Set(
    findings(json)
      .filter(({ verdict }) => verdict === "fail" || verdict === "unknown")
      .map(({ control, verdict, subject }) => `${control} ${verdict} ${subject}`),
  ),
];

/** The stack with one resource changed. */
function changed(type: string, pathEnd: string, change: (body: ResourceBody) => ResourceBody): unknown {
  const { address, values } = theOnly(stack, type, pathEnd);
  const [, id = ""] = address.split(".");
  const ofType = stack.resource?.[type];
  return { ...stack, resource: { ...stack.resource, [type]: { ...ofType, [id]: change(values) } } };
}

const withAttribute = (type: string, pathEnd: string, attributes: ResourceBody) => () =>
  changed(type, pathEnd, (body) => ({ ...body, ...attributes }));

/** A text in a policy replaced; fails where it is not there. */
const withText = (type: string, pathEnd: string, from: string | RegExp, to: string) => () =>
  changed(type, pathEnd, (body) => {
    const text = String(body.policy);
    const mutant = text.replace(from, to);
    if (mutant === text) throw new Error(`nothing in ${type} ${pathEnd} is ${from}`);
    return { ...body, policy: mutant };
  });

const ROLE = "Train/Role/Policy";

describe("A model of Custom Labels", () => {
  it("passes every control, with no waiver", () => {
    const results = findings(stack);
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
      withText("aws_s3_bucket_policy", "Output/Policy", /\{"Sid":"DenyOtherKey".*?\}\}\},?/, ""),
    ],
    [
      "images over plain HTTP",
      "TRANSIT-01 fail \\S+Books_Training",
      withText("aws_s3_bucket_policy", "Training/Policy", /\{"Sid":"DenyPlainHttp".*?\}\}\},?/, ""),
    ],
    [
      "training in every project",
      "ACCESS-05 fail \\S+Books_Train",
      withText("aws_iam_role_policy", ROLE, "project/books/*", "project/*"),
    ],
    [
      "images of every bucket",
      "ACCESS-07 fail \\S+Books_Train",
      withText("aws_iam_role_policy", ROLE, "arn:aws:s3:::books-training/*", "*"),
    ],
    [
      "every key for training",
      "ACCESS-06 fail \\S+Books_Train",
      withText("aws_iam_role_policy", ROLE, /("Sid":"UseTrainingKey".*?"Resource":)"[^"]*"/, '$1"*"'),
    ],
    [
      "a key that gives itself to another account",
      "REST-10 fail \\S+Key",
      withText(
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
    expect(failing(mutant())).toEqual([expect.stringMatching(new RegExp(`^RKG-${found}_`))]);
  });
});
