import { hostileReview, sampleReview } from "../policies/reports/support/sample-review";
import { chromiumPath } from "./support/chromium";
import { useReports } from "./support/report-page";

const reports = useReports();

describe("the page", () => {
  it("loads from a file without asking for anything else, and without complaints", async () => {
    const { page, requests, complaints } = await reports.open(sampleReview());
    expect(await page.title()).toContain("2 failures");
    expect(requests.filter((url) => !url.startsWith("data:"))).toEqual([page.url()]);
    expect(complaints).toEqual([]);
  });

  it("loads over HTTP with one request, and without complaints", async () => {
    const served = await reports.openServed(sampleReview());
    await served.page.locator("#filters").waitFor();
    expect(served.requests.filter((url) => !url.startsWith("data:"))).toEqual([served.page.url()]);
    expect(served.complaints).toEqual([]);
  });

  it("refuses what is put into it: its policy lets no other script run, and nothing be fetched", async () => {
    const { page, complaints } = await reports.open(sampleReview());
    await page.evaluate(`
      document.body.append(Object.assign(document.createElement("script"), { textContent: "alert('ran')" }));
      document.body.append(Object.assign(document.createElement("img"), { src: "http://127.0.0.1:9/x.png" }));
    `);
    const refused = () => complaints.filter((each) => each.includes("Content Security Policy")).length;
    while (refused() < 2) await page.waitForEvent("console");
    expect(complaints).not.toContain("ran");
  });
});

describe("the page without scripts", () => {
  it("shows every control, hides the filters, and its map leads on", async () => {
    const { page, complaints } = await reports.open(sampleReview(), { javaScriptEnabled: false });
    expect(await page.locator("#filters").isVisible()).toBe(false);
    expect(await page.locator(".control:visible").count()).toBe(7);
    expect(await page.locator(".finding:visible").count()).toBe(5);
    await page.locator("#RKG-REST-07 > details > summary").click();
    expect(await page.locator("#RKG-REST-07 .finding").isVisible()).toBe(true);
    await page.locator(".map a", { hasText: "Organization" }).click();
    expect(page.url()).toMatch(/#RKG-OPTOUT-01$/);
    expect(complaints).toEqual([]);
  });
});

describe("hostile names", () => {
  it.each([
    ["<script>alert('ran')</script>"],
    ["\"><img src=http://127.0.0.1:9/x onerror=alert('ran')>"],
    ["</title></style></script><svg onload=alert('ran')>"],
    ["' autofocus onfocus='alert(1)"],
    ["\u202e\u001b[31m\0]]>"],
  ])("%j neither run nor fetch, and filters find them", async (name) => {
    const { page, requests, complaints } = await reports.open(hostileReview(name));
    await page.getByLabel("Address or construct path").fill(name.slice(0, 3));
    await page.getByRole("button", { name: "Open all" }).click();
    expect(await page.locator("script").count()).toBe(1);
    expect(await page.locator("img, svg[onload], [onfocus], [onerror]").count()).toBe(0);
    expect(requests.filter((url) => !url.startsWith("data:"))).toEqual([page.url()]);
    expect(complaints).toEqual([]);
  });
});

describe("the browser", () => {
  it("is named where it is missing, and nothing is skipped", () => {
    expect(() => chromiumPath({ PATH: "/nowhere" })).toThrow(
      "test:browser needs Chromium, and none of chromium, chromium-browser, google-chrome is on the PATH",
    );
    expect(() => chromiumPath({ PATH: process.env.PATH, CHROMIUM_PATH: "/nowhere/chromium" })).toThrow(
      'CHROMIUM_PATH is no program: "/nowhere/chromium"',
    );
  });
});
