import { type AwsEnvironment, EVENT_SOURCES, type KeyUse, VIA_SERVICES } from "../../policies/documents";
import { principalArns } from "./aws-names";
import { listOf, matching, oneOf, show } from "./prop-rules";
import type { PropFault } from "./validation-error";

const KINDS = [
  "identities",
  "log-groups",
  "lambda-environments",
  "event-sources",
  "custom-labels-training",
  "face-liveness",
] as const satisfies readonly KeyUse["kind"][];

/** What is wrong with a use of a key: principals outside the account or by wildcard, names that AWS refuses. */
export function keyUseFaults(prop: string, use: KeyUse, environment: AwsEnvironment): readonly PropFault[] {
  switch (use?.kind) {
    case "identities":
      return [
        ...matching(`${prop}.name`, use.name, /^[A-Za-z0-9]+$/, "letters and digits"),
        ...principalArns(`${prop}.principalArns`, [use.principalArns].flat(), environment),
        ...listOf(
          `${prop}.viaServices`,
          [use.viaServices].flat(),
          (at, name) => oneOf(at, name, VIA_SERVICES),
          1,
        ),
        ...oneOf(`${prop}.access`, use.access, ["decrypt", "encrypt", "encrypt-and-decrypt"]),
      ];
    case "log-groups":
      return listOf(
        `${prop}.logGroupNames`,
        [use.logGroupNames].flat(),
        (at, name) =>
          matching(at, name, /^[\w./#-]{1,512}\*?$/, "a log group's name, with * at its end at most"),
        1,
      );
    case "event-sources":
      return listOf(
        `${prop}.services`,
        [use.services].flat(),
        (at, name) => oneOf(at, name, EVENT_SOURCES),
        1,
      );
    case "custom-labels-training":
    case "face-liveness":
      return principalArns(`${prop}.principalArns`, [use.principalArns].flat(), environment);
    case "lambda-environments":
      return [];
    default:
      return [{ prop: `${prop}.kind`, message: `must be one of ${KINDS.join(", ")}, got: ${show(use)}` }];
  }
}
