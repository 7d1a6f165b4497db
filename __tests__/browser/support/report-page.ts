import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { renderReport } from "../../../policies/reports";
import type { Review } from "../../../policies/review/result";
import { launch } from "./chromium";

/** A page that was opened, and all that must not have happened in it. */
export interface Opened {
  readonly page: Page;
  /** Everything it asked for, itself first. */
  readonly requests: readonly string[];
  /** Messages on the console, errors, and dialogs. */
  readonly complaints: readonly string[];
}

/** Opens reports in one browser for all tests of a file; each page is closed after its test. */
export function useReports() {
  const browser = new ReportBrowser();
  const opened: Opened[] = [];
  beforeAll(() => browser.start());
  afterAll(() => browser.stop());
  afterEach(async () => {
    await Promise.all(opened.splice(0).map(({ page }) => page.context().close()));
  });
  const keep = async (opening: Promise<Opened>): Promise<Opened> => {
    const each = await opening;
    opened.push(each);
    return each;
  };
  return {
    /** Opens the report of a review as a file. */
    open: (review: Review, options: BrowserContextOptions = {}) => keep(browser.openFile(review, options)),
    /** Opens it over HTTP, on the loopback. */
    openServed: (review: Review) => keep(browser.openServed(review)),
  };
}

/** One browser, and a folder that it reads reports from. */
class ReportBrowser {
  readonly #folder = mkdtempSync(join(tmpdir(), "report browser "));
  #browser: Browser | undefined;
  #server: Server | undefined;
  #count = 0;

  async start(): Promise<void> {
    this.#browser = await launch();
  }

  async stop(): Promise<void> {
    await this.#browser?.close();
    this.#server?.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  openFile(review: Review, options: BrowserContextOptions = {}): Promise<Opened> {
    this.#count += 1;
    const file = join(this.#folder, `report ${this.#count}.html`);
    writeFileSync(file, renderReport("html", review, { toolVersion: "0.1.0" }));
    return this.#open(pathToFileURL(file).href, options);
  }

  async openServed(review: Review): Promise<Opened> {
    const text = renderReport("html", review, { toolVersion: "0.1.0" });
    const server = createServer((_, response) => {
      response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(text);
    });
    this.#server = server;
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    return this.#open(`http://127.0.0.1:${port}/report.html`, {});
  }

  async #open(url: string, options: BrowserContextOptions): Promise<Opened> {
    if (this.#browser === undefined) throw new Error("start the browser first");
    const context = await this.#browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
    const page = await context.newPage();
    const requests: string[] = [];
    const complaints: string[] = [];
    context.on("request", (request) => requests.push(request.url()));
    page.on("console", (message) => complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("dialog", (dialog) => {
      complaints.push(dialog.message());
      void dialog.dismiss();
    });
    await page.goto(url, { waitUntil: "load" });
    return { page, requests, complaints };
  }
}
