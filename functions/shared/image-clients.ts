import { RekognitionClient } from "@aws-sdk/client-rekognition";
import { S3Client } from "@aws-sdk/client-s3";
import { type ClientSettings, clientConfiguration } from "./clients";

/** The AWS clients of a function on face images, kept from one invocation to the next. */
export interface ImageClients {
  readonly rekognition: RekognitionClient;
  readonly s3: S3Client;
}

export function createImageClients(settings: ClientSettings): ImageClients {
  return {
    rekognition: new RekognitionClient(clientConfiguration(settings)),
    // A bucket has a host name of its own at AWS only.
    s3: new S3Client({ ...clientConfiguration(settings), forcePathStyle: settings.endpoint !== undefined }),
  };
}
