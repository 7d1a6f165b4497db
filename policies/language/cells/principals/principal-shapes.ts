import type { Encoding } from "../../symbols/encoding";
import { MAYBE, NO, type Outcome, YES } from "../outcome";
import { accountDigits, anyCharacter, anything, literal, type Pattern, withoutColons } from "../pattern";
import type { PatternCell } from "../pattern-cells";
import type { PatternSet } from "../pattern-set";
import type { Subject } from "../subject";

/**
 * Which principals exist: partition, twelve digits, root or a named user or role; and federated users, whose ARN is of STS. References
 * may stand in each place.
 */
export function principalShapes(encoding: Encoding): readonly Pattern[] {
  const oneOf = (symbols: string): readonly Pattern[] =>
    symbols === "" ? [] : [[{ only: symbols, repeat: false }]];
  const partitions = [[...literal("aws"), withoutColons], ...oneOf(encoding.characters("name"))];
  const accounts = [accountDigits, ...oneOf(encoding.characters("digits", "any"))];
  const names: readonly (readonly [service: string, name: Pattern])[] = [
    ["iam", literal("root")],
    ["iam", [...literal("user/"), anyCharacter, anything]],
    ["iam", [...literal("role/"), anyCharacter, anything]],
    ["sts", [...literal("federated-user/"), anyCharacter, anything]],
  ];
  return partitions.flatMap((partition) =>
    accounts.flatMap((account) =>
      names.map(([service, name]) => [
        ...literal("arn:"),
        ...partition,
        ...literal(`:${service}::`),
        ...account,
        ...literal(":"),
        ...name,
      ]),
    ),
  );
}

export const serviceLinkedRole: Pattern = [
  ...literal("arn:"),
  withoutColons,
  ...literal(":iam::"),
  withoutColons,
  ...literal(":role/aws-service-role/"),
  anything,
];

export const isServiceLinked = ({ accepted }: PatternCell, linked: number | undefined): boolean =>
  linked !== undefined && accepted.has(linked);

/** Whether the subject's policy judges these principals at all. */
export function reachOutcome(
  { reach }: Subject,
  cell: PatternCell,
  linked: number | undefined,
  set: PatternSet,
): Outcome {
  if (reach.sparesServiceLinked && linked !== undefined) {
    if (isServiceLinked(cell, linked)) return NO;
    if (set.admits(linked, cell)) return MAYBE;
  }
  return reach.certain ? YES : MAYBE;
}
