import type { Review } from "../review/result";
import { renderHtml } from "./html";
import { renderJson } from "./json";
import { renderJunit } from "./junit";
import { renderMarkdown } from "./markdown";
import type { ReportOptions } from "./options";
import { renderSarif } from "./sarif";
import { renderText } from "./text";

export { controlsPage } from "./controls-page";
export type { ReportOptions } from "./options";

export const FORMATS = ["text", "json", "markdown", "html", "sarif", "junit"] as const;
export type Format = (typeof FORMATS)[number];

const RENDERERS: Readonly<Record<Format, (review: Review, options: ReportOptions) => string>> = {
  text: renderText,
  json: renderJson,
  markdown: renderMarkdown,
  html: renderHtml,
  sarif: renderSarif,
  junit: renderJunit,
};

/**
 * Writes a review for people (`text`, `markdown`, `html`) or for other tools (`json`, `sarif`, `junit`). Names that somebody else chose
 * are shown, never obeyed: no markup, escape sequence or mark of direction in them has an effect.
 */
export const renderReport = (format: Format, review: Review, options: ReportOptions): string =>
  RENDERERS[format](review, options);
