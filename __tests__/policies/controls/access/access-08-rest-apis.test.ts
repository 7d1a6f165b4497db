import { type Case, judges, REGION } from "../support/judges";
import { ARN, api, each, invocationOf, rest, stack, VERIFY } from "./support/apis";

judges("RKG-ACCESS-08", [
  ...["AWS_IAM", "CUSTOM", "COGNITO_USER_POOLS"].map(
    (authorization): Case => ({
      name: `a method asks ${authorization}`,
      verdict: "pass",
      given: rest({ authorization }),
      subject: VERIFY,
      evidence: "aws_api_gateway_method.post authorization",
    }),
  ),
  ...each("pass", {
    "an open method calls another function": rest({}, { uri: "${aws_lambda_function.other.invoke_arn}" }),
    "an open method is of another path": rest({}, { resource_id: "${aws_api_gateway_resource.y.id}" }),
    "an open method is of another verb": rest({ http_method: "OPTIONS" }, { http_method: "POST" }),
    "a preflight of a method is answered by a mock": rest(
      { http_method: "OPTIONS" },
      { type: "MOCK", uri: undefined },
    ),
  }),
  ...each(
    "fail",
    {
      "a method asks NONE": rest({}),
      "a method asks NONE and an API key": rest({ api_key_required: true }),
      "a method of any verb": rest({ http_method: "ANY" }),
      "a preflight method calls the function": rest({ http_method: "OPTIONS" }),
      "a method and its integration by the same variable": rest(
        { resource_id: "${var.path}" },
        { resource_id: "${var.path}" },
      ),
      "a method and its integration of several paths alike": rest(
        { resource_id: "${aws_api_gateway_resource.x[each.key].id}" },
        { resource_id: "${aws_api_gateway_resource.x[each.key].id}" },
      ),
      "a method that the integration names through another": rest(
        {},
        { rest_api_id: "${aws_api_gateway_resource.x.rest_api_id}" },
        {
          aws_api_gateway_resource: { x: { rest_api_id: "${aws_api_gateway_rest_api.desk.id}" } },
        },
      ),
      "the second of two integrations of one method": rest(
        {},
        {},
        {
          aws_api_gateway_integration: Object.fromEntries(
            ["other", "verify"].map((name) => [
              name,
              {
                rest_api_id: "${aws_api_gateway_rest_api.desk.id}",
                resource_id: "${aws_api_gateway_resource.x.id}",
                http_method: "POST",
                uri: `\${aws_lambda_function.${name}.invoke_arn}`,
              },
            ]),
          ),
        },
      ),
      "a function of streamed answers": rest(
        {},
        { uri: invocationOf(ARN).replace("/invocations", "/response-streaming-invocations") },
      ),
      "a method and its integration by literal ids": rest({ rest_api_id: "a1" }, { rest_api_id: "a1" }),
    },
    {
      evidence: "aws_api_gateway_method.post authorization",
      reason: /^Anybody can call the function by the method/,
    },
  ),
  ...each(
    "unknown",
    {
      "a variable holds the authorization of a method": rest({ authorization: "${var.authorization}" }),
    },
    { reason: /asks who calls is known only after apply/ },
  ),
  ...each(
    "unknown",
    {
      "a variable holds the path of an open method": rest(
        { resource_id: "${var.path}" },
        { resource_id: "x" },
      ),
      "an action of Lambda is called": rest(
        {},
        { uri: `arn:aws:apigateway:${REGION}:lambda:action/Invoke&FunctionName=verify` },
      ),
      "the integration may not be made": rest({}, { count: "${var.on ? 1 : 0}" }),
      "an open method goes round in a circle": rest(
        { resource_id: "${aws_api_gateway_integration.verify.resource_id}" },
        {},
      ),
      "a text holds the path of an integration": rest({}, { resource_id: "${var.a}-${var.b}" }),
    },
    { reason: /^It is not known whether the (route|method)/ },
  ),
  ...each(
    "unknown",
    {
      "an API has a policy": rest(
        {},
        {},
        { aws_api_gateway_rest_api: { desk: { policy: "${var.policy}" } } },
      ),
      "an API is given a policy": rest(
        {},
        {},
        {
          aws_api_gateway_rest_api_policy: {
            desk: { rest_api_id: "${aws_api_gateway_rest_api.desk.id}", policy: "{}" },
          },
        },
      ),
    },
    { reason: /resource policy .* not read here: set `authorization` too/ },
  ),
  ...each(
    "unknown",
    {
      "a document of a REST API has the ARN in it": stack({
        aws_api_gateway_rest_api: { desk: { body: JSON.stringify({ uri: invocationOf(ARN) }) } },
      }),
    },
    { reason: /OpenAPI document calls the function/ },
  ),
  { name: "there is no function", verdict: "not-applicable", given: { resource: api } },
]);
