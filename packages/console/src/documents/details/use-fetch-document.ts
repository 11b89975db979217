import { useCallback } from 'react';
import type { Entry } from '../entry.ts';
import { usePlace } from '../place.ts';
import { onThisServer, zipAddress } from './file-address.ts';

/** Lets the browser fetch a file, or a folder as a zip, to the machine. */
export function useFetchDocument(): (entry: Entry) => void {
  const place = usePlace();
  return useCallback(
    (entry) => {
      const link = document.createElement('a');
      link.href = entry.kind === 'file' ? onThisServer(entry.url) : zipAddress(place, entry.id);
      link.download = '';
      link.click();
    },
    [place],
  );
}
