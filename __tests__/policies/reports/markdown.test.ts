import MarkdownIt from "markdown-it";
import { code, fenced, prose, sentence } from "../../../policies/reports/markdown-text";
import { elementsOf, pageText, render } from "./support/parse";
import { sampleReview } from "./support/sample-review";

const viewer = new MarkdownIt({ html: true, linkify: true });
const rows = (page: string) => elementsOf(page).filter(({ tagName }) => tagName === "tr").length;

describe("the Markdown report", () => {
  const text = render("markdown", sampleReview());
  const page = viewer.render(text);

  it("has tables for counts, failures, unknowns, waived ones and waiver problems", () => {
    expect(text).toContain("| 2 | 1 | 1 | 3 | 1 |");
    expect(elementsOf(page).filter(({ tagName }) => tagName === "table")).toHaveLength(5);
    expect(rows(page)).toBe(5 + 1 + 2 + 1 + 1 + 1);
  });

  it("folds each failing and unknown control away with its evidence, request and remedy", () => {
    expect(elementsOf(page).filter(({ tagName }) => tagName === "details")).toHaveLength(3);
    const shown = pageText(page);
    expect(shown).toContain('seen at module.store.aws_s3_bucket.faces["a.b"] policy.Statement[0].Condition');
    expect(shown).toMatch(/decided wrongly, for example:\s+action {5}s3:GetObject\n/);
    expect(shown).toContain('resource "aws_s3_bucket" "faces" {\n  bucket = "${var.name}<faces>"\n}');
    expect(shown).toContain("Maps to: NIST 800-53 r5 SC-8; GDPR Art. 32 (suggested).");
    expect(shown).toContain("Where we differ from general scanners: An AWS managed key");
  });

  it("says what the plan leaves open, and leaves out what there is none of", () => {
    const source = { ...sampleReview().source, complete: false, terraformVersion: undefined };
    const short = render("markdown", sampleReview({ source, results: [], waiverProblems: [] }));
    expect(short).toContain("**Caution:** The plan is incomplete");
    expect(short).toContain("# Face-data guardrails: Nothing was judged");
    expect(short).not.toContain("##");
    expect(short).not.toContain(", Terraform");
  });
});

describe("Markdown text", () => {
  it.each([
    ['aws_s3_bucket.faces["a.b"]', '`aws_s3_bucket.faces["a.b"]`'],
    ["a|b", "<code>a&#124;b</code>"],
    ["`", "<code>&#96;</code>"],
    [" a", "<code> a</code>"],
    ["", "<code></code>"],
  ])("writes the code %j as %s", (name, written) => {
    expect(code(name)).toBe(written);
  });

  it("makes neither links, mentions nor references of prose", () => {
    expect(prose("@team #12 www.example.com https://example.com a_b_c")).toBe(
      "@<!-- -->team #<!-- -->12 www.<!-- -->example.com https:/<!-- -->/example.com a\\_b\\_c",
    );
  });

  it("has code where a sentence has backticks, and a lone backtick is one", () => {
    expect(sentence("Turn on `a_b`, not `")).toBe("Turn on `a_b`, not \\`");
  });

  it("fences lines that hold a fence", () => {
    expect(fenced("hcl", "````\nx")).toBe("`````hcl\n````\nx\n`````");
  });
});
