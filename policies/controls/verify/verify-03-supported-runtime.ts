import { control } from "../control";
import { fail, notApplicable, pass, unknown } from "../judgement";
import { deprecationOf } from "../support/lambda-runtimes";
import { verificationFunctions } from "../support/verification-functions";

const PAGE = "https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html";

export const supportedRuntime = control({
  id: "RKG-VERIFY-03",
  title: "Verification runs on a runtime that AWS supports",
  severity: "medium",
  subject: "verification function",
  rationale:
    "A deprecated runtime gets no security patches, and later the function cannot be updated any more: a hole in what reads face images stays open.",
  remediation: {
    text: "Move the function to a runtime that AWS supports for at least another year.",
    terraform: `resource "aws_lambda_function" "verify_face" {
  function_name = "verify-face"
  runtime       = "nodejs24.x"
  # …
}`,
    typescript: `new VerificationLambda(this, "VerifyFace", { functionName, bundle, key, alarmTopic }); // update this package: it sets the runtime`,
  },
  mappings: [
    { framework: "AWS Security Hub", id: "Lambda.2" },
    { framework: "AWS Config", id: "lambda-function-settings-check" },
    { framework: "NIST 800-53 r5", id: "SI-2" },
    { framework: "NIST 800-53 r5", id: "CM-2" },
    { framework: "Prowler", id: "awslambda_function_using_supported_runtimes" },
    { framework: "Checkov", id: "CKV_AWS_363" },
  ],
  differs:
    "The day of the review decides, not a list of runtimes that is good or bad for ever: the same configuration passes today and fails after its runtime's deprecation.",
  subjects: verificationFunctions,
  judge(lambda, { today }) {
    const runtime = lambda.get("runtime");
    const packageType = lambda.get("package_type");
    if (packageType.string === "Image")
      return notApplicable("The function is a container image, which brings its own runtime.", packageType);
    const name = runtime.string;
    if (name === undefined || name === "") {
      const image = lambda.get("image_uri");
      if (image.state === "known" || image.state === "configured")
        return notApplicable("The function is a container image, which brings its own runtime.", image);
      return runtime.state === "configured" || packageType.state === "configured"
        ? unknown("The runtime is known only after apply, or decided elsewhere: review the plan.", runtime)
        : fail("The function has no runtime: Lambda refuses code in a zip without one.", runtime);
    }
    const deprecated = deprecationOf(name);
    if (deprecated === undefined)
      return unknown(
        `This release knows no runtime ${JSON.stringify(name)}: see ${PAGE}, or update rekognition-guardrails.`,
        runtime,
      );
    return today < deprecated
      ? pass(`AWS supports ${name} until ${deprecated}.`, runtime)
      : fail(`AWS deprecated ${name} on ${deprecated}: it gets no security patches.`, runtime);
  },
});
