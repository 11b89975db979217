import { join } from 'node:path';
import { type Clock, type Random, SettingsError } from '@gatehouse/service';
import type { Settings } from '../../settings.ts';
import type { BlobStore } from './blob-store.ts';
import { openDiskBlobs } from './disk-blobs.ts';
import { checkBucket, openS3Blobs } from './s3/s3-blobs.ts';

/** The bucket where one is set, or else a folder. A bucket that cannot be used is said before anybody needs it. */
export async function openBlobs(
  settings: Pick<Settings, 's3Bucket' | 's3Region' | 's3AccessKey' | 's3SecretKey'>,
  dataDir: string,
  world: { readonly clock: Clock; readonly random: Random },
): Promise<BlobStore> {
  const {
    s3Bucket: url,
    s3Region: region,
    s3AccessKey: accessKeyId,
    s3SecretKey: secretAccessKey,
  } = settings;
  if (url === undefined) return await openDiskBlobs(join(dataDir, 'blobs'), world.random);
  if (accessKeyId === undefined || secretAccessKey === undefined)
    throw new SettingsError(
      'GATEHOUSE_S3_BUCKET is set and GATEHOUSE_S3_ACCESS_KEY or GATEHOUSE_S3_SECRET_KEY is not: a bucket needs both.',
    );
  const blobs = openS3Blobs({ url, region, accessKeyId, secretAccessKey }, world);
  await checkBucket(blobs).catch((error: unknown) => {
    throw new SettingsError(
      `The bucket of GATEHOUSE_S3_BUCKET cannot be used: ${error instanceof Error ? error.message : String(error)}`,
    );
  });
  return blobs;
}
