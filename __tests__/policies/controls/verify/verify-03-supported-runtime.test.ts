import { CONTROLS } from "../../../../policies/controls";
import { review } from "../../../../policies/review/review";
import { configured, judges } from "../support/judges";

const verifying = (body: object) => ({
  resource: {
    aws_lambda_function: {
      verify: { function_name: "desk", tags: { "guardrails:role": "verification" }, ...body },
    },
  },
});

judges("RKG-VERIFY-03", [
  ...["nodejs22.x", "nodejs24.x", "python3.13", "java21", "dotnet10", "ruby3.4", "provided.al2023"].map(
    (runtime) => ({
      name: `${runtime} is supported`,
      verdict: "pass" as const,
      given: verifying({ runtime }),
      evidence: "aws_lambda_function.verify runtime",
    }),
  ),
  ...[
    "nodejs20.x",
    "nodejs18.x",
    "python3.9",
    "python3.10",
    "dotnet8",
    "ruby3.2",
    "go1.x",
    "provided.al2",
  ].map((runtime) => ({
    name: `${runtime} is deprecated`,
    verdict: "fail" as const,
    given: verifying({ runtime }),
    reason: /deprecated .* on \d{4}-\d\d-\d\d/,
  })),
  { name: "there is none", verdict: "fail", given: verifying({}) },
  { name: "it is empty", verdict: "fail", given: verifying({ runtime: "" }) },
  { name: "this release does not know it", verdict: "unknown", given: verifying({ runtime: "nodejs99.x" }) },
  {
    name: "its name is a member of every object",
    verdict: "unknown",
    given: verifying({ runtime: "toString" }),
  },
  { name: "a variable decides", verdict: "unknown", given: verifying({ runtime: "${var.runtime}" }) },
  {
    name: "a variable decides whether it is an image",
    verdict: "unknown",
    given: verifying({ package_type: "${var.package_type}" }),
  },
  { name: "it is an image", verdict: "not-applicable", given: verifying({ package_type: "Image" }) },
  {
    name: "it has an image, the package type left out",
    verdict: "not-applicable",
    given: verifying({ image_uri: "${aws_ecr_repository.verify.repository_url}:1" }),
  },
  {
    name: "no function verifies",
    verdict: "not-applicable",
    given: { resource: { aws_lambda_function: { thumbnails: { runtime: "nodejs18.x" } } } },
  },
]);

describe("RKG-VERIFY-03 by the day of the review", () => {
  const controls = CONTROLS.filter(({ id }) => id === "RKG-VERIFY-03");
  const verdictOn = (today: string) =>
    review(configured(verifying({ runtime: "nodejs22.x" })), { controls, today }).results[0]?.verdict;

  it.each([
    ["2027-04-29", "pass"],
    ["2027-04-30", "fail"],
    ["2031-01-01", "fail"],
  ])("on %s: %s", (today, verdict) => expect(verdictOn(today)).toBe(verdict));
});
