import { type Command, Option } from "commander";
import type { ExternalOptOut } from "../configuration/configuration";
import { CONTROLS } from "../controls";
import { SEVERITIES, type Severity } from "../controls/control";
import { FORMATS, type Format, renderReport } from "../reports";
import { externalOptOutFaults } from "../review/check-options";
import { readWaivers } from "../review/read-waivers";
import { exitCodeOf, MAXIMUM_RETENTION_DAYS, review } from "../review/review";
import { isDay, type Waiver } from "../review/waiver";
import { controlsFor } from "./control-ids";
import { locatorFor } from "./locate";
import { type Outcome, UsageError } from "./outcome";
import { Progress } from "./progress";
import { readConfiguration } from "./read-configuration";
import { readSmallFile } from "./read-small-file";
import { reportRequests, writeReport } from "./reports";
import { toolVersion } from "./tool-version";

interface ReviewFlags {
  readonly synth?: string;
  readonly format: readonly Format[];
  readonly output: readonly string[];
  readonly waivers: readonly string[];
  readonly account?: string;
  readonly externalOptOut?: ExternalOptOut;
  readonly retentionDays: number;
  readonly strict?: boolean;
  readonly only?: readonly string[];
  readonly severity?: Severity;
  readonly date: string;
}

/** `rekognition-guardrails review`. */
export function addReviewCommand(program: Command, outcome: Outcome): void {
  const each = <T>(value: T, all: readonly T[] | undefined): readonly T[] => [...(all ?? []), value];
  program
    .command("review")
    .description("judge a Terraform plan, or what cdktf synthesized, by every control")
    .argument(
      "<input...>",
      "terraform show -json's plan (or several of one system), a cdk.tf.json, a cdktf.out folder, or - for standard input",
    )
    .option(
      "--synth <dir>",
      "the cdktf.out that the plan came from: its policies are read where the plan only knows them after apply",
    )
    .addOption(
      new Option("--format <format>", "may repeat, each with its -o (default: text)")
        .choices(FORMATS)
        .default([], "text")
        .argParser((value: string, all: readonly Format[]) => each(formatOf(value), all)),
    )
    .option(
      "-o, --output <file>",
      "where the report goes; may repeat (default: standard output)",
      each<string>,
      [],
    )
    .option("--waivers <file>", "a YAML file of waivers; may repeat", each<string>, [])
    .option("--account <id>", "the account that is deployed to, where no provider names it", account)
    .option(
      "--external-opt-out <id=owner>",
      "the opt-out policy that somebody else deploys, and who",
      externalOptOut,
    )
    .option(
      "--retention-days <days>",
      "the longest that face images may be kept",
      retentionDays,
      MAXIMUM_RETENTION_DAYS,
    )
    .option("--strict", "exit with 3 where nothing fails but something is unknown")
    .option(
      "--only <ids>",
      "judge by these controls only, with commas between",
      (value: string, all?: readonly string[]) => [
        ...(all ?? []),
        ...value.split(",").filter((id) => id.trim() !== ""),
      ],
    )
    .addOption(
      new Option("--severity <level>", "judge by controls of this severity and higher ones only").choices(
        SEVERITIES,
      ),
    )
    .option(
      "--date <day>",
      "the day by which waivers and runtimes are judged",
      date,
      new Date().toISOString().slice(0, 10),
    )
    .addHelpText(
      "after",
      `
A waiver says why a control need not hold somewhere, who answers for that, and until when:
  waivers:
    - control: RKG-RETAIN-01
      address: aws_s3_bucket.evidence    # * stands for any text
      reason: A court order forbids deletion
      owner: legal@example.com
      expires: 2027-01-31
One that has expired or matches nothing fails the review.`,
    )
    .action((inputs: readonly string[], flags: ReviewFlags) => {
      outcome.exitCode = runReview(inputs, flags);
    });
}

function runReview(inputs: readonly string[], flags: ReviewFlags): number {
  const requests = reportRequests(flags.format, flags.output, inputs);
  const controls = controlsFor(flags.only, flags.severity);
  if ([...inputs, ...flags.waivers].filter((path) => path === "-").length > 1)
    throw new UsageError("standard input can be read once only");
  const waivers = flags.waivers.flatMap(waiversIn);
  const progress = new Progress(process.stderr);
  try {
    progress.say("reading");
    const configuration = readConfiguration(inputs, flags);
    const reviewed = review(configuration, {
      controls,
      waivers,
      today: flags.date,
      maximumRetentionDays: flags.retentionDays,
      onProgress: (done, total) => progress.say(`control ${done + 1} of ${total}`),
    });
    progress.end();
    for (const request of requests) {
      const colour = request.file === undefined && wantsColour();
      const locate = request.format === "sarif" ? locatorFor(inputs) : undefined;
      writeReport(
        request,
        renderReport(request.format, reviewed, { colour, locate, toolVersion: toolVersion() }),
      );
    }
    return exitCodeOf(reviewed, flags.strict === true);
  } finally {
    progress.end();
  }
}

/** https://no-color.org */
function wantsColour(): boolean {
  const { NO_COLOR = "", TERM } = process.env;
  return process.stdout.isTTY === true && NO_COLOR === "" && TERM !== "dumb";
}

const waiversIn = (file: string): readonly Waiver[] =>
  readWaivers(readSmallFile(file, "the waivers"), file, CONTROLS);

function formatOf(value: string): Format {
  const format = FORMATS.find((each) => each === value);
  if (format !== undefined) return format;
  throw new UsageError(`--format must be one of ${FORMATS.join(", ")}, got: ${JSON.stringify(value)}`);
}

function account(value: string): string {
  if (/^\d{12}$/.test(value)) return value;
  throw new UsageError(`--account must be an account id of twelve digits, got: ${JSON.stringify(value)}`);
}

function date(value: string): string {
  if (isDay(value)) return value;
  throw new UsageError(`--date must be a day of the calendar as YYYY-MM-DD, got: ${JSON.stringify(value)}`);
}

function retentionDays(value: string): number {
  const days = /^\d{1,5}$/.test(value) ? Number(value) : 0;
  if (days >= 1 && days <= 36_500) return days;
  throw new UsageError(
    `--retention-days must be a whole number from 1 to 36500, got: ${JSON.stringify(value)}`,
  );
}

function externalOptOut(value: string): ExternalOptOut {
  const [policyId = "", ...owner] = value.split("=");
  const optOut = { policyId, owner: owner.join("=") };
  if (externalOptOutFaults(optOut).length === 0) return optOut;
  throw new UsageError(
    `--external-opt-out must be a policy's id and its owner, for example p-abcd123456="cloud platform team", got: ${JSON.stringify(value)}`,
  );
}
