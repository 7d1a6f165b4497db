import type { Resource } from "../../configuration/resource";
import type { Scopes } from "../../language";
import { control, type ReviewContext } from "../control";
import { all, fail, type Judgement, pass, unknown } from "../judgement";
import { judgeEach, policiesOn, type Words } from "../support/attachments";
import type { Sureness } from "../support/lifecycle";

/** An account and an organization that nobody has. */
const NO_ACCOUNT = "000000000000";
const NO_ORGANIZATION = "o-0000000000";

const notOfTheAccount = { Condition: { StringNotEquals: { "aws:PrincipalAccount": NO_ACCOUNT } } };
const inOtherPaths = {
  Condition: {
    "ForAnyValue:StringNotLike": { "aws:PrincipalOrgPaths": `${NO_ORGANIZATION}/*` },
  },
};

/** Everybody but a stranger: one of another organization, and one of none. */
const NO_STRANGER: readonly Scopes[] = [
  [
    notOfTheAccount,
    inOtherPaths,
    { Condition: { StringNotEquals: { "aws:PrincipalOrgID": NO_ORGANIZATION } } },
  ],
  [notOfTheAccount, inOtherPaths, { Condition: { Null: { "aws:PrincipalOrgID": "false" } } }],
];

/** An action that nobody has named: AWS may add it tomorrow. */
const NAMED_ACTIONS: Scopes = { NotAction: "rekognition:UnnamedAction" };

export const endpointPolicy = control({
  id: "RKG-TRANSIT-05",
  title: "Interface endpoints of Rekognition name who may do what, and answer to its own name",
  severity: "medium",
  subject: "Rekognition interface endpoint",
  rationale:
    "An endpoint without a policy of its own lets every principal of every account through: face images could leave by it to somebody else's account. Without private DNS the SDK goes round the endpoint, over the internet.",
  remediation: {
    text: "Give the endpoint a policy that names actions and principals, and turn on `private_dns_enabled`.",
    terraform: `resource "aws_vpc_endpoint" "rekognition" {
  vpc_id              = aws_vpc.main.id
  service_name        = "com.amazonaws.eu-west-1.rekognition"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = aws_iam_role.verify_face.arn }
      Action    = ["rekognition:CompareFaces", "rekognition:DetectFaces"]
      Resource  = "*"
    }]
  })
}`,
    typescript: `new VpcEndpoint(this, "Rekognition", {
  vpcId,
  serviceName: \`com.amazonaws.\${region}.rekognition\`,
  vpcEndpointType: "Interface",
  privateDnsEnabled: true,
  policy, // names actions and principals
});`,
  },
  mappings: [
    { framework: "NIST 800-53 r5", id: "SC-7", suggested: true },
    { framework: "NIST 800-53 r5", id: "AC-3", suggested: true },
    { framework: "ISO 27001:2022", id: "A.8.12", suggested: true },
  ],
  noSubject: "The configuration has no interface endpoint of Rekognition.",
  subjects: ({ configuration }) =>
    configuration.ofType("aws_vpc_endpoint").filter((endpoint) => isRekognitions(endpoint) !== "no"),
  judge(endpoint, context) {
    const judged = all([judgePrivateDns(endpoint), ...judgePolicy(endpoint, context)]);
    return judged.verdict === "fail" && isRekognitions(endpoint) === "unknown"
      ? unknown(
          `Whether this endpoint is one of Rekognition is not known here. If it is: ${judged.reason} Review a plan.`,
          endpoint.get("service_name"),
        )
      : judged;
  },
});

function judgePrivateDns(endpoint: Resource): Judgement {
  const enabled = endpoint.get("private_dns_enabled");
  if (enabled.boolean === true) return pass("Private DNS is on.", enabled);
  return enabled.state === "configured"
    ? unknown("Whether private DNS is on is not known here; review a plan.", enabled)
    : fail("Private DNS is off: requests go round the endpoint.", enabled);
}

function judgePolicy(endpoint: Resource, context: ReviewContext): readonly Judgement[] {
  const { documents, doubt } = policiesOn(endpoint, context);
  // AWS reads a named principal in an endpoint's policy in a way of its own, which the language does not model. In no way does it let a
  // stranger through: so read it as in a policy of any other resource.
  const attachment = { documents: documents.map((each) => ({ ...each, kind: "resource" as const })), doubt };
  const absent = fail("The endpoint has no policy of its own: AWS gives it one of full access.", endpoint);
  const judge = (envelope: Scopes, words: Pick<Words, "holds" | "breaks">) =>
    judgeEach(attachment, endpoint, context, { ...words, absent }, (document) =>
      context.policies.allowsOnly(document, envelope),
    );
  const { witness: _ofNoAction, ...actions } = judge(NAMED_ACTIONS, {
    holds: "Its policy names the actions.",
    breaks: "Its policy does not name the actions of Rekognition, but lets all of them through.",
  });
  const principals = NO_STRANGER.map((envelope) =>
    judge(envelope, {
      holds: "Its policy names who may use it.",
      breaks: "Its policy lets principals of any account through.",
    }),
  );
  return [...principals, actions];
}

const SERVICE = /\.(?:streaming-)?rekognition(?:-fips)?$/;

function isRekognitions(endpoint: Resource): Sureness {
  const { state, template, references } = endpoint.get("service_name");
  if (state === "absent") return "no";
  if (template !== undefined && !template.endsWith("}")) return SERVICE.test(template) ? "yes" : "no";
  const [source, ...others] = references.flatMap(({ resources }) => resources);
  const looksUp = source?.type === "aws_vpc_endpoint_service" && others.length === 0;
  const service = looksUp ? (source.get("service").string ?? source.get("service_name").string) : undefined;
  if (service === undefined) return "unknown";
  return SERVICE.test(`.${service}`) ? "yes" : "no";
}
