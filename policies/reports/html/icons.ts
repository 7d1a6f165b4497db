import type { ReviewVerdict } from "../../review/result";
import { VERDICT_WORDS } from "../wording";
import { html, Markup } from "./markup";

/** Each verdict has a shape of its own: colour is never all that tells them apart. */
const SHAPES: Readonly<Record<ReviewVerdict, string>> = {
  fail: '<path d="M5.5 5.5l5 5m0-5l-5 5"/>',
  unknown: '<path d="M6 6.3a2 2 0 1 1 2.6 1.9c-.4.2-.6.5-.6 1v.2M8 11.6v.1"/>',
  waived: '<path d="M6.2 5.2v5.6M9.8 5.2v5.6"/>',
  pass: '<path d="M4.9 8.3l2.2 2.2 4-4.6"/>',
  "not-applicable": '<path d="M5.2 8h5.6"/>',
};

/** The symbols that `icon` refers to, once in a page. */
export const sprite = new Markup(
  `<svg class="sprite" width="0" height="0" aria-hidden="true" focusable="false">${Object.entries(SHAPES)
    .map(
      ([verdict, shape]) =>
        `<symbol id="icon-${verdict}" viewBox="0 0 16 16"><circle cx="8" cy="8" r="7"/>${shape}</symbol>`,
    )
    .join("")}</svg>`,
);

export const icon = (verdict: ReviewVerdict): Markup =>
  html`<svg class="icon ${verdict}" width="16" height="16" aria-hidden="true" focusable="false"><use href="#icon-${verdict}"/></svg>`;

/** The verdict in words, with its icon. */
export const badge = (verdict: ReviewVerdict): Markup =>
  html`<span class="badge ${verdict}">${icon(verdict)}${VERDICT_WORDS[verdict].label}</span>`;
