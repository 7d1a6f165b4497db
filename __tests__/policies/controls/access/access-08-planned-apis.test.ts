import { planOf } from "../../configuration/plan/plans";
import { type Case, resultsOf } from "../support/judges";
import { ARN, invocationOf, VERIFY } from "./support/apis";

describe("RKG-ACCESS-08 of APIs in a plan", () => {
  /** What a plan knows of an API for the function, and what its configuration refers to. */
  const planned = (
    known: { readonly id?: string; readonly target?: string; readonly uri?: string },
    references: { readonly target?: readonly string[]; readonly uri?: readonly string[] },
    more: object = {},
  ) => {
    const resources = [
      { type: "aws_lambda_function", name: "verify", after: { function_name: "verify" }, refers: {} },
      {
        type: "aws_apigatewayv2_integration",
        name: "verify",
        after: { id: known.id, integration_uri: known.uri },
        refers: { integration_uri: references.uri },
      },
      {
        type: "aws_apigatewayv2_route",
        name: "x",
        after: { route_key: "POST /x", authorization_type: "NONE", target: known.target },
        refers: { target: references.target },
      },
    ];
    return planOf({
      format_version: "1.2",
      terraform_version: "1.9.0",
      ...more,
      resource_changes: resources.map(({ type, name, after }) => ({
        address: `${type}.${name}`,
        mode: "managed",
        type,
        name,
        provider_name: "registry.terraform.io/hashicorp/aws",
        change: {
          actions: ["create"],
          before: null,
          after,
          after_unknown: Object.fromEntries(
            Object.entries(after).flatMap(([key, value]) => (value === undefined ? [[key, true]] : [])),
          ),
        },
      })),
      configuration: {
        root_module: {
          resources: resources.map(({ type, name, refers }) => ({
            address: `${type}.${name}`,
            mode: "managed",
            type,
            name,
            provider_config_key: "aws",
            expressions: Object.fromEntries(
              Object.entries(refers).flatMap(([key, value]) =>
                value === undefined ? [] : [[key, { references: value }]],
              ),
            ),
          })),
        },
      },
    });
  };
  const target = ["aws_apigatewayv2_integration.verify.id", "aws_apigatewayv2_integration.verify"];
  const uri = [`${VERIFY}.invoke_arn`, VERIFY];

  it.each<readonly [string, Case["verdict"], ReturnType<typeof planned>]>([
    ["a first plan", "fail", planned({}, { target, uri })],
    ["a first plan with a text of the ARN", "fail", planned({ uri: ARN }, { target })],
    [
      "a plan after the apply",
      "fail",
      planned({ id: "ab1", target: "integrations/ab1", uri: invocationOf(ARN) }, {}),
    ],
    ["another integration's id", "unknown", planned({ id: "ab1", target: "integrations/ab2", uri: ARN }, {})],
    ["an integration that is not here", "unknown", planned({}, { target: ["var.target"], uri })],
    ["a URI of what is not here", "unknown", planned({}, { target, uri: ["var.uri"] })],
    ["a URI made of the place alone", "unknown", planned({}, { target, uri: ["data.aws_region.now.name"] })],
    [
      "a plan that is not complete",
      "unknown",
      planned({ uri: "https://example.com" }, { target }, { complete: false }),
    ],
  ])("%s: %s", (_name, verdict, configuration) => {
    const [result] = resultsOf("RKG-ACCESS-08", configuration);
    expect(result?.verdict).toBe(verdict);
  });
});
