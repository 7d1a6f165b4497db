import { create } from "xmlbuilder2";
import { describeRequest } from "../language";
import type { Result, Review, WaiverProblem } from "../review/result";
import { evidenceLine, type Family, familiesOf, findingsOf } from "./findings";
import type { ReportOptions } from "./options";
import { visible, visibleRequest } from "./visible";
import { cautions, kindOf, subjectOf } from "./wording";

/** What xmlbuilder2 writes: `@name` is an attribute, `#` the text. */
interface TestCase {
  readonly "@classname": string;
  readonly "@name": string;
  readonly failure?: { readonly "@message": string; readonly "@type": string; readonly "#": string };
  readonly skipped?: { readonly "@message": string };
}

interface TestSuite {
  readonly "@name": string;
  readonly "@tests": number;
  readonly "@failures": number;
  readonly "@errors": number;
  readonly "@skipped": number;
  readonly testcase: readonly TestCase[];
}

/** JUnit's XML: a suite for each family of controls, a case for each result. What is unknown or waived is skipped, and says why. */
export function renderJunit(review: Review, { toolVersion }: ReportOptions): string {
  const suites = familiesOf(findingsOf(review)).map(suiteOf);
  if (review.waiverProblems.length > 0) suites.push(suite("Waivers", review.waiverProblems.map(waiverCase)));
  const total = (name: "@tests" | "@failures" | "@errors" | "@skipped"): number =>
    suites.reduce((sum, each) => sum + each[name], 0);
  const report = {
    testsuites: {
      "@name": `rekognition-guardrails ${visible(toolVersion)}: ${kindOf(review.source)} ${visible(review.source.path)}`,
      "@tests": total("@tests"),
      "@failures": total("@failures"),
      "@errors": total("@errors"),
      "@skipped": total("@skipped"),
      testsuite: suites.map((each) => withCautions(each, cautions(review.source))),
    },
  };
  return `${create({ version: "1.0", encoding: "UTF-8" }, report).end({ prettyPrint: true })}\n`;
}

function suiteOf({ name, promise, findings }: Family): TestSuite {
  const cases = findings.flatMap(({ control, results }) =>
    results.map((result) => ({
      "@classname": control.id,
      "@name": `${control.title}: ${subjectOf(result.subject)}`,
      ...outcomeOf(result, control.remediation.text),
    })),
  );
  return suite(`${name}: ${promise}`, cases);
}

const suite = (name: string, cases: readonly TestCase[]): TestSuite => ({
  "@name": name,
  "@tests": cases.length,
  "@failures": cases.filter(({ failure }) => failure !== undefined).length,
  "@errors": 0,
  "@skipped": cases.filter(({ skipped }) => skipped !== undefined).length,
  testcase: cases,
});

function outcomeOf(result: Result, remedy: string): Pick<TestCase, "failure" | "skipped"> {
  const reason = visible(result.reason);
  switch (result.verdict) {
    case "pass":
      return {};
    case "fail":
      return { failure: { "@message": reason, "@type": result.severity, "#": failureText(result, remedy) } };
    case "waived":
      return { skipped: { "@message": `Waived${waiverText(result)}. ${reason}` } };
    case "unknown":
      return { skipped: { "@message": `Unknown: ${reason}` } };
    case "not-applicable":
      return { skipped: { "@message": `Not applicable: ${reason}` } };
  }
}

const waiverText = ({ waiver }: Result): string =>
  waiver === undefined
    ? ""
    : ` until ${visible(waiver.expires)} by ${visible(waiver.owner)}: ${visible(waiver.reason)}`;

function failureText({ reason, constructPath, evidence, witness }: Result, remedy: string): string {
  return [
    visible(reason),
    ...(constructPath === undefined ? [] : [`made by ${visible(constructPath)}`]),
    ...evidence.map((each) => `seen at ${evidenceLine(each)}`),
    ...(witness === undefined
      ? []
      : ["decided wrongly, for example:", describeRequest(visibleRequest(witness))]),
    `to mend: ${remedy}`,
  ].join("\n");
}

const waiverCase = ({ control, origin, problem, message }: WaiverProblem): TestCase => ({
  "@classname": "waivers",
  "@name": `${visible(control)}: ${visible(origin)}`,
  failure: { "@message": visible(message), "@type": problem, "#": visible(message) },
});

const withCautions = (each: TestSuite, said: readonly string[]) => ({
  ...each,
  ...(said.length === 0 ? {} : { "system-err": said.join("\n") }),
});
