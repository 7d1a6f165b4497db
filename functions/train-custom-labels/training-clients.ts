import { KMSClient } from "@aws-sdk/client-kms";
import { type ClientSettings, clientConfiguration } from "../shared/clients";
import { createImageClients, type ImageClients } from "../shared/image-clients";

/** The AWS clients of the function, kept from one invocation to the next. */
export interface TrainingClients extends ImageClients {
  readonly kms: KMSClient;
}

export function createTrainingClients(settings: ClientSettings): TrainingClients {
  return { ...createImageClients(settings), kms: new KMSClient(clientConfiguration(settings)) };
}
