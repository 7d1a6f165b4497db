import { planOf } from "../../configuration/plan/plans";
import { judges, resultsOf } from "../support/judges";

const tagged = (variables?: unknown, more: object = {}) => ({
  resource: {
    aws_lambda_function: {
      verify: {
        function_name: "desk",
        tags: { "guardrails:role": "verification" },
        ...(variables === undefined ? {} : { environment: { variables } }),
        ...more,
      },
    },
  },
});
const threshold = (value: unknown) => tagged({ SIMILARITY_THRESHOLD: value });
const named = (name: string, more: object = {}) => ({
  resource: {
    aws_lambda_function: {
      desk: { function_name: name, environment: [{ variables: {} }], ...more },
    },
  },
});

const processor = (body: object) => ({
  resource: { aws_rekognition_stream_processor: { door: { name: "door", ...body } } },
});
const searching = (search: object | string) =>
  processor({
    settings: [
      {
        face_search: typeof search === "string" ? search : [{ collection_id: "members", ...search }],
      },
    ],
  });

judges("RKG-VERIFY-01", [
  ...[99, "99", "99.5", "100"].map((value) => ({
    name: `it is ${JSON.stringify(value)}`,
    verdict: "pass" as const,
    given: threshold(value),
    evidence: "aws_lambda_function.verify environment.variables.SIMILARITY_THRESHOLD",
  })),
  {
    name: "it comes from a local",
    verdict: "pass",
    given: { ...threshold("${local.threshold}"), locals: { threshold: 99 } },
  },
  {
    name: "it is in a list of one block",
    verdict: "pass",
    given: tagged(undefined, { environment: [{ variables: { SIMILARITY_THRESHOLD: "99" } }] }),
    evidence: "aws_lambda_function.verify environment[0].variables.SIMILARITY_THRESHOLD",
  },
  {
    name: "it is a fraction",
    verdict: "fail",
    given: threshold("0.99"),
    reason: /unit: write 99, not 0\.99/,
  },
  { name: "it is 1, a fraction as well", verdict: "fail", given: threshold(1), reason: /unit/ },
  {
    name: "it is too low",
    verdict: "fail",
    given: threshold("98.99"),
    reason: /at least 99 %, not "98\.99"/,
  },
  { name: "it is 0", verdict: "fail", given: threshold("0"), reason: /at least 99/ },
  { name: "it is negative", verdict: "fail", given: threshold("-99"), reason: /at least 99/ },
  { name: "it is above what anybody reaches", verdict: "fail", given: threshold("101"), reason: /above 100/ },
  ...["99%", "99,5", "", "0x63", "Infinity", "1e2", " 99", "99 or so"].map((value) => ({
    name: `it is no number: ${JSON.stringify(value)}`,
    verdict: "fail" as const,
    given: threshold(value),
    reason: /must be a percentage from 99 to 100/,
  })),
  { name: "it is a list", verdict: "fail", given: threshold(["99"]), reason: /must be a percentage/ },
  { name: "a variable decides", verdict: "unknown", given: threshold("${var.threshold}") },
  {
    name: "the function is known by its threshold alone, which is too low",
    verdict: "fail",
    given: {
      resource: {
        aws_lambda_function: {
          desk: { function_name: "desk", environment: { variables: { SIMILARITY_THRESHOLD: "80" } } },
        },
      },
    },
  },
  {
    name: "it is not set in a function that is tagged",
    verdict: "unknown",
    given: tagged({ OTHER: "1" }),
    reason: /not set.*80/,
  },
  { name: "there is no environment", verdict: "unknown", given: tagged() },
  { name: "the environment is a variable", verdict: "unknown", given: tagged("${var.environment}") },
  ...["verify-face", "FaceVerification", "identity-verifier", "compare_faces", "face-match"].map((name) => ({
    name: `it is not set in ${name}`,
    verdict: "unknown" as const,
    given: named(name),
  })),
  {
    name: "it is not set in a function whose label names it",
    verdict: "unknown",
    given: {
      resource: { aws_lambda_function: { verify_face: { function_name: "${var.prefix}-desk" } } },
    },
  },
  ...["email-verification", "surface-report", "thumbnails"].map((name) => ({
    name: `${name} verifies no face`,
    verdict: "not-applicable" as const,
    given: named(name),
  })),
  {
    name: "another role is tagged",
    verdict: "not-applicable",
    given: named("desk", { tags: { "guardrails:role": "posture" } }),
  },
  { name: "there is no function", verdict: "not-applicable", given: {} },
  ...[99, "99.5", 100].map((value) => ({
    name: `a stream processor matches from ${JSON.stringify(value)}`,
    verdict: "pass" as const,
    given: searching({ face_match_threshold: value }),
    reason: /^The threshold of a face match is/,
    evidence: "aws_rekognition_stream_processor.door settings[0].face_search[0].face_match_threshold",
  })),
  {
    name: "a stream processor takes Rekognition's default",
    verdict: "fail",
    given: searching({}),
    reason: /Rekognition takes 80 % then/,
    evidence: "aws_rekognition_stream_processor.door settings[0].face_search[0].face_match_threshold",
  },
  {
    name: "a stream processor's threshold is null",
    verdict: "fail",
    given: searching({ face_match_threshold: null }),
    reason: /80 %/,
  },
  {
    name: "a stream processor's threshold is too low",
    verdict: "fail",
    given: searching({ face_match_threshold: 98.9 }),
    reason: /at least 99 %, not "98\.9"/,
  },
  {
    name: "a stream processor's threshold is a fraction",
    verdict: "fail",
    given: searching({ face_match_threshold: 0.99 }),
    reason: /unit: write 99, not 0\.99/,
  },
  {
    name: "a stream processor's threshold is above what anybody reaches",
    verdict: "fail",
    given: searching({ face_match_threshold: 101 }),
    reason: /above 100/,
  },
  {
    name: "a variable decides a stream processor's threshold",
    verdict: "unknown",
    given: searching({ face_match_threshold: "${var.threshold}" }),
  },
  {
    name: "a variable holds how a stream processor searches",
    verdict: "unknown",
    given: searching("${var.search}"),
  },
  {
    name: "a variable holds the settings of a stream processor",
    verdict: "unknown",
    given: processor({ settings: "${var.settings}" }),
  },
  {
    name: "a stream processor looks for persons, and for no faces",
    verdict: "not-applicable",
    given: processor({ settings: [{ connected_home: [{ labels: ["PERSON"] }] }] }),
  },
  { name: "a stream processor has no settings", verdict: "not-applicable", given: processor({}) },
  {
    name: "a function is right, and a stream processor beside it is not",
    verdict: "fail",
    given: { resource: { ...threshold(99).resource, ...searching({}).resource } },
    subject: "aws_rekognition_stream_processor.door",
  },
]);

describe("RKG-VERIFY-01 of a threshold that is sensitive", () => {
  const judged = (SIMILARITY_THRESHOLD: string) => {
    const after = { function_name: "desk", environment: [{ variables: { SIMILARITY_THRESHOLD } }] };
    const address = "aws_lambda_function.desk";
    const change = {
      actions: ["create"],
      before: null,
      after,
      after_unknown: {},
      after_sensitive: { environment: [{ variables: true }] },
    };
    const plan = {
      format_version: "1.2",
      terraform_version: "1.9.0",
      resource_changes: [
        {
          address,
          mode: "managed",
          type: "aws_lambda_function",
          name: "desk",
          provider_name: "registry.terraform.io/hashicorp/aws",
          change,
        },
      ],
      configuration: { root_module: {} },
    };
    const [result] = resultsOf("RKG-VERIFY-01", planOf(plan));
    return [result?.verdict, result?.reason];
  };

  it.each([
    ["99.25", "pass"],
    ["98.25", "fail"],
    ["150.25", "fail"],
    ["secret.25", "fail"],
  ])("never shows %s: %s", (value, verdict) =>
    expect(judged(value)).toEqual([verdict, expect.not.stringMatching(/\.25/)]),
  );
});
