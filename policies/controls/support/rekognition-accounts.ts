import type { ReviewContext } from "../control";
import { accountOf } from "./accounts";
import { rekognitionUse } from "./rekognition-use";

const accounts = new WeakMap<object, readonly (string | undefined)[]>();

/**
 * The accounts that a configuration uses Rekognition in, each once; undefined for one that is not known. One that is not known alone,
 * where nothing uses it.
 */
export function rekognitionAccounts(context: ReviewContext): readonly (string | undefined)[] {
  const known = accounts.get(context.configuration);
  if (known !== undefined) return known;
  const { sure, possible } = rekognitionUse(context);
  const using = sure.length > 0 ? sure : possible.map(({ resource }) => resource);
  const found =
    using.length === 0 ? [undefined] : [...new Set(using.map((each) => accountOf(each, context)))];
  accounts.set(context.configuration, found);
  return found;
}
