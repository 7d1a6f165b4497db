import { actionNamed, type CataloguedAction } from "../catalogue/catalogue";
import type { PatternElement as Element, PolicyKind } from "../grammar/policy";
import type { Text } from "../symbols/text";
import { type Cell, cellOf, type Dimension } from "./cell";
import { anyOf, MAYBE, not, type Outcome } from "./outcome";
import { anything, glob, isLiteral } from "./pattern";
import type { PatternCell } from "./pattern-cells";
import { PatternSet } from "./pattern-set";
import { resourceShapes } from "./resource-shapes";
import type { Subject } from "./subject";
import type { Workspace } from "./workspace";

/** The services whose requests a kind of policy sees at all. */
const SERVICE_OF_KIND: Readonly<Partial<Record<PolicyKind, string>>> = { key: "kms", trust: "sts" };

interface SubjectPatterns {
  readonly subject: Subject;
  readonly negated: boolean;
  readonly numbers: readonly (number | undefined)[];
}

/**
 * Actions with their resources: one dimension, because an action that the catalogue knows takes only resources of its types
 * (`s3:ListBucket` a bucket, `s3:GetObject` an object). Any other action name may take any resource, so no proof rests on the
 * catalogue being complete.
 */
export function actionsAndResources(workspace: Workspace, kind: PolicyKind | undefined): Dimension {
  const { subjects } = workspace;
  const actions = actionCells(workspace, kind);
  if (!subjects.some(({ matcher }) => matcher.resources !== undefined)) {
    return actions.map(({ cell, name }) => ({ ...cell, part: { action: name } }));
  }
  const shapes = [...new Set(actions.flatMap(({ resources }) => resources ?? []))];
  const { cells, shapeNumbers } = resourceCells(workspace, shapes);
  const found = new Map<string, Cell>();
  for (const action of actions) {
    const shapes = action.resources?.flatMap((shape) => shapeNumbers.get(shape) ?? []);
    workspace.budget.spend(cells.length);
    for (const { cell, admitted, word } of cells) {
      if (shapes !== undefined && !shapes.some((number) => admitted.has(number))) continue;
      const sure = action.cell.sure & cell.sure;
      const possible = action.cell.possible & cell.possible;
      const key = `${sure},${possible}`;
      if (!found.has(key)) found.set(key, { sure, possible, part: { action: action.name, resource: word } });
    }
  }
  return [...found.values()];
}

interface ActionCell {
  readonly name: string;
  readonly cell: Cell;
  /** Shapes of the resources it takes; undefined where any. */
  readonly resources?: readonly string[];
}

function actionCells(workspace: Workspace, kind: PolicyKind | undefined): readonly ActionCell[] {
  const set = new PatternSet(workspace.encoding, workspace.budget);
  const elements = addPatterns(
    workspace,
    set,
    "actions",
    ({ matcher }) => matcher.actions,
    // A name with a reference in it could be any action: it is not compared as text.
    (text) => (workspace.encoding.hasReference(text) ? undefined : glob(text.toLowerCase())),
  );
  const service = kind === undefined ? undefined : SERVICE_OF_KIND[kind];
  const shape = set.addShape("actions", glob(service === undefined ? "?*:?*" : `${service}:?*`));
  const examples = exampleActions(workspace.subjects, service);
  const required = [[shape], ...(askedNumbers(elements, workspace, set) ?? [])];
  const cells: ActionCell[] = [];
  const names = examples.map(({ name }) => name.toLowerCase());
  const known = set
    .cellsOf(names)
    .map(({ accepted }, index) => ({ accepted: acceptedKey(accepted), action: examples[index] }));
  const classes = set.cells({ required, examples: names });
  for (const found of classes) {
    const cell = cellOf(workspace.all, outcomesOf(elements, found, set), {});
    const unique = [...found.accepted].some((number) => number !== shape && isLiteral(set.get(number) ?? []));
    const named = actionNamed(found.word);
    if (unique) {
      cells.push({
        name: named?.name ?? found.word,
        cell,
        ...(named === undefined ? {} : { resources: named.resources }),
      });
      continue;
    }
    // Known names of the class first, one for each kind of resource: they make the better examples.
    const kinds = new Set<string>();
    const key = acceptedKey(found.accepted);
    for (const { action, accepted } of known) {
      if (action === undefined || accepted !== key) continue;
      const kinship = action.resources.join(" ");
      if (kinds.has(kinship)) continue;
      kinds.add(kinship);
      cells.push({ name: action.name, cell, resources: action.resources });
    }
    cells.push({ name: named?.name ?? found.word, cell });
  }
  recordDoubts(workspace, elements, set, ({ matcher }) => matcher.actions?.patterns);
  return cells;
}

interface ResourceCell {
  readonly word: string;
  readonly cell: Cell;
  /** The shapes of resources that the cell may be of. */
  readonly admitted: ReadonlySet<number>;
}

