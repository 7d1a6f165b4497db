import type { Configuration } from "../configuration/configuration";
import type { AnyControl } from "../controls/control";
import { wildcardMatch } from "../language/evaluator/wildcard";
import { recordedWaivers } from "./recorded-waivers";
import type { AppliedWaiver, Result, WaiverProblem } from "./result";
import type { Waiver } from "./waiver";

export interface WaiverOptions {
  /** Waivers from outside the configuration. */
  readonly waivers: readonly Waiver[];
  readonly today: string;
  /** The controls that were asked: waivers of others are not judged. */
  readonly controls: readonly AnyControl[];
  /** Every control there is. */
  readonly catalogue: readonly AnyControl[];
}

/** What a waiver reaches, and whether it did. */
interface Reach {
  readonly waiver: Omit<Waiver, "address">;
  readonly where: string;
  readonly reaches: (result: Result) => boolean;
  matched: boolean;
}

/**
 * Marks the findings that are waived, and tells the waivers that have expired or reach nothing. Only what fails or is unknown can be
 * waived.
 *
 * @throws WaiverError if a waiver in the configuration's metadata is malformed
 */
export function applyWaivers(
  results: readonly Result[],
  configuration: Configuration,
  { waivers, today, controls, catalogue }: WaiverOptions,
): { readonly results: readonly Result[]; readonly waiverProblems: readonly WaiverProblem[] } {
  const asked = new Set<string>(controls.map(({ id }) => id));
  const reaches: readonly Reach[] = [
    ...waivers.map((waiver) => byPattern(waiver)),
    ...recordedWaivers(configuration, catalogue).map(({ waiver, addresses }) => byAddress(waiver, addresses)),
  ].filter(({ waiver }) => asked.has(waiver.control));
  const judged = results.map((result) => {
    const { verdict } = result;
    if (verdict !== "fail" && verdict !== "unknown") return result;
    const found = reaches.filter(
      ({ waiver, reaches: does }) => waiver.control === result.control && does(result),
    );
    for (const reach of found) reach.matched = true;
    const valid = found.find(({ waiver }) => waiver.expires >= today);
    return valid === undefined ? result : waived(result, valid.waiver, verdict);
  });
  return { results: judged, waiverProblems: reaches.flatMap((reach) => problemOf(reach, today)) };
}

const byPattern = (waiver: Waiver): Reach => ({
  waiver,
  where: waiver.address,
  reaches: (result) => namesOf(result).some((name) => matchesPattern(waiver.address, name)),
  matched: false,
});

const byAddress = (waiver: Omit<Waiver, "address">, addresses: readonly string[]): Reach => {
  const reached = new Set(addresses);
  return {
    waiver,
    where: waiver.origin,
    reaches: ({ subject }) => subject !== null && reached.has(subject),
    matched: false,
  };
};

/** An address, the same without its stack, and the construct's path. */
function namesOf({ subject, constructPath }: Result): readonly string[] {
  if (subject === null) return ["configuration"];
  const names = [subject];
  const stack = /^[^/."[\]]+\//.exec(subject)?.[0];
  if (stack !== undefined) names.push(subject.slice(stack.length));
  if (constructPath !== undefined) names.push(constructPath);
  return names;
}

/** Only `*` is special: an instance's key may hold a question mark. */
const matchesPattern = (pattern: string, name: string): boolean =>
  wildcardMatch(pattern.replaceAll("?", "\u0001"), name.replaceAll("?", "\u0001"));

function waived(result: Result, waiver: Omit<Waiver, "address">, verdict: "fail" | "unknown"): Result {
  const { reason, owner, expires, origin } = waiver;
  const applied: AppliedWaiver = { reason, owner, expires, origin, verdict };
  return { ...result, verdict: "waived", waiver: applied };
}

function problemOf({ waiver, where, matched }: Reach, today: string): readonly WaiverProblem[] {
  const { control, origin, owner, expires } = waiver;
  if (expires < today) {
    return [
      {
        control,
        origin,
        problem: "expired",
        message: `${origin}: the waiver of ${control} for ${where} expired on ${expires}. ${owner} must mend the finding, or decide again.`,
      },
    ];
  }
  if (matched) return [];
  return [
    {
      control,
      origin,
      problem: "unmatched",
      message: `${origin}: the waiver of ${control} for ${where} matches no finding that fails or is unknown. ${owner} must remove it, or mend the address.`,
    },
  ];
}
