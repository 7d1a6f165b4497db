import pc from "picocolors";
import { describeRequest } from "../language";
import type { Result, Review, ReviewVerdict } from "../review/result";
import { evidenceLine, type Findings, findingsWith } from "./findings";
import type { ReportOptions } from "./options";
import { visible, visibleRequest } from "./visible";
import {
  cautions,
  counted,
  countOf,
  headline,
  sourceLine,
  subjectOf,
  VERDICT_WORDS,
  VERDICTS,
} from "./wording";

type Colours = ReturnType<typeof pc.createColors>;
type Paint = (text: string) => string;

/** For a terminal: the summary, then what fails, what is unknown and what is waived. The rest is only counted. */
export function renderText(review: Review, { colour = false, toolVersion }: ReportOptions): string {
  const colours = pc.createColors(colour);
  const parts = [
    opening(review, colours, toolVersion),
    section("Failures", findingsWith(review, "fail"), colours.red, colours),
    section("Unknown", findingsWith(review, "unknown"), colours.yellow, colours),
    section("Waived", findingsWith(review, "waived"), colours.magenta, colours),
    waiverProblems(review, colours),
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

function opening(review: Review, colours: Colours, toolVersion: string): string {
  const { source, summary, today } = review;
  const failed = summary.fail > 0 || review.waiverProblems.length > 0;
  const paint = failed ? colours.red : summary.unknown > 0 ? colours.yellow : colours.green;
  const counts = VERDICTS.map((verdict) => countIn(colours, verdict, countOf(summary, verdict))).join(", ");
  return [
    colours.bold(paint(headline(review))),
    counts,
    colours.dim(
      `${sourceLine(source)}, ${counted(summary.resources, "resource")}, ${today}, rekognition-guardrails ${visible(toolVersion)}`,
    ),
    ...cautions(source).map((caution) => colours.yellow(`! ${caution}`)),
  ].join("\n");
}

function countIn(colours: Colours, verdict: ReviewVerdict, count: number): string {
  const text = `${count} ${VERDICT_WORDS[verdict].counted}`;
  if (count === 0) return colours.dim(text);
  const paints: Readonly<Record<ReviewVerdict, Paint>> = {
    fail: colours.red,
    unknown: colours.yellow,
    waived: colours.magenta,
    pass: colours.green,
    "not-applicable": String,
  };
  return paints[verdict](text);
}

function section(name: string, findings: readonly Findings[], paint: Paint, colours: Colours): string {
  if (findings.length === 0) return "";
  const blocks = findings.map(({ control, results }) =>
    [
      `${colours.bold(paint(control.id))} ${control.severity}  ${colours.bold(control.title)}`,
      ...results.flatMap((result) => indent(2, finding(result, colours))),
      ...(name === "Waived" ? [] : indent(2, [`${colours.dim("to mend:")} ${control.remediation.text}`])),
    ].join("\n"),
  );
  return [colours.bold(name), ...blocks].join("\n\n");
}

function finding(result: Result, colours: Colours): readonly string[] {
  const { subject, constructPath, reason, evidence, witness, waiver } = result;
  const made = constructPath === undefined ? "" : colours.dim(`  (${visible(constructPath)})`);
  return [
    `${subjectOf(subject)}${made}`,
    ...indent(2, [
      visible(reason),
      ...evidence.map((each) => `${colours.dim("seen at:")} ${evidenceLine(each)}`),
      ...(witness === undefined ? [] : request(witness, colours)),
      ...(waiver === undefined
        ? []
        : [
            `${colours.dim("waived:")} until ${visible(waiver.expires)} by ${visible(waiver.owner)} (${visible(waiver.origin)}): ${visible(waiver.reason)}`,
          ]),
    ]),
  ];
}

const request = (witness: NonNullable<Result["witness"]>, colours: Colours): readonly string[] => [
  colours.dim("decided wrongly, for example:"),
  ...indent(2, describeRequest(visibleRequest(witness)).split("\n")),
];

function waiverProblems({ waiverProblems: problems }: Review, colours: Colours): string {
  if (problems.length === 0) return "";
  return [
    colours.bold("Waiver problems"),
    "",
    ...problems.map(
      ({ control, origin, problem, message }) =>
        `${colours.bold(colours.red(visible(control)))} ${problem} (${visible(origin)}): ${visible(message)}`,
    ),
  ].join("\n");
}

const indent = (spaces: number, lines: readonly string[]): readonly string[] =>
  lines.map((line) => `${" ".repeat(spaces)}${line}`);
