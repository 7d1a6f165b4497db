import { companionsOf } from "../../configuration/links/companions";
import type { Attribute, Resource } from "../../configuration/resource";
import { control } from "../control";
import { all, fail, type Judgement, pass, unknown } from "../judgement";
import { API_TYPES, judgeApiRoutes } from "../support/api-routes";
import { functions } from "../support/functions";

const isSet = ({ state }: Attribute): boolean => state === "known" || state === "configured";

/** Who may call the function by a permission. */
function judgePermission(permission: Resource): Judgement {
  const principal = permission.get("principal");
  const auth = permission.get("function_url_auth_type");
  const named = principal.string;
  if (auth.string === "NONE") return fail("A permission lets anybody call the function's URL.", auth);
  if (named === undefined) {
    return unknown("Whom the permission lets call the function is known only after apply.", principal);
  }
  if (named.includes("*") || named === "") {
    const organization = permission.get("principal_org_id");
    return isSet(organization) && organization.string !== ""
      ? pass("The permission is for the organization only.", organization)
      : fail("The permission lets anybody call the function.", principal);
  }
  if (/^(?:\d{12}|arn:.*)$/.test(named))
    return pass("The permission names an account, user or role.", principal);
  return judgeService(permission);
}

/** A service calls for whoever asks it to: the permission must say for whom, and for what. */
function judgeService(permission: Resource): Judgement {
  const arn = permission.get("source_arn");
  const account = permission.get("source_account");
  const hasAccount = isSet(account) && account.string !== "";
  if (!isSet(arn) || arn.string === "") {
    return fail(
      "A permission for a service names no source ARN: others can make the service call.",
      permission,
    );
  }
  const text = arn.string ?? arn.template;
  const owner = text?.split(":")[4];
  if (/^\*+$|^arn:[^:]*:[^:]*:[^:]*:[^:]*:\*+$/.test(text ?? "")) {
    return fail("A permission for a service names every source ARN.", arn);
  }
  if (hasAccount || arnHasAccount(arn)) return pass("The permission names source ARN and account.", arn);
  if (owner === undefined || owner.includes("${")) {
    return unknown(
      "Whether the source ARN of the permission names an account is known only after apply: set `source_account` too.",
      arn,
    );
  }
  return fail(
    "The source ARN of a permission for a service names no account: set `source_account` too, for a bucket's name can become another's.",
    arn,
  );
}

/** The ARN of a bucket has no account in it; that of anything else that calls a function has. */
function arnHasAccount(arn: Attribute): boolean {
  const text = arn.string ?? arn.template;
  const owner = text?.startsWith("arn:") === true ? text.split(":")[4] : undefined;
  if (owner !== undefined && /^\d{12}$/.test(owner)) return true;
  if (text !== undefined && !text.startsWith("${") && !/^arn:[^$]*:\$\{[^}]*account_id\}:/.test(text))
    return false;
  if (owner?.includes("account_id") === true) return true;
  const sources = arn.references.flatMap(({ resources, attribute }) =>
    /arn$/.test(attribute) ? resources.map(({ type }) => type) : ["aws_s3_bucket"],
  );
  return sources.length > 0 && !sources.includes("aws_s3_bucket");
}

function judgeUrl(url: Resource): Judgement {
  const type = url.get("authorization_type");
  if (type.string === "AWS_IAM") return pass("The function URL asks AWS_IAM.", type);
  return type.string === undefined && type.state === "configured"
    ? unknown("Whether the function URL asks AWS_IAM is known only after apply.", type)
    : fail("The function URL lets anybody call.", type);
}

export const publicFunction = control({
  id: "RKG-ACCESS-08",
  title: "Functions are not public",
  severity: "critical",
  subject: "function",
  rationale:
    "Whoever can call the verification can try pictures until one is let through, and learns whose face is a member's. A URL, or a route of an API, that asks for no authorization lets in anybody who finds its address; an API key is no authorization.",
  remediation: {
    text: 'Give a permission for a service `source_arn`, and `source_account` where the ARN holds no account (of a bucket; not for EventBridge, which sends none), and a function URL `authorization_type = "AWS_IAM"`. Give each route of an API that calls the function an authorization too: `authorization_type` (HTTP API) or `authorization` (REST API) other than `NONE`, of a WebSocket API on the route `$connect`; and make the routes of an API as resources, not by its `target`.',
    terraform: `resource "aws_lambda_permission" "upload" {
  action         = "lambda:InvokeFunction"
  function_name  = aws_lambda_function.verify.function_name
  principal      = "s3.amazonaws.com"
  source_arn     = aws_s3_bucket.faces.arn
  source_account = data.aws_caller_identity.current.account_id
}

resource "aws_apigatewayv2_route" "verify" {
  api_id             = aws_apigatewayv2_api.desk.id
  route_key          = "POST /verifications"
  target             = "integrations/\${aws_apigatewayv2_integration.verify.id}"
  authorization_type = "AWS_IAM"
}`,
    typescript: `new LambdaPermission(this, "Upload", {
  action: "lambda:InvokeFunction",
  functionName: verifier.function.functionName,
  principal: "s3.amazonaws.com",
  sourceArn: faces.bucket.arn,
  sourceAccount: "111122223333",
});
new Apigatewayv2Route(this, "Verify", {
  apiId: api.id,
  routeKey: "POST /verifications",
  target: \`integrations/\${integration.id}\`,
  authorizationType: "AWS_IAM",
});`,
  },
  mappings: [
    { framework: "AWS Security Hub", id: "Lambda.1" },
    { framework: "AWS Config", id: "lambda-function-public-access-prohibited" },
    { framework: "NIST 800-53 r5", id: "AC-3" },
    { framework: "NIST 800-53 r5", id: "AC-6" },
    { framework: "NIST 800-53 r5", id: "SC-7" },
    { framework: "ISO 27001:2022", id: "A.5.15", suggested: true },
    { framework: "Prowler", id: "awslambda_function_not_publicly_accessible" },
    { framework: "Checkov", id: "CKV_AWS_364" },
    { framework: "Trivy", id: "AWS-0067" },
  ],
  subjects: functions,
  judge(lambda, { configuration }) {
    const judgeAll = (type: string, judge: (each: Resource) => Judgement): readonly Judgement[] => {
      const { sure, possible } = companionsOf(configuration, lambda, type, "function_name");
      return [
        ...sure.map(judge),
        ...possible
          .filter((each) => judge(each).verdict !== "pass")
          .map((each) =>
            unknown(`It is not known whether ${each.address} belongs to ${lambda.address}.`, each),
          ),
      ];
    };
    const more = ["aws_lambda_permission", "aws_lambda_function_url", ...API_TYPES].flatMap(
      (type) => configuration.mayHoldMore(type) ?? [],
    );
    const judged = [
      ...judgeAll("aws_lambda_permission", judgePermission),
      ...judgeAll("aws_lambda_function_url", judgeUrl),
      ...judgeApiRoutes(lambda, configuration),
      ...more.map((reason) => unknown(`Who may call ${lambda.address} is not certain: ${reason}.`, lambda)),
    ];
    return judged.length === 0 ? pass("No permission, URL or API lets others call it.", lambda) : all(judged);
  },
});
