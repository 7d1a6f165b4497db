import { toBeValidSarifLog } from "@microsoft/jest-sarif";
import fc from "fast-check";
import { XMLParser, XMLValidator } from "fast-xml-parser";
import MarkdownIt from "markdown-it";
import { visible } from "../../../policies/reports/visible";
import { CONTROL_CHARACTERS, pageText, render, schemaFaults, skeletonOf } from "./support/parse";
import { hostileReview } from "./support/sample-review";

expect.extend({ toBeValidSarifLog });

const NAMES = [
  "<script>alert(1)</script>",
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  "javascript:alert(1)",
  "</style></script><svg/onload=alert(1)>",
  "\u001b[31mred\u001b[0m\u009b2J",
  "one\ntwo\r\nthree\ttab",
  "\n\n# Heading\n\n| a | b |\n|---|---|\n",
  "right\u202eto left\u2066\u200f",
  "nul\0and %00",
  "]]>&amp;&#x41;&lt;",
  "a|b\\|c\\",
  "``` `code` ```",
  "[link](https://example.com) ![image](x) <https://example.com>",
  "@team #12 https://example.com www.example.com _a_ **b** ~~c~~",
  "</details>",
  "\ud800 half, \uffff none, \u{e0041} tag, \u2028 line",
  "__proto__",
  "",
];

const awkward = fc
  .array(
    fc.oneof(
      fc.constantFrom(...NAMES, ..."<>&\"'`|\\[]()*_~#@!-=:/\n\r\t\0 "),
      fc.string({ unit: "binary", maxLength: 4 }),
      fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(""));

const viewer = new MarkdownIt({ html: true, linkify: true });
// GitHub links no bare `example.com`.
viewer.linkify.set({ fuzzyLink: false });
const asMarkdown = (name: string) => viewer.render(render("markdown", hostileReview(name)));
const plainPage = skeletonOf(render("html", hostileReview("plain")));
const plainMarkdown = skeletonOf(asMarkdown("plain"));
const parser = new XMLParser({ ignoreAttributes: false, trimValues: false });
const readings: readonly [string, (name: string) => void][] = [
  [
    "HTML: the same elements and attributes, and the name in sight",
    (name) => {
      const page = render("html", hostileReview(name));
      expect(withoutCode(skeletonOf(page))).toBe(withoutCode(plainPage));
      expect(page.replaceAll("\n", "")).not.toMatch(CONTROL_CHARACTERS);
      expect(pageText(page)).toContain(visible(name));
    },
  ],
  [
    "Markdown: the same elements, no link, and no invisible character",
    (name) => {
      expect(withoutCode(skeletonOf(asMarkdown(name)))).toBe(withoutCode(plainMarkdown));
      expect(render("markdown", hostileReview(name)).replaceAll("\n", "")).not.toMatch(CONTROL_CHARACTERS);
    },
  ],
  [
    "text: as many lines, and no invisible character",
    (name) => {
      const text = render("text", hostileReview(name));
      expect(text.replaceAll("\n", "")).not.toMatch(CONTROL_CHARACTERS);
      expect(text.split("\n")).toHaveLength(render("text", hostileReview("plain")).split("\n").length);
      expect(text).toContain(visible(name));
    },
  ],
  [
    "JUnit: well-formed",
    (name) => {
      const xml = render("junit", hostileReview(name));
      expect(XMLValidator.validate(xml)).toBe(true);
      expect(xml.replaceAll("\n", "")).not.toMatch(CONTROL_CHARACTERS);
      expect(JSON.stringify(keysOf(parser.parse(xml)))).toBe(
        JSON.stringify(keysOf(parser.parse(render("junit", hostileReview("plain"))))),
      );
    },
  ],
  [
    "SARIF: valid, and the name as it is",
    (name) => {
      const log = JSON.parse(render("sarif", hostileReview(name)));
      expect(log).toBeValidSarifLog();
      expect(log.runs[0].results[0].locations[0].logicalLocations[0].fullyQualifiedName).toBe(name);
    },
  ],
  [
    "JSON: valid, and the name as it is",
    (name) => {
      const text = render("json", hostileReview(name));
      expect(schemaFaults(text)).toEqual([]);
      expect(JSON.parse(text).results[0].subject).toBe(name);
      expect(text.replaceAll("\n", "")).not.toMatch(CONTROL_CHARACTERS);
    },
  ],
];

/** What stands between two backticks of a reason is code, and nothing else changes: sentences of ours may hold names. */
const withoutCode = (skeleton: string): string => skeleton.replace(/^code \n?/gm, "");

/** The structure of what was parsed, without texts. */
function keysOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(keysOf);
  if (typeof value !== "object" || value === null) return null;
  return Object.entries(value)
    .filter(([key]) => key !== "#text")
    .map(([key, each]) => [key, keysOf(each)]);
}

describe.each(readings)("a hostile name in %s", (_, check) => {
  it.each(NAMES.map((name) => [name]))("%j", (name) => {
    check(name);
  });

  it("whatever it holds", () => {
    fc.assert(fc.property(awkward, check), { numRuns: Number(process.env.REPORT_PROPERTY_RUNS ?? 60) });
  });
});