function resourceCells(
  workspace: Workspace,
  shapes: readonly string[],
): { cells: readonly ResourceCell[]; shapeNumbers: ReadonlyMap<string, readonly number[]> } {
  const set = new PatternSet(workspace.encoding, workspace.budget);
  const elements = addPatterns(workspace, set, "resources", ({ matcher }) => matcher.resources, glob);
  const shapeNumbers = new Map<string, readonly number[]>();
  for (const shape of shapes) {
    const patterns = resourceShapes(shape, workspace.encoding.characters("name"));
    shapeNumbers.set(
      shape,
      patterns.map((pattern, index) => set.addShape(`${shape} ${index}`, pattern)),
    );
  }
  set.addShape("any resource", [anything]);
  const required = askedNumbers(elements, workspace, set) ?? [];
  const texts = workspace.subjects
    .flatMap(({ matcher }) => matcher.resources?.patterns ?? [])
    .slice(0, MAXIMUM_EXAMPLES);
  const named = texts
    .flatMap((text) => workspace.encoding.encode(text) ?? [])
    .filter((text) => /[*?]/.test(text));
  const classes = set.cells({ required, examples: [...EXAMPLE_RESOURCES, ...named.map(exampleOf)] });
  const all = [...shapeNumbers.values()].flat();
  const cells = classes.map((found) => ({
    word: found.word,
    cell: cellOf(workspace.all, outcomesOf(elements, found, set), {}),
    admitted: new Set(all.filter((shape) => set.admits(shape, found))),
  }));
  recordDoubts(workspace, elements, set, ({ matcher }) => matcher.resources?.patterns);
  return { cells, shapeNumbers };
}

const MAXIMUM_EXAMPLES = 20;
const EXAMPLE_RESOURCES = [
  "arn:aws:s3:::example-bucket/photo.jpg",
  "arn:aws:s3:::example-bucket",
  "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
  "arn:aws:rekognition:eu-west-1:111122223333:collection/members",
];

function addPatterns(
  { subjects }: Workspace,
  set: PatternSet,
  reading: string,
  elementOf: (subject: Subject) => Element | undefined,
  compile: Parameters<PatternSet["add"]>[2],
): readonly SubjectPatterns[] {
  return subjects.flatMap((subject) => {
    const element = elementOf(subject);
    if (element === undefined) return [];
    const asked = subject.role !== "statement";
    const numbers = element.patterns.map((text) => set.add(text, reading, compile, asked));
    return [{ subject, negated: element.negated, numbers }];
  });
}

/** The patterns that every request of interest must match, where the question lists them. */
function askedNumbers(
  elements: readonly SubjectPatterns[],
  { subjects }: Workspace,
  set: PatternSet,
): readonly (readonly number[])[] | undefined {
  const scopes = subjects.filter(({ required }) => required);
  const listed = elements.filter(({ subject }) => scopes.includes(subject));
  // What is undecided may match elsewhere too.
  const complete = listed.every(
    ({ negated, numbers }) =>
      !negated && numbers.every((number) => number !== undefined && !set.isUnsettled(number)),
  );
  if (scopes.length === 0 || listed.length !== scopes.length || !complete) return undefined;
  return [listed.flatMap(({ numbers }) => numbers.filter((number) => number !== undefined))];
}

function outcomesOf(
  elements: readonly SubjectPatterns[],
  cell: PatternCell,
  set: PatternSet,
): readonly (readonly [bigint, Outcome])[] {
  return elements.map(({ subject, negated, numbers }) => {
    const matched = anyOf(
      numbers.map((number) => (number === undefined ? MAYBE : set.outcome(number, cell))),
    );
    return [subject.bits, negated ? not(matched) : matched] as const;
  });
}

/** Well-known actions of the services that the patterns name, for readable witnesses. */
function exampleActions(
  subjects: readonly Subject[],
  service: string | undefined,
): readonly CataloguedAction[] {
  const services = new Set([service]);
  for (const { matcher } of subjects) {
    for (const { source } of matcher.actions?.patterns ?? [])
      services.add(source.split(":")[0]?.toLowerCase());
  }
  const all = services.has("*") || services.size === 1;
  return EXAMPLE_ACTIONS.filter((name) => all || services.has(name.split(":")[0])).flatMap(
    (name) => actionNamed(name) ?? [],
  );
}

const EXAMPLE_ACTIONS = [
  ...["GetObject", "PutObject", "DeleteObject", "ListBucket", "PutBucketPolicy", "GetBucketAcl"].map(
    (name) => `s3:${name}`,
  ),
  ...["Decrypt", "Encrypt", "GenerateDataKey", "CreateGrant", "DescribeKey", "PutKeyPolicy"].map(
    (name) => `kms:${name}`,
  ),
  ...["CompareFaces", "SearchFacesByImage", "IndexFaces", "DeleteFaces"].map((name) => `rekognition:${name}`),
  ...["sqs:SendMessage", "sns:Publish", "sts:AssumeRole", "lambda:InvokeFunction", "iam:PassRole"],
];

/** A text that the pattern matches, for readable witnesses. */
const exampleOf = (encoded: string): string => encoded.replaceAll("*", "example").replaceAll("?", "x");

const acceptedKey = (accepted: ReadonlySet<number>): string => [...accepted].sort((a, b) => a - b).join(",");

/** Says why a subject cannot be decided: only of patterns that are in fact undecided somewhere. */
function recordDoubts(
  { doubts }: Workspace,
  elements: readonly SubjectPatterns[],
  set: PatternSet,
  textsOf: (subject: Subject) => readonly Text[] | undefined,
): void {
  for (const { subject, numbers } of elements) {
    textsOf(subject)?.forEach(({ source, opaque }, index) => {
      const number = numbers[index];
      if (opaque !== undefined) doubts.add(subject.bits, `${subject.label}: ${opaque}`);
      else if (number === undefined) doubts.add(subject.bits, `${subject.label}: "${source}" cannot be read`);
      else if (set.isUnsettled(number)) {
        doubts.add(
          subject.bits,
          `${subject.label}: whether "${source}" matches depends on the value of a reference`,
        );
      }
    });
  }
}
