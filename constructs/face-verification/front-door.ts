import { LambdaFunctionUrl } from "@cdktf/provider-aws/lib/lambda-function-url";
import { Construct } from "constructs";
import { isLeftToTerraform, listOf, matching, oneOf, required, wholeNumber } from "../validation/prop-rules";
import type { PropFault } from "../validation/validation-error";
import type { VerificationLambda } from "../verification-lambda";
import type { HttpAuthorizer } from "./http-api";

/** How the functions are called besides by `lambda:Invoke`. */
export type FrontDoor =
  | {
      /** A URL of verify-face alone, for callers who sign with AWS credentials: `grantVerify` lets them. */
      readonly kind: "function-url";
    }
  | {
      /** An HTTP API: `POST /verifications`, `POST /members`, `DELETE /members/{memberId}`. */
      readonly kind: "http-api";
      readonly authorizer: HttpAuthorizer;
      /**
       * How many requests a second are taken, 1 to 10,000; for a moment twice as many.
       *
       * @default 20
       */
      readonly requestsPerSecond?: number | undefined;
    };

/** What is wrong with a front door. */
export function frontDoorFaults(door: FrontDoor | undefined): readonly PropFault[] {
  if (isLeftToTerraform(door)) return [];
  const { kind } = door;
  if (kind === "function-url") return [];
  if (kind !== "http-api") return oneOf("frontDoor.kind", kind, ["function-url", "http-api"]);
  const { authorizer, requestsPerSecond } = door;
  return [
    ...wholeNumber("frontDoor.requestsPerSecond", requestsPerSecond, { from: 1, to: 10_000 }),
    ...(authorizer === undefined
      ? required("frontDoor.authorizer", authorizer)
      : authorizerFaults(authorizer)),
  ];
}

function authorizerFaults(authorizer: HttpAuthorizer): readonly PropFault[] {
  if (authorizer.kind === "iam") return [];
  if (authorizer.kind !== "jwt")
    return oneOf("frontDoor.authorizer.kind", (authorizer as { readonly kind: string }).kind, ["iam", "jwt"]);
  return [
    ...required("frontDoor.authorizer.issuer", authorizer.issuer),
    ...matching(
      "frontDoor.authorizer.issuer",
      authorizer.issuer,
      /^https:\/\/[^\s/?#]+[^\s?#]*$/,
      "an HTTPS address",
    ),
    ...listOf(
      "frontDoor.authorizer.audience",
      authorizer.audience,
      (prop, value) => matching(prop, value, /^\S+$/, "text without spaces"),
      1,
    ),
    ...(["verify", "enroll", "erase"] as const).flatMap((route) =>
      matching(
        `frontDoor.authorizer.scopes.${route}`,
        authorizer.scopes?.[route],
        /^[\w.:/-]{1,128}$/,
        "1 to 128 letters, digits and any of _.:/-",
      ),
    ),
  ];
}

/** A URL of verify-face that asks for AWS credentials. There is no permission beside it: callers need their own. */
export class VerifyFaceUrl extends Construct {
  readonly functionUrl: LambdaFunctionUrl;

  constructor(scope: Construct, id: string, verifyFace: VerificationLambda) {
    super(scope, id);
    this.functionUrl = new LambdaFunctionUrl(this, "Url", {
      functionName: verifyFace.function.functionName,
      authorizationType: "AWS_IAM",
      invokeMode: "BUFFERED",
    });
  }

  /** AWS invents it. */
  get url(): string {
    return this.functionUrl.functionUrl;
  }
}
