import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { hostileReview, sampleReview } from "../policies/reports/support/sample-review";
import { useReports } from "./support/report-page";

const reports = useReports();

describe("the page for everybody", () => {
  const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

  /** What axe finds that keeps somebody from using the page: rule and element. */
  async function barriers(page: Page): Promise<unknown> {
    await page.evaluate(axe);
    const found: unknown = await page.evaluate("axe.run()");
    const { violations, passes } = found as {
      violations: { id: string; impact: string; nodes: { html: string }[] }[];
      passes: unknown[];
    };
    expect(passes.length).toBeGreaterThan(15);
    return violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .map(({ id, nodes }) => [id, nodes[0]?.html]);
  }

  it.each([
    ["light", {}],
    ["dark", { colorScheme: "dark" }],
    ["narrow", { viewport: { width: 360, height: 780 } }],
  ] as const)("has no serious barrier, %s", async (_, options) => {
    const source = { ...sampleReview().source, complete: false };
    const { page } = await reports.open(sampleReview({ source }), options);
    await page.getByRole("button", { name: "Open all" }).click();
    expect(await barriers(page)).toEqual([]);
  });

  it("has no serious barrier where the names are hostile", async () => {
    const { page } = await reports.open(hostileReview('"><b>'));
    expect(await barriers(page)).toEqual([]);
  });

  it.each([[360], [768], [1280]])("is never wider than a screen of %d pixels", async (width) => {
    const long = hostileReview(`module.${"a".repeat(200)}`);
    for (const review of [sampleReview(), long]) {
      const { page } = await reports.open(review, { viewport: { width, height: 780 } });
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(width);
    }
  });

  it("is light or dark as the reader's system is", async () => {
    const ground = async (colorScheme: "light" | "dark"): Promise<string> =>
      (await reports.open(sampleReview(), { colorScheme })).page.evaluate(
        "getComputedStyle(document.body).backgroundColor",
      );
    expect(await ground("light")).toBe("rgb(251, 250, 247)");
    expect(await ground("dark")).toBe("rgb(20, 23, 26)");
  });
});

describe("the page on paper", () => {
  it.each([[true], [false]])(
    "is light, all open, and without filters (with scripts: %s)",
    async (javaScriptEnabled) => {
      const { page } = await reports.open(sampleReview(), { colorScheme: "dark", javaScriptEnabled });
      await page.emulateMedia({ media: "print" });
      const locate = (selector: string) => page.locator(selector);
      expect(await locate("#filters").isVisible()).toBe(false);
      // A control that passes, folded on a screen.
      expect(await locate("#RKG-REST-07 .finding").isVisible()).toBe(true);
      expect(await locate("#RKG-REST-07 .remedy pre").first().isVisible()).toBe(true);
      expect((await page.pdf()).subarray(0, 5).toString()).toBe("%PDF-");
    },
  );

  it("opens all for the printer, and folds it again", async () => {
    const { page } = await reports.open(sampleReview());
    const folded = (): Promise<number> => page.locator("details:not([open])").count();
    const before = await folded();
    expect(before).toBeGreaterThan(0);
    await page.evaluate("dispatchEvent(new Event('beforeprint'))");
    expect(await folded()).toBe(0);
    await page.evaluate("dispatchEvent(new Event('afterprint'))");
    expect(await folded()).toBe(before);
  });
});
