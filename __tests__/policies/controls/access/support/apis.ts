import { ACCOUNT, type Case, REGION, type Stack } from "../../support/judges";

export const VERIFY = "aws_lambda_function.verify";
export const ARN = `arn:aws:lambda:${REGION}:${ACCOUNT}:function:verify`;
export const invocationOf = (arn: string) =>
  `arn:aws:apigateway:${REGION}:lambda:path/2015-03-31/functions/${arn}/invocations`;
export const NOW = {
  aws_caller_identity: { now: {} },
  aws_region: { now: {} },
  aws_partition: { now: {} },
};
export const PLACED = "arn:${data.aws_partition.now.partition}:lambda:${data.aws_region.now.name}";
export const PLACED_ACCOUNT = `${PLACED}:\${data.aws_caller_identity.now.account_id}`;

/** A function, another one, and what is given. */
export const stack = (resource: NonNullable<Stack["resource"]>, lambda: object = {}): Stack => ({
  data: NOW,
  resource: {
    aws_lambda_function: {
      verify: { function_name: "verify", ...lambda },
      other: { function_name: "other" },
    },
    ...resource,
  },
});

export const api = { aws_apigatewayv2_api: { desk: { name: "desk", protocol_type: "HTTP" } } };
export const API_ID = "${aws_apigatewayv2_api.desk.id}";
export const TARGET = "integrations/${aws_apigatewayv2_integration.verify.id}";
export const INVOKE_ARN = `\${${VERIFY}.invoke_arn}`;

export const http = (
  route: object,
  integration: object = {},
  more: NonNullable<Stack["resource"]> = {},
): Stack =>
  stack({
    ...api,
    aws_apigatewayv2_integration: {
      verify: {
        api_id: API_ID,
        integration_type: "AWS_PROXY",
        integration_uri: INVOKE_ARN,
        ...integration,
      },
    },
    aws_apigatewayv2_route: { x: { api_id: API_ID, route_key: "POST /x", target: TARGET, ...route } },
    ...more,
  });
export const calling = (integration_uri: string) => http({}, { integration_uri });

/** A WebSocket API: what asks when somebody connects, and a route of messages that calls the function. */
export const socket = (
  connect: object,
  message: object = {},
  more: NonNullable<Stack["resource"]> = {},
): Stack =>
  http(
    {},
    {},
    {
      aws_apigatewayv2_route: {
        connect: { api_id: API_ID, route_key: "$connect", ...connect },
        message: { api_id: API_ID, route_key: "sendmessage", target: TARGET, ...message },
      },
      ...more,
    },
  );

export const rest = (
  method: object,
  integration: object = {},
  more: NonNullable<Stack["resource"]> = {},
): Stack =>
  stack({
    aws_api_gateway_rest_api: { desk: { name: "desk" } },
    aws_api_gateway_resource: { x: { path_part: "x" }, y: { path_part: "y" } },
    aws_api_gateway_method: {
      post: {
        rest_api_id: "${aws_api_gateway_rest_api.desk.id}",
        resource_id: "${aws_api_gateway_resource.x.id}",
        http_method: "POST",
        authorization: "NONE",
        ...method,
      },
    },
    aws_api_gateway_integration: {
      verify: {
        rest_api_id: "${aws_api_gateway_rest_api.desk.id}",
        resource_id: "${aws_api_gateway_method.post.resource_id}",
        http_method: "${aws_api_gateway_method.post.http_method}",
        type: "AWS_PROXY",
        uri: INVOKE_ARN,
        ...integration,
      },
    },
    ...more,
  });
export const alias = (function_name: string) => ({
  aws_lambda_alias: { live: { name: "live", function_name } },
});

/** The same cases, each by its name and the configuration. */
export const each = (
  verdict: Case["verdict"],
  given: Readonly<Record<string, Stack>>,
  more: Partial<Case> = {},
) =>
  Object.entries(given).map(
    ([name, config]): Case => ({ name, verdict, given: config, subject: VERIFY, ...more }),
  );
