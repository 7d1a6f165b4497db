import type { Attribute, Resource } from "../../configuration/resource";
import { UnknownPart } from "../../language";
import type { ReviewContext } from "../control";
import { environmentNames } from "./functions";
import { ATTACHMENT_TYPES, IDENTITY_POLICY_TYPES, identityPoliciesIn } from "./identity-policies";
import type { PolicyDocument } from "./policy-questions";
import { SIMILARITY_THRESHOLD, verificationFunctions } from "./verification-functions";

/** What makes a configuration one that uses Rekognition. */
export interface RekognitionUse {
  readonly sure: readonly Resource[];
  /** What may use it, each with the reason why that is not known. */
  readonly possible: readonly { readonly resource: Resource; readonly reason: string }[];
}

/** The types by which Rekognition is used. */
const USING = [
  "aws_rekognition_collection",
  "aws_rekognition_project",
  "aws_rekognition_stream_processor",
  "aws_lambda_function",
  "aws_vpc_endpoint",
  "aws_iam_role",
  ...IDENTITY_POLICY_TYPES,
  ...ATTACHMENT_TYPES,
];

/** Why there may be a use that is not here; undefined where there is none. */
export function hiddenUse({ configuration }: ReviewContext): string | undefined {
  for (const type of USING) {
    const doubt = configuration.mayHoldMore(type);
    if (doubt !== undefined) return doubt;
  }
  return undefined;
}

const uses = new WeakMap<object, RekognitionUse>();

/** The resources by which a configuration uses Rekognition: its own, functions, endpoints, and policies that allow its actions. */
export function rekognitionUse(context: ReviewContext): RekognitionUse {
  const { configuration } = context;
  const known = uses.get(configuration);
  if (known !== undefined) return known;
  const sure: Resource[] = [
    ...configuration.resources.filter(({ type }) => type.startsWith("aws_rekognition_")),
    ...verificationFunctions(context).filter(isOurs),
    ...configuration.ofType("aws_vpc_endpoint").filter(isForRekognition),
    ...configuration.ofType(...ATTACHMENT_TYPES).filter((each) => namesManagedPolicy(each.get("policy_arn"))),
  ];
  const possible: { resource: Resource; reason: string }[] = verificationFunctions(context)
    .filter((each) => !isOurs(each))
    .map((resource) => ({
      resource,
      reason: `${resource.address} is only named like a function that compares faces`,
    }));
  for (const resource of configuration.ofType(...IDENTITY_POLICY_TYPES, "aws_iam_role")) {
    if ((resource.get("managed_policy_arns").blocks ?? []).some(namesManagedPolicy)) {
      sure.push(resource);
      continue;
    }
    const allowed = identityPoliciesIn(resource, context).map((document) => allows(document, context));
    const doubt = allowed.find((each) => typeof each === "string");
    if (allowed.includes(true)) sure.push(resource);
    else if (typeof doubt === "string") possible.push({ resource, reason: doubt });
  }
  const use = { sure, possible };
  uses.set(configuration, use);
  return use;
}

/** A verification function of this package, by its tag or its environment. */
const isOurs = (lambda: Resource): boolean =>
  lambda.get("tags").get("guardrails:role").string === "verification" ||
  environmentNames(lambda)?.includes(SIMILARITY_THRESHOLD) === true;

const SERVICE = /(?:^|\.)(?:streaming-)?rekognition(?:-fips)?(?:$|[.-])/;

function isForRekognition(endpoint: Resource): boolean {
  const name = endpoint.get("service_name");
  const text = name.string ?? name.template ?? "";
  return (
    SERVICE.test(text) ||
    name.references.some(({ resources }) =>
      resources.some((each) =>
        SERVICE.test(each.get("service").string ?? each.get("service_name").string ?? ""),
      ),
    )
  );
}

const MANAGED_POLICY = /(?:^|\/)AmazonRekognition\w*$/;

function namesManagedPolicy(attribute: Attribute): boolean {
  if (attribute.string !== undefined) return MANAGED_POLICY.test(attribute.string);
  return (
    MANAGED_POLICY.test(attribute.template ?? "") ||
    attribute.references.some(({ resources }) =>
      resources.some(
        (each) =>
          each.mode === "data" &&
          [each.get("arn"), each.get("name")].some(({ string }) => MANAGED_POLICY.test(string ?? "")),
      ),
    )
  );
}

/** Whether a policy allows any action of Rekognition; the reason where that is not known. */
function allows(document: PolicyDocument, { policies }: ReviewContext): boolean | string {
  if (!mayNameRekognition(document.document) || policies.faultsOf(document).length > 0) return false;
  const answer = policies.allowsOnly(document, { NotAction: "rekognition:*" });
  if (answer.verdict === "unknown") return answer.reasons.join("; ");
  return answer.verdict === "refuted";
}

/** A quick look before the question is asked: most policies name other services only. */
function mayNameRekognition(document: unknown): boolean {
  let policy = document;
  if (typeof document === "string") {
    try {
      policy = JSON.parse(document);
    } catch {
      return true;
    }
  }
  if (typeof policy !== "object" || policy === null || !("Statement" in policy)) return true;
  const statements: readonly unknown[] = Array.isArray(policy.Statement)
    ? policy.Statement
    : [policy.Statement];
  return statements.some((statement) => {
    if (typeof statement !== "object" || statement === null || statement instanceof UnknownPart) return true;
    const action = "Action" in statement ? statement.Action : undefined;
    const actions: readonly unknown[] = Array.isArray(action) ? action : [action];
    return actions.some((each) => typeof each !== "string" || mayMatch(each));
  });
}

const mayMatch = (action: string): boolean => {
  const [service = ""] = action.split(":");
  return /[*?$]/.test(service) || service.toLowerCase() === "rekognition";
};
