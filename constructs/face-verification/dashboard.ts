import { METRICS_NAMESPACE } from "../metric-alarm";

/** What a dashboard shows: counts and durations, and nothing of a person. */
export interface DashboardOptions {
  readonly region: string;
  readonly verifyFaceName: string;
  readonly functionNames: readonly string[];
  /** Built from known names. */
  readonly alarmArns: readonly string[];
}

interface Widget {
  readonly type: "metric" | "alarm";
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly properties: Readonly<Record<string, unknown>>;
}

const FIVE_MINUTES = 300;
const HALF = 12;

/**
 * The body of a CloudWatch dashboard.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
 */
export function dashboardBody(options: DashboardOptions): string {
  const { region, verifyFaceName, functionNames } = options;
  const graph = (title: string, stat: string, metrics: readonly (readonly string[])[]) => ({
    type: "metric" as const,
    properties: { title, region, view: "timeSeries", stat, period: FIVE_MINUTES, metrics },
  });
  const own = (metric: string, service: string) => [METRICS_NAMESPACE, metric, "service", service];
  const lambda = (metric: string) =>
    functionNames.map((name) => ["AWS/Lambda", metric, "FunctionName", name]);
  const widgets = [
    graph(
      "Decisions",
      "Sum",
      ["Approved", "Denied", "Review"].map((metric) => own(metric, verifyFaceName)),
    ),
    graph(
      "Refused requests, calls to repeat, operator's faults",
      "Sum",
      functionNames.flatMap((name) =>
        ["Refused", "TryAgain", "OperatorFault"].map((metric) => own(metric, name)),
      ),
    ),
    graph("Duration, 99 of 100 (ms)", "p99", lambda("Duration")),
    graph("Errors and throttles", "Sum", [...lambda("Errors"), ...lambda("Throttles")]),
  ];
  const alarms: Widget = {
    type: "alarm",
    x: 0,
    y: 0,
    width: 2 * HALF,
    height: 3,
    properties: { title: "Alarms", alarms: options.alarmArns },
  };
  const graphs = widgets.map(
    (widget, index): Widget => ({
      ...widget,
      x: (index % 2) * HALF,
      y: 3 + Math.floor(index / 2) * 6,
      width: HALF,
      height: 6,
    }),
  );
  return JSON.stringify({ widgets: [alarms, ...graphs] });
}
