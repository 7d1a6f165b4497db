import { Apigatewayv2Api } from "@cdktf/provider-aws/lib/apigatewayv2-api";
import { Apigatewayv2Authorizer } from "@cdktf/provider-aws/lib/apigatewayv2-authorizer";
import { Apigatewayv2Integration } from "@cdktf/provider-aws/lib/apigatewayv2-integration";
import { Apigatewayv2Route } from "@cdktf/provider-aws/lib/apigatewayv2-route";
import { Apigatewayv2Stage } from "@cdktf/provider-aws/lib/apigatewayv2-stage";
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { LambdaPermission } from "@cdktf/provider-aws/lib/lambda-permission";
import { Construct } from "constructs";
import { type AwsEnvironment, logGroupArn } from "../../policies/documents";
import type { EncryptionKey } from "../access/encryption-key";
import { defined } from "../defined";
import type { VerificationLambda } from "../verification-lambda";

/** Who may call the API. There is no route without an authorizer. */
export type HttpAuthorizer =
  | {
      /** Callers sign with AWS credentials, and need `execute-api:Invoke`. */
      readonly kind: "iam";
    }
  | {
      /** Callers bring a token of an identity provider. */
      readonly kind: "jwt";
      /** An HTTPS address. */
      readonly issuer: string;
      /** For whom the token must be made out, at least one. */
      readonly audience: readonly string[];
      /**
       * What the token must say that its bearer may do (its `scope` or `scp`): whoever may verify at a desk must not be able to put
       * their own face in the place of a member's, or to erase anybody.
       *
       * @default - `faces/verify`, `faces/enroll` and `faces/erase`
       */
      readonly scopes?: ApiScopes | undefined;
    };

/** The scopes of access tokens, each letters, digits and any of `_.:/-`. */
export interface ApiScopes {
  /** @default "faces/verify" */
  readonly verify?: string | undefined;
  /** @default "faces/enroll" */
  readonly enroll?: string | undefined;
  /** @default "faces/erase" */
  readonly erase?: string | undefined;
}

/** A way into a function. */
export interface ApiRoute {
  readonly lambda: VerificationLambda;
  /** What tokens must say; unused where callers sign with AWS credentials, whose policies name the route. */
  readonly scope: string;
}

export interface HttpApiProps {
  readonly environment: AwsEnvironment;
  readonly name: string;
  readonly key: EncryptionKey;
  readonly authorizer: HttpAuthorizer;
  /** By route, for example `POST /verifications`. */
  readonly routes: Readonly<Record<string, ApiRoute>>;
  readonly requestsPerSecond: number;
  readonly logRetentionDays: number;
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/** What an access log says of a request. The path is left out, which has a member's id in it, and so is the caller's address. */
const ACCESS_LOG_FORMAT = JSON.stringify({
  requestId: "$context.requestId",
  time: "$context.requestTime",
  route: "$context.routeKey",
  status: "$context.status",
  latencyMs: "$context.responseLatency",
  authorizerError: "$context.authorizer.error",
  integrationError: "$context.integrationErrorMessage",
});

/**
 * An HTTP API before the functions. API Gateway takes TLS 1.2 and later only.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api.html
 */
export class HttpApi extends Construct {
  readonly api: Apigatewayv2Api;
  /** Undefined where callers sign with AWS credentials. */
  readonly authorizer: Apigatewayv2Authorizer | undefined;
  readonly routes: readonly Apigatewayv2Route[];
  readonly integrations: readonly Apigatewayv2Integration[];
  readonly permissions: readonly LambdaPermission[];
  readonly stage: Apigatewayv2Stage;
  readonly logGroup: CloudwatchLogGroup;

  constructor(scope: Construct, id: string, props: HttpApiProps) {
    super(scope, id);
    const { environment, name, authorizer, key } = props;
    const tags = { ...props.tags };
    this.api = new Apigatewayv2Api(this, "Api", { name, protocolType: "HTTP", tags });
    this.authorizer =
      authorizer.kind === "iam"
        ? undefined
        : new Apigatewayv2Authorizer(this, "Authorizer", {
            apiId: this.api.id,
            name: `${name}-jwt`,
            authorizerType: "JWT",
            identitySources: ["$request.header.Authorization"],
            jwtConfiguration: { issuer: authorizer.issuer, audience: [...authorizer.audience] },
          });
    const made = Object.entries(props.routes).map(([routeKey, route], index) =>
      this.addRoute(`${index + 1}`, routeKey, route, environment),
    );
    this.integrations = made.map(({ integration }) => integration);
    this.routes = made.map(({ route }) => route);
    this.permissions = made.map(({ permission }) => permission);

    const logGroupName = `/aws/apigateway/${name}`;
    key.allow({ kind: "log-groups", logGroupNames: logGroupName });
    this.logGroup = new CloudwatchLogGroup(this, "AccessLogs", {
      name: logGroupName,
      retentionInDays: props.logRetentionDays,
      kmsKeyId: key.keyArn,
      tags,
    });
    this.stage = new Apigatewayv2Stage(this, "Stage", {
      apiId: this.api.id,
      name: "$default",
      autoDeploy: true,
      accessLogSettings: {
        destinationArn: logGroupArn(environment, logGroupName),
        format: ACCESS_LOG_FORMAT,
      },
      defaultRouteSettings: {
        throttlingRateLimit: props.requestsPerSecond,
        throttlingBurstLimit: 2 * props.requestsPerSecond,
      },
      tags,
      dependsOn: [this.logGroup, ...this.routes],
    });
  }

  /** For example `https://a1b2c3.execute-api.eu-west-1.amazonaws.com`; AWS invents it. */
  get url(): string {
    return this.api.apiEndpoint;
  }

  private addRoute(id: string, routeKey: string, { lambda, scope }: ApiRoute, environment: AwsEnvironment) {
    const integration = new Apigatewayv2Integration(this, `Integration${id}`, {
      apiId: this.api.id,
      integrationType: "AWS_PROXY",
      integrationMethod: "POST",
      integrationUri: lambda.functionArn,
      payloadFormatVersion: "2.0",
      timeoutMilliseconds: 30_000,
      dependsOn: [lambda.function],
    });
    const route = new Apigatewayv2Route(
      this,
      `Route${id}`,
      defined({
        apiId: this.api.id,
        routeKey,
        target: `integrations/${integration.id}`,
        authorizationType: this.authorizer === undefined ? "AWS_IAM" : "JWT",
        authorizerId: this.authorizer?.id,
        authorizationScopes: this.authorizer && [scope],
      }),
    );
    const { partition, region, accountId } = environment;
    const permission = new LambdaPermission(this, `Permission${id}`, {
      statementId: `HttpApi${id}`,
      action: "lambda:InvokeFunction",
      functionName: lambda.function.functionName,
      principal: "apigateway.amazonaws.com",
      sourceArn: `arn:${partition}:execute-api:${region}:${accountId}:${this.api.id}/*/${routeKey.replace(" ", "").replace(/\{[^}]+\}/g, "*")}`,
    });
    return { integration, route, permission };
  }
}
