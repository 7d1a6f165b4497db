import { XMLParser, XMLValidator } from "fast-xml-parser";
import { render } from "./support/parse";
import { sampleReview } from "./support/sample-review";

const parser = new XMLParser({
  ignoreAttributes: false,
  isArray: (name) => name === "testcase" || name === "testsuite",
  parseAttributeValue: true,
});

const parsed = (...given: Parameters<typeof sampleReview>) =>
  parser.parse(render("junit", sampleReview(...given))).testsuites;

describe("the JUnit report", () => {
  it("is well-formed, and adds up", () => {
    expect(XMLValidator.validate(render("junit", sampleReview()))).toBe(true);
    expect(parsed()).toMatchObject({ "@_tests": 9, "@_failures": 3, "@_errors": 0, "@_skipped": 3 });
  });

  it("has a suite for each family, and one for waiver problems", () => {
    const suites: { "@_name": string; "@_tests": number }[] = parsed().testsuite;
    expect(suites.map((suite) => [suite["@_name"].split(":")[0], suite["@_tests"]])).toEqual([
      ["REST", 3],
      ["TRANSIT", 1],
      ["OPTOUT", 1],
      ["RETAIN", 1],
      ["DETECT", 1],
      ["CHANGE", 1],
      ["Waivers", 1],
    ]);
  });

  it("fails what fails, with evidence, request and remedy", () => {
    const [failing] = parsed().testsuite[1].testcase;
    expect(failing["@_classname"]).toBe("RKG-TRANSIT-01");
    expect(failing.failure["@_message"]).toBe("A request without TLS is not denied.");
    expect(failing.failure["@_type"]).toBe("high");
    expect(failing.failure["#text"]).toMatch(
      /made by workload\/Faces[\s\S]*seen at [\s\S]*principal {2}anonymous[\s\S]*to mend: /,
    );
  });

  it("skips what is unknown, waived or not applicable, and says why", () => {
    const message = (suite: number): string => parsed().testsuite[suite].testcase[0].skipped["@_message"];
    expect(message(2)).toMatch(/^Unknown: Another team/);
    expect(message(3)).toBe(
      "Waived until 2027-01-31 by legal@example.com: A court order forbids deletion. No rule expires its objects.",
    );
    expect(message(4)).toMatch(/^Not applicable: /);
  });

  it("says in every suite what the plan leaves open", () => {
    const source = { ...sampleReview().source, complete: false };
    expect(parsed({ source }).testsuite[0]["system-err"]).toMatch(/incomplete/);
    expect(parsed().testsuite[0]).not.toHaveProperty("system-err");
  });

  it("has no suite for waivers where none is wrong", () => {
    expect(parsed({ waiverProblems: [] }).testsuite).toHaveLength(6);
  });
});
