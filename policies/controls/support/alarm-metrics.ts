import type { Attribute, Resource } from "../../configuration/resource";

/** A metric of Lambda that an alarm reads. */
export interface AlarmMetric {
  /** `Errors`; undefined where it is not known. */
  readonly name: string | undefined;
  readonly seen: Attribute;
  readonly dimensions: Attribute;
  /** Why it may not be what the alarm watches; undefined where it surely is. */
  readonly doubt: string | undefined;
}

const NAMESPACE = "AWS/Lambda";

/** The metrics of Lambda that an alarm reads, on its own or by metric math. */
export function metricsOf(alarm: Resource): readonly AlarmMetric[] {
  const queries = alarm.get("metric_query");
  if (queries.state === "absent" || queries.state === "computed")
    return metricIn(alarm, (name) => alarm.get(name), undefined);
  const { blocks } = queries;
  if (blocks === undefined)
    return [unknownMetric(queries, "what the alarm computes is known only after apply")];
  const counted = countedIn(blocks);
  return blocks.flatMap((query): readonly AlarmMetric[] => {
    const expression = query.get("expression");
    if (/^\s*SELECT\b/i.test(expression.string ?? ""))
      return [
        unknownMetric(
          expression,
          "which functions a query of CloudWatch Metrics Insights finds is not decided here",
        ),
      ];
    if (!counted.sure.has(query) && !counted.possible.has(query)) return [];
    const doubt = counted.sure.has(query) ? undefined : "whether the alarm counts the metric is not known";
    return metricIn(alarm, (name) => query.get("metric").get(name), doubt);
  });
}

function metricIn(
  alarm: Resource,
  get: (name: string) => Attribute,
  doubted: string | undefined,
): readonly AlarmMetric[] {
  const name = get("metric_name");
  const namespace = get("namespace");
  if (name.state === "absent" || (namespace.string !== undefined && namespace.string !== NAMESPACE))
    return [];
  if (namespace.state === "absent" || namespace.state === "computed") return [];
  const open = [name, namespace].find(({ string }) => string === undefined);
  const doubt = open === undefined ? doubted : `which metric ${alarm.address} watches is not known`;
  return [{ name: name.string, seen: name, dimensions: get("dimensions"), doubt }];
}

const unknownMetric = (seen: Attribute, doubt: string): AlarmMetric => ({
  name: undefined,
  seen,
  dimensions: seen.get("dimensions"),
  doubt: `${seen.evidence.address}: ${doubt}`,
});

/** The queries that the one that returns data computes with: an alarm may read a metric, and judge another. */
function countedIn(queries: readonly Attribute[]): {
  readonly sure: ReadonlySet<Attribute>;
  readonly possible: ReadonlySet<Attribute>;
} {
  const returning = queries.filter((query) => query.get("return_data").boolean === true);
  const open = queries.some(
    (query) =>
      query.get("return_data").state === "configured" && query.get("return_data").boolean === undefined,
  );
  const sure = reachedFrom(returning.length > 0 || open ? returning : queries, queries);
  const unreadable = [...sure].some(
    (query) => query.get("expression").state === "configured" && query.get("expression").string === undefined,
  );
  return { sure, possible: new Set(open || unreadable ? queries : []) };
}

function reachedFrom(from: readonly Attribute[], queries: readonly Attribute[]): ReadonlySet<Attribute> {
  const byId = new Map(queries.map((query) => [query.get("id").string, query]));
  const reached = new Set(from);
  // A set tells what is added while it is walked.
  for (const query of reached) {
    for (const [id] of (query.get("expression").string ?? "").matchAll(/[a-z]\w*/g)) {
      const named = byId.get(id);
      if (named !== undefined) reached.add(named);
    }
  }
  return reached;
}
