import { factsOf } from "../shared/aws-errors";
import { OperatorError, TryAgainError } from "../shared/errors";
import type { ImageClients } from "../shared/image-clients";
import type { Invocation } from "../shared/invocation";
import { keepResult } from "./keep-result";
import { jobIdOf, type QueueMessage } from "./messages";
import { readSearch } from "./read-search";
import type { SearchResult } from "./search-result";
import type { Settings } from "./settings";

/** What became of a message. `foreign`: it told of a search that is not ours, and there is nothing to do. */
export type Taken = SearchResult["outcome"] | "foreign" | { readonly failure: TryAgainError | OperatorError };

/** Takes the result of the search that a message tells of. One message that cannot be served keeps none of the others. */
export async function take(
  message: QueueMessage,
  settings: Settings,
  clients: ImageClients,
  invocation: Invocation,
): Promise<Taken> {
  try {
    const result = await readSearch(jobIdOf(message), settings, clients, invocation);
    if (result === "foreign") return result;
    await keepResult(result, settings, clients, invocation);
    return result.outcome;
  } catch (error) {
    const isKnown = error instanceof TryAgainError || error instanceof OperatorError;
    return { failure: isKnown ? error : new OperatorError("unexpected", undefined, factsOf(error)) };
  }
}
