/** What a report needs besides the review. */
export interface ReportOptions {
  /** Version of this package. */
  readonly toolVersion: string;
  /** Whether a terminal that knows colours will show the text. @default false */
  readonly colour?: boolean | undefined;
  /** Where an address stands in the source's text, both from 1. @default - reports name addresses only */
  readonly locate?:
    | ((address: string) => { readonly line: number; readonly column?: number } | undefined)
    | undefined;
}
