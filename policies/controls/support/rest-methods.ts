import type { Configuration } from "../../configuration/configuration";
import { companionsOf, linkedFrom } from "../../configuration/links/companions";
import { isMadeWith } from "../../configuration/links/existence";
import type { Attribute, Resource } from "../../configuration/resource";
import { type ApiRoute, type Authorization, authorizationOf, type Way } from "./api-route";
import { isCertain, valueKey } from "./same-value";

/** What ties a method of a REST API to its integration. */
const TIES = ["rest_api_id", "resource_id", "http_method"];

/** The methods of REST APIs. An API key tells callers apart, and is no authorization. */
export function restMethods(configuration: Configuration): readonly ApiRoute[] {
  const integrations = integrationsByKey(configuration);
  return configuration.ofType("aws_api_gateway_method").map((method): ApiRoute => {
    const method_ = method.get("http_method").string;
    return {
      name:
        method_ === undefined ? `the method ${method.address}` : `the method ${method_} (${method.address})`,
      authorization: authorizationAsked(method, configuration),
      ways: waysOf(method, integrations),
      untied: false,
    };
  });
}

interface Integrations {
  readonly byKey: ReadonlyMap<string, readonly Resource[]>;
  /** Those of which it is not known whose they are. */
  readonly uncertain: readonly Resource[];
  readonly all: readonly Resource[];
}

function integrationsByKey(configuration: Configuration): Integrations {
  const all = configuration.ofType("aws_api_gateway_integration");
  const byKey = new Map<string, Resource[]>();
  const uncertain: Resource[] = [];
  for (const integration of all) {
    const { key, certain } = tieOf(integration);
    if (!certain) uncertain.push(integration);
    if (key === undefined) continue;
    const same = byKey.get(key);
    if (same === undefined) byKey.set(key, [integration]);
    else same.push(integration);
  }
  return { byKey, uncertain, all };
}

function tieOf(resource: Resource): { readonly key: string | undefined; readonly certain: boolean } {
  const keys = TIES.map((name) => valueKey(resource.get(name)));
  return {
    key: keys.includes(undefined) ? undefined : JSON.stringify(keys),
    certain: keys.every(isCertain),
  };
}

function waysOf(method: Resource, { byKey, uncertain, all }: Integrations): readonly Way[] {
  const { key, certain } = tieOf(method);
  const sure = key === undefined ? [] : (byKey.get(key) ?? []);
  // A method has one integration: where it is found, no other is meant.
  const possible = sure.length > 0 ? [] : certain ? uncertain : all;
  return [
    ...sure.map((each) => wayOf(each, isMadeWith(method, each))),
    ...possible.map((each) => wayOf(each, false)),
  ];
}

const wayOf = (integration: Resource, certain: boolean): Way => ({
  uri: integration.get("uri"),
  certain,
  holder: integration,
});

/** What a method asks; where it asks nobody, a resource policy of the API may. */
function authorizationAsked(method: Resource, configuration: Configuration): Authorization {
  const own = authorizationOf(method.get("authorization"));
  if (own.asks === "callers") return own;
  const { sure, possible } = linkedFrom(configuration, method.get("rest_api_id"), "aws_api_gateway_rest_api");
  const seen = [...sure, ...possible]
    .map((api) => policyOf(api, configuration))
    .find((each) => each !== undefined);
  return seen === undefined
    ? own
    : {
        asks: "unknown",
        seen,
        doubt: `${method.address} asks for no authorization; whom the resource policy of its API keeps out is not read here: set \`authorization\` too.`,
      };
}

/** The resource policy of an API, where it has one. */
function policyOf(api: Resource, configuration: Configuration): Attribute | undefined {
  const policy = api.get("policy");
  if (policy.state === "known" || policy.state === "configured") return policy;
  const { sure, possible } = companionsOf(
    configuration,
    api,
    "aws_api_gateway_rest_api_policy",
    "rest_api_id",
  );
  const [companion] = [...sure, ...possible];
  return companion?.get("policy");
}
