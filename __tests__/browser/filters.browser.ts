import type { Page } from "playwright-core";
import { sampleReview } from "../policies/reports/support/sample-review";
import { useReports } from "./support/report-page";

const reports = useReports();

const shown = (page: Page): Promise<string[]> =>
  page.locator(".control:visible .control-id").allTextContents();
const status = (page: Page): Promise<string | null> => page.locator("#shown").textContent();

describe("the filters by mouse", () => {
  it("filter by verdict", async () => {
    const { page } = await reports.open(sampleReview());
    expect(await status(page)).toBe("Showing 8 of 8 results");
    for (const verdict of ["Pass", "Not applicable", "Unknown", "Waived"])
      await page.getByLabel(verdict).click();
    expect(await shown(page)).toEqual(["RKG-REST-01", "RKG-TRANSIT-01"]);
    expect(await status(page)).toBe("Showing 2 of 8 results");
    expect(await page.locator(".finding:visible").count()).toBe(2);
    expect(await page.locator(".family:visible").count()).toBe(2);
  });

  it("filter by severity, and show everything again", async () => {
    const { page } = await reports.open(sampleReview());
    for (const severity of ["high", "medium", "low"]) await page.getByLabel(severity).click();
    expect(await shown(page)).toEqual(["RKG-OPTOUT-01", "RKG-CHANGE-01"]);
    await page.getByRole("button", { name: "Show everything" }).click();
    await expect(status(page)).resolves.toBe("Showing 8 of 8 results");
    expect(await shown(page)).toHaveLength(7);
  });

  it("filter by framework", async () => {
    const { page } = await reports.open(sampleReview());
    await page.getByLabel("Framework").selectOption("CIS AWS Foundations 3.0");
    expect(await shown(page)).toEqual(["RKG-REST-01"]);
  });

  it("filter by address and by construct path, whatever the capitals", async () => {
    const { page } = await reports.open(sampleReview());
    const field = page.getByLabel("Address or construct path");
    await field.fill("AWS_KMS_KEY.faces");
    expect(await shown(page)).toEqual(["RKG-REST-07", "RKG-CHANGE-01"]);
    await field.fill("workload/faces");
    expect(await shown(page)).toEqual(["RKG-TRANSIT-01"]);
    await field.fill("nowhere");
    expect(await shown(page)).toEqual([]);
    expect(await page.getByText("No result is like that.").isVisible()).toBe(true);
  });

  it("open and close all controls", async () => {
    const { page } = await reports.open(sampleReview());
    await page.getByRole("button", { name: "Open all" }).click();
    expect(await page.locator(".control > details[open]").count()).toBe(7);
    await page.getByRole("button", { name: "Close all" }).click();
    expect(await page.locator(".control > details[open]").count()).toBe(0);
  });

  it("follow the map to the controls of a part", async () => {
    const { page } = await reports.open(sampleReview());
    await page.locator(".map a", { hasText: "Key" }).click();
    expect(await shown(page)).toEqual(["RKG-REST-07"]);
    expect(await page.getByLabel("Part of the way").inputValue()).toBe("key");
    expect(await page.evaluate("document.activeElement?.id")).toBe("controls-title");
  });
});

describe("the filters by keyboard", () => {
  const focused = (page: Page): Promise<string> =>
    page.evaluate("document.activeElement.value || document.activeElement.textContent.trim()");

  async function tabTo(page: Page, text: string): Promise<void> {
    for (let tabs = 0; tabs < 60; tabs += 1) {
      await page.keyboard.press("Tab");
      if ((await focused(page)) === text) return;
    }
    throw new Error(`no Tab leads to ${text}`);
  }

  it("begin with a way past the summary", async () => {
    const { page } = await reports.open(sampleReview());
    await page.keyboard.press("Tab");
    expect(await focused(page)).toBe("Skip to the controls");
    expect((await page.locator(".skip").boundingBox())?.x).toBeGreaterThan(0);
    await page.keyboard.press("Enter");
    expect(await page.evaluate("document.activeElement?.id")).toBe("controls-title");
  });

  it("filter by Space, with a focus that is seen", async () => {
    const { page } = await reports.open(sampleReview());
    await tabTo(page, "pass");
    await page.keyboard.press("Space");
    expect(await status(page)).toBe("Showing 5 of 8 results");
    expect(
      await page.evaluate(
        "(({ outlineStyle, outlineWidth }) => [outlineStyle, outlineWidth])(getComputedStyle(document.activeElement))",
      ),
    ).toEqual(["solid", "3px"]);
    await tabTo(page, "Show everything");
    await page.keyboard.press("Enter");
    expect(await status(page)).toBe("Showing 8 of 8 results");
  });

  it("open a control by Enter, and follow the map by Enter", async () => {
    const { page } = await reports.open(sampleReview());
    const rotation = page.locator("#RKG-REST-07 > details");
    await rotation.locator("> summary").focus();
    await page.keyboard.press("Enter");
    expect(await rotation.getAttribute("open")).toBe("");
    await page.locator(".map a", { hasText: "Organization" }).focus();
    await page.keyboard.press("Enter");
    expect(await shown(page)).toEqual(["RKG-OPTOUT-01"]);
  });
});
