import type { Attribute, Resource } from "../../configuration/resource";

/** What an API asks of those who call a route. */
export interface Authorization {
  readonly asks: "nobody" | "callers" | "unknown";
  /** The attribute that says so. */
  readonly seen: Attribute;
  /** Why it is not known, as a sentence. */
  readonly doubt?: string;
}

/** A URI that a route leads to. */
export interface Way {
  readonly uri: Attribute;
  /** False where the route may lead elsewhere. */
  readonly certain: boolean;
  /** What holds the URI. */
  readonly holder: Resource;
}

/** A way into functions by an API: a route of an HTTP or WebSocket API, a method of a REST API. */
export interface ApiRoute {
  /** For people: `the route POST /verifications`. */
  readonly name: string;
  readonly authorization: Authorization;
  readonly ways: readonly Way[];
  /** Whether it may lead to what is not here. */
  readonly untied: boolean;
}

const AUTHORIZATIONS = ["AWS_IAM", "CUSTOM", "JWT", "COGNITO_USER_POOLS"];

/** @param type `authorization_type` of a route, `authorization` of a method */
export function authorizationOf(type: Attribute): Authorization {
  const { string, state } = type;
  if (string !== undefined)
    return { asks: AUTHORIZATIONS.includes(string) ? "callers" : "nobody", seen: type };
  return { asks: state === "configured" ? "unknown" : "nobody", seen: type };
}
