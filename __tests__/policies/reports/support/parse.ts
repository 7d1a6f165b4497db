import Ajv from "ajv";
import { type DefaultTreeAdapterMap, parse } from "parse5";
import { type ReportOptions, renderReport } from "../../../../policies/reports";
import schema from "../../../../policies/reports/json-report.schema.json";
import type { Review } from "../../../../policies/review/result";

export const OPTIONS: ReportOptions = { toolVersion: "0.1.0" };

export const render = (
  format: Parameters<typeof renderReport>[0],
  review: Review,
  options = OPTIONS,
): string => renderReport(format, review, options);

type Node = DefaultTreeAdapterMap["node"];
export type Element = DefaultTreeAdapterMap["element"];

const validate = new Ajv({ allErrors: true }).compile(schema);

/** What is wrong with a JSON report by its schema. */
export function schemaFaults(text: string): unknown {
  validate(JSON.parse(text));
  return validate.errors ?? [];
}

/** Every element of a page, with its attributes, in the order of the document. */
export function elementsOf(page: string): readonly Element[] {
  const visit = (node: Node): Element[] => [
    ...("tagName" in node ? [node] : []),
    ...("childNodes" in node ? node.childNodes.flatMap(visit) : []),
  ];
  return visit(parse(page));
}

/** The text that a reader of an element (or of the whole page) sees; scripts and styles are none. */
export function textOf(node: Node): string {
  if ("tagName" in node && ["script", "style"].includes(node.tagName)) return "";
  if (node.nodeName === "#text" && "value" in node) return node.value;
  return "childNodes" in node ? node.childNodes.map(textOf).join("") : "";
}

export const pageText = (page: string): string => textOf(parse(page));

export const attribute = (element: Element, name: string): string | undefined =>
  element.attrs.find((each) => each.name === name)?.value;

export const withClass = (page: string, name: string): readonly Element[] =>
  elementsOf(page).filter((element) => attribute(element, "class")?.split(" ").includes(name) === true);

/** The tags and attributes of a page without their values: what no name may change. */
export const skeletonOf = (page: string): string =>
  elementsOf(page)
    .map(({ tagName, attrs }) => `${tagName} ${attrs.map(({ name }) => name).join(" ")}`)
    .join("\n");

export const CONTROL_CHARACTERS = /[\p{Cc}\p{Surrogate}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/u;
