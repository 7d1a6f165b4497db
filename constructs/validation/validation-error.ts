import type { IConstruct } from "constructs";

/** One wrong prop. */
export interface PropFault {
  /** The prop's path, for example `services.rekognition`. */
  readonly prop: string;
  /** The rule, what was got and what to do: "must be a whole number from 1 to 3650, got: 0". */
  readonly message: string;
}

/** Every wrong prop of a construct at once, with the construct's path. */
export class ValidationError extends Error {
  override readonly name = "ValidationError";
  constructor(
    /** Path of the construct in the app, for example `workload/Faces`. */
    readonly constructPath: string,
    readonly faults: readonly PropFault[],
  ) {
    super(
      [
        `${constructPath}: ${faults.length} ${faults.length === 1 ? "prop is" : "props are"} wrong`,
        ...faults.map(({ prop, message }) => `  \`${prop}\` ${message}`),
      ].join("\n"),
    );
  }
}

/** Throws all faults of a construct as one error, or nothing where there is none. */
export function throwFaults(scope: IConstruct, id: string, faults: readonly PropFault[]): void {
  if (faults.length > 0) throw new ValidationError(constructPath(scope, id), faults);
}

/** The path that a construct has, or is about to have. */
export const constructPath = (scope: IConstruct, id: string): string =>
  scope.node.path === "" ? id : `${scope.node.path}/${id}`;
