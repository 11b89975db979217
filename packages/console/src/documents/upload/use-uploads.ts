import { useSyncExternalStore } from 'react';
import { type UploadState, uploads } from './upload-queue.ts';

export function useUploads(): UploadState {
  return useSyncExternalStore(uploads.subscribe, uploads.state);
}
