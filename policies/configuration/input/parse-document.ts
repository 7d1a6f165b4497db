import { isObject, memberOf } from "../scalars";
import { TO_DO } from "./decode-text";
import { InputError } from "./input-error";

/** How long a line of `plan -json` is at most, to look for one. */
const LONGEST_LINE = 1 << 20;

/**
 * The object that a text holds as JSON.
 *
 * @throws InputError for everything else, by its name
 */
export function parseDocument(path: string, text: string): Readonly<Record<string, unknown>> {
  const start = text.search(/\S/);
  if (start < 0) throw new InputError(path, `is empty; ${TO_DO}`);
  refuseLines(path, text, start);
  if (text[start] !== "{") throw new InputError(path, `${otherText(path, text, start)}; ${TO_DO}`);
  const document = parsed(path, text);
  if (!isObject(document)) throw new InputError(path, `is no JSON object; ${TO_DO}`);
  return document;
}

function parsed(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof RangeError) throw new InputError(path, `is JSON that nests too deeply; ${TO_DO}`);
    const isCut = breaksOff(text, String(error));
    throw new InputError(
      path,
      isCut
        ? "is JSON that breaks off before its end; write it again (terraform show -json tfplan > plan.json)"
        : `is no valid JSON; ${TO_DO}`,
    );
  }
}

/** `terraform plan -json` prints a message a line, and no plan. */
function refuseLines(path: string, text: string, start: number): void {
  const head = text.slice(start, start + LONGEST_LINE);
  const end = head.indexOf("\n");
  if (!head.startsWith("{") || !head.includes('"@')) return;
  let line: unknown;
  try {
    line = JSON.parse(end < 0 ? head : head.slice(0, end));
  } catch {
    return;
  }
  if (memberOf(line, "@level") === undefined && memberOf(line, "@message") === undefined) return;
  throw new InputError(
    path,
    "holds the messages of `terraform plan -json`, one a line, and no plan; save the plan (terraform plan -out tfplan), then give what `terraform show -json tfplan` prints",
  );
}

/** What a text is that begins like no JSON object. */
function otherText(path: string, text: string, start: number): string {
  const head = text.slice(start, start + 4096);
  if (/\.(?:tf|tofu|hcl|tfvars)$/i.test(path) || HCL.test(head))
    return "is Terraform's language (HCL), not JSON";
  if (/Terraform used the selected providers|Terraform will perform|No changes\. /.test(head)) {
    return "is what `terraform plan` prints for people, not JSON";
  }
  if (head.startsWith("[")) return "is a JSON array, not an object";
  if (/^(?:"|-?\d|true\b|false\b|null\b)/.test(head)) return "is a single JSON value, not an object";
  return "is no JSON";
}

const HCL =
  /^(?:\s|#.*|\/\/.*|\/\*[\s\S]*?\*\/)*(?:terraform|locals|moved|import|removed|(?:resource|data|check|ephemeral)\s+"[^"]*"(?:\s+"[^"]*")?|(?:provider|variable|output|module)\s+"[^"]*")\s*\{/;

/** Whether the parser was at the end of the text. */
function breaksOff(text: string, problem: string): boolean {
  if (/end of JSON|Unterminated/.test(problem)) return true;
  const position = /at position (\d+)/.exec(problem)?.[1];
  return position !== undefined && text.slice(Number(position)).trim() === "";
}
