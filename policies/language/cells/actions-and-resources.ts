import { actionNamed } from "../catalogue/catalogue";
import type { PatternElement as Element, PolicyKind } from "../grammar/policy";
import type { Text } from "../symbols/text";
import { type Cell, cellOf, type Dimension } from "./cell";
import { EXAMPLE_RESOURCES, exampleActions, exampleOf, MAXIMUM_EXAMPLES } from "./examples";
import { anyOf, MAYBE, not, type Outcome, YES } from "./outcome";
import { anything, glob, isLiteral, type Pattern } from "./pattern";
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
  // A name with a reference in it could be any action: it is not compared as text.
  const compile = (text: string): Pattern | undefined =>
    workspace.encoding.hasReference(text) ? undefined : glob(text.toLowerCase());
  const elements = addPatterns(
    workspace,
    ({ matcher }) => matcher.actions,
    (text, asked) => set.add(text, "actions", compile, asked),
  );
  const limited = workspace.subjects.flatMap(({ bits, label, reach: { services } }) => {
    if (services === undefined) return [];
    workspace.doubts.add(bits, `${label}: whether it judges requests to this service is not certain`);
    return [{ bits, numbers: services.map((name) => set.addShape(name, glob(`${name}:*`))) }];
  });
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
    const reached = limited.map(
      ({ bits, numbers }) =>
        [bits, numbers.some((number) => found.accepted.has(number)) ? YES : MAYBE] as const,
    );
    const cell = cellOf(workspace.all, [...outcomesOf(elements, found, set), ...reached], {});
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
  const elements = addPatterns(
    workspace,
    ({ matcher }) => matcher.resources,
    (text, asked) => set.addResource(text, asked),
  );
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

function addPatterns(
  { subjects }: Workspace,
  elementOf: (subject: Subject) => Element | undefined,
  add: (text: Text, asked: boolean) => number | undefined,
): readonly SubjectPatterns[] {
  return subjects.flatMap((subject) => {
    const element = elementOf(subject);
    if (element === undefined) return [];
    const asked = subject.role !== "statement";
    const numbers = element.patterns.map((text) => add(text, asked));
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
      !negated &&
      numbers.every((number) => number !== undefined && !set.isUnsettled(number) && !set.mayCross(number)),
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
      else if (set.mayCross(number)) {
        doubts.add(
          subject.bits,
          `${subject.label}: how far "${source}" reaches beyond a colon is not documented`,
        );
      } else if (set.isUnsettled(number)) {
        doubts.add(
          subject.bits,
          `${subject.label}: whether "${source}" matches depends on the value of a reference`,
        );
      }
    });
  }
}
