import type { Configuration } from "../../configuration/configuration";
import { linkedFrom } from "../../configuration/links/companions";
import type { Attribute, Resource } from "../../configuration/resource";
import { metricsOf } from "./alarm-metrics";
import { samePlace } from "./places";

/** A metric of a function that an alarm watches. */
export interface WatchedMetric {
  readonly alarm: Resource;
  /** `Errors`; undefined where it is not known. */
  readonly name: string | undefined;
  /** Where it is written. */
  readonly seen: Attribute;
  /** Why it may not be this function's metric; undefined where it surely is. */
  readonly doubt: string | undefined;
}

interface Watched {
  readonly byFunction: ReadonlyMap<Resource, readonly WatchedMetric[]>;
  /** Those that may be of any function. */
  readonly ofAny: readonly WatchedMetric[];
}

const watched = new WeakMap<Configuration, Watched>();

/** What alarms watch, or may watch, of a function. */
export function watchedMetricsOf(lambda: Resource, configuration: Configuration): readonly WatchedMetric[] {
  const known = watched.get(configuration) ?? watchedIn(configuration);
  watched.set(configuration, known);
  return [...(known.byFunction.get(lambda) ?? []), ...known.ofAny].flatMap((metric) => {
    const place = samePlace(metric.alarm, lambda);
    if (place === "no") return [];
    if (place === "yes") return [metric];
    return [
      {
        ...metric,
        doubt:
          metric.doubt ?? `whether ${metric.alarm.address} is of the same account and Region is not known`,
      },
    ];
  });
}

function watchedIn(configuration: Configuration): Watched {
  const byFunction = new Map<Resource, WatchedMetric[]>();
  const ofAny: WatchedMetric[] = [];
  const add = (lambda: Resource, metric: WatchedMetric): void => {
    const others = byFunction.get(lambda);
    if (others === undefined) byFunction.set(lambda, [metric]);
    else others.push(metric);
  };
  for (const alarm of configuration.ofType("aws_cloudwatch_metric_alarm")) {
    for (const { name, seen, dimensions, doubt } of metricsOf(alarm)) {
      const metric = { alarm, name, seen, doubt };
      const functionName = dimensions.get("FunctionName");
      if (dimensions.state === "absent") {
        // AWS/Lambda without dimensions counts every function of the account and Region.
        ofAny.push(metric);
      } else if (leadsAnywhere(dimensions) || leadsAnywhere(functionName)) {
        ofAny.push({ ...metric, doubt: doubt ?? `which function ${alarm.address} watches is not known` });
      } else {
        const { sure, possible } = linkedFrom(configuration, functionName, "aws_lambda_function");
        const narrower = doubt ?? narrowedBy(alarm, dimensions, functionName);
        for (const lambda of sure) add(lambda, { ...metric, doubt: narrower });
        for (const lambda of possible)
          add(lambda, {
            ...metric,
            doubt: doubt ?? `whether ${alarm.address} watches this function is not known`,
          });
      }
    }
  }
  return { byFunction, ofAny };
}

const leadsAnywhere = ({ state, string, references }: Attribute): boolean =>
  state === "configured" &&
  string === undefined &&
  (references.length === 0 || references.some(({ resources }) => resources.length === 0));

/** Other dimensions narrow the metric to an alias or a version; `Resource` with the function's own name does not. */
function narrowedBy(alarm: Resource, dimensions: Attribute, functionName: Attribute): string | undefined {
  const others = [...(dimensions.members ?? new Map<string, Attribute>())].filter(
    ([name, value]) =>
      name !== "FunctionName" &&
      !(name === "Resource" && value.string !== undefined && value.string === functionName.string),
  );
  const [other] = others;
  return other === undefined
    ? undefined
    : `${alarm.address} watches one ${other[0]} of the function, and whether every invocation goes there is not known`;
}
