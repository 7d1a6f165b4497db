import { ACCOUNT, type Case, judges, REGION } from "../support/judges";
import {
  API_ID,
  ARN,
  alias,
  api,
  calling,
  each,
  http,
  invocationOf,
  PLACED,
  PLACED_ACCOUNT,
  socket,
  stack,
  TARGET,
  VERIFY,
} from "./support/apis";

const for_each = "${var.desks}";
const instances = http(
  { for_each, target: "integrations/${aws_apigatewayv2_integration.verify[each.key].id}" },
  { for_each, integration_uri: `\${${VERIFY}[each.key].arn}` },
);

judges("RKG-ACCESS-08", [
  ...["AWS_IAM", "JWT", "CUSTOM"].map(
    (authorization_type): Case => ({
      name: `a route asks ${authorization_type}`,
      verdict: "pass",
      given: http({ authorization_type }),
      subject: VERIFY,
      reason: /^The route POST \/x asks who calls/,
      evidence: "aws_apigatewayv2_route.x authorization_type",
    }),
  ),
  ...each("pass", {
    "a route asks who calls, and may call another function": http(
      { authorization_type: "JWT" },
      { integration_uri: "${var.uri}" },
    ),
    "an open route calls another function": calling("${aws_lambda_function.other.invoke_arn}"),
    "an open route calls another function by its name": calling(`${PLACED_ACCOUNT}:function:other`),
    "an open route calls a function of another account": calling(ARN.replace(ACCOUNT, "999999999999")),
    "an open route calls a function of another Region": calling(
      invocationOf(ARN.replace(REGION, "us-east-1")),
    ),
    "an open route calls a web server": calling("https://example.com/verify"),
    "an open route calls a listener": calling(
      `arn:aws:elasticloadbalancing:${REGION}:${ACCOUNT}:listener/app/verify/1/2`,
    ),
    "an open route puts events": http(
      {},
      { integration_uri: undefined, integration_subtype: "EventBridge-PutEvents" },
    ),
    "an open route leads nowhere": http({ target: undefined }),
    "a preflight has no function behind it": http(
      { authorization_type: "AWS_IAM" },
      {},
      {
        aws_apigatewayv2_route: { x: { api_id: API_ID, route_key: "OPTIONS /x" } },
      },
    ),
    "a WebSocket API asks when somebody connects": socket({ authorization_type: "AWS_IAM" }),
    "an API is made for another function": stack({
      aws_apigatewayv2_api: { quick: { target: "${aws_lambda_function.other.arn}" } },
    }),
    "a document has another function in it": stack({
      aws_apigatewayv2_api: { desk: { body: `{"uri":"${ARN}-more"}` } },
    }),
  }),
  ...each(
    "fail",
    {
      "a route asks nothing": http({}),
      "a route asks NONE": http({ authorization_type: "NONE" }),
      "a preflight calls the function": http({ route_key: "OPTIONS /x" }),
      "by the function's ARN": calling(`\${${VERIFY}.arn}`),
      "by an alias": http(
        {},
        { integration_uri: "${aws_lambda_alias.live.invoke_arn}" },
        alias(`\${${VERIFY}.arn}`),
      ),
      "by the literal ARN": calling(ARN),
      "by the literal ARN of a version": calling(`${ARN}:3`),
      "by the literal ARN in an invocation": calling(invocationOf(ARN)),
      "by a reference in an invocation": calling(invocationOf(`\${${VERIFY}.arn}`)),
      "by a reference in an invocation, with a version": calling(invocationOf(`\${${VERIFY}.arn}:live`)),
      "by a version that the stage decides": calling(invocationOf(`${ARN}:$\${stageVariables.alias}`)),
      "by a text of the known name": calling(`${PLACED_ACCOUNT}:function:verify`),
      "by a text of the name and an alias": calling(`${PLACED_ACCOUNT}:function:verify:live`),
      "by a text of the known name in an invocation": calling(
        `arn:aws:apigateway:\${data.aws_region.now.name}:lambda:path/2015-03-31/functions/${PLACED_ACCOUNT}:function:verify/invocations`,
      ),
      "by a text of a name that is a reference": {
        ...calling(`${PLACED_ACCOUNT}:function:\${var.prefix}-verify`),
        resource: {
          ...calling(`${PLACED_ACCOUNT}:function:\${var.prefix}-verify`).resource,
          aws_lambda_function: { verify: { function_name: "${var.prefix}-verify" } },
        },
      },
      "of several instances alike": {
        resource: {
          ...instances.resource,
          aws_lambda_function: { verify: { function_name: "${each.key}", for_each } },
        },
      },
      "the second of two routes": http(
        {},
        {},
        {
          aws_apigatewayv2_route: {
            one: { api_id: API_ID, route_key: "POST /one", target: TARGET, authorization_type: "JWT" },
            two: { api_id: API_ID, route_key: "POST /two", target: TARGET },
          },
        },
      ),
    },
    { reason: /^Anybody can call the function by the route (POST|OPTIONS) \/(x|two)\.$/ },
  ),
  ...each(
    "fail",
    {
      "nobody is asked when connecting": socket({}),
      "there is no route to connect": http({ route_key: "sendmessage" }),
      "the route to connect is another API's": socket(
        {
          api_id: "${aws_apigatewayv2_api.other.id}",
          authorization_type: "AWS_IAM",
        },
        {},
        { aws_apigatewayv2_api: { ...api.aws_apigatewayv2_api, other: { name: "other" } } },
      ),
    },
    { reason: /by the route sendmessage/ },
  ),
  {
    name: "an API is made for the function",
    verdict: "fail",
    given: stack({ aws_apigatewayv2_api: { quick: { name: "quick", target: `\${${VERIFY}.arn}` } } }),
    subject: VERIFY,
    reason: /the route \$default, which aws_apigatewayv2_api\.quick makes/,
    evidence: "aws_apigatewayv2_api.quick target",
  },
  {
    name: "an API is made for the function and a route",
    verdict: "fail",
    given: stack({ aws_apigatewayv2_api: { quick: { target: ARN, route_key: "POST /x" } } }),
    subject: VERIFY,
    reason: /the route POST \/x, which/,
  },
  ...each(
    "unknown",
    {
      "a variable holds the authorization of a route": http({ authorization_type: "${var.authorization}" }),
      "a variable holds that of connecting": socket({ authorization_type: "${var.authorization}" }),
      "the route to connect may be another API's": socket({
        api_id: "${var.api}",
        authorization_type: "AWS_IAM",
      }),
      "the API of a message is not known": socket(
        { authorization_type: "AWS_IAM" },
        { api_id: "${var.a}-${var.b}" },
      ),
      "the route to connect may not be made": socket({
        authorization_type: "AWS_IAM",
        count: "${var.on ? 1 : 0}",
      }),
    },
    { reason: /asks who calls is known only after apply/ },
  ),
  ...each(
    "unknown",
    {
      "a variable holds an open route's target": http({ target: "${var.target}" }),
      "an open route's target is not here": http({ target: "integrations/abc123" }),
      "an open route has one of two targets": http({
        target: '${var.on ? "integrations/a" : "integrations/"}${aws_apigatewayv2_integration.verify.id}',
      }),
      "an open route may not be made": http({ count: "${var.on ? 1 : 0}" }),
      "a parameter holds an open route's URI": {
        ...calling("${data.aws_ssm_parameter.verify.value}"),
        data: { aws_ssm_parameter: { verify: { name: "verify" } } },
      },
      "a managed parameter holds an open route's URI": http(
        {},
        { integration_uri: "${aws_ssm_parameter.verify.value}" },
        { aws_ssm_parameter: { verify: { name: "verify" } } },
      ),
      "the name of the function is a variable": {
        resource: {
          ...calling(ARN).resource,
          aws_lambda_function: { verify: { function_name: "${var.name}" } },
        },
      },
      "a variable holds an open route's URI": calling("${var.uri}"),
      "a stage decides what an open route calls": calling(invocationOf("$${stageVariables.function}")),
      "a stage decides the name of the function": calling(
        `arn:aws:lambda:${REGION}:${ACCOUNT}:function:$\${stageVariables.function}`,
      ),
      "a stage decides it behind references": calling(
        `${PLACED_ACCOUNT}:function:$\${stageVariables.function}`,
      ),
      "a stage decides the whole URI": calling("$${stageVariables.uri}"),
      "the account may be another": calling(`${PLACED}:\${var.account}:function:verify`),
      "a function makes something of the name": calling(
        '${format("arn:aws:lambda:%s:function:verify", data.aws_region.now.name)}',
      ),
      "an authorization and a target are unknown": http({
        authorization_type: "${var.authorization}",
        target: "${var.target}",
      }),
    },
    { reason: /^It is not known whether the (route|method)/ },
  ),
  ...each(
    "unknown",
    {
      "a document of an HTTP API has the function in it": stack({
        aws_apigatewayv2_api: { desk: { body: `\${jsonencode({ uri = ${VERIFY}.invoke_arn })}` } },
      }),
    },
    { reason: /OpenAPI document calls the function/ },
  ),
  { name: "there is no function", verdict: "not-applicable", given: { resource: api } },
]);
