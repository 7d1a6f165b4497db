import type { Configuration } from "../../configuration/configuration";
import { isMadeWith } from "../../configuration/links/existence";
import type { Resource } from "../../configuration/resource";
import { type ApiRoute, type Authorization, authorizationOf, type Way } from "./api-route";
import { isCertain, valueKey } from "./same-value";

const INTEGRATION = "aws_apigatewayv2_integration";

/** The routes of HTTP and WebSocket APIs, also those that an API makes for a `target` of its own (quick create). */
export function httpRoutes(configuration: Configuration): readonly ApiRoute[] {
  const routes = configuration.ofType("aws_apigatewayv2_route");
  const integrations = new Map(
    configuration.ofType(INTEGRATION).flatMap((each) => {
      const id = each.get("id").string;
      return id === undefined ? [] : [[id, each] as const];
    }),
  );
  const connects = new Map(
    routes
      .filter((route) => route.get("route_key").string === "$connect")
      .map((route) => [valueKey(route.get("api_id")), route] as const),
  );
  const made = routes.map(
    (route): ApiRoute => ({
      name: nameOf(route),
      authorization: authorizationAsked(route, connects),
      ...tiesOf(route, integrations),
    }),
  );
  return [...made, ...configuration.ofType("aws_apigatewayv2_api").flatMap(quickRoute)];
}

/** What a route asks. A WebSocket API asks when somebody connects, and not again for each message. */
function authorizationAsked(
  route: Resource,
  connects: ReadonlyMap<string | undefined, Resource>,
): Authorization {
  const own = authorizationOf(route.get("authorization_type"));
  // `POST /x` is a route of an HTTP API.
  const isHttp = route.get("route_key").string?.includes("/") === true;
  if (isHttp || own.asks === "callers" || connects.size === 0) return own;
  const api = valueKey(route.get("api_id"));
  const connect = api === undefined ? undefined : connects.get(api);
  if (connect === route) return own;
  if (connect !== undefined) {
    const asked = authorizationOf(connect.get("authorization_type"));
    return isMadeWith(connect, route) || asked.asks === "nobody" ? asked : { ...asked, asks: "unknown" };
  }
  return [api, ...connects.keys()].every(isCertain) ? own : { ...own, asks: "unknown" };
}

/** The integrations that a route leads to. */
function tiesOf(
  route: Resource,
  integrations: ReadonlyMap<string, Resource>,
): { readonly ways: readonly Way[]; readonly untied: boolean } {
  const target = route.get("target");
  const { state, string, template, references } = target;
  if (state === "absent" || state === "computed") return { ways: [], untied: false };
  if (string !== undefined) {
    const integration = integrations.get(string.replace(/^integrations\//, ""));
    return integration === undefined
      ? { ways: [], untied: true }
      : { ways: [wayOf(integration, true)], untied: false };
  }
  const named = [...new Set(references.flatMap(({ resources }) => resources))];
  const found = named.filter(({ type, mode }) => type === INTEGRATION && mode === "managed");
  const isWhole =
    references.length > 0 &&
    found.length === named.length &&
    references.every(({ resources }) => resources.length > 0);
  const isPlain = template === undefined || /^integrations\/\$\{[^{}]*\}$/.test(template);
  const certain = isWhole && isPlain && found.length === 1;
  return {
    ways: found.map((each) => wayOf(each, certain && isMadeWith(route, each))),
    untied: !isWhole,
  };
}

const wayOf = (integration: Resource, certain: boolean): Way => ({
  uri: integration.get("integration_uri"),
  certain,
  holder: integration,
});

/** An API with a `target` makes itself a route, which asks nobody. */
function quickRoute(api: Resource): readonly ApiRoute[] {
  const target = api.get("target");
  if (target.state === "absent" || target.state === "computed") return [];
  const key = api.get("route_key").string ?? "$default";
  return [
    {
      name: `the route ${key}, which ${api.address} makes for its target`,
      authorization: { asks: "nobody", seen: target },
      ways: [{ uri: target, certain: true, holder: api }],
      untied: false,
    },
  ];
}

const nameOf = (route: Resource): string => `the route ${route.get("route_key").string ?? route.address}`;
