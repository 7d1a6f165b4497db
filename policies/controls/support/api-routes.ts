import type { Configuration } from "../../configuration/configuration";
import { isMadeWith } from "../../configuration/links/existence";
import type { Link } from "../../configuration/links/link";
import { namesIn, rootsOf } from "../../configuration/links/roots";
import type { Attribute, Resource } from "../../configuration/resource";
import { fail, type Judgement, pass, unknown } from "../judgement";
import type { ApiRoute } from "./api-route";
import { indexedBy, uriLink } from "./function-uris";
import { httpRoutes } from "./http-routes";
import { restMethods } from "./rest-methods";

/** The types that make a way into a function by an API. */
export const API_TYPES = [
  "aws_apigatewayv2_api",
  "aws_apigatewayv2_integration",
  "aws_apigatewayv2_route",
  "aws_api_gateway_integration",
  "aws_api_gateway_method",
  "aws_api_gateway_rest_api",
] as const;

/** What is to be said of the APIs that call a function, or may. */
export const judgeApiRoutes = (lambda: Resource, configuration: Configuration): readonly Judgement[] => [
  ...routesFor(lambda, configuration).flatMap((route) => judgeRoute(route, lambda)),
  ...configuration
    .ofType("aws_apigatewayv2_api", "aws_api_gateway_rest_api")
    .map((api) => api.get("body"))
    .filter((body) => mentions(body, lambda))
    .map((body) =>
      unknown(
        "An OpenAPI document calls the function; which of its routes ask for authorization is not read here: write them as resources.",
        body,
      ),
    ),
];

function judgeRoute(route: ApiRoute, lambda: Resource): readonly Judgement[] {
  const { asks, seen, doubt } = route.authorization;
  const calls = callsOf(route, lambda);
  if (calls === "no") return [];
  if (asks === "callers")
    return calls === "yes" ? [pass(`${capital(route.name)} asks who calls.`, seen)] : [];
  if (calls === "maybe")
    return [
      unknown(
        `It is not known whether ${route.name} calls ${lambda.address}, and ${asks === "nobody" ? "anybody can call" : "it is not known who can call"} that.`,
        seen,
      ),
    ];
  return asks === "nobody"
    ? [fail(`Anybody can call the function by ${route.name}.`, seen)]
    : [unknown(doubt ?? `Whether ${route.name} asks who calls is known only after apply.`, seen)];
}

function callsOf({ ways, untied }: ApiRoute, lambda: Resource): Link {
  const links = ways.map(({ uri, certain, holder }): Link => {
    const link = uriLink(uri, lambda);
    return link === "yes" && !(certain && isMadeWith(holder, lambda)) ? "maybe" : link;
  });
  if (links.includes("yes")) return "yes";
  return untied || links.includes("maybe") ? "maybe" : "no";
}

/** Whether a document has the function's ARN in it. */
function mentions(body: Attribute, lambda: Resource): boolean {
  const [, ...behind] = (body.string ?? body.template ?? "").split(":function:");
  const name = lambda.get("function_name").string;
  const isNamed = behind.some((rest) => /^[\w-]+/.exec(rest)?.[0] === name);
  return isNamed || rootsOf(body).addresses.includes(lambda.address);
}

/** Routes by what they may call, so that a configuration of thousands is not compared pair by pair. */
interface RouteIndex {
  readonly byKey: ReadonlyMap<string, readonly ApiRoute[]>;
  /** Those that may call any function. */
  readonly open: readonly ApiRoute[];
  readonly all: readonly ApiRoute[];
}

const indexes = new WeakMap<Configuration, RouteIndex>();

function routesFor(lambda: Resource, configuration: Configuration): readonly ApiRoute[] {
  const index =
    indexes.get(configuration) ?? indexed([...httpRoutes(configuration), ...restMethods(configuration)]);
  indexes.set(configuration, index);
  const name = lambda.get("function_name").string;
  if (name === undefined) return index.all;
  const keys = [name, lambda.address].flatMap((key) => index.byKey.get(key) ?? []);
  return [...new Set([...keys, ...index.open])];
}

function indexed(all: readonly ApiRoute[]): RouteIndex {
  const byKey = new Map<string, ApiRoute[]>();
  const open: ApiRoute[] = [];
  for (const route of all) {
    const keys = route.untied ? undefined : keysOf(route);
    if (keys === undefined) open.push(route);
    for (const key of keys ?? []) {
      const same = byKey.get(key);
      if (same === undefined) byKey.set(key, [route]);
      else same.push(route);
    }
  }
  return { byKey, open, all };
}

/** The names and addresses that a route may call; undefined where it may call others. */
function keysOf({ ways }: ApiRoute): ReadonlySet<string> | undefined {
  const keys = new Set<string>();
  for (const { uri } of ways) {
    const by = indexedBy(uri);
    if (by === undefined) return undefined;
    if (typeof by === "object") {
      keys.add(by.name);
      continue;
    }
    const { names, addresses, open } = rootsOf(uri);
    if (open) return undefined;
    for (const key of [...names, ...addresses, ...(by === "text" ? namesIn(uri.string ?? "") : [])])
      keys.add(key);
  }
  return keys;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
